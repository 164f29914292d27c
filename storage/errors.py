"""What can go wrong in storage, as classes that carry data and no sentence for people.

    StorageError
    ├── DatabaseUnavailable        the database is away, full or too slow: try again later
    ├── WrongKey                   what is stored is sealed with another key
    ├── NestedTransaction          a task opened a second transaction: a mistake of ours
    ├── StaleRevision              a draft has moved on since it was read
    ├── NoReferenceLeft            chance gave only references that are taken
    ├── TicketNotFound
    │   └── NotYourTicket          looks like "not found" to whoever asks
    ├── NotJoinable                two tickets are, or lead to, one and the same
    └── NotAllowed
        ├── NotAllowedNow          the state of the ticket does not know this act
        ├── NotAllowedTo           this party may never do it
        └── AlreadyTaken           somebody else holds the ticket

The message of an error is its docstring; names and ids are attributes, so that nothing a person
wrote can reach a log line by way of an error.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.tickets.states import Action, Party, Status


class StorageError(Exception):
    """Storage could not do what was asked."""

    def __str__(self) -> str:
        return inspect.getdoc(type(self)) or type(self).__name__


#: What SQLite (by name) and PostgreSQL (by SQLSTATE) say when nothing can be written any more.
_DISK_FULL = frozenset({"SQLITE_FULL", "SQLITE_IOERR_WRITE", "53100"})


class DatabaseUnavailable(StorageError):
    """The database cannot be used at the moment."""

    @property
    def reason(self) -> str:
        """The short name the database gives it: SQLITE_FULL, 57P01; else the kind of the error."""
        cause = self.__cause__
        told = getattr(cause, "orig", None) or cause
        name = getattr(told, "sqlite_errorname", None) or getattr(told, "sqlstate", None)
        return str(name or type(told or self).__name__)

    @property
    def remedy(self) -> str:
        """What to do about it; it is tried again in any case."""
        if self.reason in _DISK_FULL:
            return "the disk of the database is full: make room, and it goes on by itself"
        return "see the database; it is tried again"


class WrongKey(StorageError):
    """What is stored was sealed with a key that is not among the keys at hand."""


class NestedTransaction(StorageError):
    """This task already has a transaction open; it would wait for itself for ever."""


class StaleRevision(StorageError):
    """What is to be changed has changed in the meantime."""

    def __init__(self, *, expected: int, found: int | None) -> None:
        super().__init__()
        self.expected = expected
        self.found = found


class NoReferenceLeft(StorageError):
    """No free reference was found; the source of chance is broken."""


class TicketNotFound(StorageError):
    """There is no such ticket."""

    def __init__(self, ticket_id: int | None = None) -> None:
        super().__init__()
        self.ticket_id = ticket_id


class NotYourTicket(TicketNotFound):
    """There is no such ticket for this person."""


class NotJoinable(StorageError):
    """A ticket cannot be joined to itself, nor to one that goes on in it."""

    def __init__(self, ticket_id: int, other_id: int) -> None:
        super().__init__()
        self.ticket_id = ticket_id
        self.other_id = other_id


class NotAllowed(StorageError):
    """This may not be done with the ticket."""


class NotAllowedNow(NotAllowed):
    """The ticket is in a state in which this cannot be done."""

    def __init__(self, status: Status, action: Action) -> None:
        super().__init__()
        self.status = status
        self.action = action


class NotAllowedTo(NotAllowed):
    """This is not for this party to do."""

    def __init__(self, action: Action, party: Party) -> None:
        super().__init__()
        self.action = action
        self.party = party


class AlreadyTaken(NotAllowed):
    """Somebody else holds the ticket."""

    def __init__(self, holder_id: int, holder_name: str) -> None:
        super().__init__()
        self.holder_id = holder_id
        self.holder_name = holder_name
