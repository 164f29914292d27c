"""Files on their way through the bot: they stay at Telegram, only their ids travel.

A file goes out under a caption where its kind has one; kinds without (sticker, place,
contact, round video) are copied as they are behind a text that says whose they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handlers import lengths
from handlers.outgoing import NO_TRACE, Trace, reply_parameters
from storage import outbox

if TYPE_CHECKING:
    from handlers.outgoing import Outgoing
    from storage.tickets.lifecycle import Content

#: Media kinds that carry a caption, with the method that sends them; the parameter that
#: holds the file is the kind itself.
CAPTIONED = {
    "photo": "sendPhoto",
    "document": "sendDocument",
    "voice": "sendVoice",
    "audio": "sendAudio",
    "video": "sendVideo",
    "animation": "sendAnimation",
}
#: Kinds that an album can hold (Bot API, sendMediaGroup), and how many at the most.
IN_ALBUMS = frozenset({"photo", "video", "document", "audio"})
ALBUM_LIMIT = 10
#: Seconds without a further part after which an album is taken as whole.
GATHER = 1.0


@dataclass(frozen=True)
class Shipment:
    """Where a file goes and what it belongs to."""

    chat_id: int
    caption: str
    reply_slot: str | None = None
    reply_to: int | None = None
    trace: Trace = NO_TRACE
    then: dict[str, Any] | None = None
    key: str | None = None


async def send(out: Outgoing, content: Content, to: Shipment) -> None:
    """Send a file that Telegram already holds; parts of one album leave together."""
    if content.media_group_id and content.media in IN_ALBUMS:
        await _album_part(out, content, to)
        return
    method = CAPTIONED.get(content.media or "")
    fits = lengths.visible_length(to.caption) <= lengths.CAPTION_LIMIT
    if method is None or not fits:
        trace = Trace(None, to.trace.ticket_id, to.trace.message_ids)
        await out.text(
            to.chat_id, to.caption, reply_slot=to.reply_slot, reply_to=to.reply_to, trace=trace
        )
    payload: dict[str, Any]
    if method is None:
        method = "copyMessage"
        payload = {"from_chat_id": content.chat_id, "message_id": content.message_id}
    else:
        payload = {str(content.media): content.file_id}
        if fits:
            payload |= {"caption": to.caption, "parse_mode": "HTML"}
    if to.reply_to is not None:
        payload["reply_parameters"] = reply_parameters(to.reply_to)
    await out.put(
        to.chat_id,
        method,
        payload,
        reply_slot=to.reply_slot,
        trace=to.trace,
        then=to.then,
        key=to.key if fits else None,
    )


async def _album_part(out: Outgoing, content: Content, to: Shipment) -> None:
    """Add one part to an album that leaves as a whole when no part came for a while.

    Telegram delivers the parts of an album as separate updates and says nowhere how many
    there are; so the album's row waits `GATHER` seconds after each part.
    """
    key = str(album_key(content.media_group_id))
    row = await outbox.waiting(out.tx, to.chat_id, key)
    media = list(row.payload["media"]) if row else []
    if len(media) >= ALBUM_LIMIT:
        key, row, media = f"{key}:{content.message_id}", None, []
    part: dict[str, Any] = {"type": content.media, "media": content.file_id}
    if lengths.visible_length(to.caption) > lengths.CAPTION_LIMIT:
        trace = Trace(None, to.trace.ticket_id, to.trace.message_ids)
        await out.text(
            to.chat_id, to.caption, reply_slot=to.reply_slot, reply_to=to.reply_to, trace=trace
        )
    elif not media or content.text:
        part |= {"caption": to.caption, "parse_mode": "HTML"}
    earlier = tuple(row.refs.get("messages", ())) if row and row.refs else ()
    payload: dict[str, Any] = {"media": [*media, part]}
    if to.reply_to is not None:
        payload["reply_parameters"] = reply_parameters(to.reply_to)
    await out.put(
        to.chat_id,
        "sendMediaGroup",
        payload,
        reply_slot=to.reply_slot,
        trace=Trace(to.trace.slot, to.trace.ticket_id, (*earlier, *to.trace.message_ids)),
        then=to.then,
        key=key,
        delay=GATHER,
    )


def album_key(media_group_id: str | None) -> str | None:
    """The name under which an album gathers in the outbox; None for what is in none."""
    return f"album:{media_group_id}" if media_group_id else None


def reworded(payload: dict[str, Any], file_id: str | None, text: str) -> dict[str, Any] | None:
    """A call that waits, with other words; None where they do not fit."""
    if "text" in payload:
        fits = lengths.visible_length(text) <= lengths.TEXT_LIMIT
        return payload | {"text": text} if fits else None
    if lengths.visible_length(text) > lengths.CAPTION_LIMIT:
        return None
    words = {"caption": text, "parse_mode": "HTML"}
    if "media" not in payload:
        return payload | words
    parts = [part | words if part["media"] == file_id else part for part in payload["media"]]
    return payload | {"media": parts}


def final_form(method: str, payload: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The call that really leaves: an album of one part is sent as a single file.

    Bot API, sendMediaGroup: an album holds two to ten parts.
    """
    if method != "sendMediaGroup" or len(payload["media"]) != 1:
        return method, payload
    part = dict(payload["media"][0])
    kind = part.pop("type")
    rest = {name: value for name, value in payload.items() if name != "media"}
    return CAPTIONED[kind], {kind: part.pop("media"), **part, **rest}
