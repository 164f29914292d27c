"""Answers that staff wrote in the group: drafts, live ones, and those taken back.

They lie beside the content, not in it, so that an update of the content loses nothing.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import learned_version, schema
from storage.database import Transaction


class AnswerState(StrEnum):
    """Where an answer stands."""

    DRAFT = "draft"
    LIVE = "live"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


class LearnedAnswer(SQLModel, table=True):
    """An answer written in the group; `texts` are by language: title, body, questions.

    It came from a gap, or from a ticket; a ticket's answer goes live only by somebody else's word
    than the writer's. `article_id` is what it is called among the articles, `office` None means
    every office. Changing the object changes nothing.
    """

    __tablename__ = "learned_answers"
    __table_args__ = (
        sa.Index(
            "ix_learned_answers_live",
            "id",
            sqlite_where=sa.text("state = 'live'"),
            postgresql_where=sa.text("state = 'live'"),
        ),
        sa.Index(
            "ix_learned_answers_ticket",
            "ticket_id",
            sqlite_where=sa.text("ticket_id IS NOT NULL"),
            postgresql_where=sa.text("ticket_id IS NOT NULL"),
        ),
    )

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    article_id: str = ""
    office: str | None = None
    texts: dict[str, Any] = Field(sa_column=sa.Column(schema.json_type(), nullable=False))
    state: AnswerState = Field(sa_column=sa.Column(schema.TextEnum(AnswerState), nullable=False))
    gap_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    ticket_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    written_by: int | None = Field(default=None, sa_type=sa.BigInteger)
    written_name: str | None = None
    written_at: datetime = Field(sa_type=schema.UtcDateTime)
    approved_by: int | None = Field(default=None, sa_type=sa.BigInteger)
    approved_name: str | None = None
    live_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)

    @property
    def needs_another(self) -> bool:
        """Whether somebody else than the writer must approve it."""
        return self.ticket_id is not None

    @property
    def slot(self) -> str:
        """The name under which the outbox knows its preview in the group."""
        return f"answer:{self.id}"


ANSWERS = schema.table_of(LearnedAnswer)
_A = ANSWERS.c


async def live(tx: Transaction) -> list[LearnedAnswer]:
    """Give the answers that are live, in the order in which they were written."""
    live = _A.state == sa.literal_column("'live'")
    rows = await tx.run(sa.select(ANSWERS).where(live).order_by(_A.id))
    return [schema.build(LearnedAnswer, row._asdict()) for row in rows]


async def live_of_gap(tx: Transaction, gap_id: int) -> list[LearnedAnswer]:
    """Give the live answers that came from a gap."""
    return [one for one in await live(tx) if one.gap_id == gap_id]


async def draft(
    tx: Transaction,
    *,
    office: str | None,
    texts: dict[str, Any],
    gap_id: int | None = None,
    ticket_id: int | None = None,
    by: int | None,
    name: str | None,
    now: datetime,
) -> LearnedAnswer:
    """Keep an answer that is not live yet."""
    values: dict[str, Any] = {
        "article_id": "",
        "office": office,
        "texts": texts,
        "state": AnswerState.DRAFT,
        "gap_id": gap_id,
        "ticket_id": ticket_id,
        "written_by": by,
        "written_name": name,
        "written_at": now,
    }
    id = (await tx.run(sa.insert(ANSWERS).returning(_A.id), values)).scalar_one()
    named = {"article_id": f"{office or 'common'}-answer-{id}"}
    await tx.run(sa.update(ANSWERS).where(_A.id == id).values(**named))
    unset = dict.fromkeys(("approved_by", "approved_name", "live_at"))
    return schema.build(LearnedAnswer, {**unset, **values, **named, "id": id})


async def get(tx: Transaction, id: int) -> LearnedAnswer | None:
    """Give an answer, held against others until the transaction ends."""
    row = (await tx.run(sa.select(ANSWERS).where(_A.id == id).with_for_update())).one_or_none()
    return None if row is None else schema.build(LearnedAnswer, row._asdict())


async def of_ticket(tx: Transaction, ticket_id: int) -> LearnedAnswer | None:
    """Give the answer that is being made, or was made, of a ticket."""
    gone = [AnswerState.DROPPED, AnswerState.WITHDRAWN]
    query = sa.select(ANSWERS).where(_A.ticket_id == ticket_id, _A.state.not_in(gone)).limit(1)
    row = (await tx.run(query)).one_or_none()
    return None if row is None else schema.build(LearnedAnswer, row._asdict())


async def rewrite(
    tx: Transaction,
    id: int,
    *,
    texts: dict[str, Any],
    office: str | None,
    by: int | None,
    name: str | None,
    now: datetime,
) -> LearnedAnswer | None:
    """Give a draft other words, or another office; who does so is its writer from now on.

    None when it is no draft (any more).
    """
    done = await _set(
        tx,
        id,
        AnswerState.DRAFT,
        texts=texts,
        office=office,
        article_id=f"{office or 'common'}-answer-{id}",
        written_by=by,
        written_name=name,
        written_at=now,
    )
    return await get(tx, id) if done else None


async def publish(
    tx: Transaction, id: int, *, by: int | None, name: str | None, now: datetime
) -> bool:
    """Let a draft go live; False when it is none (any more)."""
    done = await _set(
        tx,
        id,
        AnswerState.DRAFT,
        state=AnswerState.LIVE,
        approved_by=by,
        approved_name=name,
        live_at=now,
    )
    if done:
        await learned_version.rise(tx)
    return done


async def drop(tx: Transaction, id: int) -> bool:
    """Give a draft up."""
    return await _set(tx, id, AnswerState.DRAFT, state=AnswerState.DROPPED)


async def withdraw(tx: Transaction, id: int) -> bool:
    """Take a live answer back; False when it is none (any more)."""
    done = await _set(tx, id, AnswerState.LIVE, state=AnswerState.WITHDRAWN)
    if done:
        await learned_version.rise(tx)
    return done


async def _set(tx: Transaction, id: int, being: AnswerState, **values: Any) -> bool:
    """Change an answer that is in a state; False when it is in another."""
    statement = sa.update(ANSWERS).where(_A.id == id, _A.state == being).values(**values)
    return (await tx.run(statement)).rowcount == 1
