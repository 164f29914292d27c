"""Messages of the bot as they stand in Telegram: which slot and which ticket each belongs to.

A slot is a name given before the message had a number; an edit or a reply addresses the slot.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction

SLOT_INDEX = "uq_posts_chat_id_slot"


class Post(SQLModel, table=True):
    """A message in a chat that is of use later."""

    __tablename__ = "posts"
    __table_args__ = (
        sa.Index(
            SLOT_INDEX,
            "chat_id",
            "slot",
            unique=True,
            sqlite_where=sa.text("slot IS NOT NULL"),
            postgresql_where=sa.text("slot IS NOT NULL"),
        ),
        sa.Index(
            "ix_posts_ticket_message_id",
            "ticket_message_id",
            sqlite_where=sa.text("ticket_message_id IS NOT NULL"),
            postgresql_where=sa.text("ticket_message_id IS NOT NULL"),
        ),
    )

    chat_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    message_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    slot: str | None = None
    ticket_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    ticket_message_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    at: datetime = Field(sa_type=schema.UtcDateTime)


POSTS = schema.table_of(Post)


async def find(tx: Transaction, chat_id: int, message_id: int) -> Post | None:
    """Give the post that a message of a chat is."""
    query = sa.select(POSTS).where(POSTS.c.chat_id == chat_id, POSTS.c.message_id == message_id)
    return _one(await tx.run(query))


async def by_slot(tx: Transaction, chat_id: int, slot: str) -> Post | None:
    """Give the post that holds a slot in a chat."""
    query = sa.select(POSTS).where(POSTS.c.chat_id == chat_id, POSTS.c.slot == slot)
    return _one(await tx.run(query))


async def slots(tx: Transaction, wanted: list[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """Give the message ids of (chat, slot) pairs; pairs that hold no message are left out."""
    if not wanted:
        return {}
    values = {"chats": [chat for chat, _ in wanted], "slots": [slot for _, slot in wanted]}
    found = {(row.chat_id, row.slot): row.message_id for row in await tx.run(_SLOTS, values)}
    return {pair: found[pair] for pair in wanted if pair in found}


# any of these slots in any of these chats: more than asked for, but by the index on both databases
_SLOTS = sa.select(POSTS.c.chat_id, POSTS.c.slot, POSTS.c.message_id).where(
    POSTS.c.chat_id.in_(sa.bindparam("chats", expanding=True)),
    POSTS.c.slot.in_(sa.bindparam("slots", expanding=True)),
)


async def of_ticket_message(tx: Transaction, ticket_message_id: int) -> list[Post]:
    """Give the posts that show a message of a ticket, in any chat, in order of time."""
    query = (
        sa.select(POSTS)
        .where(POSTS.c.ticket_message_id == ticket_message_id)
        .order_by(POSTS.c.at, POSTS.c.chat_id, POSTS.c.message_id)
    )
    return [schema.build(Post, row._asdict()) for row in await tx.run(query)]


async def record(
    tx: Transaction,
    *,
    chat_id: int,
    message_id: int,
    at: datetime,
    slot: str | None = None,
    ticket_id: int | None = None,
    ticket_message_id: int | None = None,
) -> None:
    """Keep a post, or add to what is known of it; a slot moves here from its former post."""
    row = {
        "chat_id": chat_id,
        "message_id": message_id,
        "slot": slot,
        "ticket_id": ticket_id,
        "ticket_message_id": ticket_message_id,
        "at": at,
    }
    await record_many(tx, [row])


async def vacate(tx: Transaction, chat_id: int, slot: str) -> None:
    """Let a slot stand for nothing: what it named is gone. The post itself is kept."""
    await tx.run(_VACATE, {"chat": chat_id, "taken": slot})


async def record_many(tx: Transaction, rows: list[dict[str, Any]]) -> None:
    """Do what `record` does for rows with all columns of a post."""
    if not rows:
        return
    takes = [{"chat": row["chat_id"], "taken": row["slot"]} for row in rows if row["slot"]]
    if takes:
        await tx.run(_VACATE, takes)
    await tx.run(_record(tx.dialect), rows)


_VACATE = (
    sa.update(POSTS)
    .where(POSTS.c.chat_id == sa.bindparam("chat"), POSTS.c.slot == sa.bindparam("taken"))
    .values(slot=None)
)


@cache
def _record(dialect: str) -> sa.Executable:
    insert = schema.insert(dialect, POSTS)
    known = ("slot", "ticket_id", "ticket_message_id")
    return insert.on_conflict_do_update(
        index_elements=[POSTS.c.chat_id, POSTS.c.message_id],
        set_={name: sa.func.coalesce(insert.excluded[name], POSTS.c[name]) for name in known},
    )


def _one(result: sa.CursorResult[Any]) -> Post | None:
    row = result.one_or_none()
    return None if row is None else schema.build(Post, row._asdict())
