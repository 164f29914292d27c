"""What is said of a ticket as time passes, and when: pure, from its course and its calendar.

Every alert has a key; a key is sent once. A key tells what the alert was about (a due day, the
moment since when somebody waits), so that a new due day is a new matter and a restart is not.
Alerts fall into working time; of several of one strand only the last is worth saying.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from storage.tickets.clock import Exceptional, WorkingTime
from storage.tickets.course import Course
from storage.tickets.promises import Amount, Due, Promise


class Alert(StrEnum):
    """What is said."""

    RESPONSE_SOON = "response_soon"
    RESPONSE_OVERDUE = "response_overdue"
    RESPONSE_LATE = "response_late"  # still nothing a working day later: to the supervisors
    HALF = "half"
    SOON = "soon"
    OVERDUE = "overdue"
    LATE = "late"  # still open a working day later: to the supervisors
    UNCLAIMED = "unclaimed"  # nobody has taken it
    UNCLAIMED_LONG = "unclaimed_long"
    IDLE = "idle"  # somebody has it, and nothing happens
    IDLE_LONG = "idle_long"
    ASK_AGAIN = "ask_again"  # to the person, whose answer is missing
    WARN = "warn"  # to the person: it will be closed
    EXPIRE = "expire"  # it is closed


#: Alerts of one strand, the mildest first: a later one makes the earlier ones superfluous.
STRANDS: tuple[tuple[Alert, ...], ...] = (
    (Alert.RESPONSE_SOON, Alert.RESPONSE_OVERDUE, Alert.RESPONSE_LATE),
    (Alert.HALF, Alert.SOON, Alert.OVERDUE, Alert.LATE),
    (Alert.UNCLAIMED, Alert.UNCLAIMED_LONG),
    (Alert.IDLE, Alert.IDLE_LONG),
    (Alert.ASK_AGAIN, Alert.WARN, Alert.EXPIRE),
)
TO_PERSON = frozenset({Alert.ASK_AGAIN, Alert.WARN, Alert.EXPIRE})
TO_SUPERVISORS = frozenset({Alert.RESPONSE_LATE, Alert.LATE, Alert.UNCLAIMED_LONG, Alert.IDLE_LONG})


@dataclass(frozen=True)
class Patience:
    """After how many working days something is said; 0: never.

    Between the warning and the closing the person always has `expire - warn` working days.
    """

    unclaimed: int = 1
    unclaimed_long: int = 3
    idle: int = 3
    idle_long: int = 5
    ask_again: int = 3
    warn: int = 7
    expire: int = 10


@dataclass(frozen=True)
class OfficeTime:
    """The time of an office: its calendar, its patience, and whether it has stated its hours."""

    working: WorkingTime
    patience: Patience = Patience()
    is_stated: bool = False

    def with_changes(self, changes: Sequence[Exceptional]) -> OfficeTime:
        """Give the same with closures and extra working days."""
        return replace(self, working=self.working.with_changes(changes))


@dataclass(frozen=True)
class Planned:
    """An alert, the key under which it is sent once, and the earliest moment for it."""

    alert: Alert
    key: str
    at: datetime


def plan(
    course: Course,
    promise: Promise | None,
    working: WorkingTime,
    patience: Patience,
    sent: Mapping[str, datetime],
) -> list[Planned]:
    """Give the alerts that are still to come while nothing else happens, the first one first.

    `sent` are the keys sent already, and when. A calendar without working time plans nothing.
    """
    if not course.is_open:
        return []
    found: Iterable[Planned | None]
    if course.is_with_person:
        found = _of_waiting(course, working, patience, sent)
    elif course.stands_since is not None:  # a receipt that nobody looks at is a forgotten case
        found = _of_work(course, working, patience)
    else:
        found = [*_of_work(course, working, patience), *_of_promise(course, promise, working)]
    waiting = [one for one in found if one is not None and one.key not in sent]
    return sorted(waiting, key=lambda one: one.at)


def to_send(planned: list[Planned], now: datetime) -> list[Planned]:
    """Give what is to be said now: of each strand the last alert that is due.

    All that is due counts as sent with it.
    """
    due = [one for one in planned if one.at <= now]
    said = []
    for strand in STRANDS:
        here = [one for one in due if one.alert in strand]
        if here:
            said.append(max(here, key=lambda one: (strand.index(one.alert), one.at)))
    return said


def _of_promise(
    course: Course, promise: Promise | None, working: WorkingTime
) -> Iterator[Planned | None]:
    if promise is None:
        return
    if promise.response is not None and course.responded_at is None:
        due = course.due(working, promise.response)
        names = (Alert.RESPONSE_SOON, Alert.RESPONSE_OVERDUE, Alert.RESPONSE_LATE)
        yield from _of_due(course, due, working, names)
    if promise.resolution is not None:
        due = course.due(working, promise.resolution)
        yield from _of_due(course, due, working, (Alert.SOON, Alert.OVERDUE, Alert.LATE))
        yield _half_way(course, promise.resolution, due, working)


def _of_due(
    course: Course, due: Due | None, working: WorkingTime, names: tuple[Alert, Alert, Alert]
) -> Iterator[Planned | None]:
    """A working day before the due day, when it is overdue, and a working day after that."""
    if due is None:
        return
    soon, overdue, late = names
    day_before = working.add_days(due.day, -1)
    if day_before is not None and day_before > working.day_of(course.began):
        yield _planned(soon, _moment(due.at), working.opening(day_before), working)
    yield _planned(overdue, _moment(due.at), due.at, working)
    first = working.opens_at(due.at)
    day_after = working.add_days(working.day_of(first), 1) if first else None
    if day_after is not None:
        yield _planned(late, _moment(due.at), working.opening(day_after), working)


def _half_way(
    course: Course, amount: Amount, due: Due | None, working: WorkingTime
) -> Planned | None:
    """When half is over, unless "a day before" comes at the same time or earlier."""
    half = course.due(working, amount.half) if amount.half else None
    if half is None or due is None:
        return None
    at = working.opens_at(half.at)
    day_before = working.add_days(due.day, -1)
    if at is None or (day_before is not None and working.day_of(at) >= day_before):
        return None
    return _planned(Alert.HALF, str(course.cycle), at, working)


def _of_work(course: Course, working: WorkingTime, patience: Patience) -> Iterator[Planned | None]:
    if course.free_since is not None:
        for alert, days in (
            (Alert.UNCLAIMED, patience.unclaimed),
            (Alert.UNCLAIMED_LONG, patience.unclaimed_long),
        ):
            yield _after(alert, course.free_since, days, working)
    elif course.idle_since is not None:
        for alert, days in ((Alert.IDLE, patience.idle), (Alert.IDLE_LONG, patience.idle_long)):
            yield _after(alert, course.idle_since, days, working)


def _of_waiting(
    course: Course, working: WorkingTime, patience: Patience, sent: Mapping[str, datetime]
) -> Iterator[Planned | None]:
    """The warning always comes first, and leaves the time it speaks of."""
    since = course.asked_at or course.stands_since
    if since is None:
        return
    warned = sent.get(_key(Alert.WARN, _moment(since)))
    if warned is None:
        yield _after(Alert.ASK_AGAIN, since, patience.ask_again, working)
        yield _after(Alert.WARN, since, patience.warn, working)
        return
    at = closes_at(warned, working, patience)
    if at is not None:
        yield _planned(Alert.EXPIRE, _moment(since), at.at, working)


def closes_at(warned: datetime, working: WorkingTime, patience: Patience) -> Due | None:
    """Give the last day on which a person who was warned at a moment can still answer."""
    days = patience.expire - patience.warn
    if patience.expire <= 0 or days <= 0:
        return None
    last = working.add_days(working.day_of(warned), days)
    return None if last is None else Due(working.end_of(last), last)


def _after(alert: Alert, since: datetime, days: int, working: WorkingTime) -> Planned | None:
    """Plan an alert for the first working moment after so many working days."""
    last = working.add_days(working.day_of(since), days) if days > 0 else None
    if last is None:
        return None
    return _planned(alert, _moment(since), working.end_of(last), working)


def _planned(alert: Alert, about: str, at: datetime | None, working: WorkingTime) -> Planned | None:
    at = working.opens_at(at) if at is not None else None
    return None if at is None else Planned(alert, _key(alert, about), at)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"


def _key(alert: Alert, about: str) -> str:
    return f"{alert}:{about}"
