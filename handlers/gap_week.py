"""The review of questions without an answer, brought to the group once a week by itself."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from handlers import gap_lists, timing
from handlers.outgoing import Outgoing
from storage.tickets import deadlines

if TYPE_CHECKING:
    from handlers.context import Services
    from storage.database import Transaction

#: When it comes, by the clock on the wall: after the digest of the morning.
HOUR = time(9, 0)
#: Days since the last Saturday, by `date.weekday` (Monday is 0).
_SATURDAY = 5


async def send_if_time(tx: Transaction, services: Services, now: datetime) -> bool:
    """Send the list on the first working day of the week, once, if there is anything on it."""
    today = now.astimezone(services.zone)
    if today.time() < HOUR:
        return False
    times = [await timing.of_office(tx, services, office) for office in services.offices]
    if not any(one.working.is_open(now) for one in times):
        return False
    saturday = today.date() - timedelta(days=(today.weekday() - _SATURDAY) % 7)
    key = f"gaps:{saturday.isoformat()}"
    if not await deadlines.mark_sent(tx, deadlines.OF_NONE, [key], now=now):
        return False
    out = Outgoing(tx, services, now)
    view = await gap_lists.overview(out)
    if view is not None:
        await out.text(services.staff_chat_id, view.text, keyboard=view.keyboard)
    return view is not None
