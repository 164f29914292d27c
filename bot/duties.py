"""The duties that speak with people: reminders, the digest, dates counted anew.

What they say is in `handlers`, which case they are about in `storage/tickets`; here is how often.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot import calendars
from bot.schedule import MORE, Duty
from handlers import broadcasting, digest, floods, gap_week, recounts, reminders
from handlers.context import Services
from storage.database import Transaction
from storage.tickets import calendar, deadlines

#: Tickets looked at in one transaction.
BATCH = 25
MINUTE = timedelta(minutes=1)


def make(services: Callable[[], Services]) -> tuple[Duty, ...]:
    """The duties; `services` gives what the handlers use at the time."""

    async def remind(tx: Transaction, now: datetime) -> dict[str, int]:
        looked = await reminders.sweep(tx, services(), now, limit=BATCH)
        return {"tickets": looked, MORE: looked == BATCH} if looked else {}

    async def send_digest(tx: Transaction, now: datetime) -> dict[str, int]:
        return {"digests": 1} if await digest.send_if_time(tx, services(), now) else {}

    async def review(tx: Transaction, now: datetime) -> dict[str, int]:
        return {"reviews": 1} if await gap_week.send_if_time(tx, services(), now) else {}

    async def recount(tx: Transaction, now: datetime) -> dict[str, int]:
        done = await recounts.step(tx, services(), now)
        return {"recounts": 1, MORE: 1} if done else {}

    async def end_outages(tx: Transaction, now: datetime) -> dict[str, int]:
        ended = await broadcasting.end_outages(tx, services(), now)
        return {"outages": ended} if ended else {}

    async def compare(tx: Transaction, now: datetime) -> dict[str, int]:
        return await _compare_calendars(tx, services(), now)

    async def tell_bundles(tx: Transaction, now: datetime) -> dict[str, int]:
        told = await floods.tell(tx, services(), now)
        return {"bundles": told} if told else {}

    return (
        Duty("bundles", MINUTE, tell_bundles),
        Duty("calendars", timedelta(hours=1), compare),
        Duty("recount", MINUTE, recount),
        Duty("remind", MINUTE, remind),
        Duty("digest", MINUTE, send_digest),
        Duty("review", 5 * MINUTE, review),
        Duty("outages", 5 * MINUTE, end_outages),
    )


async def _compare_calendars(tx: Transaction, services: Services, now: datetime) -> dict[str, int]:
    """The content or the list of holidays may be new since the last start: count anew then."""
    changed = 0
    for office in services.offices:
        mark = calendars.fingerprint(services.time(office), now)
        if await deadlines.has_changed(tx, f"calendar:{office}", mark, now=now):
            await calendar.begin_recount(tx, office=office, change_id=None, now=now)
            changed += 1
    return {"calendars": changed} if changed else {}
