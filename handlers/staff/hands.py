"""What somebody did to the group by hand: topics closed or opened, the bot's rights changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import ChatMemberAdministrator, Message, Update

from handlers import card_buttons, cards, topics
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from handlers.staff import doctor, roster
from storage import desks, outbox, posts
from storage import topics as kept
from storage.tickets import queries

if TYPE_CHECKING:
    from handlers.context import OfficeContext

#: Said when the topic does not fit the case: topics follow cases, not the other way round.
CLOSED = N_(
    "The case {reference} is still open, and so is its topic. To close the case, press "
    "“{button}” on its card."
)
OPENED = N_("The case {reference} is ended. To open it again, press “{button}” on its card.")


def is_service(message: Message) -> bool:
    """Whether a message only tells that a topic was closed or opened."""
    return message.forum_topic_closed is not None or message.forum_topic_reopened is not None


async def topic_moved(message: Message, context: OfficeContext) -> None:
    """Somebody closed or opened a topic by hand: one whose case is open is opened again."""
    is_open = message.forum_topic_closed is None
    by_us = message.from_user is not None and message.from_user.id == context.services.bot_id
    thread = message.message_thread_id
    if by_us or thread is None:
        return
    post = await posts.find(context.tx, message.chat_id, thread)
    ticket = (
        await queries.get(context.tx, post.ticket_id)
        if post is not None and post.ticket_id is not None
        else None
    )
    if ticket is None:
        return
    await kept.note_open(context.tx, ticket.id, is_open)
    if is_open == (ticket.closed_at is None):
        return
    if not is_open:
        await topics.sync(context.out, ticket)
    t = context.services.staff
    msgid, button = (OPENED, card_buttons.REOPEN) if is_open else (CLOSED, card_buttons.CLOSE)
    await context.out.text(
        message.chat_id,
        t.html(msgid, reference=cards.code(ticket.reference), button=t.text(button)),
        trace=Trace(None, ticket.id),
    )


async def rights_changed(update: Update, context: OfficeContext) -> None:
    """The bot's rights in the staff group have changed (Bot API, my_chat_member)."""
    change = update.my_chat_member
    if change is None or not await roster.is_staff_chat(context, change.chat.id):
        return
    standing = change.new_chat_member
    if isinstance(standing, ChatMemberAdministrator) and standing.can_manage_topics:
        await desks.unbar(context.tx, change.chat.id)
    await context.out.put(change.chat.id, doctor.WATCH, {}, key=doctor.WATCH)


async def migrated(update: Update, context: OfficeContext) -> None:
    """The group became a supergroup: everything queued and to come goes to the new id."""
    message = update.effective_message
    if message is None:
        return
    if message.migrate_to_chat_id is not None:
        old, new = message.chat_id, message.migrate_to_chat_id
    elif message.migrate_from_chat_id is not None:
        old, new = message.migrate_from_chat_id, message.chat_id
    else:
        return
    await outbox.move_chat(context.tx, old=old, new=new, now=context.now)
