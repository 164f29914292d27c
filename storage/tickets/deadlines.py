"""The clock of tickets as rows: what was promised, when it is due, what was said already.

`next_deadline_at` is the one column the sweep reads: the next moment at which something is to be
said of an open ticket. Whatever happens to a ticket sets it to that moment (`change`), so that a
ticket nobody counted is looked at by the next sweep. Overdue is nowhere stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select

from storage import schema
from storage.database import Transaction
from storage.tickets import alerts, marks, promises
from storage.tickets.alerts import OfficeTime, Planned
from storage.tickets.course import Course
from storage.tickets.promises import Due, Promise
from storage.tickets.tables import Ticket


class SentAlert(SQLModel, table=True):
    """An alert that was sent; `ticket_id` 0 means that it was of no single ticket."""

    __tablename__ = "sent_alerts"

    ticket_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    key: str = Field(primary_key=True)
    at: datetime = Field(sa_column=sa.Column(schema.UtcDateTime, nullable=False, index=True))


SENT = schema.table_of(SentAlert)
TICKETS = schema.table_of(Ticket)
#: The ticket of alerts that are of none, such as the digest.
OF_NONE = 0


@dataclass(frozen=True)
class Standing:
    """Where a ticket's clock stands, what is to be said of it, and whether its date has moved."""

    course: Course
    promise: Promise | None
    planned: list[Planned]
    has_moved: bool


async def settle(tx: Transaction, ticket: Ticket, time: OfficeTime) -> Standing:
    """Count a ticket's time again, from its events, and note the result in its row.

    `time` has the office's closures in it. Give what stands now.
    """
    standing = await marks.course_of(tx, ticket)
    promise = promises.from_json(ticket.promise)
    before = ticket.resolution_due_at, ticket.response_due_at
    resolution = _due(standing, promise.resolution if promise else None, time)
    response = _due(standing, promise.response if promise else None, time)
    ticket.resolution_due_at = resolution.at if resolution else None
    ticket.response_due_at = response.at if response else None
    ticket.responded_at = standing.responded_at
    ticket.days_closed = resolution.closed if resolution else None
    ticket.days_waited = resolution.waited if resolution else None
    sent = await sent_keys(tx, ticket.id)
    planned = alerts.plan(standing, promise, time.working, time.patience, sent)
    ticket.next_deadline_at = planned[0].at if planned else None
    await tx.flush()
    has_moved = before != (ticket.resolution_due_at, ticket.response_due_at)
    return Standing(standing, promise, planned, has_moved)


def _due(standing: Course, amount: promises.Amount | None, time: OfficeTime) -> Due | None:
    return None if amount is None else standing.due(time.working, amount)


async def due_for_look(tx: Transaction, *, now: datetime, limit: int) -> list[Ticket]:
    """Give open tickets of which something may be to be said, held; the longest due first.

    What somebody else holds is left for the next time.
    """
    query = (
        select(Ticket)
        .where(col(Ticket.closed_at).is_(None), col(Ticket.next_deadline_at) <= now)
        .order_by(col(Ticket.next_deadline_at))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list((await tx.session.exec(query)).all())


async def people_with_open(tx: Transaction, *, after: int, limit: int) -> list[int]:
    """Give the next people with open tickets, by their ids."""
    return list((await tx.run(_PEOPLE, {"after": after, "limit": limit})).scalars())


_PEOPLE = (
    sa.select(TICKETS.c.person_id)
    .distinct()
    .where(TICKETS.c.closed_at.is_(None), TICKETS.c.person_id > sa.bindparam("after"))
    .order_by(TICKETS.c.person_id)
    .limit(sa.bindparam("limit"))
)


async def open_of_people(
    tx: Transaction, people: Sequence[int], *, office: str | None
) -> list[Ticket]:
    """Give the open tickets of people, held, each person's together; of one office or of all."""
    query = (
        select(Ticket)
        .where(col(Ticket.person_id).in_(people), col(Ticket.closed_at).is_(None))
        .order_by(col(Ticket.person_id), col(Ticket.id))
        .with_for_update()
    )
    if office is not None:
        query = query.where(Ticket.office == office)
    return list((await tx.session.exec(query)).all())


async def sent_keys(tx: Transaction, ticket_id: int) -> dict[str, datetime]:
    """Give the alerts that were sent of a ticket, and when."""
    found = await tx.run(_SENT, {"ticket": ticket_id})
    return {row.key: row.at for row in found}


_SENT = sa.select(SENT.c.key, SENT.c.at).where(SENT.c.ticket_id == sa.bindparam("ticket"))


async def mark_sent(
    tx: Transaction, ticket_id: int, keys: Iterable[str], *, now: datetime
) -> set[str]:
    """Note alerts as sent; give those that were not before: only they may be said."""
    new = set()
    for key in keys:
        insert = schema.insert(tx.dialect, SENT)
        statement = insert.on_conflict_do_nothing(
            index_elements=[SENT.c.ticket_id, SENT.c.key]
        ).returning(SENT.c.key)
        values = {"ticket_id": ticket_id, "key": key, "at": now}
        if (await tx.run(statement, values)).first() is not None:
            new.add(key)
    return new


async def has_changed(tx: Transaction, name: str, value: str, *, now: datetime) -> bool:
    """Remember the value of something that is of no ticket; whether it was another one before."""
    key = f"{name}:{value}"
    others = sa.and_(
        SENT.c.ticket_id == OF_NONE, SENT.c.key.startswith(f"{name}:"), SENT.c.key != key
    )
    await tx.run(sa.delete(SENT).where(others))
    return bool(await mark_sent(tx, OF_NONE, [key], now=now))


async def forget_sent(tx: Transaction, *, before: datetime) -> int:
    """Delete what was sent before a time of tickets that are not open; give how many."""
    is_open = sa.exists().where(TICKETS.c.id == SENT.c.ticket_id, TICKETS.c.closed_at.is_(None))
    statement = sa.delete(SENT).where(SENT.c.at < before, ~is_open)
    return (await tx.run(statement)).rowcount
