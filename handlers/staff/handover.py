"""Handing a ticket to a colleague: by button, told to the one who has it from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import card_buttons, cards, mentions, notices
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from handlers.staff import roster
from storage import staff
from storage.tickets import lifecycle, teamwork
from storage.tickets.lifecycle import Actor
from storage.tickets.states import Action, Party

if TYPE_CHECKING:
    from telegram import MaybeInaccessibleMessage

    from handlers.context import OfficeContext
    from storage.tickets.lifecycle import Change
    from storage.tickets.tables import Ticket

#: Colleagues offered, who acted last first.
OFFERED = 20


async def offer(
    context: OfficeContext, card: MaybeInaccessibleMessage, ticket: Ticket, by: Actor
) -> None:
    """Show the colleagues in place of the card's buttons. Raises as `teamwork.hand_over`."""
    lifecycle.check(ticket, Action.HAND_OVER)
    if not await roster.is_supervisor(context, by):
        lifecycle.refuse_if_anothers(ticket, by)
    colleagues = await staff.active(context.tx, OFFERED)
    keyboard = card_buttons.to_hand_over(ticket, colleagues, context.services.staff)
    await context.out.edit_keyboard(card.chat.id, keyboard, message_id=card.message_id)
    context.answer()


async def give(context: OfficeContext, ticket: Ticket, user_id: int | None, by: Actor) -> None:
    """Give the ticket to a colleague, who is told. Raises as `teamwork.hand_over`."""
    t = context.services.staff
    colleague = await staff.get(context.tx, user_id) if user_id is not None else None
    if colleague is None or not colleague.is_active:
        context.answer(t.text(N_("This colleague is no longer in the group.")), alert=True)
        return
    change = await teamwork.hand_over(
        context.tx,
        ticket.id,
        to=Actor(Party.STAFF, colleague.user_id, colleague.name),
        by=by,
        now=context.now,
        may_force=await roster.is_supervisor(context, by),
    )
    await notices.changed(context.out, change)
    context.answer(t.text(N_("{name} has the case now."), name=colleague.name))
    if not change.is_repeat and colleague.user_id != by.id:
        await tell(context, change, by)


async def tell(context: OfficeContext, change: Change, by: Actor) -> None:
    """Tell the new holder, by a mention that Telegram notifies them of."""
    ticket = change.ticket
    await context.out.text(
        context.services.staff_chat_id,
        context.services.staff.html(
            N_("{colleague}: {name} has handed {reference} over to you."),
            colleague=mentions.user(ticket.holder_id, ticket.holder_name or ""),
            name=by.name or "",
            reference=cards.code(ticket.reference),
        ),
        reply_slot=cards.slot(ticket.id),
        trace=Trace(None, ticket.id),
        key=f"handed:{ticket.id}",
    )
