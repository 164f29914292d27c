"""What people and staff do with tickets.

Each use case loads the ticket and holds it, checks it against `states.TRANSITIONS`, changes it,
keeps an event, and gives back the `Change`. Errors of all: TicketNotFound (for a person:
NotYourTicket), NotAllowedNow, NotAllowedTo.
"""

from __future__ import annotations

from datetime import datetime

from storage import errors
from storage.database import Transaction
from storage.tickets import change, links
from storage.tickets.change import Change, check
from storage.tickets.content import Actor, Content
from storage.tickets.endings import CLOSINGS, close, refuse
from storage.tickets.opening import open_ticket
from storage.tickets.states import Action, Party, Status
from storage.tickets.tables import Ticket, TicketMessage
from storage.tickets.verdicts import (
    comment,
    confirm,
    dispute,
    grant,
    object_to,
    rate,
    uphold,
)

__all__ = [
    "CLOSINGS",
    "Actor",
    "Change",
    "Content",
    "add_from_person",
    "add_note",
    "answer",
    "ask_back",
    "check",
    "close",
    "comment",
    "confirm",
    "dispute",
    "edit_message",
    "expire",
    "grant",
    "object_to",
    "open_ticket",
    "prepare",
    "rate",
    "refuse",
    "release",
    "reopen",
    "take",
    "uphold",
    "withdraw",
]


async def take(tx: Transaction, ticket_id: int, *, by: Actor, now: datetime) -> Change:
    """Take a ticket. Again by its holder: a repeat. Raises AlreadyTaken if another holds it."""
    ticket = await change.load(tx, ticket_id)
    check(ticket, Action.TAKE, by.party)
    refuse_if_anothers(ticket, by)
    if ticket.holder_id is not None:
        event = await change.last_event(tx, ticket_id)
        return Change(ticket, event, Status(ticket.status), is_repeat=True)
    change.hold(ticket, by)
    return await change.apply(tx, ticket, Action.TAKE, by=by, now=now)


async def release(
    tx: Transaction, ticket_id: int, *, by: Actor, now: datetime, may_force: bool = False
) -> Change:
    """Give a ticket back; with `may_force` also a colleague's.

    Raises AlreadyTaken if another holds it, NotAllowedNow if nobody does.
    """
    ticket = await change.load(tx, ticket_id)
    if not may_force:
        refuse_if_anothers(ticket, by)
    if ticket.holder_id is None:
        raise errors.NotAllowedNow(Status(ticket.status), Action.RELEASE)
    check(ticket, Action.RELEASE, by.party)
    ticket.holder_id = ticket.holder_name = None
    return await change.apply(tx, ticket, Action.RELEASE, by=by, now=now)


async def ask_back(
    tx: Transaction, ticket_id: int, *, by: Actor, content: Content, now: datetime
) -> Change:
    """Ask the person something: the ticket waits for them, and the office's clock stands."""
    return await change.work(tx, ticket_id, Action.ASK_BACK, by=by, now=now, content=content)


async def prepare(tx: Transaction, ticket_id: int, *, by: Actor, now: datetime) -> Change:
    """Begin to prepare what was asked for."""
    return await change.work(tx, ticket_id, Action.PREPARE, by=by, now=now)


async def answer(
    tx: Transaction, ticket_id: int, *, by: Actor, content: Content, now: datetime
) -> Change:
    """Write to the person. Nobody's open ticket becomes the writer's; an ended one stays ended."""
    return await change.work(tx, ticket_id, Action.ANSWER, by=by, now=now, content=content)


async def withdraw(tx: Transaction, ticket_id: int, *, person_id: int, now: datetime) -> Change:
    """Let a person give up their open ticket."""
    ticket = await change.load_own(tx, ticket_id, person_id)
    return await change.apply(tx, ticket, Action.WITHDRAW, by=_person(person_id), now=now)


async def expire(tx: Transaction, ticket_id: int, *, now: datetime) -> Change:
    """Close a ticket whose person was asked and never answered."""
    ticket = await change.load(tx, ticket_id)
    by = Actor(Party.SYSTEM, None, None)
    return await change.apply(tx, ticket, Action.EXPIRE, by=by, now=now)


async def reopen(tx: Transaction, ticket_id: int, *, by: Actor, now: datetime) -> Change:
    """Open an ended ticket again; nobody holds it. A person may do so with their own only.

    What was said to be the same as another ticket is a matter of its own again.
    """
    if by.party is Party.PERSON:
        ticket = await change.load_own(tx, ticket_id, by.id or 0)
    else:
        ticket = await change.load(tx, ticket_id)
    check(ticket, Action.REOPEN, by.party)
    if ticket.status == Status.DUPLICATE:
        await links.part(tx, ticket.id)
    ticket.outcome = None
    return await change.apply(tx, ticket, Action.REOPEN, by=by, now=now)


async def add_from_person(
    tx: Transaction, ticket_id: int, *, person_id: int, content: Content, now: datetime
) -> Change:
    """Add what a person writes to their ticket, whatever its state; it ends the waiting."""
    ticket = await change.load_own(tx, ticket_id, person_id)
    return await change.apply(
        tx,
        ticket,
        Action.PERSON_WRITES,
        by=_person(person_id),
        now=now,
        contents=[content],
    )


async def add_note(
    tx: Transaction, ticket_id: int, *, by: Actor, content: Content, now: datetime
) -> Change:
    """Add an internal note, which the person never sees."""
    ticket = await change.load(tx, ticket_id)
    return await change.apply(tx, ticket, Action.NOTE, by=by, now=now, contents=[content])


async def edit_message(
    tx: Transaction, *, chat_id: int, message_id: int, content: Content, now: datetime
) -> TicketMessage | None:
    """Let a ticket's message follow the edit of its original; None if it is no ticket's."""
    message = await change.find_message(tx, chat_id, message_id)
    if message is None:
        return None
    for name in ("text", "media", "file_id", "file_unique_id", "file_name", "mime_type"):
        setattr(message, name, getattr(content, name))
    message.file_size = content.file_size
    message.edited_at = now
    await tx.session.flush()
    return message


def _person(person_id: int) -> Actor:
    return Actor(Party.PERSON, person_id, None)


def refuse_if_anothers(ticket: Ticket, by: Actor) -> None:
    """Raise AlreadyTaken when a colleague holds the ticket."""
    if ticket.holder_id is not None and ticket.holder_id != by.id:
        raise errors.AlreadyTaken(ticket.holder_id, ticket.holder_name or "")
