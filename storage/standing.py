"""How the office stands now: what those watch who run the program. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from storage import outbox_reading, statistics
from storage.database import Transaction
from storage.outbox_tables import OUTBOX, is_waiting
from storage.tickets import agenda
from storage.tickets.states import Status


@dataclass(frozen=True)
class Standing:
    """Messages due and not sent, the age of the oldest, how late the delivery is, open tickets.

    Everything is counted by partial indexes: it costs what is open, not what there ever was.
    """

    waiting: int
    age: timedelta
    lag: timedelta
    dead: int
    tickets: dict[Status, int]
    overdue: int


async def read(tx: Transaction, now: datetime) -> Standing:
    """Give the standing of the office."""
    waiting, age = await outbox_reading.backlog(tx, now)
    dead = sa.select(sa.func.count()).where(OUTBOX.c.state == sa.literal_column("'dead'"))
    return Standing(
        waiting=waiting,
        age=age or timedelta(0),
        lag=await lag(tx, now),
        dead=int((await tx.run(dead)).scalar_one()),
        tickets=await statistics.open_tickets_by_status(tx),
        overdue=await agenda.count_overdue(tx, now),
    )


async def lag(tx: Transaction, now: datetime) -> timedelta:
    """Give how long the delivery has let a message to a person lie that could leave.

    What waits behind another message of its chat, for its next try, or for the pace of a group
    is not late: this is about a delivery that does not work at all.
    """
    earlier = OUTBOX.alias("earlier")
    is_behind = sa.exists().where(
        is_waiting(earlier), earlier.c.chat_id == OUTBOX.c.chat_id, earlier.c.id < OUTBOX.c.id
    )
    query = sa.select(sa.func.min(OUTBOX.c.due_at).label("at")).where(
        is_waiting(OUTBOX),
        OUTBOX.c.due_at <= now,
        OUTBOX.c.chat_id > 0,
        sa.or_(OUTBOX.c.claimed_until.is_(None), OUTBOX.c.claimed_until < now),
        ~is_behind,
    )
    at = (await tx.run(query)).scalar_one()
    return timedelta(0) if at is None else now - at
