"""/delete in reply to one's own answer: it is taken back, also from the person's chat.

Bots hear nothing of deleted messages (Bot API), so deleting it in the group alone does nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Message, Update

from handlers import cards, notices, relays
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from handlers.staff import decisions, letters, roster
from storage import outbox, pending, posts
from storage.tickets import queries, teamwork
from storage.tickets.tables import Direction

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.tickets.lifecycle import Actor
    from storage.tickets.tables import TicketMessage


async def command(update: Update, context: OfficeContext) -> None:
    """/delete: undo the answer replied to."""
    message = update.effective_message
    by = await roster.writer(message, context) if message is not None else None
    if message is None or by is None:
        return
    original = message.reply_to_message
    found = original.message_id if original is not None else 0
    reply = await pending.of_message(context.tx, message.chat_id, found)
    answer = await queries.message_of(context.tx, message.chat_id, found)
    if reply is not None and await letters.may_decide(context, reply, by):
        await decisions.drop(context, reply)
    elif answer is None or answer.direction != Direction.TO_PERSON or reply is not None:
        await _say(message, context, N_("Write /delete in reply to your own answer to a person."))
    elif answer.author_id != by.id and not await roster.is_supervisor(context, by):
        await _say(message, context, N_("Only who wrote it or a supervisor takes an answer back."))
    else:
        await _retract(message, context, answer, by)


async def _retract(
    message: Message, context: OfficeContext, answer: TicketMessage, by: Actor
) -> None:
    change = await teamwork.retract(context.tx, answer.id, by=by, now=context.now)
    ticket, out = change.ticket, context.out
    if not change.is_repeat:
        then = {
            "kind": notices.RETRACTED,
            "chat": message.chat_id,
            "message": answer.message_id,
            "ticket": ticket.id,
            "reference": ticket.reference,
        }
        copies = await posts.of_ticket_message(context.tx, answer.id)
        for copy in copies:
            payload = {"message_id": copy.message_id}
            await out.put(copy.chat_id, "deleteMessage", payload, then=then)
        if not copies:
            await outbox.withdraw(context.tx, ticket.person_id, relays.key(answer))
        await out.react(message.chat_id, answer.message_id or 0, None)
    t = context.services.staff
    text = t.html(N_("🗑 {reference}: taken back."), reference=cards.code(ticket.reference))
    trace = Trace(None, ticket.id)
    await out.text(message.chat_id, text, reply_to=message.message_id, trace=trace)


async def _say(message: Message, context: OfficeContext, msgid: str) -> None:
    text = context.services.staff.html(msgid)
    await context.out.text(message.chat_id, text, reply_to=message.message_id)
