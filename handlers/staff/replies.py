"""A reply in the group goes to the person; a plain message there is an internal matter.

A reply counts when it answers a card, a relayed message or a prompt: everything the bot
posted about a ticket. Telegram's own replies inside a topic (to the message that created it)
do not count.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from telegram import Message, Update

from handlers import cards, contents, edits, labels, notices
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from handlers.staff import roster
from storage import errors, posts
from storage.tickets import lifecycle, queries
from storage.tickets.lifecycle import Actor, Change, Content

if TYPE_CHECKING:
    from handlers.context import OfficeContext

#: A command, ours or another bot's: staff mean the bot by it, never the person.
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@\w+)?(?:\s|\Z)")


async def replied(update: Update, context: OfficeContext) -> None:
    """Carry a staff reply to the person of the ticket it belongs to."""
    message = update.effective_message
    if message is None or message.reply_to_message is None:
        return
    if message.reply_to_message.forum_topic_created is not None:
        return
    post = await posts.find(context.tx, message.chat_id, message.reply_to_message.message_id)
    if post is None or post.ticket_id is None:
        return
    by = await roster.writer(message, context)
    if by is None:
        return
    content = contents.of(message)
    if content is None or _COMMAND.match(message.text or ""):
        await _leave(message, context, post.ticket_id)
        return
    operation = (post.slot or "").partition(":")[0]
    try:
        change = await _write(context, operation, post.ticket_id, by, content)
    except errors.NotAllowedNow:
        await _refuse(message, context, post.ticket_id)
        return
    await notices.staff_wrote(
        context.out, change, chat_id=message.chat_id, message_id=message.message_id
    )


async def _write(
    context: OfficeContext, operation: str, ticket_id: int, by: Actor, content: Content
) -> Change:
    deed = {"ask": lifecycle.ask_back, "refuse": lifecycle.refuse}.get(operation, lifecycle.answer)
    return await deed(context.tx, ticket_id, by=by, content=content, now=context.now)


async def _leave(message: Message, context: OfficeContext, ticket_id: int) -> None:
    """A command, or what cannot be brought to anybody (a poll): say that it stayed here."""
    ticket = await queries.get(context.tx, ticket_id)
    if ticket is None:
        return
    await context.out.text(
        message.chat_id,
        context.services.staff.html(
            N_("{reference}: this kind of message is not sent to the person. Please write a text."),
            reference=cards.code(ticket.reference),
        ),
        reply_to=message.message_id,
        trace=Trace(None, ticket.id),
    )


async def _refuse(message: Message, context: OfficeContext, ticket_id: int) -> None:
    """The state does not allow it any more: say so at the message; nothing was sent."""
    ticket = await queries.get(context.tx, ticket_id)
    if ticket is None:
        return
    t = context.services.staff
    await context.out.text(
        message.chat_id,
        t.html(
            N_("{reference} is “{status}”: this was not sent to the person."),
            reference=cards.code(ticket.reference),
            status=labels.staff_status(ticket.status, t),
        ),
        reply_to=message.message_id,
        trace=Trace(None, ticket.id),
    )


async def edited(update: Update, context: OfficeContext) -> None:
    """A staff answer was edited: the person's copy follows."""
    message = update.edited_message
    if message is None or await roster.writer(message, context) is None:
        return
    content = contents.of(message)
    if content is None:
        return
    changed = await lifecycle.edit_message(
        context.tx,
        chat_id=message.chat_id,
        message_id=message.message_id,
        content=content,
        now=context.now,
    )
    if changed is None:
        return
    ticket = await queries.get(context.tx, changed.ticket_id)
    if ticket is not None:
        await edits.follow(context.out, ticket, changed)
