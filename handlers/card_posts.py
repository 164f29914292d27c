"""The card of a ticket as it stands in the staff group: posted, changed in place, posted anew.

A card that has not left yet is changed where it waits, so that many changes cost one message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import card_buttons, cards, costs
from handlers.i18n.translator import NN_
from handlers.outgoing import Outgoing, Trace
from storage import outbox, people, posts, untold
from storage.tickets import links, queries

if TYPE_CHECKING:
    from handlers import keyboards
    from storage.tickets.tables import Ticket


MORE = NN_(
    "⏳ At least {n} more message of the person follows",
    "⏳ At least {n} more messages of the person follow",
)


async def post(out: Outgoing, ticket: Ticket) -> None:
    """Post the card; it takes the place of an older one, whose buttons stay where they are."""
    slot = cards.slot(ticket.id)
    ticket.card_due_at = ticket.resolution_due_at
    await out.text(
        out.services.staff_chat_id,
        await _text(out, ticket),
        keyboard=await buttons(out, ticket),
        trace=Trace(slot, ticket.id),
        key=slot,
    )


async def refresh(out: Outgoing, ticket: Ticket) -> None:
    """Let the card say what the ticket is now; one that was deleted is posted anew."""
    chat_id, slot = out.services.staff_chat_id, cards.slot(ticket.id)
    if await outbox.waiting(out.tx, chat_id, slot) is not None or not await stands(
        out, chat_id, slot
    ):
        await post(out, ticket)
        return
    ticket.card_due_at = ticket.resolution_due_at
    await out.edit(
        chat_id,
        await _text(out, ticket),
        target_slot=slot,
        keyboard=await buttons(out, ticket),
    )


async def _text(out: Outgoing, ticket: Ticket) -> str:
    parts = await queries.messages(out.tx, ticket.id)
    linked = await links.of(out.tx, ticket.id)
    person = await people.get(out.tx, ticket.person_id)
    is_away = person is not None and not person.is_reachable
    text = cards.card(ticket, out.services, messages=parts, linked=linked, is_away=is_away)
    if waiting := await untold.count(out.tx, ticket.id):
        text += "\n" + out.services.staff.plural_html(*MORE, waiting)
    return text


async def buttons(out: Outgoing, ticket: Ticket) -> keyboards.Markup:
    """The buttons of a card in the present state of its ticket."""
    is_linked = bool(await links.of(out.tx, ticket.id))
    may_cost = costs.are_on(ticket, out.services)
    return card_buttons.of_card(ticket, out.services.staff, is_linked=is_linked, costs=may_cost)


async def ensure(out: Outgoing, ticket: Ticket) -> None:
    """Post the card if it is not there any more."""
    if not await stands(out, out.services.staff_chat_id, cards.slot(ticket.id)):
        await post(out, ticket)


async def stands(out: Outgoing, chat_id: int, slot: str) -> bool:
    """Whether the message of a slot is in the chat, or on its way there."""
    chat_id = await outbox.effective_chat(out.tx, chat_id)
    if await posts.by_slot(out.tx, chat_id, slot) is not None:
        return True
    return await outbox.is_expected(out.tx, chat_id, slot)


def ticket_of(name: str) -> int | None:
    """The ticket whose card a slot is."""
    number = name.rpartition(":")[2]
    return int(number) if number.isdecimal() and name == cards.slot(int(number)) else None
