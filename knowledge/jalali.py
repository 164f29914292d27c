"""The Jalali calendar of the knowledge: which year, month and season a day is in."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from persiantools.jdatetime import JalaliDate

MONTHS_OF_SEASON = 3


class Day(NamedTuple):
    """A day of the Jalali calendar."""

    year: int
    month: int
    day: int

    @property
    def months(self) -> int:
        """Its month as a number that can be counted with: year * 12 + month."""
        return self.year * 12 + self.month

    @property
    def season(self) -> int:
        """1 is spring, 4 is winter."""
        return season_of(self.month)


def of(day: date) -> Day:
    """The Jalali day of a Gregorian one."""
    made = JalaliDate(day)  # type: ignore[no-untyped-call]
    return Day(made.year, made.month, made.day)


def year_and_month(months: int) -> tuple[int, int]:
    """The year and month of a number as `Day.months` counts."""
    year, month = divmod(months - 1, 12)
    return year, month + 1


def season_of(month: int) -> int:
    """The season of a month: 1 is spring, 4 is winter."""
    return (month - 1) // MONTHS_OF_SEASON + 1
