"""Messages that were given up and shall be tried once more, because somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from storage import schema
from storage.database import Transaction
from storage.outbox_tables import OUTBOX, OutboxMessage, OutboxState

#: A change of an old message is not made again: what it showed may have changed since.
_MAKES_A_MESSAGE = sa.and_(
    OUTBOX.c.state == sa.literal_column("'dead'"),
    sa.or_(*(OUTBOX.c.method.startswith(word) for word in ("send", "copy", "forward"))),
    OUTBOX.c.method != "sendChatAction",
)


async def given_up(tx: Transaction, limit: int) -> list[OutboxMessage]:
    """Give the dead messages that can be sent again, newest first."""
    query = sa.select(OUTBOX).where(_MAKES_A_MESSAGE).order_by(OUTBOX.c.id.desc()).limit(limit)
    return [schema.build(OutboxMessage, row._asdict()) for row in await tx.run(query)]


async def revive(tx: Transaction, now: datetime, ids: Sequence[int] | None = None) -> list[int]:
    """Let dead messages be tried as if for the first time; without ids all of them.

    Each leaves at its old place in its chat. Gives the ids of those that were dead until now.
    """
    statement = (
        sa.update(OUTBOX)
        .where(_MAKES_A_MESSAGE)
        .values(
            state=OutboxState.WAITING,
            attempts=0,
            due_at=now,
            claimed_until=None,
            claimed_by=None,
            error=None,
        )
        .returning(OUTBOX.c.id)
    )
    if ids is not None:
        statement = statement.where(OUTBOX.c.id.in_(ids))
    return sorted((await tx.run(statement)).scalars())
