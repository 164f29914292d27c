"""Files made here that have still to leave: the bytes wait in the database beside their message.

A message of the outbox names its uploads in `refs`; its payload says `attach://file<id>` where the
Bot API wants the file. They are deleted when the message has left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction


class Upload(SQLModel, table=True):
    """A file on its way to Telegram."""

    __tablename__ = "uploads"

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    name: str
    mime_type: str
    data: bytes
    at: datetime = Field(sa_column=sa.Column(schema.UtcDateTime, nullable=False, index=True))

    @property
    def part(self) -> str:
        """The name of the file among the parts of a call."""
        return f"file{self.id}"

    @property
    def address(self) -> str:
        """What stands in a payload in place of the file (Bot API, "Sending files")."""
        return f"attach://{self.part}"


UPLOADS = schema.table_of(Upload)
_KEEP = sa.insert(UPLOADS).returning(UPLOADS.c.id)
_SOME = sa.select(UPLOADS).where(UPLOADS.c.id.in_(sa.bindparam("ids", expanding=True)))
_DROP = sa.delete(UPLOADS).where(UPLOADS.c.id.in_(sa.bindparam("ids", expanding=True)))


async def keep(tx: Transaction, name: str, mime_type: str, data: bytes, *, now: datetime) -> Upload:
    """Keep a file until its message leaves."""
    values: dict[str, Any] = {"name": name, "mime_type": mime_type, "data": data, "at": now}
    id = (await tx.run(_KEEP, values)).scalar_one()
    return schema.build(Upload, values | {"id": id})


def named(refs: dict[str, Any]) -> Sequence[int]:
    """The uploads that a message of the outbox names."""
    return refs.get("uploads") or ()


async def load(tx: Transaction, ids: Iterable[int]) -> dict[int, Upload]:
    """Give files by their ids; what is gone is left out."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = await tx.run(_SOME, {"ids": wanted})
    return {row.id: schema.build(Upload, row._asdict()) for row in rows}


async def drop(tx: Transaction, ids: Iterable[int]) -> None:
    """Delete files that have left."""
    wanted = list(ids)
    if wanted:
        await tx.run(_DROP, {"ids": wanted})


async def forget(tx: Transaction, *, before: datetime) -> int:
    """Delete files kept before a time, whatever became of them; give how many."""
    return (await tx.run(sa.delete(UPLOADS).where(UPLOADS.c.at < before))).rowcount
