"""What a person sent that belongs nowhere yet: kept until they say where it goes.

A file outside a form, or a message while several tickets wait: the bot asks, and the words
and files lie here meanwhile, so that nothing a person sends is ever dropped.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, delete, select

from storage import schema, sealing
from storage.database import Transaction
from storage.tickets.content import Content


class HeldMessage(SQLModel, table=True):
    """One kept message of a person: its content, and the album it is a part of."""

    __tablename__ = "held_messages"
    __table_args__ = (sa.Index("ix_held_messages_person", "person_id", "media_group_id"),)

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    person_id: int = Field(sa_type=sa.BigInteger)
    media_group_id: str | None = None
    content: dict[str, Any] = Field(
        default_factory=dict, sa_column=sa.Column(sealing.SealedJson(), nullable=False)
    )
    at: datetime = Field(sa_column=sa.Column(schema.UtcDateTime, nullable=False, index=True))


async def hold(tx: Transaction, person_id: int, content: Content, now: datetime) -> HeldMessage:
    """Keep a message; for a further part of an album the first kept part is returned."""
    row = HeldMessage(
        person_id=person_id,
        media_group_id=content.media_group_id,
        content=asdict(content),
        at=now,
    )
    tx.session.add(row)
    await tx.session.flush()
    if content.media_group_id is None:
        return row
    parts = await _album(tx, person_id, content.media_group_id)
    return parts[0]


async def has_album(tx: Transaction, person_id: int, media_group_id: str) -> bool:
    """Whether an earlier part of the album is kept already."""
    return bool(await _album(tx, person_id, media_group_id))


async def take(tx: Transaction, person_id: int, held_id: int) -> list[Content]:
    """Take a kept message of this person out, with all parts of its album, in their order.

    Empty when it is not there (any more) or is somebody else's.
    """
    row = await tx.session.get(HeldMessage, held_id)
    if row is None or row.person_id != person_id:
        return []
    rows = [row]
    if row.media_group_id is not None:
        rows = await _album(tx, person_id, row.media_group_id)
    contents = [Content(**one.content) for one in rows]
    for one in rows:
        await tx.session.delete(one)
    await tx.session.flush()
    return contents


async def forget(tx: Transaction, *, before: datetime) -> int:
    """Delete what nobody claimed until then; returns how many."""
    done = await tx.session.exec(delete(HeldMessage).where(col(HeldMessage.at) < before))
    return int(done.rowcount)


async def _album(tx: Transaction, person_id: int, media_group_id: str) -> list[HeldMessage]:
    query = (
        select(HeldMessage)
        .where(HeldMessage.person_id == person_id)
        .where(HeldMessage.media_group_id == media_group_id)
        .order_by(col(HeldMessage.id))
    )
    return list((await tx.session.exec(query)).all())
