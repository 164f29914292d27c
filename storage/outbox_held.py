"""Messages for people who have blocked the bot: they are held, and leave in order when it ends."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from storage.database import Transaction
from storage.outbox_tables import OUTBOX, OutboxMessage, OutboxState, is_waiting

_IS_HELD = OUTBOX.c.state == sa.literal_column("'held'")


async def hold(tx: Transaction, message: OutboxMessage, *, error: str) -> None:
    """Hold a message back: it holds up nobody, and waits for `release`."""
    await tx.run(
        sa.update(OUTBOX)
        .where(OUTBOX.c.id == message.id, is_waiting(OUTBOX))
        .values(state=OutboxState.HELD, error=error, claimed_until=None, claimed_by=None)
    )


async def drop(tx: Transaction, message: OutboxMessage) -> bool:
    """Delete a message that is old news when the person is back; False if it waited no more."""
    statement = sa.delete(OUTBOX).where(OUTBOX.c.id == message.id, is_waiting(OUTBOX))
    return (await tx.run(statement)).rowcount == 1


async def release(tx: Transaction, chat_id: int, *, now: datetime) -> int:
    """Let all that is held for a chat leave, in the order of putting; how many messages."""
    statement = (
        sa.update(OUTBOX)
        .where(OUTBOX.c.chat_id == chat_id, _IS_HELD)
        .values(state=OutboxState.WAITING, due_at=now, attempts=0, error=None)
    )
    return (await tx.run(statement)).rowcount


async def forget(tx: Transaction, *, before: datetime) -> int:
    """Delete what was held since before a time: nobody waits for it any more; how many."""
    statement = sa.delete(OUTBOX).where(_IS_HELD, OUTBOX.c.created_at < before)
    return (await tx.run(statement)).rowcount
