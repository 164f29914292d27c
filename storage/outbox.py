"""Messages that must leave: put here in the transaction that decides on them, sent afterwards.

Delivery is at least once: whoever sends may die before saying so. The order within a chat is the
order of putting. How messages are claimed is told in `outbox_claims.py`, the rows in
`outbox_tables.py`; users need this file only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from storage import posts, schema, uploads
from storage.database import Transaction
from storage.outbox_chats import effective_chat, move_chat
from storage.outbox_claims import bury, claim, let_go, next_due
from storage.outbox_places import Claimed
from storage.outbox_reading import backlog, dead, is_expected, stuck
from storage.outbox_tables import (
    OUTBOX,
    MovedChat,
    OutboxMessage,
    OutboxState,
    is_waiting,
)

__all__ = [
    "Claimed",
    "MovedChat",
    "OutboxMessage",
    "OutboxState",
    "backlog",
    "claim",
    "dead",
    "effective_chat",
    "give_up",
    "is_expected",
    "let_go",
    "move_chat",
    "next_due",
    "put",
    "retry",
    "sent",
    "sent_many",
    "stuck",
    "waiting",
    "withdraw",
]

NO_DELAY = timedelta(0)


async def put(
    tx: Transaction,
    *,
    chat_id: int,
    method: str,
    payload: dict[str, Any],
    now: datetime,
    slot: str | None = None,
    target_slot: str | None = None,
    reply_slot: str | None = None,
    thread_slot: str | None = None,
    refs: dict[str, Any] | None = None,
    then: dict[str, Any] | None = None,
    key: str | None = None,
    delay: timedelta = NO_DELAY,
) -> OutboxMessage:
    """Put a message into the outbox; it may leave `delay` after now.

    With a `key`, a message of the same chat and key that nobody has claimed yet is replaced where
    it stands. What waits for another try keeps waiting at least until then.
    """
    chat_id = await effective_chat(tx, chat_id)
    due_at = now + delay
    content: dict[str, Any] = {
        "method": method,
        "payload": payload,
        "slot": slot,
        "target_slot": target_slot,
        "reply_slot": reply_slot,
        "thread_slot": thread_slot,
        "refs": refs or {},
        "then": then,
    }
    if key is not None:
        replaced = await _replace(tx, chat_id, key, content, due_at)
        if replaced is not None:
            return replaced
    return await _add(tx, content | {"chat_id": chat_id, "key": key, "due_at": due_at}, now)


async def _add(tx: Transaction, values: dict[str, Any], now: datetime) -> OutboxMessage:
    values |= {"state": OutboxState.WAITING, "attempts": 0, "created_at": now}
    id = (await tx.run(_PUT, values)).scalar_one()
    return schema.build(OutboxMessage, _UNSENT | values | {"id": id})


_PUT = sa.insert(OUTBOX).returning(OUTBOX.c.id)
_UNSENT = dict.fromkeys(("claimed_until", "claimed_by", "error", "sent_at"))


async def _replace(
    tx: Transaction, chat_id: int, key: str, content: dict[str, Any], due_at: datetime
) -> OutboxMessage | None:
    """Replace the unclaimed message of a key in one statement; None if there is none."""
    due = sa.bindparam("due", due_at, OUTBOX.c.due_at.type)
    keeps_waiting = sa.and_(OUTBOX.c.attempts > 0, OUTBOX.c.due_at > due)
    statement = (
        sa.update(OUTBOX)
        .where(OUTBOX.c.id == _unclaimed(chat_id, key).scalar_subquery())
        .where(is_waiting(OUTBOX), OUTBOX.c.claimed_until.is_(None))
        .values(**content, due_at=sa.case((keeps_waiting, OUTBOX.c.due_at), else_=due))
        .returning(*OUTBOX.c)
    )
    row = (await tx.run(statement)).one_or_none()
    return None if row is None else schema.build(OutboxMessage, row._asdict())


def _unclaimed(chat_id: int, key: str) -> sa.Select[int]:
    """Select the id of the last message of a key that nobody has claimed."""
    return (
        sa.select(OUTBOX.c.id)
        .where(OUTBOX.c.chat_id == chat_id, OUTBOX.c.key == key)
        .where(is_waiting(OUTBOX), OUTBOX.c.key.is_not(None), OUTBOX.c.claimed_until.is_(None))
        .order_by(OUTBOX.c.id.desc())
        .limit(1)
    )


async def waiting(tx: Transaction, chat_id: int, key: str) -> OutboxMessage | None:
    """Give the unclaimed message of a key, held against claims until the transaction ends."""
    chat_id = await effective_chat(tx, chat_id)
    query = (
        sa.select(OUTBOX)
        .where(OUTBOX.c.id == _unclaimed(chat_id, key).scalar_subquery())
        .where(is_waiting(OUTBOX), OUTBOX.c.claimed_until.is_(None))
        .with_for_update()
    )
    row = (await tx.run(query)).one_or_none()
    return None if row is None else schema.build(OutboxMessage, row._asdict())


async def withdraw(tx: Transaction, chat_id: int, key: str) -> bool:
    """Take back a message of a key that nobody has claimed; False if there is none."""
    chat_id = await effective_chat(tx, chat_id)
    is_mine = sa.and_(OUTBOX.c.chat_id == chat_id, OUTBOX.c.key == key)
    await tx.run(sa.delete(OUTBOX).where(is_mine, OUTBOX.c.state == sa.literal_column("'held'")))
    statement = sa.delete(OUTBOX).where(
        is_mine, is_waiting(OUTBOX), OUTBOX.c.claimed_until.is_(None)
    )
    return bool((await tx.run(statement)).rowcount)


async def sent(
    tx: Transaction, message: OutboxMessage, *, message_ids: Sequence[int], now: datetime
) -> bool:
    """Mark a message as sent; see `sent_many`. False if it was marked before."""
    return bool(await sent_many(tx, [(message, message_ids)], now=now))


async def sent_many(
    tx: Transaction,
    deliveries: Iterable[tuple[OutboxMessage, Sequence[int]]],
    *,
    now: datetime,
) -> set[int]:
    """Mark messages as sent, each with the ids Telegram gave it; give those first marked now.

    What has a slot or belongs to a ticket is remembered as a post, one per message id; the slot
    is the first one's, the ticket messages of `refs` are dealt out one each. Files that were
    uploaded are kept no longer.
    """
    done = {message.id: (message, ids) for message, ids in deliveries}
    if not done:
        return set()
    first = set((await tx.run(_SENT, {"done": list(done), "now": now})).scalars())
    rows = [row for message, ids in done.values() for row in _posts_of(message, ids, now)]
    await posts.record_many(tx, rows)
    await uploads.drop(
        tx, [one for message, _ in done.values() for one in uploads.named(message.refs)]
    )
    return first


_SENT = (
    sa.update(OUTBOX)
    .where(OUTBOX.c.id.in_(sa.bindparam("done", expanding=True)))
    .where(OUTBOX.c.state != OutboxState.SENT)
    .values(
        state=OutboxState.SENT,
        sent_at=sa.bindparam("now"),
        claimed_until=None,
        claimed_by=None,
        error=None,
    )
    .returning(OUTBOX.c.id)
)


def _posts_of(
    message: OutboxMessage, message_ids: Sequence[int], now: datetime
) -> list[dict[str, Any]]:
    ticket_id = message.refs.get("ticket")
    if message.slot is None and ticket_id is None:
        return []
    parts = list(message.refs.get("messages") or ())
    return [
        {
            "chat_id": message.chat_id,
            "message_id": message_id,
            "slot": message.slot if place == 0 else None,
            "ticket_id": ticket_id,
            "ticket_message_id": parts[place] if place < len(parts) else None,
            "at": now,
        }
        for place, message_id in enumerate(message_ids)
    ]


async def retry(tx: Transaction, message: OutboxMessage, *, at: datetime, error: str) -> bool:
    """Let a claimed message be tried again at a time, at its place in the chat.

    False if the claim has run out and somebody else has it: nothing is changed then.
    """
    statement = (
        sa.update(OUTBOX)
        .where(OUTBOX.c.id == message.id, OUTBOX.c.attempts == message.attempts)
        .where(is_waiting(OUTBOX))
        .values(due_at=at, claimed_until=None, claimed_by=None, error=error)
    )
    return (await tx.run(statement)).rowcount == 1


async def give_up(tx: Transaction, message: OutboxMessage, *, error: str, now: datetime) -> bool:
    """Give a message up: it is dead, kept for somebody to look at, and holds up nobody.

    False if it waited no more.
    """
    del now  # the time of death is of no use yet; callers already tell it
    return await bury(tx, [message.id], error) == 1
