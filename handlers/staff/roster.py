"""Who acts in the staff group: members of it, whatever face they show.

An anonymous administrator writes as the group itself; the buttons they press carry their
real name (Bot API, Message.sender_chat and CallbackQuery.from). So a written answer of
theirs is the office's answer without a name, while taking a ticket always has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Message, Update

from handlers.i18n.translator import N_
from storage import outbox, staff
from storage.tickets.lifecycle import Actor
from storage.tickets.states import Party

if TYPE_CHECKING:
    from handlers.context import OfficeContext


async def is_staff_chat(context: OfficeContext, chat_id: int) -> bool:
    """Whether a chat is the staff group, also after it became a supergroup."""
    configured = context.services.staff_chat_id
    return chat_id == configured or chat_id == await outbox.effective_chat(context.tx, configured)


async def presser(update: Update, context: OfficeContext) -> Actor | None:
    """The staff member who pressed a button in the group; None for anybody else."""
    query = update.callback_query
    if query is None or query.message is None:
        return None
    if not await is_staff_chat(context, query.message.chat.id):
        return None
    user = query.from_user
    if user.is_bot or not await context.services.is_member(user.id):
        return None
    member = await staff.seen(context.tx, user_id=user.id, name=user.full_name, now=context.now)
    return Actor(Party.STAFF, member.user_id, member.name)


async def writer(message: Message, context: OfficeContext) -> Actor | None:
    """The staff member who wrote in the group; None for bots, channels and outsiders."""
    if not await is_staff_chat(context, message.chat_id):
        return None
    if message.sender_chat is not None:
        if message.sender_chat.id != message.chat_id:
            return None
        name = message.author_signature or context.services.staff.text(N_("the office"))
        return Actor(Party.STAFF, None, name)
    user = message.from_user
    if user is None or user.is_bot or not await context.services.is_member(user.id):
        return None
    member = await staff.seen(context.tx, user_id=user.id, name=user.full_name, now=context.now)
    return Actor(Party.STAFF, member.user_id, member.name)
