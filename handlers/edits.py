"""An edit, followed: the copies on the other side change too, sent already or not yet.

A long text stands there as several messages, and a file whose words are too long for a caption
stands behind them; each gets its new part. What still waits in the outbox is reworded there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlers import files, floods, lengths, relays
from handlers.outgoing import Outgoing, Trace
from storage import outbox, posts, untold
from storage.tickets.tables import Direction

if TYPE_CHECKING:
    from storage.posts import Post
    from storage.tickets.tables import Ticket, TicketMessage

#: What stays in a message whose words have moved into an earlier one.
NOTHING_MORE = "…"


async def follow(out: Outgoing, ticket: Ticket, message: TicketMessage) -> None:
    """Let the copies of an edited message of a ticket say what it says now."""
    if message.direction == Direction.NOTE or message.retracted_at is not None:
        return  # a note never leaves the group, and what was taken back stays away
    if message.media is not None and message.media not in files.CAPTIONED:
        return  # a place, a sticker: their copies carry no words
    is_from_person = message.chat_id == ticket.person_id
    frame = relays.frame_for_group if is_from_person else relays.frame_for_person
    text = frame(ticket, message, out.services, edited=True)
    shown = await posts.of_ticket_message(out.tx, message.id)
    if not shown and await untold.waits(out.tx, message.id):
        return  # it is told as it is then
    if not shown:
        chat_id = out.services.staff_chat_id if is_from_person else ticket.person_id
        await _reword(out, ticket, message, chat_id, text)
    elif message.media is None:
        await _retext(out, ticket, message, shown, text)
    elif len(shown) > 1:
        await _retext(out, ticket, message, shown[:-1], text)
    else:
        await _recaption(out, ticket, shown[0], text)


async def _reword(
    out: Outgoing, ticket: Ticket, message: TicketMessage, chat_id: int, text: str
) -> None:
    """Change what has not left yet; what is on its way right now is followed by the new words."""
    key = files.album_key(message.media_group_id) or relays.key(message)
    row = await outbox.waiting(out.tx, chat_id, key)
    payload = files.reworded(row.payload, message.file_id, text) if row is not None else None
    if row is None or payload is None:
        is_from_person = chat_id != ticket.person_id
        if is_from_person and await floods.holds_back(out, ticket, message):
            return
        await out.text(chat_id, text, trace=Trace(None, ticket.id))
        return
    messages: list[Any] = row.refs.get("messages") or []
    await out.put(
        chat_id,
        row.method,
        payload,
        reply_slot=row.reply_slot,
        trace=Trace(row.slot, ticket.id, tuple(messages)),
        then=row.then,
        key=key,
        delay=files.GATHER if message.media_group_id else 0.0,
    )


async def _retext(
    out: Outgoing, ticket: Ticket, message: TicketMessage, shown: list[Post], text: str
) -> None:
    """Deal the new words out to the messages that hold the old ones."""
    parts = lengths.split(text)
    for place, post in enumerate(shown):
        part = parts[place] if place < len(parts) else NOTHING_MORE
        await out.edit(post.chat_id, part, message_id=post.message_id)
    for part in parts[len(shown) :]:
        await out.text(shown[0].chat_id, part, trace=Trace(None, ticket.id, (message.id,)))


async def _recaption(out: Outgoing, ticket: Ticket, post: Post, text: str) -> None:
    """Change a caption; words too long for one are said in a message of their own."""
    if lengths.visible_length(text) <= lengths.CAPTION_LIMIT:
        await out.edit(post.chat_id, text, message_id=post.message_id, caption=True)
    else:
        await out.text(post.chat_id, text, reply_to=post.message_id, trace=Trace(None, ticket.id))
