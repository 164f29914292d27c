"""People who may not write to the office for a time, why, and who decided so."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema, sealing
from storage.database import Transaction


class Ban(SQLModel, table=True):
    """A person who may not write until a time; `told_at`: when they were told, once."""

    __tablename__ = "bans"

    person_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    name: str
    reason: str = Field(sa_type=sealing.SealedText)
    until: datetime = Field(sa_type=schema.UtcDateTime, index=True)
    at: datetime = Field(sa_type=schema.UtcDateTime)
    by_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    by_name: str | None = None
    told_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)


BANS = schema.table_of(Ban)
_OF = sa.select(BANS).where(
    BANS.c.person_id == sa.bindparam("person_id"), BANS.c.until > sa.bindparam("now")
)


async def put(tx: Transaction, ban: Ban) -> None:
    """Keep a ban, in place of the person's former one."""
    await lift(tx, ban.person_id)
    values = {column.name: getattr(ban, column.name) for column in BANS.c}
    await tx.run(sa.insert(BANS), values)


async def of(tx: Transaction, person_id: int, *, now: datetime) -> Ban | None:
    """Give the ban that holds for a person now."""
    row = (await tx.run(_OF, {"person_id": person_id, "now": now})).one_or_none()
    return None if row is None else schema.build(Ban, row._asdict())


async def lift(tx: Transaction, person_id: int) -> bool:
    """Let a person write again; False if they could."""
    return (await tx.run(sa.delete(BANS).where(BANS.c.person_id == person_id))).rowcount > 0


async def told(tx: Transaction, person_id: int, now: datetime) -> None:
    """Note that the person was told."""
    await tx.run(sa.update(BANS).where(BANS.c.person_id == person_id).values(told_at=now))


async def present(tx: Transaction, *, now: datetime, limit: int = 50) -> list[Ban]:
    """Give the bans that hold now, the newest first."""
    query = sa.select(BANS).where(BANS.c.until > now).order_by(BANS.c.at.desc()).limit(limit)
    return [schema.build(Ban, row._asdict()) for row in await tx.run(query)]


async def forget(tx: Transaction, *, before: datetime) -> int:
    """Delete bans that ended before a time; give how many."""
    return (await tx.run(sa.delete(BANS).where(BANS.c.until < before))).rowcount
