"""The rows behind the outbox: messages that must leave, and groups that got another id."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema, sealing


class OutboxState(StrEnum):
    """What became of a message."""

    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"
    #: The person has blocked the bot; it leaves when they are back.
    HELD = "held"


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


class OutboxMessage(SQLModel, table=True):
    """One call of the Bot API that must be made.

    `payload` has the parameters of `method` without the chat. `slot` names the message to come;
    `target_slot` is the message to change, `reply_slot` the one to reply to, `thread_slot` the
    topic in which it stands where there are topics. `refs` tell which ticket it belongs to
    (`{"ticket": id, "messages": [ticket message ids]}`); `then` is kept for the caller, who wants
    to do something at delivery or failure. Changing the object changes nothing in the database.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        sa.Index("ix_outbox_chat", "chat_id", "id", **_where("state = 'waiting'")),
        sa.Index("ix_outbox_due", "due_at", "id", **_where("state = 'waiting'")),
        sa.Index(
            "ix_outbox_claimed",
            "chat_id",
            "claimed_until",
            **_where("state = 'waiting' AND claimed_until IS NOT NULL"),
        ),
        sa.Index(
            "ix_outbox_key", "chat_id", "key", **_where("state = 'waiting' AND key IS NOT NULL")
        ),
        sa.Index("ix_outbox_sent", "sent_at", **_where("state = 'sent'")),
        sa.Index("ix_outbox_dead", "id", **_where("state = 'dead'")),
        sa.Index("ix_outbox_held", "chat_id", **_where("state = 'held'")),
    )

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    chat_id: int = Field(sa_type=sa.BigInteger)
    method: str
    payload: dict[str, Any] = Field(sa_column=sa.Column(sealing.SealedJson(), nullable=False))
    slot: str | None = None
    target_slot: str | None = None
    reply_slot: str | None = None
    thread_slot: str | None = None
    refs: dict[str, Any] = Field(
        default_factory=dict, sa_column=sa.Column(schema.json_type(), nullable=False)
    )
    then: dict[str, Any] | None = Field(
        default=None, sa_column=sa.Column(schema.json_type(), nullable=True)
    )
    key: str | None = None
    state: OutboxState = Field(
        default=OutboxState.WAITING,
        sa_column=sa.Column(schema.TextEnum(OutboxState), nullable=False),
    )
    attempts: int = 0
    due_at: datetime = Field(sa_type=schema.UtcDateTime)
    claimed_until: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    claimed_by: str | None = None
    error: str | None = None
    created_at: datetime = Field(sa_type=schema.UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)


class MovedChat(SQLModel, table=True):
    """A group that became a supergroup: what is meant for `old` goes to `new`."""

    __tablename__ = "moved_chats"

    old: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    new: int = Field(sa_type=sa.BigInteger)
    at: datetime = Field(sa_type=schema.UtcDateTime)


OUTBOX = schema.table_of(OutboxMessage)
MOVED = schema.table_of(MovedChat)


def is_waiting(table: sa.FromClause) -> sa.ColumnElement[bool]:
    """Select the waiting rows, in words that let both databases use the partial indexes."""
    return table.c.state == sa.literal_column("'waiting'")
