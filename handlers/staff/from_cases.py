"""An answered case becomes an answer for everybody: a draft without the person, to be approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import answer_cards
from handlers.i18n.translator import N_
from handlers.outgoing import Outgoing
from handlers.staff import teaching
from knowledge import anonymity
from storage import gap_reading, learned_answers, people
from storage.tickets import queries
from storage.tickets.states import Action
from storage.tickets.tables import Direction

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.tickets.lifecycle import Actor
    from storage.tickets.tables import Ticket

#: Letters of the title that an answer made of a case begins with.
TITLE = 100


async def make(context: OfficeContext, ticket: Ticket | None, by: Actor, chat_id: int) -> None:
    """An anonymised draft of an answered case; a colleague must approve it."""
    t = context.services.staff
    if ticket is None or not answer_cards.is_offered(ticket):
        context.answer(t.text(N_("This button is no longer in use.")))
        return
    if await learned_answers.of_ticket(context.tx, ticket.id) is not None:
        context.answer(t.text(N_("An answer is being made of it already.")), alert=True)
        return
    body = await _answered(context, ticket)
    if not body:
        context.answer(
            t.text(N_("This case was answered with files only; there are no words to take.")),
            alert=True,
        )
        return
    person = await people.get(context.tx, ticket.person_id)
    names = [str(ticket.fields.get("name") or ""), person.name if person else ""]
    asked = str(ticket.fields.get("text") or ticket.subject)
    title = " ".join(anonymity.hide(ticket.subject, names).split())[:TITLE]
    question = " ".join(anonymity.hide(asked, names).split())[: 2 * TITLE]
    answer = await learned_answers.draft(
        context.tx,
        office=ticket.office,
        texts=teaching.texts(title, anonymity.hide(body, names), [question]),
        gap_id=await gap_reading.of_question(context.tx, ticket.question_id),
        ticket_id=ticket.id,
        by=by.id,
        name=by.name,
        now=context.now,
    )
    context.answer(t.text(N_("The draft has been posted in the group.")))
    # Not in the topic of the case: it is closed with it, and nobody could reply there.
    out = Outgoing(context.tx, context.services, context.now)
    await teaching.preview(out, answer, chat_id=chat_id)


async def _answered(context: OfficeContext, ticket: Ticket) -> str:
    """What the office wrote to the person, without what it asked back."""
    events = await queries.events(context.tx, ticket.id)
    asked = {one.at for one in events if one.action is Action.ASK_BACK}
    parts = [
        one.text.strip()
        for one in await queries.messages(context.tx, ticket.id)
        if one.direction is Direction.TO_PERSON
        and one.text
        and one.at not in asked
        and one.retracted_at is None
    ]
    return "\n\n".join(parts)
