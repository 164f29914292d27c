"""Looking at the outbox: what waits, what died. Nothing here changes or holds a row."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from storage import schema
from storage.database import Transaction
from storage.outbox_chats import effective_chat
from storage.outbox_tables import OUTBOX, OutboxMessage, is_waiting


async def is_expected(tx: Transaction, chat_id: int, key: str) -> bool:
    """Tell whether a message of a key has still to arrive, be it on its way already."""
    chat_id = await effective_chat(tx, chat_id)
    query = sa.select(
        sa.exists().where(OUTBOX.c.chat_id == chat_id, OUTBOX.c.key == key, is_waiting(OUTBOX))
    )
    return bool((await tx.run(query)).scalar_one())


async def dead(tx: Transaction, limit: int) -> list[OutboxMessage]:
    """Give the messages that were given up, newest first."""
    query = (
        sa.select(OUTBOX)
        .where(OUTBOX.c.state == sa.literal_column("'dead'"))
        .order_by(OUTBOX.c.id.desc())
        .limit(limit)
    )
    return [schema.build(OutboxMessage, row._asdict()) for row in await tx.run(query)]


async def stuck(tx: Transaction, limit: int, *, attempts: int = 5) -> list[OutboxMessage]:
    """Give the messages that were tried so often and still wait, oldest first."""
    query = (
        sa.select(OUTBOX)
        .where(is_waiting(OUTBOX), OUTBOX.c.attempts >= attempts)
        .order_by(OUTBOX.c.chat_id, OUTBOX.c.id)
        .limit(limit)
    )
    return [schema.build(OutboxMessage, row._asdict()) for row in await tx.run(query)]


async def backlog(tx: Transaction, now: datetime) -> tuple[int, timedelta | None]:
    """Give the number of messages that are due and not sent, and the age of the oldest.

    Errands (methods that begin with @) are work, not messages.
    """
    query = sa.select(
        sa.func.count().label("n"), sa.func.min(OUTBOX.c.created_at).label("at")
    ).where(is_waiting(OUTBOX), OUTBOX.c.due_at <= now, ~OUTBOX.c.method.startswith("@"))
    row = (await tx.run(query)).one()
    return int(row.n), None if row.at is None else now - row.at
