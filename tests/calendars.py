"""Working time for tests: Saturday to Wednesday, from half past seven to two."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from storage.tickets.alerts import OfficeTime
from storage.tickets.clock import Hours, Week, WorkingTime

TEHRAN = ZoneInfo("Asia/Tehran")
USUAL: Hours = ((7 * 60 + 30, 14 * 60),)
CLOSED: Hours = ()
#: Monday first.
SATURDAY_TO_WEDNESDAY = (USUAL, USUAL, USUAL, CLOSED, CLOSED, USUAL, USUAL)
WORKING = WorkingTime(TEHRAN, (Week(date(2020, 1, 1), SATURDAY_TO_WEDNESDAY),))
NEVER = WorkingTime(TEHRAN, (Week(date(2020, 1, 1), (CLOSED,) * 7),))
TIME = OfficeTime(WORKING)


def at(day: date, clock: str) -> datetime:
    """A moment by the clock on the wall in Tehran: `at(date(2026, 11, 21), "08:00")`."""
    return datetime.combine(day, time.fromisoformat(clock), TEHRAN).astimezone(UTC)
