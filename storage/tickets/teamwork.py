"""What colleagues do with a ticket among themselves, and what takes back or looks behind it.

As in `lifecycle.py`: each use case loads the ticket and holds it, checks, changes, keeps an event.
"""

from __future__ import annotations

from datetime import datetime

from storage import errors
from storage.database import Transaction
from storage.tickets import change, lifecycle
from storage.tickets.change import Change
from storage.tickets.content import Actor
from storage.tickets.states import Action, Status
from storage.tickets.tables import Direction, TicketMessage


async def hand_over(
    tx: Transaction,
    ticket_id: int,
    *,
    to: Actor,
    by: Actor,
    now: datetime,
    may_force: bool = False,
) -> Change:
    """Give an open ticket to a colleague: one's own, nobody's, or with `may_force` anybody's.

    To its holder: a repeat. Raises AlreadyTaken if another holds it.
    """
    ticket = await change.load(tx, ticket_id)
    lifecycle.check(ticket, Action.HAND_OVER, by.party)
    if ticket.holder_id is not None and ticket.holder_id == to.id:
        event = await change.last_event(tx, ticket_id)
        return Change(ticket, event, Status(ticket.status), is_repeat=True)
    if not may_force:
        lifecycle.refuse_if_anothers(ticket, by)
    data = {"from": ticket.holder_id, "to": to.id}
    ticket.holder_id, ticket.holder_name = to.id, to.name
    return await change.apply(tx, ticket, Action.HAND_OVER, by=by, now=now, data=data)


async def retract(tx: Transaction, message_id: int, *, by: Actor, now: datetime) -> Change:
    """Take an answer back. Again: a repeat. Raises TicketNotFound for what is no answer."""
    message = await tx.session.get(TicketMessage, message_id)
    if message is None or message.direction != Direction.TO_PERSON:
        raise errors.TicketNotFound
    ticket = await change.load(tx, message.ticket_id)
    if message.retracted_at is not None:
        event = await change.last_event(tx, ticket.id)
        return Change(ticket, event, Status(ticket.status), (message,), is_repeat=True)
    message.retracted_at = now
    done = await change.apply(
        tx, ticket, Action.RETRACT, by=by, now=now, data={"message": message.id}
    )
    return Change(done.ticket, done.event, done.before, (message,))


async def reveal(tx: Transaction, ticket_id: int, *, by: Actor, now: datetime) -> Change:
    """Keep that somebody looked at who the person is."""
    ticket = await change.load(tx, ticket_id)
    return await change.apply(tx, ticket, Action.REVEAL, by=by, now=now)
