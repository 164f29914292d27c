"""The course of a ticket's clock, read from what happened to it. Pure.

The clock begins with the opening, and anew with each reopening, each objection and the first
clarification; it stands while the office waits for the person, or looks at a receipt. The log of
events is the one source, so that a change of the calendar counts everything again from the same
facts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from storage.tickets.clock import WorkingTime
from storage.tickets.promises import Amount, Due, count
from storage.tickets.states import (
    OPEN_STATUSES,
    STANDING,
    UNHELD_STATUSES,
    WAITING,
    Action,
    Status,
)


class Mark(Protocol):
    """What is read of an event."""

    @property
    def at(self) -> datetime: ...  # noqa: D102 - the fields of an event
    @property
    def action(self) -> Action: ...  # noqa: D102
    @property
    def before(self) -> Status | None: ...  # noqa: D102
    @property
    def after(self) -> Status: ...  # noqa: D102


#: The first word of the office to the person.
RESPONSES = frozenset(
    {
        Action.ANSWER,
        Action.ASK_BACK,
        Action.REFUSE,
        Action.CLOSE_FULL,
        Action.CLOSE_PARTLY,
        Action.CLOSE_NOT_HELD,
        Action.CLOSE_DUPLICATE,
        Action.QUOTE,
        Action.REJECT_PAYMENT,
        Action.UPHOLD,
        Action.GRANT,
    }
)
#: An ended ticket is the office's again.
_BEGINNINGS = frozenset({Status.REOPENED, Status.OBJECTED})
#: What the person does while the office waits; the waiting begins anew with it.
_SIGNS_OF_LIFE = frozenset({Action.PERSON_WRITES, Action.ACCEPT_COST})
#: Looking who somebody is brings a case no further.
_NO_WORK = frozenset({Action.REVEAL})


@dataclass(frozen=True)
class Course:
    """Where the clock of a ticket is.

    `cycle` counts its beginnings. `stands_since` is set while the clock stands; `is_with_person`
    tells that the office waits for the person then, and `asked_at` since which word. `said` are the
    words of the office that still stand.
    `idle_since` is the last time anything was done, `free_since` the time since when nobody has
    the ticket.
    """

    began: datetime
    cycle: int = 0
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    stands_since: datetime | None = None
    asked_at: datetime | None = None
    is_with_person: bool = False
    said: tuple[datetime, ...] = ()
    is_clarified: bool = False
    idle_since: datetime | None = None
    free_since: datetime | None = None
    is_open: bool = True

    @property
    def responded_at(self) -> datetime | None:
        """Give the time of the first word to the person that still stands."""
        return self.said[0] if self.said else None

    def due(self, working: WorkingTime, amount: Amount) -> Due | None:
        """Give when an amount is due, as things stand; None without working time."""
        return count(working, self.began, amount, self.pauses)


def of(marks: Iterable[Mark]) -> Course:
    """Give the course that the events of a ticket tell; the first is its opening.

    Raises ValueError when there are none.
    """
    course: Course | None = None
    for mark in marks:
        course = Course(mark.at) if course is None else _next(course, mark)
        course = replace(
            course,
            idle_since=course.idle_since if mark.action in _NO_WORK else mark.at,
            free_since=(course.free_since or mark.at) if _is_free(mark) else None,
            is_open=mark.after in OPEN_STATUSES,
            is_with_person=mark.after in WAITING,
        )
    if course is None:
        raise ValueError("a ticket without events")
    return course


def _is_free(mark: Mark) -> bool:
    return mark.after in UNHELD_STATUSES


def _next(course: Course, mark: Mark) -> Course:
    if mark.after in _BEGINNINGS and mark.before not in OPEN_STATUSES:
        return Course(mark.at, course.cycle + 1)
    if course.stands_since is not None and mark.after not in STANDING:
        course = _go_on(course, mark)
    if course.stands_since is None and mark.after in STANDING:
        course = replace(course, stands_since=mark.at)
    if mark.after in WAITING and mark.action in RESPONSES | _SIGNS_OF_LIFE:
        course = replace(course, asked_at=mark.at)
    if mark.action in RESPONSES:
        course = replace(course, said=(*course.said, mark.at))
    if mark.action is Action.RETRACT:
        course = replace(course, said=course.said[:-1])
    return course


def _go_on(course: Course, mark: Mark) -> Course:
    """The waiting has ended: by the first clarification, which begins anew, or otherwise."""
    stood = course.stands_since or mark.at
    course = replace(course, stands_since=None, asked_at=None)
    if mark.action is Action.PERSON_WRITES and not course.is_clarified:
        return replace(course, began=mark.at, cycle=course.cycle + 1, pauses=(), is_clarified=True)
    return replace(course, pauses=(*course.pauses, (stood, mark.at)))
