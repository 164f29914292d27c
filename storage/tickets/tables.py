"""The rows of a ticket: the ticket itself, what happened to it, and what was written."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema, sealing
from storage.tickets.content import Content
from storage.tickets.states import Action, Kind, Party, Status


def _where(condition: str) -> dict[str, Any]:
    """Make an index partial on both databases."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


class Ticket(SQLModel, table=True):
    """One matter of one person with one office.

    `closed_at` is set while the ticket is not open; `outcome` is the person's verdict,
    `rating` how content they are (1 to 5) and `rating_text` their sentence about it;
    `waiting_since` is set while the office waits for the person; `version` counts the changes.
    `promise` is what the office set itself when the ticket opened (`promises`); the due columns,
    the days not counted and `next_deadline_at` follow from it and the events (`deadlines`);
    `card_due_at` is the due day that the card in the group shows; `clock_from` is the ticket that
    was merged into this one and whose clock this one goes on with (`marks`).
    """

    __tablename__ = "tickets"
    __table_args__ = (
        sa.Index("ix_tickets_person_id_id", "person_id", "id"),
        sa.Index("ix_tickets_open", "id", **_where("closed_at IS NULL")),
        sa.Index("ix_tickets_open_person", "person_id", **_where("closed_at IS NULL")),
        sa.Index("ix_tickets_open_kind", "kind", "id", **_where("closed_at IS NULL")),
        sa.Index("ix_tickets_opened_at", "opened_at", "id"),
        sa.Index("ix_tickets_closed_at", "closed_at", "id", **_where("closed_at IS NOT NULL")),
        sa.Index("ix_tickets_deadline", "next_deadline_at", **_where("closed_at IS NULL")),
    )

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    reference: str = Field(unique=True)
    office: str
    service: str | None = None
    kind: Kind = Field(sa_column=sa.Column(schema.TextEnum(Kind), nullable=False))
    status: Status = Field(sa_column=sa.Column(schema.TextEnum(Status), nullable=False))
    person_id: int = Field(sa_type=sa.BigInteger, foreign_key="people.id")
    is_anonymous: bool = False
    language: str
    holder_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    holder_name: str | None = None
    subject: str = Field(sa_type=sealing.SealedText)
    fields: dict[str, Any] = Field(
        default_factory=dict, sa_column=sa.Column(sealing.SealedJson(), nullable=False)
    )
    outcome: str | None = None
    rating: int | None = None
    rating_text: str | None = None
    opened_at: datetime = Field(sa_type=schema.UtcDateTime)
    updated_at: datetime = Field(sa_type=schema.UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    waiting_since: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    next_deadline_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    promise: dict[str, Any] | None = Field(
        default=None, sa_column=sa.Column(schema.json_type(), nullable=True)
    )
    response_due_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    resolution_due_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    card_due_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    responded_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    days_closed: int | None = None
    days_waited: int | None = None
    clock_from: int | None = Field(default=None, sa_type=sa.BigInteger)
    version: int = 1
    question_id: int | None = Field(default=None, sa_type=sa.BigInteger)


class TicketEvent(SQLModel, table=True):
    """Something that happened to a ticket. Rows are added, never changed."""

    __tablename__ = "ticket_events"

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    ticket_id: int = Field(sa_type=sa.BigInteger, foreign_key="tickets.id", index=True)
    at: datetime = Field(sa_type=schema.UtcDateTime)
    party: Party = Field(sa_column=sa.Column(schema.TextEnum(Party), nullable=False))
    actor_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    actor_name: str | None = None
    action: Action = Field(sa_column=sa.Column(schema.TextEnum(Action), nullable=False))
    before: Status | None = Field(
        default=None, sa_column=sa.Column(schema.TextEnum(Status), nullable=True)
    )
    after: Status = Field(sa_column=sa.Column(schema.TextEnum(Status), nullable=False))
    data: dict[str, Any] = Field(
        default_factory=dict, sa_column=sa.Column(schema.json_type(), nullable=False)
    )


class Direction(StrEnum):
    """Which way a message went."""

    FROM_PERSON = "from_person"
    TO_PERSON = "to_person"
    NOTE = "note"


class TicketMessage(SQLModel, table=True):
    """Something written in a ticket; files stay with Telegram, the row has their ids.

    `chat_id` and `message_id` name the original message, which may be edited later;
    `retracted_at` is when an answer was taken back from the person's chat.
    """

    __tablename__ = "ticket_messages"
    __table_args__ = (
        sa.Index(
            "uq_ticket_messages_origin",
            "chat_id",
            "message_id",
            unique=True,
            **_where("message_id IS NOT NULL"),
        ),
    )

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    ticket_id: int = Field(sa_type=sa.BigInteger, foreign_key="tickets.id", index=True)
    at: datetime = Field(sa_type=schema.UtcDateTime)
    direction: Direction = Field(sa_column=sa.Column(schema.TextEnum(Direction), nullable=False))
    author_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    text: str | None = Field(default=None, sa_type=sealing.SealedText)
    media: str | None = None
    file_id: str | None = None
    file_unique_id: str | None = None
    file_name: str | None = None
    mime_type: str | None = None
    file_size: int | None = Field(default=None, sa_type=sa.BigInteger)
    media_group_id: str | None = None
    chat_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    message_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    edited_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    retracted_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)

    @property
    def content(self) -> Content:
        """Give what was written, as it came."""
        return Content(**{field.name: getattr(self, field.name) for field in fields(Content)})
