"""Groups that became supergroups: what is meant for the old id goes to the new one."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from storage import schema
from storage.database import Transaction
from storage.outbox_tables import MOVED, OUTBOX, is_waiting

SUPERGROUPS_BELOW = -1_000_000_000_000


async def effective_chat(tx: Transaction, chat_id: int) -> int:
    """Give the id a chat has now. Only groups that are not supergroups ever move: the rest is free.

    Rule source: Bot API, `migrate_to_chat_id`.
    """
    if not SUPERGROUPS_BELOW < chat_id < 0:
        return chat_id
    new = (await tx.run(sa.select(MOVED.c.new).where(MOVED.c.old == chat_id))).scalar_one_or_none()
    return chat_id if new is None else int(new)


async def move_chat(tx: Transaction, *, old: int, new: int, now: datetime) -> None:
    """Send what waits for a group, and all that is put for it later, to its new id.

    Rule source: Bot API, `migrate_to_chat_id` (a group became a supergroup).
    """
    await tx.run(sa.update(MOVED).where(MOVED.c.new == old).values(new=new))
    insert = schema.insert(tx.dialect, MOVED)
    statement = insert.on_conflict_do_update(index_elements=[MOVED.c.old], set_={"new": new})
    await tx.run(statement, {"old": old, "new": new, "at": now})
    await tx.run(
        sa.update(OUTBOX).where(OUTBOX.c.chat_id == old, is_waiting(OUTBOX)).values(chat_id=new)
    )
