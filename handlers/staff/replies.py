"""A reply in the group goes to the person; a plain message in a topic is an internal note.

A reply counts when it answers a card, a relayed message or a prompt: everything the bot
posted about a ticket. Telegram's own replies inside a topic (to the message that created it)
do not count. A reply to a colleague is a word among colleagues.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from telegram import Message, Update

from handlers import cards, contents, edits, notices
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from handlers.staff import acts, costs, joins, letters, ready, roster
from storage import errors, pending, posts
from storage.tickets import lifecycle, links, queries
from storage.tickets.lifecycle import Actor, Content

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from knowledge.desk.ready import ReadyReply
    from storage.posts import Post
    from storage.tickets.tables import Ticket

#: A command, ours or another bot's: staff mean the bot by it, never the person.
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@\w+)?(?:\s|\Z)")


async def received(update: Update, context: OfficeContext) -> None:
    """What a member of the staff wrote: a reply to the person, a note, or nothing for the bot."""
    message = update.effective_message
    if message is None:
        return
    post = await _answered(message, context)
    template = await ready.picked(message, context)
    if template is not None and (post is None or post.ticket_id is None):
        await _unattached(message, context, template)
    elif post is not None and post.ticket_id is not None:
        await _replied(message, context, post, post.ticket_id, template)
    elif message.is_topic_message and message.message_thread_id is not None:
        topic = await posts.find(context.tx, message.chat_id, message.message_thread_id)
        if topic is not None and topic.ticket_id is not None:
            await _noted(message, context, topic.ticket_id)


async def _answered(message: Message, context: OfficeContext) -> Post | None:
    """The post of the bot that a message replies to; every message of a topic seems to reply."""
    original = message.reply_to_message
    if original is None or original.forum_topic_created is not None:
        return None
    if message.is_topic_message and original.message_id == message.message_thread_id:
        return None
    return await posts.find(context.tx, message.chat_id, original.message_id)


async def _unattached(message: Message, context: OfficeContext, template: ReadyReply) -> None:
    """A ready reply that answers nothing; in a topic it is meant for the case of the topic."""
    if await roster.writer(message, context) is None:
        return
    topic = None
    if message.is_topic_message and message.message_thread_id is not None:
        topic = await posts.find(context.tx, message.chat_id, message.message_thread_id)
    ticket = await queries.get(context.tx, topic.ticket_id) if topic and topic.ticket_id else None
    await ready.alone(message, context, ticket, template)


async def _picked(
    message: Message, context: OfficeContext, ticket: Ticket, by: Actor, template: ReadyReply
) -> None:
    try:
        await ready.replied(message, context, ticket, by, template)
    except errors.NotAllowedNow:
        await letters.refuse(context.out, message.chat_id, message.message_id, ticket.id)


async def _replied(
    message: Message,
    context: OfficeContext,
    post: Post,
    ticket_id: int,
    template: ReadyReply | None,
) -> None:
    by = await roster.writer(message, context)
    ticket = await queries.get(context.tx, ticket_id)
    if by is None or ticket is None:
        return
    ticket = await links.heir(context.tx, ticket)  # what is for a merged case is for this one
    content = contents.of(message)
    if content is None or _COMMAND.match(message.text or ""):
        await _leave(message, context, ticket.id)
        return
    if template is not None:
        await _picked(message, context, ticket, by, template)
        return
    operation = (post.slot or "").partition(":")[0]
    if operation == "note":
        await _keep(context, ticket.id, by, content)
        return
    if await _goes_no_further(message, context, ticket, operation):
        return
    try:
        known = operation if operation.partition(".")[0] in acts.ACTIONS else "answer"
        await letters.begin(context, ticket, known, by, content)
    except errors.NotAllowedNow:
        await letters.refuse(context.out, message.chat_id, message.message_id, ticket_id)


async def _goes_no_further(
    message: Message, context: OfficeContext, ticket: Ticket, operation: str
) -> bool:
    """What a prompt asked for and is no word to the person, or not from this writer."""
    if operation == "dup":
        await joins.numbered(message, context, ticket)
        return True
    if operation in acts.SUPERVISED:
        return await roster.supervisor_writing(message, context) is None
    return operation == "cost" and await costs.is_unreadable(message, context, ticket)


async def _noted(message: Message, context: OfficeContext, ticket_id: int) -> None:
    """A plain message in the topic of a ticket stays with it, for colleagues only."""
    content = contents.of(message)
    if content is None or _COMMAND.match(message.text or ""):
        return
    by = await roster.writer(message, context)
    if by is not None:
        await _keep(context, ticket_id, by, content)


async def _keep(context: OfficeContext, ticket_id: int, by: Actor, content: Content) -> None:
    change = await lifecycle.add_note(
        context.tx, ticket_id, by=by, content=content, now=context.now
    )
    await notices.noted(context.out, change)


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


async def edited(update: Update, context: OfficeContext) -> None:
    """A staff message was edited: what has not left says it so, the person's copy follows."""
    message = update.edited_message
    if message is None or await roster.writer(message, context) is None:
        return
    content = contents.of(message)
    if content is None or await _rewritten(context, content):
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


async def _rewritten(context: OfficeContext, content: Content) -> bool:
    """Whether the message has not left yet; it leaves with its new words then."""
    if content.chat_id is None or content.message_id is None:
        return False
    reply = await pending.of_message(
        context.tx, content.chat_id, content.message_id, content.media_group_id
    )
    if reply is None:
        return False
    parts = [content if part.message_id == content.message_id else part for part in reply.messages]
    await pending.rewrite(context.tx, reply.key, parts)
    return True
