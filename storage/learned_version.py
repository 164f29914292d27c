"""How often what staff taught has changed: by this all replicas see that there is something new."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction

#: The one row.
_ONE = 1


class LearnedVersion(SQLModel, table=True):
    """One row."""

    __tablename__ = "learned_version"

    id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    version: int = Field(sa_type=sa.BigInteger)


VERSION = schema.table_of(LearnedVersion)
_VERSION = sa.select(VERSION.c.version).where(VERSION.c.id == _ONE)


async def version(tx: Transaction) -> int:
    """Give the version of what was learned; 0 before anything was."""
    return int((await tx.run(_VERSION)).scalar_one_or_none() or 0)


async def rise(tx: Transaction) -> None:
    """What was learned has changed."""
    insert = schema.insert(tx.dialect, VERSION)
    statement = insert.on_conflict_do_update(
        index_elements=[VERSION.c.id], set_={"version": VERSION.c.version + 1}
    )
    await tx.run(statement, {"id": _ONE, "version": 1})
