"""Questions that got no answer, grouped: a gap is one matter, however often and however worded.

A question comes to the review when it found nothing, when its answer did not help, or when it was
handed to staff. It is put to the gap it is like, by somebody who reads (`bot/learning.py`); here is
only what is remembered, in `gap_reading` how it is read. What was treated stays treated: an ignored
matter takes up what is like it and is not listed again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction
from storage.questions import QUESTIONS


class GapState(StrEnum):
    """What staff decided about a matter."""

    OPEN = "open"
    WORDED = "worded"  # another way of asking for an article
    ANSWERED = "answered"  # a new article
    IGNORED = "ignored"


class Gap(SQLModel, table=True):
    """A matter of an office: `phrase` is how it was asked first, `times` how often in all.

    `article_id` is what it was decided to lead to.
    """

    __tablename__ = "gaps"
    __table_args__ = (
        sa.Index(
            "ix_gaps_open",
            "times",
            "id",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        ),
        sa.Index("ix_gaps_office_last_at", "office", "last_at"),
    )

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    office: str
    language: str
    phrase: str
    state: GapState = Field(sa_column=sa.Column(schema.TextEnum(GapState), nullable=False))
    times: int
    first_at: datetime = Field(sa_type=schema.UtcDateTime)
    last_at: datetime = Field(sa_type=schema.UtcDateTime)
    article_id: str | None = None
    decided_by: int | None = Field(default=None, sa_type=sa.BigInteger)
    decided_name: str | None = None
    decided_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)


#: What a matter is called when nobody's words for it are left.
NAMELESS = "—"
GAPS = schema.table_of(Gap)
_Q, _G = QUESTIONS.c, GAPS.c
#: In words that let both databases use the partial index.
_TO_REVIEW = sa.text("to_review")


@dataclass(frozen=True)
class Unsorted:
    """A question that has not been put to a gap yet."""

    id: int
    office: str
    language: str
    text: str
    at: datetime


async def unsorted(tx: Transaction, limit: int) -> list[Unsorted]:
    """Give questions that wait to be put to a gap, the oldest first."""
    rows = await tx.run(_UNSORTED, {"limit": limit})
    return [Unsorted(row.id, row.office, row.language, row.text, row.asked_at) for row in rows]


_UNSORTED = (
    sa.select(_Q.id, _Q.office, _Q.language, _Q.text, _Q.asked_at)
    .where(_TO_REVIEW)
    .order_by(_Q.id)
    .limit(sa.bindparam("limit", type_=sa.Integer))
)


async def comparable(tx: Transaction, office: str, *, limit: int = 1000) -> list[Gap]:
    """Give the matters of an office that a question may belong to, the latest first."""
    query = (
        sa.select(GAPS)
        .where(_G.office == office, _G.state.in_([GapState.OPEN, GapState.IGNORED]))
        .order_by(_G.last_at.desc())
        .limit(limit)
    )
    return [made(row) for row in await tx.run(query)]


async def put(tx: Transaction, question: Unsorted, gap_id: int | None, phrase: str) -> int | None:
    """Put a question to a gap, or to a new one of this phrase; give the gap.

    None when somebody else has sorted the question meanwhile.
    """
    claim = sa.update(QUESTIONS).where(_Q.id == question.id, _TO_REVIEW).values(to_review=False)
    if (await tx.run(claim)).rowcount != 1:
        return None
    if gap_id is None:
        gap_id = await _begin(tx, question, phrase)
    else:
        counted = {"times": _G.times + 1, "last_at": question.at}
        counting = sa.update(GAPS).where(_G.id == gap_id).values(**counted)
        if (await tx.run(counting)).rowcount != 1:  # forgotten meanwhile, with whoever asked
            gap_id = await _begin(tx, question, phrase)
    await tx.run(sa.update(QUESTIONS).where(_Q.id == question.id).values(gap_id=gap_id))
    return gap_id


async def _begin(tx: Transaction, question: Unsorted, phrase: str) -> int:
    values = {
        "office": question.office,
        "language": question.language,
        "phrase": phrase,
        "state": GapState.OPEN,
        "times": 1,
        "first_at": question.at,
        "last_at": question.at,
    }
    return int((await tx.run(sa.insert(GAPS).returning(_G.id), values)).scalar_one())


async def get(tx: Transaction, id: int) -> Gap | None:
    """Give a gap, held against others until the transaction ends."""
    query = sa.select(GAPS).where(_G.id == id).with_for_update()
    row = (await tx.run(query)).one_or_none()
    return None if row is None else made(row)


async def decide(
    tx: Transaction,
    gap_id: int,
    state: GapState,
    *,
    article_id: str | None,
    by: int | None,
    name: str | None,
    now: datetime,
) -> bool:
    """Keep what was decided about a matter; False when it was not in need of it (any more)."""
    statement = (
        sa.update(GAPS)
        .where(_G.id == gap_id, _G.state != state)
        .values(
            state=state, article_id=article_id, decided_by=by, decided_name=name, decided_at=now
        )
    )
    return (await tx.run(statement)).rowcount == 1


async def reopen(tx: Transaction, gap_id: int) -> None:
    """What a matter led to was taken back: it is open again."""
    nothing = dict.fromkeys(("article_id", "decided_by", "decided_name", "decided_at"))
    statement = sa.update(GAPS).where(_G.id == gap_id)
    await tx.run(statement.values(state=GapState.OPEN, **nothing))


async def forget_words(
    tx: Transaction, person_id: int, *, nobody: int, worded: Callable[[str], str]
) -> None:
    """Take a person's words out of the matters; call it while the questions are still theirs.

    A matter of theirs alone is deleted while it is open, and nameless once it was decided. One
    that others asked about, too, is called as the first of them put it; `worded` makes that of a
    question, and to `nobody` belong the questions of those who were forgotten before.
    """
    is_mine = _Q.person_id == person_id
    mine = sa.select(_Q.gap_id).distinct().where(is_mine, _Q.gap_id.is_not(None))
    for gap_id in list((await tx.run(mine)).scalars()):
        others = sa.select(_Q.text).where(_Q.gap_id == gap_id, ~is_mine, _Q.person_id != nobody)
        other = (await tx.run(others.order_by(_Q.id).limit(1))).scalar_one_or_none()
        of_gap = _G.id == gap_id
        if other is not None:
            await tx.run(sa.update(GAPS).where(of_gap).values(phrase=worded(other)))
            continue
        await tx.run(sa.update(GAPS).where(of_gap).values(phrase=NAMELESS))
        is_open = sa.and_(of_gap, _G.state == GapState.OPEN)
        if (await tx.run(sa.delete(GAPS).where(is_open))).rowcount:
            await tx.run(sa.update(QUESTIONS).where(_Q.gap_id == gap_id).values(gap_id=None))


def made(row: Any) -> Gap:
    """Give the gap of a row."""
    return schema.build(Gap, row._asdict())
