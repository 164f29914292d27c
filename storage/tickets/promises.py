"""What an office sets itself for a kind of ticket, frozen into the ticket when it opens. Pure.

A promise is of the office, never of the statement or of a law (BR-24).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from storage.tickets.clock import WorkingTime


class Unit(StrEnum):
    """What is counted."""

    DAYS = "days"
    HOURS = "hours"


@dataclass(frozen=True)
class Amount:
    """So many working days or working hours."""

    number: int
    unit: Unit

    @property
    def half(self) -> Amount | None:
        """Give the half, rounded down to what can be counted; None where there is none."""
        return Amount(self.number // 2, self.unit) if self.number > 1 else None

    @property
    def time(self) -> timedelta:
        """Give the working time of an amount in hours."""
        return timedelta(hours=self.number)

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"


@dataclass(frozen=True)
class Promise:
    """How long the first word of the office, and the end, may take; `is_shown` to people."""

    response: Amount | None = None
    resolution: Amount | None = None
    is_shown: bool = False

    def as_json(self) -> dict[str, Any]:
        """Give what a row keeps; `from_json` reads it back."""
        parts = {"response": self.response, "resolution": self.resolution}
        kept: dict[str, Any] = {name: str(part) for name, part in parts.items() if part}
        return {**kept, "shown": self.is_shown}


@dataclass(frozen=True)
class Due:
    """When something is due, and how that was counted.

    From `at` on it is overdue; `day` is the last day in time. `closed` days and `waited` working
    days between beginning and end were not counted.
    """

    at: datetime
    day: date
    closed: int = 0
    waited: int = 0


_AMOUNT = re.compile(r"(\d{1,3}) (days|hours)")


def from_json(kept: dict[str, Any] | None) -> Promise | None:
    """Give the promise a row keeps."""
    if not kept:
        return None
    return Promise(_read(kept.get("response")), _read(kept.get("resolution")), bool(kept["shown"]))


def _read(text: object) -> Amount | None:
    found = _AMOUNT.fullmatch(str(text))
    return Amount(int(found[1]), Unit(found[2])) if found else None


def count(
    working: WorkingTime,
    began: datetime,
    amount: Amount,
    pauses: tuple[tuple[datetime, datetime], ...] = (),
) -> Due | None:
    """Give when an amount is due that began at a moment and stood still in the pauses.

    What was left when a pause began is left when it ends, also when it was less than nothing. None
    where the calendar has no working time.
    """
    if amount.unit is Unit.HOURS:
        return _count_hours(working, began, amount, pauses)
    due = working.add_days(working.day_of(began), amount.number)
    for start, end in pauses:
        if due is None:
            break
        left = working.count_days(working.day_of(start), due)
        due = working.add_days(working.day_of(end), left)
    if due is None:
        return None
    first = working.day_of(began)
    worked = working.count_days(first, due)
    closed = max((due - first).days - worked, 0)
    return Due(working.end_of(due), due, closed, max(worked - amount.number, 0))


def _count_hours(
    working: WorkingTime,
    began: datetime,
    amount: Amount,
    pauses: tuple[tuple[datetime, datetime], ...],
) -> Due | None:
    due = working.add(began, amount.time)
    for start, end in pauses:
        if due is None:
            break
        due = working.add(end, working.elapsed(start, due))
    return None if due is None else Due(due, working.day_of(due))
