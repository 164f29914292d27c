"""Who wants to hear of what: "tell me when this is published", and "no notices of the office"."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction

#: Subscriptions of one person; more is nobody's wish.
MOST = 50


class Subscription(SQLModel, table=True):
    """A person wants to be told when the figures of an article are published."""

    __tablename__ = "subscriptions"

    article: str = Field(primary_key=True)
    person_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    at: datetime = Field(sa_type=schema.UtcDateTime)

    __table_args__ = (sa.Index("ix_subscriptions_person", "person_id"),)


class NoticeRefusal(SQLModel, table=True):
    """A person who wants no notices of the office but those that must be told."""

    __tablename__ = "notice_refusals"

    person_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    at: datetime = Field(sa_type=schema.UtcDateTime)


SUBSCRIPTIONS = schema.table_of(Subscription)
REFUSALS = schema.table_of(NoticeRefusal)


async def add(tx: Transaction, person_id: int, article: str, *, now: datetime) -> bool:
    """Subscribe; False where the person has too many already."""
    if len(await of_person(tx, person_id)) >= MOST:
        return False
    insert = schema.insert(tx.dialect, SUBSCRIPTIONS)
    values = {"article": article, "person_id": person_id, "at": now}
    await tx.run(insert.on_conflict_do_nothing(), values)
    return True


async def cancel(tx: Transaction, person_id: int, article: str) -> bool:
    """Cancel; False if there was none."""
    statement = sa.delete(SUBSCRIPTIONS).where(
        SUBSCRIPTIONS.c.person_id == person_id, SUBSCRIPTIONS.c.article == article
    )
    return (await tx.run(statement)).rowcount == 1


async def of_person(tx: Transaction, person_id: int) -> list[str]:
    """Give the articles a person waits for, the oldest wish first."""
    query = (
        sa.select(SUBSCRIPTIONS.c.article)
        .where(SUBSCRIPTIONS.c.person_id == person_id)
        .order_by(SUBSCRIPTIONS.c.at, SUBSCRIPTIONS.c.article)
    )
    return list((await tx.run(query)).scalars())


async def counts(tx: Transaction) -> dict[str, int]:
    """Count the subscribers of each article that has any, the most wanted first."""
    number = sa.func.count().label("n")
    query = (
        sa.select(SUBSCRIPTIONS.c.article, number)
        .group_by(SUBSCRIPTIONS.c.article)
        .order_by(number.desc(), SUBSCRIPTIONS.c.article)
    )
    return {row.article: row.n for row in await tx.run(query)}


async def refuse_notices(tx: Transaction, person_id: int, *, now: datetime) -> None:
    """Remember that a person wants no notices."""
    insert = schema.insert(tx.dialect, REFUSALS)
    await tx.run(insert.on_conflict_do_nothing(), {"person_id": person_id, "at": now})


async def accept_notices(tx: Transaction, person_id: int) -> None:
    """Remember that a person wants notices (again)."""
    await tx.run(sa.delete(REFUSALS).where(REFUSALS.c.person_id == person_id))


async def refuses(tx: Transaction, person_id: int) -> bool:
    """Whether a person wants no notices."""
    query = sa.select(sa.exists().where(REFUSALS.c.person_id == person_id))
    return bool((await tx.run(query)).scalar_one())
