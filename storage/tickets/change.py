"""What every act on a ticket has in common: load and hold it, check, change, keep the event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from storage import errors
from storage.database import Transaction
from storage.tickets import states
from storage.tickets.content import Actor, Content
from storage.tickets.states import Action, Party, Status
from storage.tickets.tables import Direction, Ticket, TicketEvent, TicketMessage

DIRECTIONS = {
    Action.OPEN: Direction.FROM_PERSON,
    Action.PERSON_WRITES: Direction.FROM_PERSON,
    Action.ANSWER: Direction.TO_PERSON,
    Action.ASK_BACK: Direction.TO_PERSON,
    Action.CLOSE_FULL: Direction.TO_PERSON,
    Action.CLOSE_PARTLY: Direction.TO_PERSON,
    Action.CLOSE_NOT_HELD: Direction.TO_PERSON,
    Action.WITHDRAW: Direction.TO_PERSON,
    Action.REFUSE: Direction.TO_PERSON,
    Action.UPHOLD: Direction.TO_PERSON,
    Action.GRANT: Direction.TO_PERSON,
    Action.QUOTE: Direction.TO_PERSON,
    Action.REJECT_PAYMENT: Direction.TO_PERSON,
    Action.PAY: Direction.FROM_PERSON,
    Action.NOTE: Direction.NOTE,
}


@dataclass(frozen=True)
class Change:
    """What an act did.

    `before` is the state it found (None: the ticket is new). `is_repeat` tells that it was done
    already and nothing has changed; `event` is then the last thing that happened.
    """

    ticket: Ticket
    event: TicketEvent
    before: Status | None
    messages: tuple[TicketMessage, ...] = ()
    is_repeat: bool = False

    @property
    def message(self) -> TicketMessage | None:
        """Give the message written with the act, if one was."""
        return self.messages[0] if self.messages else None


async def load(tx: Transaction, ticket_id: int) -> Ticket:
    """Give a ticket, held against others until the transaction ends. Raises TicketNotFound."""
    query = (
        select(Ticket)
        .where(Ticket.id == ticket_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    ticket = (await tx.session.exec(query)).one_or_none()
    if ticket is None:
        raise errors.TicketNotFound(ticket_id)
    return ticket


async def load_own(tx: Transaction, ticket_id: int, person_id: int) -> Ticket:
    """Give a person's own ticket, held. Raises NotYourTicket, also when there is none at all."""
    try:
        ticket = await load(tx, ticket_id)
    except errors.TicketNotFound:
        raise errors.NotYourTicket(ticket_id) from None
    if ticket.person_id != person_id:
        raise errors.NotYourTicket(ticket_id)
    return ticket


def check(ticket: Ticket, action: Action, party: Party = Party.STAFF) -> Status:
    """Give the state an act would lead to, changing nothing.

    Raises NotAllowedTo (never for this party) and NotAllowedNow (not in this state).
    """
    if party not in states.WHO[action]:
        raise errors.NotAllowedTo(action, party)
    status = Status(ticket.status)
    if not states.may(status, action, party):
        raise errors.NotAllowedNow(status, action)
    return states.next_status(status, action, is_held=ticket.holder_id is not None)


async def apply(
    tx: Transaction,
    ticket: Ticket,
    action: Action,
    *,
    by: Actor,
    now: datetime,
    contents: Iterable[Content] = (),
    data: dict[str, Any] | None = None,
) -> Change:
    """Carry an act out: new state, times, version, event and messages. Raises as `check`."""
    after = check(ticket, action, by.party)
    before = Status(ticket.status)
    ticket.status = after
    ticket.updated_at = now
    ticket.version += 1
    is_open = after in states.OPEN_STATUSES
    ticket.closed_at = None if is_open else ticket.closed_at or now
    ticket.next_deadline_at = now if is_open else None  # the next sweep counts, unless we do
    is_waiting = after in states.WAITING
    ticket.waiting_since = (ticket.waiting_since or now) if is_waiting else None
    if after in states.UNHELD_STATUSES:
        ticket.holder_id = ticket.holder_name = None
    return await keep(tx, ticket, action, before, by=by, now=now, contents=contents, data=data)


async def work(
    tx: Transaction,
    ticket_id: int,
    action: Action,
    *,
    by: Actor,
    now: datetime,
    content: Content | None = None,
    data: dict[str, Any] | None = None,
) -> Change:
    """Do what staff do; an open ticket that nobody holds becomes theirs. `data` is kept with it."""
    ticket = await load(tx, ticket_id)
    check(ticket, action, by.party)
    if ticket.status in states.OPEN_STATUSES and ticket.holder_id is None:
        hold(ticket, by)
    contents = [] if content is None else [content]
    return await apply(tx, ticket, action, by=by, now=now, contents=contents, data=data)


def hold(ticket: Ticket, by: Actor) -> None:
    """Let somebody of the staff be the holder."""
    ticket.holder_id, ticket.holder_name = by.id, by.name


async def keep(
    tx: Transaction,
    ticket: Ticket,
    action: Action,
    before: Status | None,
    *,
    by: Actor,
    now: datetime,
    contents: Iterable[Content] = (),
    data: dict[str, Any] | None = None,
) -> Change:
    """Write the event of an act and what was written with it."""
    event = TicketEvent(
        ticket_id=ticket.id,
        at=now,
        party=by.party,
        actor_id=by.id,
        actor_name=by.name,
        action=action,
        before=before,
        after=Status(ticket.status),
        data=data or {},
    )
    tx.session.add(event)
    messages = [
        await _add_message(
            tx, ticket, content, direction=DIRECTIONS[action], author_id=by.id, now=now
        )
        for content in contents
    ]
    await tx.session.flush()
    return Change(ticket, event, before, tuple(messages))


async def _add_message(
    tx: Transaction,
    ticket: Ticket,
    content: Content,
    *,
    direction: Direction,
    author_id: int | None,
    now: datetime,
) -> TicketMessage:
    """Keep a message. One original is one row: a second use of it is kept without its origin."""
    known = await find_message(tx, content.chat_id, content.message_id)
    if known is not None and known.ticket_id == ticket.id:
        return known
    if known is not None:
        content = replace(content, chat_id=None, message_id=None)
    message = TicketMessage(
        ticket_id=ticket.id, at=now, direction=direction, author_id=author_id, **vars(content)
    )
    tx.session.add(message)
    return message


async def find_message(
    tx: Transaction, chat_id: int | None, message_id: int | None
) -> TicketMessage | None:
    """Give the ticket message that came from a message in Telegram."""
    if chat_id is None or message_id is None:
        return None
    query = select(TicketMessage).where(
        TicketMessage.chat_id == chat_id,
        TicketMessage.message_id == message_id,
        col(TicketMessage.message_id).is_not(None),
    )
    return (await tx.session.exec(query)).one_or_none()


async def last_event(tx: Transaction, ticket_id: int) -> TicketEvent:
    """Give the last thing that happened to a ticket; opening is always there."""
    query = (
        select(TicketEvent)
        .where(TicketEvent.ticket_id == ticket_id)
        .order_by(col(TicketEvent.id).desc())
        .limit(1)
    )
    return (await tx.session.exec(query)).one()
