"""A message that belongs nowhere yet: kept, and the person says where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update

from handlers import buttons, keyboards
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from handlers.visitor import additions, ask, handover, welcome
from storage import held
from storage.tickets import queries

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.tickets.lifecycle import Content
    from storage.tickets.tables import Ticket

#: Open cases offered for a message; those that wait for the person are always among them.
OFFERED = 6


async def hold(context: OfficeContext, content: Content, waiting: list[Ticket]) -> None:
    """Keep the message and ask where it belongs; the cases that wait for it come first."""
    t = context.t
    first = await held.hold(context.tx, context.person.id, content, context.now)
    rows: list[keyboards.Row] = [
        [
            keyboards.button(
                t.text(
                    N_("To case {reference} – {subject}"),
                    reference=one.reference,
                    subject=one.subject[:30],
                ),
                Verb.HELD,
                first.id,
                one.id,
            )
        ]
        for one in await _offered(context, waiting)
    ]
    label = (
        N_("🙋 Hand it to an expert as a question")
        if content.media is not None
        else N_("This is a new question")
    )
    rows.append([keyboards.button(t.text(label), Verb.HELD, first.id, "new")])
    rows.append([keyboards.button(t.text(N_("Forget it")), Verb.HELD, first.id, "drop")])
    text = (
        t.html(N_("I answer written questions and cannot read files or voice. Where shall it go?"))
        if content.media is not None
        else t.html(N_("Which case is this message for?"))
    )
    await context.out.text(
        context.person.id,
        text,
        keyboard=keyboards.inline(rows),
        reply_to=content.message_id,
        key=additions.album_key(content),
        delay=additions.album_delay(content),
    )


async def _offered(context: OfficeContext, waiting: list[Ticket]) -> list[Ticket]:
    newest = await queries.of_person(context.tx, context.person.id, only_open=True, limit=OFFERED)
    others = [one for one in newest if one.id not in {ticket.id for ticket in waiting}]
    return [*waiting, *others][: max(OFFERED, len(waiting))]


async def held_chosen(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """The person said where a kept message belongs."""
    t = context.t
    number, target = press.number(0), press.arg(1)
    if target == "new" and context.office is None:
        context.answer(t.text(N_("Please choose the office first, then press again.")))
        await welcome.ask_office(context)
        return
    parts = await held.take(context.tx, context.person.id, number) if number is not None else []
    if not parts:
        context.answer(t.text(N_("This message has already been dealt with.")))
        return
    context.answer()
    query = update.callback_query
    if query is not None and query.message is not None:
        await context.out.edit_keyboard(
            context.person.id, keyboards.NONE, message_id=query.message.message_id
        )
    if target == "drop":
        await context.out.text(context.person.id, t.html(N_("All right, it is forgotten.")))
    elif target == "new" and parts[0].media is None:
        await ask.asked(update, context, parts[0].text or "")
    elif target == "new":
        await handover.hand_over_files(context, parts)
    else:
        await _to_ticket(context, press.number(1), parts)


async def _to_ticket(context: OfficeContext, ticket_id: int | None, parts: list[Content]) -> None:
    ticket = await queries.get(context.tx, ticket_id) if ticket_id is not None else None
    if ticket is None or ticket.person_id != context.person.id:
        context.answer(context.t.text(N_("You have no such case.")), alert=True)
        for part in parts:
            await held.hold(context.tx, context.person.id, part, context.now)
        return
    for part in parts:
        await additions.add_to(context, ticket, part)
