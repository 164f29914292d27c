"""What a ticket may cost: the office names it, the person accepts or declines, pays, is checked.

The office's clock stands meanwhile (`states.STANDING`). Amounts are whole rials and stand in the
event that named them. Errors are those of `lifecycle`.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, select

from storage.database import Transaction
from storage.tickets import change
from storage.tickets.change import Change
from storage.tickets.content import Actor, Content
from storage.tickets.states import Action, Party
from storage.tickets.tables import TicketEvent

#: More than this is a slip of the finger, or an account number.
MOST = 10_000_000_000


async def quote(
    tx: Transaction, ticket_id: int, *, by: Actor, amount: int, content: Content, now: datetime
) -> Change:
    """Name the cost, with what the person has to know; again while nothing is paid.

    ValueError unless the amount is from 1 to MOST.
    """
    if not 0 < amount <= MOST:
        raise ValueError("not an amount of money")
    return await change.work(
        tx, ticket_id, Action.QUOTE, by=by, now=now, content=content, data={"amount": amount}
    )


async def accept(tx: Transaction, ticket_id: int, *, person_id: int, now: datetime) -> Change:
    """Let the person accept the cost; a second time nothing changes."""
    ticket = await change.load_own(tx, ticket_id, person_id)
    last = await change.last_event(tx, ticket_id)
    if last.action == Action.ACCEPT_COST:
        return Change(ticket, last, ticket.status, is_repeat=True)
    return await change.apply(tx, ticket, Action.ACCEPT_COST, by=_person(person_id), now=now)


async def decline(tx: Transaction, ticket_id: int, *, person_id: int, now: datetime) -> Change:
    """Let the person decline the cost: the office goes on without it."""
    ticket = await change.load_own(tx, ticket_id, person_id)
    return await change.apply(tx, ticket, Action.DECLINE_COST, by=_person(person_id), now=now)


async def pay(
    tx: Transaction, ticket_id: int, *, person_id: int, content: Content, now: datetime
) -> Change:
    """Take the receipt of the person; the office has to look at it."""
    ticket = await change.load_own(tx, ticket_id, person_id)
    return await change.apply(
        tx, ticket, Action.PAY, by=_person(person_id), now=now, contents=[content]
    )


async def confirm(tx: Transaction, ticket_id: int, *, by: Actor, now: datetime) -> Change:
    """The money has arrived: what was asked for is prepared."""
    return await change.work(tx, ticket_id, Action.CONFIRM_PAYMENT, by=by, now=now)


async def reject(
    tx: Transaction, ticket_id: int, *, by: Actor, content: Content, now: datetime
) -> Change:
    """The receipt is not right: the person reads why, and the office waits for another one."""
    return await change.work(tx, ticket_id, Action.REJECT_PAYMENT, by=by, now=now, content=content)


async def amount(tx: Transaction, ticket_id: int) -> int | None:
    """Give the cost that was named last."""
    query = (
        select(TicketEvent)
        .where(TicketEvent.ticket_id == ticket_id, TicketEvent.action == Action.QUOTE)
        .order_by(col(TicketEvent.id).desc())
        .limit(1)
    )
    event = (await tx.session.exec(query)).one_or_none()
    return None if event is None else int(event.data["amount"])


def _person(person_id: int) -> Actor:
    return Actor(Party.PERSON, person_id, None)
