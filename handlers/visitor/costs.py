"""What a person does about the cost of their case: accept, decline, send the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import cards, file_limits, keyboards, notices
from handlers import costs as words
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from storage.tickets import costs
from storage.tickets.states import Status

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.tickets.lifecycle import Content
    from storage.tickets.tables import Ticket

#: What a receipt comes as.
RECEIPTS = frozenset({"photo", "document"})


async def accept(context: OfficeContext, ticket: Ticket) -> None:
    """The person accepts: how to go on, once. Raises NotAllowedNow."""
    me, t = context.person.id, context.t
    change = await costs.accept(context.tx, ticket.id, person_id=me, now=context.now)
    context.answer()
    if change.is_repeat:
        return
    amount = await costs.amount(context.tx, ticket.id)
    text = t.html(
        words.HOW_TO_PAY, reference=cards.code(ticket.reference), amount=t.number(amount or 0)
    )
    text = file_limits.with_receipts(text, t)
    keyboard = keyboards.force_reply(t.text(N_("Photo of the receipt")))
    await context.out.text(me, text, keyboard=keyboard, trace=Trace(None, ticket.id))
    await notices.changed(context.out, change, by_person=True)
    await words.tell_staff(context.out, change)


async def decline(context: OfficeContext, ticket: Ticket) -> None:
    """The person declines: the office decides how to go on. Raises NotAllowedNow."""
    me = context.person.id
    change = await costs.decline(context.tx, ticket.id, person_id=me, now=context.now)
    context.answer()
    text = context.t.html(words.DECLINED, reference=cards.code(ticket.reference))
    await context.out.text(me, text, trace=Trace(None, ticket.id))
    await notices.changed(context.out, change, by_person=True)
    await words.tell_staff(context.out, change)


def is_receipt(ticket: Ticket, content: Content) -> bool:
    """Whether a file is the receipt that the office waits for."""
    return ticket.status == Status.WAITING_PAYMENT and content.media in RECEIPTS


async def paid(context: OfficeContext, ticket: Ticket, content: Content) -> None:
    """A receipt: under the card, and the office has to check it."""
    me = context.person.id
    change = await costs.pay(context.tx, ticket.id, person_id=me, content=content, now=context.now)
    await notices.person_wrote(context.out, change)
    await words.tell_staff(context.out, change)
    text = context.t.html(words.RECEIPT, reference=cards.code(ticket.reference))
    await context.out.text(me, text, trace=Trace(None, ticket.id))
