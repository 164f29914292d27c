"""What somebody wrote or sent, before it is a row. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from storage.tickets.states import Party


class Media(StrEnum):
    """What kind of thing a message carries beside its text; the Bot API's names."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    ANIMATION = "animation"
    VIDEO_NOTE = "video_note"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"


@dataclass(frozen=True)
class Actor:
    """Who does something: the party, the Telegram user id, the name as shown."""

    party: Party
    id: int | None
    name: str | None


@dataclass(frozen=True)
class Content:
    """A message: text or caption, a file by its Telegram ids, and where it came from.

    `media` is one of `Media` or None; `chat_id` and `message_id` are the origin in Telegram,
    by which later edits find the message.
    """

    text: str | None = None
    media: str | None = None
    file_id: str | None = None
    file_unique_id: str | None = None
    file_name: str | None = None
    mime_type: str | None = None
    file_size: int | None = None
    media_group_id: str | None = None
    chat_id: int | None = None
    message_id: int | None = None
