"""Working time: which days and hours count, and when so much of it has passed. Pure.

The day something begins is day 0, the next working day is day 1, and what is due in N working days
is due by the end of day N. Nothing here runs for ever: a year without a single working day means
that there is none, and the answer is None.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

#: Minutes since midnight from which, and until which, somebody is there.
Span = tuple[int, int]
#: The spans of one day, in order and apart from each other; none means closed.
Hours = tuple[Span, ...]

DAY = timedelta(days=1)
FULL_DAY = 24 * 60
#: Days looked at in vain before a calendar counts as having no working day.
PATIENCE = 366
NOTHING = timedelta(0)
#: What an extra working day has where the week knows no hours at all.
SOME_HOURS: Hours = ((7 * 60 + 30, 14 * 60),)


@dataclass(frozen=True)
class Week:
    """The usual hours from a day on, by day of the week, Monday first (`date.weekday`)."""

    since: date
    days: tuple[Hours, ...]

    def __post_init__(self) -> None:
        if len(self.days) != 7:  # noqa: PLR2004 - a week
            raise ValueError("a week has seven days")


@dataclass(frozen=True)
class WorkingTime:
    """When an office works: its week, the official holidays, and its own exceptions.

    `weeks` are in the order of `since`; before the first one, the first one holds. `special` are
    the hours of single days, which win over week and holidays.
    """

    zone: ZoneInfo
    weeks: tuple[Week, ...]
    holidays: Container[date] = frozenset()
    special: Mapping[date, Hours] = field(default_factory=lambda: MappingProxyType({}))

    def hours(self, day: date) -> Hours:
        """Give the hours of a day."""
        if day in self.special:
            return self.special[day]
        return () if day in self.holidays else self.usual(day)

    def usual(self, day: date) -> Hours:
        """Give what the week says of a day, holiday or not."""
        if not self.weeks:
            return ()
        known = [week for week in self.weeks if week.since <= day]
        return (known[-1] if known else self.weeks[0]).days[day.weekday()]

    def is_working_day(self, day: date) -> bool:
        """Tell whether somebody is there on a day."""
        return bool(self.hours(day))

    def day_of(self, moment: datetime) -> date:
        """Give the day of a moment (aware) where the office is."""
        return moment.astimezone(self.zone).date()

    def is_open(self, moment: datetime) -> bool:
        """Tell whether somebody is there at a moment."""
        spans = self._spans(self.day_of(moment))
        return any(start <= moment < end for start, end in spans)

    def opens_at(self, moment: datetime) -> datetime | None:
        """Give the moment itself while somebody is there, else the next opening."""
        for start, end in self._from(moment):
            if end > moment:
                return max(start, moment.astimezone(UTC))
        return None

    def opening(self, day: date) -> datetime | None:
        """Give the moment at which a day begins to count; None on a closed day."""
        spans = self._spans(day)
        return spans[0][0] if spans else None

    def end_of(self, day: date) -> datetime:
        """Give the moment at which a day is over: the next midnight where the office is."""
        return _moment(day + DAY, 0, self.zone)

    def add_days(self, day: date, count: int) -> date | None:
        """Give the day `count` working days after a day (before it, where negative)."""
        step = DAY if count >= 0 else -DAY
        left, in_vain = abs(count), 0
        while left and in_vain < PATIENCE:
            day += step
            is_working = self.is_working_day(day)
            left -= is_working
            in_vain = 0 if is_working else in_vain + 1
        return None if left else day

    def count_days(self, after: date, until: date) -> int:
        """Count the working days after a day until another (included); negative backwards."""
        if until < after:
            return -self.count_days(until, after)
        days = (after + n * DAY for n in range(1, (until - after).days + 1))
        return sum(map(self.is_working_day, days))

    def add(self, moment: datetime, amount: timedelta) -> datetime | None:
        """Give the moment at which so much working time has passed since a moment.

        A negative amount leads back, to the latest moment from which so much had passed.
        """
        left = abs(amount)
        if left == NOTHING:
            return moment
        is_forward = amount > NOTHING
        for start, end in self._from(moment) if is_forward else self._back_from(moment):
            here = _inside(start, end, moment, is_forward=is_forward)
            if here >= left:
                return max(start, moment) + left if is_forward else min(end, moment) - left
            left -= here
        return None

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Give the working time between two moments; negative where the end comes first."""
        if end < start:
            return -self.elapsed(end, start)
        passed, day, last = NOTHING, self.day_of(start), self.day_of(end)
        while day <= last:
            for opens, closes in self._spans(day):
                passed += max(min(closes, end) - max(opens, start), NOTHING)
            day += DAY
        return passed

    def with_changes(self, changes: Sequence[Exceptional]) -> WorkingTime:
        """Give this working time with exceptions; the later in the sequence wins."""
        made = self
        for change in changes:
            days = {day: change.hours_of(day, made) for day in change.days}
            made = replace(made, special=MappingProxyType({**made.special, **days}))
        return made

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        return [
            (_moment(day, start, self.zone), _moment(day, end, self.zone))
            for start, end in self.hours(day)
        ]

    def _from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        day, in_vain = self.day_of(moment), 0
        while in_vain <= PATIENCE:
            spans = self._spans(day)
            in_vain = 0 if spans else in_vain + 1
            yield from spans
            day += DAY

    def _back_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        day, in_vain = self.day_of(moment), 0
        while in_vain <= PATIENCE:
            spans = self._spans(day)
            in_vain = 0 if spans else in_vain + 1
            yield from reversed(spans)
            day -= DAY


@dataclass(frozen=True)
class Exceptional:
    """Days that are not as usual: closed (in part, where there are hours), or worked extra."""

    first: date
    last: date
    is_working: bool
    hours: Hours = ()

    @property
    def days(self) -> list[date]:
        """Give the days, the last one included."""
        return [self.first + n * DAY for n in range((self.last - self.first).days + 1)]

    def hours_of(self, day: date, before: WorkingTime) -> Hours:
        """Give the hours of one of its days, which was as `before` says."""
        if not self.is_working:
            return without(before.hours(day), self.hours) if self.hours else ()
        return self.hours or before.usual(day) or _some_hours(before)


def without(hours: Hours, gap: Hours) -> Hours:
    """Give hours less those of a gap."""
    for start, end in gap:
        parts = [part for a, b in hours for part in ((a, min(b, start)), (max(a, end), b))]
        hours = tuple((a, b) for a, b in parts if a < b)
    return hours


def _some_hours(working: WorkingTime) -> Hours:
    """Give what an ordinary day has: a day that is always closed has no hours of its own."""
    weeks = reversed(working.weeks)
    return next((hours for week in weeks for hours in week.days if hours), SOME_HOURS)


def _inside(start: datetime, end: datetime, moment: datetime, *, is_forward: bool) -> timedelta:
    """Give how much of a span lies after (before) a moment."""
    here = end - max(start, moment) if is_forward else min(end, moment) - start
    return max(here, NOTHING)


def _moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Give a moment by the clock on the wall, in UTC."""
    if minute >= FULL_DAY:
        day, minute = day + DAY, minute - FULL_DAY
    local = datetime.combine(day, time(minute // 60, minute % 60), zone)
    return local.astimezone(UTC)
