"""The people who write to the office, as far as Telegram tells and they have chosen."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction


class Person(SQLModel, table=True):
    """Somebody who has written to the bot in private; `id` is the Telegram user id."""

    __tablename__ = "people"

    id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    name: str
    username: str | None = None
    language: str | None = None
    office: str | None = None
    is_reachable: bool = True
    times_seen: int = 1
    #: The opening of the office of which they were told last.
    told_opening: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    created_at: datetime = Field(sa_type=schema.UtcDateTime)
    seen_at: datetime = Field(sa_type=schema.UtcDateTime)


PEOPLE = schema.table_of(Person)


async def meet(
    tx: Transaction, *, id: int, name: str, username: str | None, now: datetime
) -> tuple[Person, bool]:
    """Note that somebody is here: one statement. Give the person, and whether they are new.

    `is_reachable` is left as it was: "was unreachable until now" is for the caller to see.
    """
    values = {
        "id": id,
        "name": name,
        "username": username,
        "is_reachable": True,
        "times_seen": 1,
        "created_at": now,
        "seen_at": now,
    }
    row = (await tx.run(_meet(tx.dialect), values)).one()
    person = schema.build(Person, row._asdict())
    return person, person.times_seen == 1


@cache
def _meet(dialect: str) -> sa.Executable:
    insert = schema.insert(dialect, PEOPLE)
    return insert.on_conflict_do_update(
        index_elements=[PEOPLE.c.id],
        set_={
            "name": insert.excluded.name,
            "username": insert.excluded.username,
            "seen_at": insert.excluded.seen_at,
            "times_seen": PEOPLE.c.times_seen + 1,
        },
    ).returning(*PEOPLE.c)


async def get(tx: Transaction, id: int) -> Person | None:
    """Give the person of a Telegram user id, if they ever wrote."""
    row = (await tx.run(sa.select(PEOPLE).where(PEOPLE.c.id == id))).one_or_none()
    return None if row is None else schema.build(Person, row._asdict())


async def set_language(tx: Transaction, id: int, language: str) -> None:
    """Remember the language a person has chosen."""
    await _set(tx, id, language=language)


async def set_office(tx: Transaction, id: int, office: str | None) -> None:
    """Remember the office a person asks; None: ask again."""
    await _set(tx, id, office=office)


async def set_reachable(tx: Transaction, id: int, is_reachable: bool) -> bool:
    """Remember whether Telegram delivers to the person (False: blocked, deactivated).

    Give whether this is news.
    """
    statement = (
        sa.update(PEOPLE)
        .where(PEOPLE.c.id == id, PEOPLE.c.is_reachable != is_reachable)
        .values(is_reachable=is_reachable)
    )
    return (await tx.run(statement)).rowcount == 1


async def tell_opening(tx: Transaction, id: int, opening: datetime) -> bool:
    """Note that a person is told when the office is back; False if they know it already."""
    statement = (
        sa.update(PEOPLE)
        .where(PEOPLE.c.id == id)
        .where(sa.or_(PEOPLE.c.told_opening.is_(None), PEOPLE.c.told_opening != opening))
        .values(told_opening=opening)
    )
    return (await tx.run(statement)).rowcount == 1


async def _set(tx: Transaction, id: int, **values: object) -> None:
    await tx.run(sa.update(PEOPLE).where(PEOPLE.c.id == id).values(**values))
