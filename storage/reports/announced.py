"""What was announced in some time, and what became of its messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.broadcasts import BROADCASTS
from storage.database import Transaction


@dataclass(frozen=True)
class Announced:
    """So many notices; of their messages so many were delivered, met a blocked bot, or failed."""

    notices: int
    delivered: int
    blocked: int
    failed: int


async def count(tx: Transaction, since: datetime, until: datetime) -> Announced:
    """Add up the broadcasts that began from `since` up to before `until`.

    That an outage is over is not another notice.
    """
    table = BROADCASTS.c
    counted = (table.delivered, table.blocked, table.failed)
    sums = (sa.func.coalesce(sa.func.sum(one), 0) for one in counted)
    query = sa.select(sa.func.count(), *sums).select_from(BROADCASTS)
    query = query.where(table.created_at >= since, table.created_at < until)
    row = (await tx.run(query.where(table.until_person.is_(None)))).one()
    return Announced(*(int(one) for one in row))
