"""Staff groups as they stand in Telegram: whether a group has topics, and whether we may make them.

Telegram tells of no change; what is known comes from `getChat` at the start, from the chat that
every update carries, and from refused calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction

#: How long a refusal to make topics is believed; rights can be given at any time.
BARRED = timedelta(minutes=30)


class Desk(SQLModel, table=True):
    """A staff group; `barred_until` is set while the bot may not make topics in it."""

    __tablename__ = "desks"

    chat_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    is_forum: bool = False
    barred_until: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)


DESKS = schema.table_of(Desk)
_ONE = sa.select(DESKS).where(DESKS.c.chat_id == sa.bindparam("chat"))


@dataclass(frozen=True)
class Topics:
    """What can be done with topics: `are_there`, and `may_make` new ones now."""

    are_there: bool = False
    may_make: bool = False


async def topics(tx: Transaction, chat_id: int, now: datetime) -> Topics:
    """Tell what is known of a group's topics; of an unknown group: none."""
    row = (await tx.run(_ONE, {"chat": chat_id})).one_or_none()
    if row is None or not row.is_forum:
        return Topics()
    return Topics(True, row.barred_until is None or row.barred_until <= now)


async def note_forum(tx: Transaction, chat_id: int, is_forum: bool) -> bool:
    """Remember whether a group has topics; True when that is new."""
    row = (await tx.run(_ONE, {"chat": chat_id})).one_or_none()
    if row is not None and row.is_forum == is_forum:
        return False
    insert = schema.insert(tx.dialect, DESKS)
    statement = insert.on_conflict_do_update(
        index_elements=[DESKS.c.chat_id], set_={"is_forum": is_forum, "barred_until": None}
    )
    await tx.run(statement, {"chat_id": chat_id, "is_forum": is_forum, "barred_until": None})
    return row is not None or is_forum


async def bar(tx: Transaction, chat_id: int, now: datetime) -> None:
    """Remember that the bot was refused to make a topic; asked again after `BARRED`."""
    await _set(tx, chat_id, now + BARRED)


async def unbar(tx: Transaction, chat_id: int) -> None:
    """The bot's rights have changed: try again at once."""
    await _set(tx, chat_id, None)


async def _set(tx: Transaction, chat_id: int, until: datetime | None) -> None:
    await tx.run(sa.update(DESKS).where(DESKS.c.chat_id == chat_id).values(barred_until=until))
