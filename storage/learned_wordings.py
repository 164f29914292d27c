"""More ways of asking for articles, taken from what people asked in vain."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import learned_version, schema
from storage.database import Transaction


class LearnedWording(SQLModel, table=True):
    """Another way of asking for an article, taken from a gap."""

    __tablename__ = "learned_wordings"
    __table_args__ = (
        sa.Index(
            "ix_learned_wordings_live",
            "id",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
        sa.Index("ix_learned_wordings_gap_id", "gap_id"),
    )

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    article_id: str
    language: str
    words: str
    gap_id: int = Field(sa_type=sa.BigInteger)
    added_by: int | None = Field(default=None, sa_type=sa.BigInteger)
    added_name: str | None = None
    added_at: datetime = Field(sa_type=schema.UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)


WORDINGS = schema.table_of(LearnedWording)
_W = WORDINGS.c


async def live(tx: Transaction) -> list[LearnedWording]:
    """Give the wordings that hold, in the order in which they were added."""
    rows = await tx.run(sa.select(WORDINGS).where(_W.withdrawn_at.is_(None)).order_by(_W.id))
    return [schema.build(LearnedWording, row._asdict()) for row in rows]


async def add(
    tx: Transaction,
    article_id: str,
    wordings: list[tuple[str, str]],
    *,
    gap_id: int,
    by: int | None,
    name: str | None,
    now: datetime,
) -> None:
    """Let an article be asked for in more ways: (language, words) each."""
    rows = [
        {
            "article_id": article_id,
            "language": language,
            "words": words,
            "gap_id": gap_id,
            "added_by": by,
            "added_name": name,
            "added_at": now,
            "withdrawn_at": None,
        }
        for language, words in wordings
    ]
    if rows:
        await tx.run(sa.insert(WORDINGS), rows)
        await learned_version.rise(tx)


async def withdraw(tx: Transaction, gap_id: int, *, now: datetime) -> bool:
    """Take back the wordings that came from a gap; False when there are none."""
    statement = (
        sa.update(WORDINGS)
        .where(_W.gap_id == gap_id, _W.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
    )
    done = (await tx.run(statement)).rowcount > 0
    if done:
        await learned_version.rise(tx)
    return done
