"""Questions people asked, what they got, and whether it helped: for review and for counting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema, sealing
from storage.database import Transaction


class Outcome(StrEnum):
    """What became of a question."""

    #: asked before the office was known; it is settled once the office is chosen
    WAITING = "waiting"
    ANSWER = "answer"
    CHOOSE = "choose"
    NOT_FOUND = "not_found"
    #: no question, but the wish to talk to somebody
    HANDED_OVER = "handed_over"


class Question(SQLModel, table=True):
    """A question as it was typed, with the ids of the articles shown, best first.

    `picked` is the one its asker took of several. `ticket_id` tells that it was handed to staff.
    `to_review` waits to be put to a gap (`gaps`), `gap_id` is the one it belongs to.
    """

    __tablename__ = "questions"
    __table_args__ = (
        sa.Index(
            "ix_questions_to_review",
            "id",
            sqlite_where=sa.text("to_review"),
            postgresql_where=sa.text("to_review"),
        ),
        sa.Index(
            "ix_questions_gap_id",
            "gap_id",
            sqlite_where=sa.text("gap_id IS NOT NULL"),
            postgresql_where=sa.text("gap_id IS NOT NULL"),
        ),
    )

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    person_id: int = Field(sa_type=sa.BigInteger, index=True)
    office: str | None = None
    language: str
    text: str = Field(sa_type=sealing.SealedText)
    outcome: Outcome = Field(sa_column=sa.Column(schema.TextEnum(Outcome), nullable=False))
    articles: list[str] = Field(
        default_factory=list, sa_column=sa.Column(schema.json_type(), nullable=False)
    )
    score: float | None = None
    picked: str | None = None
    helped: bool | None = None
    ticket_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    to_review: bool = False
    gap_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    asked_at: datetime = Field(sa_column=sa.Column(schema.UtcDateTime, nullable=False, index=True))


QUESTIONS = schema.table_of(Question)


_RECORD = sa.insert(QUESTIONS).returning(QUESTIONS.c.id)


async def record(
    tx: Transaction,
    *,
    person_id: int,
    office: str | None,
    language: str,
    text: str,
    outcome: str,
    articles: Sequence[str],
    score: float | None,
    now: datetime,
) -> Question:
    """Keep a question with its outcome (one of `Outcome`; ValueError otherwise)."""
    values: dict[str, Any] = {
        "person_id": person_id,
        "office": office,
        "language": language,
        "text": text,
        "outcome": Outcome(outcome),
        "articles": list(articles),
        "score": score,
        "to_review": _is_gap(outcome, office),
        "asked_at": now,
    }
    id = (await tx.run(_RECORD, values)).scalar_one()
    unset = dict.fromkeys(("picked", "helped", "ticket_id", "gap_id"))
    return schema.build(Question, {**unset, **values, "id": id})


def _is_gap(outcome: str, office: str | None) -> bool:
    """Whether a question comes to the review at once: nothing was found for it."""
    return outcome == Outcome.NOT_FOUND and office is not None


async def settle(
    tx: Transaction,
    question: Question,
    *,
    office: str,
    outcome: str,
    articles: Sequence[str],
    score: float | None,
) -> None:
    """Note what became of a question that waited for its office."""
    values: dict[str, Any] = {
        "office": office,
        "outcome": Outcome(outcome),
        "articles": list(articles),
        "score": score,
        "to_review": _is_gap(outcome, office),
    }
    await tx.run(sa.update(QUESTIONS).where(QUESTIONS.c.id == question.id).values(values))
    for name, value in values.items():
        setattr(question, name, value)


async def get(tx: Transaction, id: int) -> Question | None:
    """Give a question."""
    row = (await tx.run(sa.select(QUESTIONS).where(QUESTIONS.c.id == id))).one_or_none()
    return None if row is None else schema.build(Question, row._asdict())


async def latest(tx: Transaction, person_id: int, *, since: datetime) -> Question | None:
    """Give the newest question this person has asked since then."""
    newest = (
        sa.select(QUESTIONS)
        .where(QUESTIONS.c.person_id == person_id, QUESTIONS.c.asked_at >= since)
        .order_by(QUESTIONS.c.id.desc())
        .limit(1)
    )
    row = (await tx.run(newest)).one_or_none()
    return None if row is None else schema.build(Question, row._asdict())


async def mark_helped(tx: Transaction, id: int, person_id: int, helped: bool) -> bool:
    """Keep what the asker says of the answer; False if it is not this person's question."""
    statement = (
        sa.update(QUESTIONS)
        .where(QUESTIONS.c.id == id, QUESTIONS.c.person_id == person_id)
        .values(helped=helped, to_review=QUESTIONS.c.to_review if helped else _comes_to_review())
    )
    return (await tx.run(statement)).rowcount == 1


def _comes_to_review(office: str | None = None) -> sa.ColumnElement[bool]:
    """Whether a question goes to the review now: a real one, of an office, not there yet."""
    is_one = sa.and_(
        QUESTIONS.c.gap_id.is_(None),
        QUESTIONS.c.outcome != Outcome.HANDED_OVER,
        sa.true() if office else QUESTIONS.c.office.is_not(None),
    )
    return sa.or_(QUESTIONS.c.to_review, is_one)


async def unanswered(tx: Transaction, *, since: datetime, limit: int) -> tuple[int, list[Question]]:
    """Give how many questions found nothing since a time and went to nobody, and the last ones."""
    condition = sa.and_(
        QUESTIONS.c.asked_at >= since,
        QUESTIONS.c.outcome == Outcome.NOT_FOUND,
        QUESTIONS.c.ticket_id.is_(None),
    )
    count = (await tx.run(sa.select(sa.func.count()).where(condition))).scalar_one()
    query = sa.select(QUESTIONS).where(condition).order_by(QUESTIONS.c.asked_at.desc())
    rows = await tx.run(query.limit(limit))
    return int(count), [schema.build(Question, row._asdict()) for row in rows]


async def mark_picked(tx: Transaction, id: int, article_id: str) -> None:
    """Note which of the articles offered for a question its asker has taken."""
    await tx.run(sa.update(QUESTIONS).where(QUESTIONS.c.id == id).values(picked=article_id))


async def attach_ticket(
    tx: Transaction, id: int, ticket_id: int, *, office: str | None = None
) -> None:
    """Note that a question was handed over to staff as a ticket; what it had found stays.

    `office` is the one it went to, for a question that had none of its own.
    """
    values: dict[str, Any] = {"ticket_id": ticket_id, "to_review": _comes_to_review(office)}
    if office is not None:
        values["office"] = office
    await tx.run(sa.update(QUESTIONS).where(QUESTIONS.c.id == id).values(**values))
