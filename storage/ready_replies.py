"""Ready replies that a staff group has changed, added or taken away; they lie over the content's.

Rows are never deleted: one that was taken away hides the reply of the content of the same id.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction


class ReadyReplyRow(SQLModel, table=True):
    """A ready reply as the group has it; texts by language."""

    __tablename__ = "ready_replies"

    id: str = Field(primary_key=True)
    office: str | None = None
    asks: bool = False
    phases: list[str] = Field(
        default_factory=list, sa_column=sa.Column(schema.json_type(), nullable=False)
    )
    title: dict[str, str] = Field(
        default_factory=dict, sa_column=sa.Column(schema.json_type(), nullable=False)
    )
    says: dict[str, str] = Field(
        default_factory=dict, sa_column=sa.Column(schema.json_type(), nullable=False)
    )
    is_removed: bool = False
    changed_by: int | None = Field(default=None, sa_type=sa.BigInteger)
    changed_name: str | None = None
    changed_at: datetime = Field(sa_type=schema.UtcDateTime)


ROWS = schema.table_of(ReadyReplyRow)


async def every(tx: Transaction) -> list[ReadyReplyRow]:
    """Give all rows, those taken away too, in the order of their ids."""
    rows = await tx.run(sa.select(ROWS).order_by(ROWS.c.id))
    return [schema.build(ReadyReplyRow, row._asdict()) for row in rows]


async def put(
    tx: Transaction,
    reply_id: str,
    *,
    title: Mapping[str, str],
    says: Mapping[str, str],
    by: int | None,
    name: str | None,
    now: datetime,
    asks: bool = False,
    phases: tuple[str, ...] = (),
    office: str | None = None,
    is_removed: bool = False,
) -> None:
    """Keep a reply as the group has it now, in place of what was kept of it before."""
    values = {
        "id": reply_id,
        "office": office,
        "asks": asks,
        "phases": list(phases),
        "title": dict(title),
        "says": dict(says),
        "is_removed": is_removed,
        "changed_by": by,
        "changed_name": name,
        "changed_at": now,
    }
    insert = schema.insert(tx.dialect, ROWS)
    statement = insert.on_conflict_do_update(
        index_elements=[ROWS.c.id],
        set_={name: insert.excluded[name] for name in values if name != "id"},
    )
    await tx.run(statement, values)
