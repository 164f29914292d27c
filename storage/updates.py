"""Which updates of Telegram were handled, and the raw ones that could not be read."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema, sealing
from storage.database import Transaction


class HandledUpdate(SQLModel, table=True):
    """An update that was handled; Telegram may deliver it again."""

    __tablename__ = "updates"

    update_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    at: datetime = Field(sa_column=sa.Column(schema.UtcDateTime, nullable=False, index=True))


class PoisonUpdate(SQLModel, table=True):
    """An update that could not be parsed or handled, as it came, for somebody to look at."""

    __tablename__ = "poison_updates"

    update_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    raw: str = Field(sa_type=sealing.SealedText)
    error: str
    at: datetime = Field(sa_column=sa.Column(schema.UtcDateTime, nullable=False, index=True))


UPDATES = schema.table_of(HandledUpdate)
POISON = schema.table_of(PoisonUpdate)


async def first_time(tx: Transaction, update_id: int, now: datetime) -> bool:
    """Mark an update as handled; False if it was already (wait for whoever handles it now)."""
    values = {"update_id": update_id, "at": now}
    return (await tx.run(_first_time(tx.dialect), values)).first() is not None


@cache
def _first_time(dialect: str) -> sa.Executable:
    insert = schema.insert(dialect, UPDATES).on_conflict_do_nothing()
    return insert.returning(UPDATES.c.update_id)


async def keep_poison(tx: Transaction, update_id: int, raw: str, error: str, now: datetime) -> None:
    """Keep an update that cannot be handled; the last keeping of the same update stays."""
    values = {"update_id": update_id, "raw": raw, "error": error, "at": now}
    insert = schema.insert(tx.dialect, POISON)
    changed = {name: insert.excluded[name] for name in ("raw", "error", "at")}
    statement = insert.on_conflict_do_update(index_elements=[POISON.c.update_id], set_=changed)
    await tx.run(statement, values)


async def poison(tx: Transaction, *, limit: int) -> list[PoisonUpdate]:
    """Give the unreadable updates, newest first."""
    query = sa.select(POISON).order_by(POISON.c.at.desc()).limit(limit)
    return [schema.build(PoisonUpdate, row._asdict()) for row in await tx.run(query)]


async def prune(tx: Transaction, *, before: datetime) -> int:
    """Forget updates handled before a time; Telegram keeps them for 24 hours (Bot API)."""
    return (await tx.run(sa.delete(UPDATES).where(UPDATES.c.at < before))).rowcount


async def prune_poison(tx: Transaction, *, before: datetime) -> int:
    """Forget unreadable updates kept before a time; give their number."""
    return (await tx.run(sa.delete(POISON).where(POISON.c.at < before))).rowcount
