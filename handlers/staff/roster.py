"""Who acts in the staff group: members of it, whatever face they show, and what they may do.

An anonymous administrator writes as the group itself; the buttons they press carry their
real name (Bot API, Message.sender_chat and CallbackQuery.from). So what they write has no
author, while whatever is done by a button always has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Message, Update

from handlers.i18n import bidi
from handlers.i18n.translator import N_
from storage import desks, outbox, staff
from storage.tickets.lifecycle import Actor
from storage.tickets.states import Party

if TYPE_CHECKING:
    from telegram import Chat, User

    from handlers.context import OfficeContext


async def is_staff_chat(context: OfficeContext, chat_id: int) -> bool:
    """Whether a chat is the staff group, also after it became a supergroup."""
    configured = context.services.staff_chat_id
    return chat_id == configured or chat_id == await outbox.effective_chat(context.tx, configured)


async def enter(context: OfficeContext, chat: Chat, thread_id: int | None) -> bool:
    """Something happens in a group: whether it is the staff group, as it stands now.

    What is said in answer stays in the topic where it was asked for, and a change of the group
    from or to topics is noticed.
    """
    if not await is_staff_chat(context, chat.id):
        return False
    await desks.note_forum(context.tx, chat.id, bool(chat.is_forum))
    context.work.here = (chat.id, thread_id) if thread_id is not None else None
    return True


async def presser(update: Update, context: OfficeContext) -> Actor | None:
    """The staff member who pressed a button in the group; None for anybody else."""
    query = update.callback_query
    if query is None or query.message is None:
        return None
    if not await is_staff_chat(context, query.message.chat.id):
        return None
    return await _member(query.from_user, context)


async def writer(message: Message, context: OfficeContext) -> Actor | None:
    """The staff member who wrote in the group; None for bots, channels and outsiders."""
    if not await is_staff_chat(context, message.chat_id):
        return None
    if message.sender_chat is not None:
        if message.sender_chat.id != message.chat_id:
            return None
        name = message.author_signature or context.services.staff.text(N_("the office"))
        return Actor(Party.STAFF, None, name)
    return await _member(message.from_user, context)


async def _member(user: User | None, context: OfficeContext) -> Actor | None:
    if user is None or user.is_bot or not await context.services.is_member(user.id):
        return None
    member = await staff.seen(
        context.tx,
        user_id=user.id,
        name=bidi.clean(user.full_name).strip() or "—",
        now=context.now,
        rank=context.services.rank(user.id),
    )
    return Actor(Party.STAFF, member.user_id, member.name)


async def left(message: Message, context: OfficeContext) -> None:
    """Somebody left the group: they are staff no more, until they act there again."""
    gone = message.left_chat_member
    if gone is not None and await is_staff_chat(context, message.chat_id):
        await staff.set_active(context.tx, gone.id, False)


async def is_supervisor(context: OfficeContext, by: Actor) -> bool:
    """Whether an actor supervises; a group without a face does not, whoever it is behind it."""
    if by.id is None:
        return False
    member = await staff.get(context.tx, by.id)
    return member is not None and member.is_supervisor


async def supervisor_pressing(update: Update, context: OfficeContext) -> Actor | None:
    """The supervisor who pressed a button; anybody else is told, and nothing may follow."""
    by = await presser(update, context)
    t = context.services.staff
    if by is None:
        context.answer(t.text(N_("Only members of the staff group can do this.")), alert=True)
        return None
    if not await is_supervisor(context, by):
        context.answer(t.text(N_("Only supervisors can do this.")), alert=True)
        return None
    return by


async def supervisor_writing(message: Message, context: OfficeContext) -> Actor | None:
    """The supervisor who wrote a command; another member of the staff is told why not."""
    by = await writer(message, context)
    if by is None:
        return None
    if await is_supervisor(context, by):
        return by
    t = context.services.staff
    text = (
        t.html(N_("You are writing as the group. Please write this as yourself."))
        if by.id is None
        else t.html(N_("Only supervisors can do this. /staff shows who they are."))
    )
    await context.out.text(message.chat_id, text, reply_to=message.message_id)
    return None
