"""Claiming messages of the outbox: what may leave now, in which order, to which message.

One message per chat is on its way at any time, and messages of a chat leave in the order of
their ids. So one that must be tried again holds up its chat until it is sent or given up.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from storage import database, outbox_places, paces, schema
from storage.database import Transaction
from storage.outbox_chats import effective_chat
from storage.outbox_places import Claimed
from storage.outbox_tables import OUTBOX, OutboxMessage, OutboxState, is_waiting

CLAIM_LOCK = "outbox.claim"
NO_MESSAGE = "no message"
NEEDLESS = "there is no topic"


_ROW = OUTBOX.alias("o")
_OTHER = OUTBOX.alias("e")
_NOW = sa.bindparam("now", type_=schema.UtcDateTime)

# nobody has the message: never claimed, or the claim has run out
_IS_FREE = sa.and_(
    is_waiting(_ROW), sa.or_(_ROW.c.claimed_until.is_(None), _ROW.c.claimed_until <= _NOW)
)
# no earlier message of the chat waits
_IS_HEAD = ~sa.exists().where(
    _OTHER.c.chat_id == _ROW.c.chat_id, is_waiting(_OTHER), _OTHER.c.id < _ROW.c.id
)
# No other message of the chat is on its way. It can be a later one: ids are given before the
# commit, so an earlier one may come to light after a later one was claimed.
_IS_QUIET = ~sa.exists().where(
    _OTHER.c.chat_id == _ROW.c.chat_id, is_waiting(_OTHER), _OTHER.c.claimed_until > _NOW
)
_CANDIDATE = (
    sa.select(_ROW.c.id)
    .where(_ROW.c.due_at <= _NOW, _IS_FREE, _IS_HEAD, _IS_QUIET)
    .order_by(_ROW.c.due_at, _ROW.c.id)
    .limit(sa.bindparam("limit", type_=sa.Integer))
    .with_for_update(skip_locked=True, of=_ROW)
    .cte("candidate")
)
_TAKE = (
    sa.update(OUTBOX)
    .where(OUTBOX.c.id.in_(sa.select(_CANDIDATE.c.id)))
    .values(
        claimed_until=sa.bindparam("until"),
        claimed_by=sa.bindparam("by"),
        attempts=OUTBOX.c.attempts + 1,
    )
    .returning(*OUTBOX.c)
)
_NEXT_DUE = sa.select(
    sa.select(_ROW.c.due_at)
    .where(_IS_FREE, _IS_HEAD, _IS_QUIET)
    .order_by(_ROW.c.due_at, _ROW.c.id)
    .limit(1)
    .scalar_subquery(),
    sa.select(sa.func.min(_ROW.c.claimed_until))
    .where(is_waiting(_ROW), _ROW.c.claimed_until > _NOW)
    .scalar_subquery(),
)


# it was not tried: the attempt does not count
_PUT_OFF = (
    sa.update(OUTBOX)
    .where(OUTBOX.c.id == sa.bindparam("put_off"))
    .values(
        due_at=sa.bindparam("free_at"),
        attempts=OUTBOX.c.attempts - 1,
        claimed_until=None,
        claimed_by=None,
    )
)


async def claim(
    tx: Transaction, *, now: datetime, by: str, limit: int, lease: timedelta, pace: int = 0
) -> list[Claimed]:
    """Claim up to `limit` messages that may leave now, the longest due first.

    A group takes at most `pace` messages a minute; with 0 there is no bound.

    Whoever claims has until `now + lease` to say `sent`, `retry` or `give_up`; after that the
    message is claimed anew. A change of a message that never got out is given up here.
    Claims of several workers follow one another (PostgreSQL), so that none sees a chat as free
    in which another has just claimed.
    """
    await database.take_lock(tx, CLAIM_LOCK)
    while True:
        taken = await _take(tx, now=now, by=by, limit=limit, lease=lease)
        await _follow_moves(tx, taken)
        resolved = await outbox_places.resolve(tx, taken, now)
        if resolved.lost:
            await bury(tx, resolved.lost, NO_MESSAGE)
        if resolved.needless:
            await _pass_over(tx, resolved.needless, now)
        allowed = [one for one in resolved.claimed if await _has_budget(tx, one, now, pace)]
        if allowed or not taken:
            return allowed


async def _take(
    tx: Transaction, *, now: datetime, by: str, limit: int, lease: timedelta
) -> list[OutboxMessage]:
    values = {"now": now, "until": now + lease, "by": by, "limit": limit}
    rows = [schema.build(OutboxMessage, row._asdict()) for row in await tx.run(_TAKE, values)]
    return sorted(rows, key=lambda message: (message.due_at, message.id))


async def _follow_moves(tx: Transaction, taken: Sequence[OutboxMessage]) -> None:
    """Send to the new id what was put for the old one while the group was moving."""
    for message in taken:
        chat_id = await effective_chat(tx, message.chat_id)
        if chat_id != message.chat_id:
            message.chat_id = chat_id
            await tx.run(sa.update(OUTBOX).where(OUTBOX.c.id == message.id).values(chat_id=chat_id))


async def _has_budget(tx: Transaction, claimed: Claimed, now: datetime, pace: int) -> bool:
    """Spend of the group's budget; a message there is none left for is due when there will be."""
    message = claimed.message
    if claimed.chat_id >= 0 or pace <= 0:
        return True
    makes, count = paces.weight(
        message.method, message.payload, makes_topic=claimed.topic is not None
    )
    free_at = await paces.spend(
        tx, claimed.chat_id, makes_messages=makes, count=count, now=now, pace=pace
    )
    if free_at is not None:
        await tx.run(_PUT_OFF, {"put_off": message.id, "free_at": free_at})
    return free_at is None


async def _pass_over(tx: Transaction, ids: Sequence[int], now: datetime) -> None:
    """Mark what need not be done at all as done."""
    await tx.run(
        sa.update(OUTBOX)
        .where(OUTBOX.c.id.in_(ids), is_waiting(OUTBOX))
        .values(
            state=OutboxState.SENT, sent_at=now, error=NEEDLESS, claimed_until=None, claimed_by=None
        )
    )


async def bury(tx: Transaction, ids: Sequence[int], error: str) -> int:
    """Mark messages as dead: they leave no more and hold up nobody; how many waited still."""
    statement = (
        sa.update(OUTBOX)
        .where(OUTBOX.c.id.in_(ids), is_waiting(OUTBOX))
        .values(state=OutboxState.DEAD, error=error, claimed_until=None, claimed_by=None)
    )
    return (await tx.run(statement)).rowcount


async def let_go(tx: Transaction, *, by: str) -> int:
    """Give back all that one worker has claimed, unsent: it stops. Give the number."""
    statement = sa.update(OUTBOX).where(is_waiting(OUTBOX), OUTBOX.c.claimed_by == by)
    return (await tx.run(statement.values(claimed_until=None, claimed_by=None))).rowcount


async def next_due(tx: Transaction, now: datetime) -> datetime | None:
    """Give the time at which there may be something to claim; in the past: now; None: nothing."""
    times = (await tx.run(_NEXT_DUE, {"now": now})).one()
    return min((at for at in times if at is not None), default=None)
