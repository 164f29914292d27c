"""Who may do what: one table, which the routes ask before anything is done.

A command, button or deep link that does not stand here does nothing; a test goes through all of
them with everybody there is. What belongs to one person (a case, a question, a kept message) is
looked up by its owner where it is handled, and answered alike whether it exists or not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from handlers import links
from handlers.buttons import Verb


class Who(StrEnum):
    """Whom something is open to."""

    PERSON = "person"  #: everybody in their own private chat, about what is theirs
    STAFF = "staff"  #: a member of the staff group, there; also who writes as the group itself
    SUPERVISOR = "supervisor"  #: a member who supervises, under their own name


#: Stands for any words behind a command.
WORDS = "*"
#: Words behind /export that ask for the names, too.
IDENTITIES = frozenset("هویت باهویت کامل identity identities full هوية بالهوية".split())


@dataclass(frozen=True)
class Right:
    """Whom a route is open to; with some words, or for some operations, fewer people."""

    who: Who
    but: Mapping[str, Who] = field(default_factory=dict)

    def with_words(self, words: Sequence[str]) -> Who:
        """Whom it is open to with these words behind the command, or this operation."""
        if words and WORDS in self.but:
            return self.but[WORDS]
        found = [self.but[word.casefold()] for word in words if word.casefold() in self.but]
        return found[0] if found else self.who


_PERSON, _STAFF = Right(Who.PERSON), Right(Who.STAFF)
_SUPERVISOR = Right(Who.SUPERVISOR)

#: Commands of the private chat.
PRIVATE_COMMANDS: dict[str, Right] = {
    "start": _PERSON,
    "help": _PERSON,
    "stats": _PERSON,
    "request": _PERSON,
    "complaint": _PERSON,
    "opinion": _PERSON,
    "suggestion": _PERSON,
    "tickets": _PERSON,
    "track": _PERSON,
    "notices": _PERSON,
    "office": _PERSON,
    "language": _PERSON,
    "privacy": _PERSON,
    "mydata": _PERSON,
    "forget": _PERSON,
    "cancel": _PERSON,
    "discrepancy": _PERSON,
}
#: Commands of the staff group.
STAFF_COMMANDS: dict[str, Right] = {
    "open": _STAFF,
    "find": _STAFF,
    "delete": _STAFF,
    "doctor": _STAFF,
    "staff": _STAFF,
    "notice": Right(Who.STAFF, {WORDS: Who.SUPERVISOR}),
    "closure": Right(Who.STAFF, {WORDS: Who.SUPERVISOR}),
    "gaps": _STAFF,
    "replies": _STAFF,
    "report": _STAFF,
    "export": Right(Who.STAFF, dict.fromkeys(IDENTITIES, Who.SUPERVISOR)),
    "ban": _SUPERVISOR,
    "unban": _SUPERVISOR,
    "banned": _STAFF,
    "allow": _STAFF,
    "help": _STAFF,
}
#: Buttons of the private chat.
PRIVATE_BUTTONS: dict[Verb, Right] = {
    Verb.ARTICLE: _PERSON,
    Verb.DETAILS: _PERSON,
    Verb.GUIDE: _PERSON,
    Verb.NOT_HELPED: _PERSON,
    Verb.HAND_OVER: _PERSON,
    Verb.HUMAN: _PERSON,
    Verb.OFFICE: _PERSON,
    Verb.LANGUAGE: _PERSON,
    Verb.BROWSE: _PERSON,
    Verb.REQUEST: _PERSON,
    Verb.FORM: _PERSON,
    Verb.STEP: _PERSON,
    Verb.DRAFT: _PERSON,
    Verb.TICKET: _PERSON,
    Verb.HELD: _PERSON,
    Verb.MINE: _PERSON,
    Verb.WISH: _PERSON,
    Verb.GUIDE: _PERSON,
}
#: Buttons of the staff group; an operation that is not named is open like the button itself.
STAFF_BUTTONS: dict[Verb, Right] = {
    Verb.STAFF: Right(Who.STAFF, dict.fromkeys(("who", "uphold", "grant"), Who.SUPERVISOR)),
    Verb.OPEN_PAGE: _STAFF,
    Verb.CLOSURE: _SUPERVISOR,
    Verb.ROLE: _SUPERVISOR,
    Verb.NOTICE: _SUPERVISOR,
    Verb.REPLY: _STAFF,
    Verb.REPORT: Right(Who.STAFF, {"who": Who.SUPERVISOR}),
    Verb.GAP: _STAFF,
    Verb.READY: Right(Who.STAFF, dict.fromkeys(("add", "text", "remove"), Who.SUPERVISOR)),
    Verb.LEARN: _STAFF,
    Verb.UNSENT: _SUPERVISOR,
}
#: Deep links: what stands behind /start, up to the first underscore.
LINKS: dict[str, Right] = {
    links.TICKET: _PERSON,
    links.ARTICLE: _PERSON,
    links.OFFICE: _PERSON,
    links.ASK: _PERSON,
}
