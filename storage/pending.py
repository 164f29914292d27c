"""Replies of staff that have not left yet: they can still be undone, or wait for a word.

A reply leaves by itself when its `due_at` has come. Without one it waits for somebody to decide:
a colleague holds the ticket, or nobody knows who wrote it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema, sealing
from storage.database import Transaction
from storage.tickets.content import Actor, Content
from storage.tickets.states import Party


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


#: Group and message: numbers of rows that were deleted come back on SQLite, these never do.
Key = tuple[int, int]


class PendingReply(SQLModel, table=True):
    """A reply of staff on its way; an album is one reply with several contents.

    `chat_id` and `message_id` name the (first) message in the group; `operation` is what it does:
    `answer`, `ask`, `refuse` and their like (`handlers/staff/acts.py`). `actor_id` is None while
    nobody knows who writes.
    """

    __tablename__ = "pending_replies"
    __table_args__ = (
        sa.Index("ix_pending_replies_due_at", "due_at", **_where("due_at IS NOT NULL")),
        sa.Index(
            "ix_pending_replies_album", "media_group_id", **_where("media_group_id IS NOT NULL")
        ),
    )

    chat_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    message_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    ticket_id: int = Field(
        sa_column=sa.Column(sa.BigInteger, sa.ForeignKey("tickets.id"), nullable=False, index=True)
    )
    operation: str
    media_group_id: str | None = None
    contents: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=sa.Column(sealing.SealedJson(), nullable=False)
    )
    actor_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    actor_name: str | None = None
    due_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    at: datetime = Field(sa_column=sa.Column(schema.UtcDateTime, nullable=False, index=True))

    @property
    def key(self) -> Key:
        """What names it: group and message."""
        return self.chat_id, self.message_id

    @property
    def by(self) -> Actor:
        """Who writes."""
        return Actor(Party.STAFF, self.actor_id, self.actor_name)

    @property
    def messages(self) -> list[Content]:
        """What is written, part by part."""
        return [Content(**one) for one in self.contents]


PENDING = schema.table_of(PendingReply)


async def hold(
    tx: Transaction,
    *,
    ticket_id: int,
    operation: str,
    by: Actor,
    content: Content,
    now: datetime,
    due_at: datetime | None,
) -> PendingReply:
    """Keep a reply. `content` must tell its origin in Telegram (chat and message)."""
    values = {
        "ticket_id": ticket_id,
        "operation": operation,
        "chat_id": content.chat_id,
        "message_id": content.message_id,
        "media_group_id": content.media_group_id,
        "contents": [asdict(content)],
        "actor_id": by.id,
        "actor_name": by.name,
        "due_at": due_at,
        "at": now,
    }
    await tx.run(sa.insert(PENDING), values)
    return schema.build(PendingReply, values)


def _is(key: Key) -> sa.ColumnElement[bool]:
    return sa.and_(PENDING.c.chat_id == key[0], PENDING.c.message_id == key[1])


async def take(tx: Transaction, key: Key) -> PendingReply | None:
    """Give a reply, held against others until the transaction ends; None when it has left."""
    query = sa.select(PENDING).where(_is(key)).with_for_update()
    return _one(await tx.run(query))


async def of_message(
    tx: Transaction, chat_id: int, message_id: int, media_group_id: str | None = None
) -> PendingReply | None:
    """Give the reply that a message of the group, or the album it is a part of, is; held."""
    is_it = _is((chat_id, message_id))
    if media_group_id is not None:
        album = PENDING.c.media_group_id == media_group_id
        is_it = sa.or_(is_it, sa.and_(album, PENDING.c.chat_id == chat_id))
    query = (
        sa.select(PENDING)
        .where(is_it)
        .order_by(PENDING.c.at, PENDING.c.message_id)
        .limit(1)
        .with_for_update()
    )
    return _one(await tx.run(query))


async def of_ticket(tx: Transaction, ticket_id: int) -> list[PendingReply]:
    """Give the replies of a ticket that have not left, the oldest first."""
    query = sa.select(PENDING).where(PENDING.c.ticket_id == ticket_id).order_by(PENDING.c.at)
    return [schema.build(PendingReply, row._asdict()) for row in await tx.run(query)]


async def rewrite(tx: Transaction, key: Key, contents: Sequence[Content]) -> None:
    """Let a reply say something else: it was edited, or another part of its album has come."""
    values = [asdict(one) for one in contents]
    await tx.run(sa.update(PENDING).where(_is(key)).values(contents=values))


async def adopt(tx: Transaction, key: Key, by: Actor) -> None:
    """Now it is known who writes."""
    values = {"actor_id": by.id, "actor_name": by.name}
    await tx.run(sa.update(PENDING).where(_is(key)).values(**values))


async def keep_waiting(tx: Transaction, key: Key) -> None:
    """Let a reply wait for a word instead of leaving by itself."""
    await tx.run(sa.update(PENDING).where(_is(key)).values(due_at=None))


async def drop(tx: Transaction, key: Key) -> None:
    """Forget a reply: it has left, or never shall."""
    await tx.run(sa.delete(PENDING).where(_is(key)))


async def due(tx: Transaction, now: datetime, limit: int = 50) -> list[Key]:
    """Give the keys of replies that shall leave now, in the order of their time."""
    query = (
        sa.select(PENDING.c.chat_id, PENDING.c.message_id)
        .where(PENDING.c.due_at <= now)
        .order_by(PENDING.c.due_at, PENDING.c.message_id)
        .limit(limit)
    )
    return [(row.chat_id, row.message_id) for row in await tx.run(query)]


async def next_due(tx: Transaction) -> datetime | None:
    """Give the time at which the next reply shall leave."""
    query = (
        sa.select(PENDING.c.due_at)
        .where(PENDING.c.due_at.is_not(None))
        .order_by(PENDING.c.due_at)
        .limit(1)
    )
    found: datetime | None = (await tx.run(query)).scalar_one_or_none()
    return found


async def forget(tx: Transaction, *, before: datetime) -> int:
    """Delete what nobody decided on until then; returns how many."""
    statement = sa.delete(PENDING).where(PENDING.c.at < before, PENDING.c.due_at.is_(None))
    return (await tx.run(statement)).rowcount


def _one(result: sa.CursorResult[Any]) -> PendingReply | None:
    row = result.one_or_none()
    return None if row is None else schema.build(PendingReply, row._asdict())
