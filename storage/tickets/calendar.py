"""Closures and extra working days that the office enters, and the counting anew that they cause.

A change is proposed first and holds once it is decided on; it can be taken back. Rows stay, so
that it can be told later why a day did not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction
from storage.tickets.clock import Exceptional

_VALID = "decided_at IS NOT NULL AND withdrawn_at IS NULL"


class CalendarChange(SQLModel, table=True):
    """Days of an office (None: of all) that are closed, or worked extra.

    `hours` are spans of minutes: of a closure those in which it is closed, none meaning the whole
    day; of an extra day those in which it works, none meaning the usual ones.
    """

    __tablename__ = "calendar_changes"
    __table_args__ = (
        sa.Index(
            "ix_calendar_changes_valid",
            "last",
            sqlite_where=sa.text(_VALID),
            postgresql_where=sa.text(_VALID),
        ),
        sa.Index(
            "ix_calendar_changes_proposed",
            "proposed_at",
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        ),
    )

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    office: str | None = None
    first: date
    last: date
    is_working: bool
    hours: list[list[int]] = Field(
        default_factory=list, sa_column=sa.Column(schema.json_type(), nullable=False)
    )
    reason: str
    proposed_at: datetime = Field(sa_type=schema.UtcDateTime)
    decided_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    decided_by: int | None = Field(default=None, sa_type=sa.BigInteger)
    decided_by_name: str | None = None
    withdrawn_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    withdrawn_by: int | None = Field(default=None, sa_type=sa.BigInteger)

    @property
    def exceptional(self) -> Exceptional:
        """Give what the calendar makes of it."""
        hours = tuple((start, end) for start, end in self.hours)
        return Exceptional(self.first, self.last, self.is_working, hours)


class Recount(SQLModel, table=True):
    """A change of a calendar after which open tickets are counted anew, some people at a time.

    `office` None means all; `change_id` None that the content or the list of holidays changed.
    `after_person` is how far it has come; `cases` and `people` are whose date changed so far.
    """

    __tablename__ = "recounts"
    __table_args__ = (
        sa.Index(
            "ix_recounts_open",
            "id",
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        ),
    )

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    office: str | None = None
    change_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    after_person: int = Field(sa_type=sa.BigInteger)
    cases: int = 0
    people: int = 0
    begun_at: datetime = Field(sa_type=schema.UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)


CHANGES = schema.table_of(CalendarChange)
RECOUNTS = schema.table_of(Recount)
#: Telegram user ids are positive.
BEFORE_EVERYBODY = 0


async def propose(
    tx: Transaction, what: Exceptional, *, office: str | None, reason: str, now: datetime
) -> int:
    """Keep a change that does not hold yet; give its id."""
    values: dict[str, Any] = {
        "office": office,
        "first": what.first,
        "last": what.last,
        "is_working": what.is_working,
        "hours": [list(span) for span in what.hours],
        "reason": reason,
        "proposed_at": now,
    }
    found = await tx.run(sa.insert(CHANGES).returning(CHANGES.c.id), values)
    return int(found.scalar_one())


async def get(tx: Transaction, id: int) -> CalendarChange | None:
    """Give a change, held against others until the transaction ends."""
    query = sa.select(CHANGES).where(CHANGES.c.id == id).with_for_update()
    row = (await tx.run(query)).one_or_none()
    return None if row is None else schema.build(CalendarChange, row._asdict())


async def decide(
    tx: Transaction,
    id: int,
    *,
    office: str | None,
    by: int | None,
    name: str | None,
    now: datetime,
) -> bool:
    """Let a proposed change hold for an office; False if it was decided on before."""
    statement = (
        sa.update(CHANGES)
        .where(CHANGES.c.id == id, CHANGES.c.decided_at.is_(None))
        .values(office=office, decided_at=now, decided_by=by, decided_by_name=name)
    )
    return (await tx.run(statement)).rowcount == 1


async def forget_proposals(tx: Transaction, *, before: datetime) -> int:
    """Delete what was proposed before a time and never decided on; give how many."""
    statement = sa.delete(CHANGES).where(
        CHANGES.c.decided_at.is_(None), CHANGES.c.proposed_at < before
    )
    return (await tx.run(statement)).rowcount


async def withdraw(tx: Transaction, id: int, *, by: int | None, now: datetime) -> bool:
    """Take a change back; False if it does not hold (any more)."""
    statement = (
        sa.update(CHANGES)
        .where(CHANGES.c.id == id, sa.text(_VALID))
        .values(withdrawn_at=now, withdrawn_by=by)
    )
    return (await tx.run(statement)).rowcount == 1


async def valid(
    tx: Transaction, offices: Sequence[str], *, since: date | None = None
) -> list[CalendarChange]:
    """Give the changes that hold for any of the offices, in the order of their decision.

    `since` leaves out what ended before that day.
    """
    query = (
        sa.select(CHANGES)
        .where(sa.text(_VALID))
        .where(sa.or_(CHANGES.c.office.is_(None), CHANGES.c.office.in_(offices)))
        .order_by(CHANGES.c.decided_at, CHANGES.c.id)
    )
    if since is not None:
        query = query.where(CHANGES.c.last >= since)
    return [schema.build(CalendarChange, row._asdict()) for row in await tx.run(query)]


async def exceptions(tx: Transaction, office: str) -> list[Exceptional]:
    """Give what differs from the week and the holidays of an office; the later wins."""
    return [one.exceptional for one in await valid(tx, [office])]


async def begin_recount(
    tx: Transaction, *, office: str | None, change_id: int | None, now: datetime
) -> int:
    """Let the open tickets be counted anew; give the id."""
    values = {
        "office": office,
        "change_id": change_id,
        "after_person": BEFORE_EVERYBODY,
        "cases": 0,
        "people": 0,
        "begun_at": now,
    }
    found = await tx.run(sa.insert(RECOUNTS).returning(RECOUNTS.c.id), values)
    return int(found.scalar_one())


async def open_recount(tx: Transaction) -> Recount | None:
    """Give the oldest counting that is not done, unless somebody else is at it."""
    query = (
        sa.select(RECOUNTS)
        .where(RECOUNTS.c.done_at.is_(None))
        .order_by(RECOUNTS.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = (await tx.run(query)).one_or_none()
    return None if row is None else schema.build(Recount, row._asdict())


async def note_recount(
    tx: Transaction, recount: Recount, *, after: int | None, cases: int, people: int, now: datetime
) -> Recount:
    """Note how far a counting has come; `after` None: it is done. Give it as it is now."""
    values: dict[str, Any] = {
        "after_person": recount.after_person if after is None else after,
        "cases": recount.cases + cases,
        "people": recount.people + people,
        "done_at": now if after is None else None,
    }
    await tx.run(sa.update(RECOUNTS).where(RECOUNTS.c.id == recount.id).values(**values))
    return schema.build(Recount, {**recount.model_dump(), **values})
