"""Costs from the side of the desk: name one, confirm that it was paid, reject a receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Message, Update

from handlers import cards, notices
from handlers import costs as words
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from handlers.staff import prompts
from storage.tickets import costs

if TYPE_CHECKING:
    from handlers.buttons import Press
    from handlers.context import OfficeContext
    from storage.tickets.lifecycle import Actor
    from storage.tickets.tables import Ticket

OFF = N_("This office has not switched costs on.")
NO_AMOUNT = N_(
    "{reference}: the first line must be the amount in rials, such as {example}. Nothing was sent. "
    "Please reply to this message."
)


async def name(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """Ask for the amount and for what the person has to know. Raises NotAllowedNow."""
    del press, by
    if not words.are_on(ticket, context.services):
        context.answer(context.services.staff.text(OFF), alert=True)
        return
    await prompts.ask(update, context, "cost", ticket)


async def confirm(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """The money has arrived. Raises NotAllowedNow."""
    del update, press
    change = await costs.confirm(context.tx, ticket.id, by=by, now=context.now)
    await notices.changed(context.out, change)
    context.answer(context.services.staff.text(N_("The person has been told.")))


async def reject(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """Ask what is wrong with the receipt. Raises NotAllowedNow."""
    del press, by
    await prompts.ask(update, context, "nopay", ticket)


async def is_unreadable(message: Message, context: OfficeContext, ticket: Ticket) -> bool:
    """Whether a reply names no amount; then it is asked for again."""
    if words.read(message.text) is not None:
        return False
    t = context.services.staff
    text = t.html(NO_AMOUNT, reference=cards.code(ticket.reference), example=t.number(250_000))
    trace = Trace(f"cost:{ticket.id}:m{message.message_id}", ticket.id)
    await context.out.text(message.chat_id, text, reply_to=message.message_id, trace=trace)
    return True
