"""Which processes of the program live, told by a lease each keeps renewing.

What a dead process held (messages it was sending, the poller's place) is given back as soon as it
is missed; without this, everybody would wait until the claims and leases run out, which is long
because they must outlast the slowest call.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from storage import leases
from storage.database import Transaction
from storage.jobs import JOBS, JobState
from storage.leases import LEASES
from storage.outbox_tables import OUTBOX, is_waiting

_PREFIX = "alive:"
_LIFE = LEASES.alias("life")
_NOW = sa.bindparam("now", type_=LEASES.c.until.type)


def _is_missed(holder: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Nothing has been heard of the process of that name for too long, or ever."""
    lives = sa.and_(_LIFE.c.name == sa.literal(_PREFIX) + holder, _LIFE.c.until > _NOW)
    return ~sa.exists().where(lives)


_FREE = (
    sa.update(OUTBOX)
    .where(is_waiting(OUTBOX), OUTBOX.c.claimed_until.is_not(None), _is_missed(OUTBOX.c.claimed_by))
    .values(claimed_until=None, claimed_by=None)
)
_FREE_JOBS = (
    sa.update(JOBS)
    .where(JOBS.c.state == JobState.WAITING, JOBS.c.claimed_by.is_not(None))
    .where(_is_missed(JOBS.c.claimed_by))
    .values(claimed_until=None, claimed_by=None)
)
_PASS_ON = sa.delete(LEASES).where(
    LEASES.c.name == sa.bindparam("name"), _is_missed(LEASES.c.holder)
)
_FORGET = sa.delete(LEASES).where(LEASES.c.name.startswith(_PREFIX), LEASES.c.until <= _NOW)


async def beat(tx: Transaction, *, holder: str, now: datetime, ttl: timedelta) -> None:
    """Say that this process lives, and will be missed only after `ttl`."""
    await leases.acquire(tx, _PREFIX + holder, holder=holder, now=now, ttl=ttl)


async def leave(tx: Transaction, *, holder: str) -> None:
    """Say goodbye: from now on nobody waits for this process."""
    await leases.release(tx, _PREFIX + holder, holder=holder)


async def take_over(tx: Transaction, *, now: datetime, lease: str) -> int:
    """Give back what processes held that are missed; the number of messages.

    Args:
        tx: the transaction.
        now: aware UTC time.
        lease: the name of the one lease that passes on; others are nobody's life.
    """
    freed = (await tx.run(_FREE, {"now": now})).rowcount
    await tx.run(_FREE_JOBS, {"now": now})
    await tx.run(_PASS_ON, {"now": now, "name": lease})
    await tx.run(_FORGET, {"now": now})
    return freed
