"""How often somebody did something lately, counted over all replicas.

One row for each person and kind of act; it holds the times of its window and no more.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction

#: Times kept of one kind; who does more is over every limit anyway.
KEPT = 100


class Tally(SQLModel, table=True):
    """When a person did something of a kind: seconds since 1970."""

    __tablename__ = "tallies"

    person_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    kind: str = Field(primary_key=True)
    times: list[float] = Field(sa_column=sa.Column(schema.json_type(), nullable=False))
    at: datetime = Field(sa_column=sa.Column(schema.UtcDateTime, nullable=False, index=True))


TALLIES = schema.table_of(Tally)


async def lately(
    tx: Transaction, person_id: int, kind: str, *, now: datetime, window: timedelta
) -> int:
    """Give how often it was done in the window until now."""
    return len(await _times(tx, person_id, kind, now - window))


async def add(
    tx: Transaction, person_id: int, kind: str, *, now: datetime, window: timedelta
) -> int:
    """Count one more; give how often it is in the window now, this one included."""
    times = [*(await _times(tx, person_id, kind, now - window)), now.timestamp()][-KEPT:]
    values = {"person_id": person_id, "kind": kind, "times": times, "at": now}
    await tx.run(_write(tx.dialect), values)
    return len(times)


async def forget(tx: Transaction, *, before: datetime) -> int:
    """Delete what was last counted before a time; give the number of rows."""
    return (await tx.run(sa.delete(TALLIES).where(TALLIES.c.at < before))).rowcount


async def _times(tx: Transaction, person_id: int, kind: str, since: datetime) -> list[float]:
    query = sa.select(TALLIES.c.times).where(
        TALLIES.c.person_id == person_id, TALLIES.c.kind == kind
    )
    found = (await tx.run(query)).scalar_one_or_none() or []
    return [time for time in found if time > since.timestamp()]


@cache
def _write(dialect: str) -> sa.Executable:
    insert = schema.insert(dialect, TALLIES)
    changes = {name: insert.excluded[name] for name in ("times", "at")}
    return insert.on_conflict_do_update(
        index_elements=[TALLIES.c.person_id, TALLIES.c.kind], set_=changes
    )
