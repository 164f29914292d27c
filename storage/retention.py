"""What is deleted, and when. The ages come from the caller; what is not named here is kept.

Nothing that still waits is ever deleted: not a message to be sent, not a ticket, not a question.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

import sqlalchemy as sa

from storage import (
    bans,
    broadcasts,
    drafts,
    held,
    jobs,
    office_notices,
    outbox_held,
    pending,
    tallies,
    updates,
    uploads,
)
from storage.database import Database, Transaction
from storage.outbox_tables import OUTBOX
from storage.tickets import calendar, deadlines

DAY = timedelta(days=1)


async def prune(
    tx: Transaction,
    *,
    now: datetime,
    updates_after: timedelta = 8 * DAY,
    poison_after: timedelta = 90 * DAY,
    outbox_after: timedelta = 30 * DAY,
    drafts_after: timedelta = 30 * DAY,
    held_after: timedelta = 30 * DAY,
    alerts_after: timedelta = 90 * DAY,
    proposals_after: timedelta = 30 * DAY,
    bans_after: timedelta = 365 * DAY,
    tallies_after: timedelta = 31 * DAY,
    broadcasts_after: timedelta = 800 * DAY,
) -> dict[str, int]:
    """Delete what is older than its age; give how many rows of each kind.

    `updates_after` must exceed the 24 hours for which Telegram delivers again (Bot API); it is
    longer than a week, after which Telegram may count its updates from anywhere.
    """
    return {
        "updates": await updates.prune(tx, before=now - updates_after),
        "poison": await updates.prune_poison(tx, before=now - poison_after),
        "outbox": await prune_outbox(tx, before=now - outbox_after),
        "drafts": await drafts.expire(tx, before=now - drafts_after),
        "held": await held.forget(tx, before=now - held_after),
        "replies": await pending.forget(tx, before=now - held_after),
        "jobs": await jobs.forget(tx, before=now - outbox_after),
        "uploads": await uploads.forget(tx, before=now - outbox_after),
        "alerts": await deadlines.forget_sent(tx, before=now - alerts_after),
        "bans": await bans.forget(tx, before=now - bans_after),
        "tallies": await tallies.forget(tx, before=now - tallies_after),
        "proposals": await calendar.forget_proposals(tx, before=now - proposals_after),
        "notices": await office_notices.forget(tx, before=now - proposals_after),
        "broadcasts": await broadcasts.forget(tx, before=now - broadcasts_after),
    }


class _OnlyCounted(Exception):
    """What was deleted is put back."""


async def prune_now(database: Database, *, now: datetime, dry_run: bool) -> dict[str, int]:
    """Prune in a transaction of its own; with `dry_run` only count what would go."""
    counts: dict[str, int] = {}
    with suppress(_OnlyCounted):
        async with database.transaction() as tx:
            counts |= await prune(tx, now=now)
            if dry_run:
                raise _OnlyCounted
    return counts


async def prune_outbox(tx: Transaction, *, before: datetime) -> int:
    """Delete messages sent before a time, dead ones last due before it, and those long held."""
    is_sent = sa.and_(OUTBOX.c.state == sa.literal_column("'sent'"), OUTBOX.c.sent_at < before)
    is_dead = sa.and_(OUTBOX.c.state == sa.literal_column("'dead'"), OUTBOX.c.due_at < before)
    count = await outbox_held.forget(tx, before=before)
    for condition in (is_sent, is_dead):
        count += (await tx.run(sa.delete(OUTBOX).where(condition))).rowcount
    return count
