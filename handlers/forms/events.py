"""What a person can do in a form. Pure values: the conversation makes them out of updates."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Attachment:
    """A file as Telegram names it; its bytes stay with Telegram."""

    kind: str  #: photo, document, voice, audio, video, animation, video_note, sticker
    file_id: str
    file_unique_id: str
    file_name: str | None = None
    mime_type: str | None = None
    file_size: int | None = None  #: bytes
    media_group_id: str | None = None  #: the same for all files of an album
    chat_id: int | None = None
    message_id: int | None = None
    caption: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The file as it stands in the answers."""
        return asdict(self)


@dataclass(frozen=True)
class Typed:
    """A text message."""

    text: str


@dataclass(frozen=True)
class Picked:
    """A pressed option of a choice, a pressed "I agree", one of the offered references."""

    value: str


@dataclass(frozen=True)
class SharedPhone:
    """A shared contact."""

    phone: str


@dataclass(frozen=True)
class Sent:
    """A file."""

    file: Attachment


@dataclass(frozen=True)
class Done:
    """The person says "that is all".

    Ends gathering (files, several options), accepts an information, keeps an earlier answer.
    """


@dataclass(frozen=True)
class Skipped:
    """The question is left without an answer (only if it is optional)."""


@dataclass(frozen=True)
class Back:
    """To the question before; while editing, back to the review without a change."""


@dataclass(frozen=True)
class Cancelled:
    """The person gives the form up."""


@dataclass(frozen=True)
class Edit:
    """On the review: change the answer to one field."""

    field: str


@dataclass(frozen=True)
class Submitted:
    """On the review: send it."""


@dataclass(frozen=True)
class Led:
    """It belongs into the form that this one leads to."""


FilesDone = Done
#: What a field can read.
Input = Typed | Picked | SharedPhone | Sent | Done
Event = Input | Skipped | Back | Cancelled | Edit | Submitted | Led
