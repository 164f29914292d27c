"""callback_data: packed and read back within Telegram's 64 bytes, checked before it is believed.

A press is `verb|arg|arg…`. Arguments are short ids, numbers and codes, never text of people.
Who may press what is decided where the press is handled; here only its form is checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

#: Bot API, InlineKeyboardButton.callback_data: 1-64 bytes.
LIMIT = 64
SEPARATOR = "|"
_ARGUMENT = re.compile(r"[A-Za-z0-9_.:-]*\Z")


class Verb(StrEnum):
    """What a button does; the first part of its data."""

    ARTICLE = "art"  #: show an article: article, question
    DETAILS = "more"  #: in place: article, question or "-", page of the details or "-" (short)
    GUIDE = "guide"  #: what an executive body does: article, "letter" or a stage from 1
    REQUEST = "req"  #: start a data request: article or "-", question or "-"
    FORM = "start"  #: start a form: form name
    HAND_OVER = "hand"  #: hand a question to staff: question
    HUMAN = "human"  #: talk to a human being
    NOT_HELPED = "nohelp"  #: this did not answer me: question
    BROWSE = "browse"  #: subjects: kind or "-", page
    OFFICE = "office"  #: choose an office: office, waiting question or "-"
    LANGUAGE = "lang"  #: choose a language: code
    STEP = "f"  #: inside a form: revision, operation, value
    DRAFT = "draft"  #: an unfinished form: "keep" or the name of the form to begin instead
    TICKET = "t"  #: a person's own ticket: operation, ticket, extra
    HELD = "held"  #: kept message: its number; ticket, "hand", "words", "new" or "drop"
    MINE = "mine"  #: one's own data: "forget" or "keep", person
    STAFF = "s"  #: on a card: operation, ticket, extra
    REPLY = "re"  #: a reply that has not left: operation, reply
    GAP = "gap"  #: questions without an answer: operation, matter (or page), article
    LEARN = "learn"  #: an answer of the staff: operation, answer (or ticket), extra
    READY = "ready"  #: ready replies: "list", "add", or "show", "text", "remove" with its id
    REPORT = "report"  #: "make", "cases" or "who", period
    ROLE = "role"  #: a member of the staff: user, role
    CLOSURE = "cal"  #: the calendar: operation, change or day, office
    NOTICE = "news"  #: a notice of the office: operation, notice (or broadcast), office, service
    WISH = "wish"  #: what a person wants to hear of: operation, article
    OPEN_PAGE = "open"  #: a page of the open tickets: page, kind
    UNSENT = "unsent"  #: a message that was given up: its number, or "all"


VERBS = {verb.value: verb for verb in Verb}


@dataclass(frozen=True)
class Press:
    """A pressed button, read and well-formed: its verb and its arguments."""

    verb: Verb
    args: tuple[str, ...]

    def arg(self, place: int, default: str = "") -> str:
        """The argument at a place; the default when it is missing or a dash."""
        value = self.args[place] if place < len(self.args) else ""
        return default if value in {"", "-"} else value

    def number(self, place: int) -> int | None:
        """The argument at a place as a whole number of 16 digits at most; None when it is none."""
        value = self.arg(place)
        return int(value) if re.fullmatch(r"-?[0-9]{1,16}", value) else None


def pack(verb: Verb, *args: str | int | None) -> str:
    """Return the data of a button.

    Raises ValueError when an argument holds other characters than ids do, or the whole is
    longer than 64 bytes: that is a mistake in the code, found by its test.
    """
    parts = ["-" if arg is None else str(arg) for arg in args]
    for part in parts:
        if not _ARGUMENT.match(part):
            message = f"not an id: {part!r}"
            raise ValueError(message)
    data = SEPARATOR.join([verb.value, *parts])
    if len(data.encode()) > LIMIT:
        message = f"callback data longer than {LIMIT} bytes: {data}"
        raise ValueError(message)
    return data


def unpack(data: object) -> Press | None:
    """Read the data of a pressed button; None when it is not ours (old, forged, damaged)."""
    if not isinstance(data, str) or not data or len(data.encode()) > LIMIT:
        return None
    name, *args = data.split(SEPARATOR)
    verb = VERBS.get(name)
    if verb is None or not all(_ARGUMENT.match(arg) for arg in args):
        return None
    return Press(verb, tuple(args))
