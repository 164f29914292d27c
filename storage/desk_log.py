"""What staff did beside the tickets: roles, announcements, the calendar. Rows are only added.

What is done with a ticket stands in `ticket_events`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction


class DeskEvent(SQLModel, table=True):
    """Something that somebody of the staff did; `act` is a short name such as `role`."""

    __tablename__ = "desk_events"

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    at: datetime = Field(sa_type=schema.UtcDateTime)
    actor_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    actor_name: str | None = None
    act: str
    data: dict[str, Any] = Field(
        default_factory=dict, sa_column=sa.Column(schema.json_type(), nullable=False)
    )


EVENTS = schema.table_of(DeskEvent)


async def note(
    tx: Transaction,
    act: str,
    *,
    actor_id: int | None,
    actor_name: str | None,
    now: datetime,
    data: dict[str, Any] | None = None,
) -> None:
    """Keep that somebody did something; `data` holds ids and short names, never texts of people."""
    values = {
        "at": now,
        "actor_id": actor_id,
        "actor_name": actor_name,
        "act": act,
        "data": data or {},
    }
    await tx.run(sa.insert(EVENTS), values)


async def latest(tx: Transaction, limit: int = 20) -> list[DeskEvent]:
    """Give what was done last, newest first."""
    query = sa.select(EVENTS).order_by(EVENTS.c.id.desc()).limit(limit)
    return [schema.build(DeskEvent, row._asdict()) for row in await tx.run(query)]
