"""How much a group has been told in the last minute, by all replicas together.

Telegram takes about 20 messages a minute in one group (Bot API FAQ, "My bot is hitting limits").
Changes of messages (edits, reactions) make none; they have a budget of their own, because nobody
says how many are too many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction

WINDOW = timedelta(minutes=1)
#: Longer than what is lost when a time becomes a number and a time again.
MOMENT = timedelta(milliseconds=1)
#: Changes of messages for each message in the budget.
CHANGES = 3
_MAKES_MESSAGES = ("send", "copy", "forward", "createForumTopic")
#: "Is typing", "is uploading a file": shown, no message.
_SHOWN = "sendChatAction"


class Pace(SQLModel, table=True):
    """What a group was told lately: times of messages and of changes, as seconds since 1970."""

    __tablename__ = "paces"

    chat_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    messages: list[float] = Field(sa_column=sa.Column(schema.json_type(), nullable=False))
    changes: list[float] = Field(sa_column=sa.Column(schema.json_type(), nullable=False))


PACES = schema.table_of(Pace)
_ONE = sa.select(PACES).where(PACES.c.chat_id == sa.bindparam("chat"))


def weight(method: str, payload: dict[str, Any], *, makes_topic: bool = False) -> tuple[bool, int]:
    """Tell whether a call makes messages, and how many; an album makes as many as it has parts."""
    is_none = method == _SHOWN or not method.startswith(_MAKES_MESSAGES)
    if is_none and not makes_topic:
        return False, 1
    return True, len(payload.get("media") or "1") if method == "sendMediaGroup" else 1


async def spend(
    tx: Transaction, chat_id: int, *, makes_messages: bool, count: int, now: datetime, pace: int
) -> datetime | None:
    """Spend of a group's budget of `pace` messages a minute.

    None when it was spent; else the time at which there will be enough. One of the budget is kept
    back: calls of a chat follow one another, so that of k messages that arrive within a minute at
    least k - 1 were also begun in it. What is larger than the whole budget waits for all of it.
    """
    row = (await tx.run(_ONE, {"chat": chat_id})).one_or_none()
    times = {name: recent(getattr(row, name, []), now) for name in ("messages", "changes")}
    kind = "messages" if makes_messages else "changes"
    allowed = max(1, pace - 1) * (1 if makes_messages else CHANGES)
    later = free_at(times[kind], count, allowed, now)
    if later is None:
        times[kind] += [now.timestamp()] * count
        await tx.run(_write(tx.dialect), {"chat_id": chat_id, **times})
    return later


def recent(times: Iterable[float], now: datetime) -> list[float]:
    """The times of the last minute, in their order."""
    since = (now - WINDOW).timestamp()
    return sorted(time for time in times if time > since)


def free_at(spent: Sequence[float], count: int, allowed: int, now: datetime) -> datetime | None:
    """When there is room for `count` more beside what was `spent` lately; None: now."""
    over = len(spent) + min(count, allowed) - allowed
    if over <= 0:
        return None
    return datetime.fromtimestamp(spent[over - 1], now.tzinfo) + WINDOW + MOMENT


@cache
def _write(dialect: str) -> sa.Executable:
    insert = schema.insert(dialect, PACES)
    changes = {name: insert.excluded[name] for name in ("messages", "changes")}
    return insert.on_conflict_do_update(index_elements=[PACES.c.chat_id], set_=changes)
