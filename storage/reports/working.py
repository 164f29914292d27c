"""Working time between many pairs of moments, counted fast. Pure.

`WorkingTime.elapsed` walks over the days between two moments; a report asks for thousands of pairs
of the same months. Here the time worked since a first day is summed up once.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from storage.tickets.clock import WorkingTime

DAY = timedelta(days=1)


class Meter:
    """Measures working time by one calendar; the answers are those of `WorkingTime.elapsed`."""

    def __init__(self, working: WorkingTime) -> None:
        self.working = working
        self._sums: dict[date, timedelta] = {}
        self._first: date | None = None
        self._last: date | None = None

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Give the working time between two moments (aware); negative where the end comes first."""
        return self._position(end) - self._position(start)

    def _position(self, moment: datetime) -> timedelta:
        """The working time from the morning of the first known day to a moment."""
        day = self.working.day_of(moment)
        return self._before(day) + self._worked(day, moment)

    def _before(self, day: date) -> timedelta:
        """The working time before a day, less than nothing before the first known one."""
        if self._first is None or self._last is None:
            self._first = self._last = day
            self._sums[day] = timedelta()
        while self._last < day:
            known = self._sums[self._last] + self._whole(self._last)
            self._last += DAY
            self._sums[self._last] = known
        while self._first > day:
            known = self._sums[self._first]
            self._first -= DAY
            self._sums[self._first] = known - self._whole(self._first)
        return self._sums[day]

    def _whole(self, day: date) -> timedelta:
        return self._worked(day, self.working.end_of(day))

    def _worked(self, day: date, until: datetime) -> timedelta:
        """The working time of a day until a moment of it."""
        return self.working.elapsed(self.working.end_of(day - DAY), until)
