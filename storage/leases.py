"""Named leases: only one replica does this now; it passes on when the holder dies."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction


class Lease(SQLModel, table=True):
    """Who does a duty, and until when if nothing more is heard."""

    __tablename__ = "leases"

    name: str = Field(primary_key=True)
    holder: str
    until: datetime = Field(sa_type=schema.UtcDateTime)


LEASES = schema.table_of(Lease)


async def acquire(
    tx: Transaction, name: str, *, holder: str, now: datetime, ttl: timedelta
) -> bool:
    """Take the lease, or renew one's own; False while somebody else's runs."""
    values = {"name": name, "holder": holder, "until": now + ttl}
    insert = schema.insert(tx.dialect, LEASES)
    statement = insert.on_conflict_do_update(
        index_elements=[LEASES.c.name],
        set_={"holder": insert.excluded.holder, "until": insert.excluded.until},
        where=sa.or_(LEASES.c.holder == holder, LEASES.c.until <= now),
    ).returning(LEASES.c.name)
    return (await tx.run(statement, values)).first() is not None


async def release(tx: Transaction, name: str, *, holder: str) -> None:
    """Give one's lease back; somebody else's stays."""
    await tx.run(sa.delete(LEASES).where(LEASES.c.name == name, LEASES.c.holder == holder))
