"""A Telegram message read as the content of a ticket: its words and its file, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from telegram import Message

from handlers.i18n import bidi
from storage.tickets.lifecycle import Content

#: Kinds in the order in which they are looked for: an animation also carries a document.
KINDS = (
    "photo",
    "animation",
    "document",
    "voice",
    "audio",
    "video",
    "video_note",
    "sticker",
)


def of(message: Message) -> Content | None:
    """Read a message; None for what carries nothing to keep (a service message, a poll)."""
    text = bidi.clean(message.text or message.caption or "").strip() or None
    kind, file = _file(message)
    if kind is None and not text:
        return _described(message)
    return Content(
        text=text,
        media=kind,
        file_id=getattr(file, "file_id", None),
        file_unique_id=getattr(file, "file_unique_id", None),
        file_name=_file_name(file),
        mime_type=getattr(file, "mime_type", None),
        file_size=getattr(file, "file_size", None),
        media_group_id=message.media_group_id,
        chat_id=message.chat_id,
        message_id=message.message_id,
    )


def _file(message: Message) -> tuple[str | None, Any]:
    for kind in KINDS:
        found = getattr(message, kind)
        if found:
            # Telegram gives a photo in several sizes, the largest last.
            return kind, found[-1] if kind == "photo" else found
    return None, None


def _file_name(file: object) -> str | None:
    name = getattr(file, "file_name", None)
    return bidi.clean(name).replace("/", "_").replace("\\", "_")[:200] if name else None


def _described(message: Message) -> Content | None:
    """A place or a contact: copied as it is, with its words for the record."""
    readers: dict[str, Callable[[Any], str]] = {
        "location": lambda place: f"{place.latitude:.6f}, {place.longitude:.6f}",
        "contact": lambda contact: " ".join(
            filter(None, (contact.first_name, contact.last_name, contact.phone_number))
        ),
    }
    for kind, words in readers.items():
        found = getattr(message, kind)
        if found:
            return Content(
                text=words(found),
                media=kind,
                file_id=None,
                file_unique_id=None,
                file_name=None,
                mime_type=None,
                file_size=None,
                media_group_id=None,
                chat_id=message.chat_id,
                message_id=message.message_id,
            )
    return None
