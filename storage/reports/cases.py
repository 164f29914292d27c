"""A ticket as a report sees it: how it ended, and how much working time was needed. Pure.

Read from the log of events like everything about time (`storage/tickets/course`), so that a report
of an earlier period says today what it said then, as long as its tickets were not opened again.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from storage.reports.working import Meter
from storage.tickets import course, promises
from storage.tickets.course import RESPONSES, Course, Mark
from storage.tickets.promises import Amount
from storage.tickets.states import OPEN_STATUSES, STANDING, WORKABLE, Action, Kind, Status


@dataclass(frozen=True, slots=True)
class TicketRow:
    """What is read of a ticket; `marks` is what happened to it, in order."""

    id: int
    reference: str
    office: str
    service: str | None
    kind: Kind
    status: Status
    language: str
    is_anonymous: bool
    holder_name: str | None
    subject: str
    fields: Mapping[str, Any]
    verdict: str | None
    rating: int | None
    promise: Mapping[str, Any] | None
    opened_at: datetime
    closed_at: datetime | None
    due_at: datetime | None
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Ending:
    """How the office's work on a ticket ended the last time: the state it came to, by which act."""

    at: datetime
    status: Status
    action: Action


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket with its figures.

    `response` is the working time from the opening to the first word of the office, `resolution`
    that from the opening to the end less what was spent waiting for the person; None while there
    is none, and where the end is not the office's. `kept` tells whether the promised end was kept;
    None where nothing was promised or it cannot be said yet.
    """

    row: TicketRow
    responded_at: datetime | None
    ending: Ending | None
    response: timedelta | None
    resolution: timedelta | None
    response_kept: bool | None
    kept: bool | None
    times_reopened: int


#: Ends that are no work of the office: it neither kept nor broke a promise by them.
NOT_OURS = frozenset({Action.WITHDRAW, Action.EXPIRE, Action.CLOSE_DUPLICATE})


def fold(row: TicketRow, meter: Meter, now: datetime) -> Case:
    """Give the figures of a ticket by the calendar of its office, as things stand now.

    What happened to it is not kept along: a year has many cases.
    """
    responded = next((one.at for one in row.marks if one.action in RESPONSES), None)
    place = _last_end(row.marks)
    ending = None
    if place is not None:
        end = row.marks[place]
        ending = Ending(end.at, end.after, end.action)
    done = row.marks if place is None else row.marks[: place + 1]
    is_ours = ending is not None and ending.action not in NOT_OURS
    return Case(
        row=replace(row, marks=()),
        responded_at=responded,
        ending=ending,
        response=meter.between(row.opened_at, responded) if responded else None,
        resolution=_worked(done, meter) if is_ours else None,
        response_kept=_is_response_kept(row, meter, responded, now),
        kept=_is_kept(row, course.of(done), meter, ending, now) if done else None,
        times_reopened=sum(_opens_again(one) for one in row.marks),
    )


def _last_end(marks: Sequence[Mark]) -> int | None:
    """Where the office's work ended the last time; None while the ticket is open.

    An outcome that was upheld after an objection is the outcome; the review is no work on it.
    """
    if not marks or marks[-1].after in OPEN_STATUSES:
        return None
    ends = (n for n in range(len(marks) - 1, 0, -1) if marks[n].before in WORKABLE)
    return next((n for n in ends if marks[n].after not in OPEN_STATUSES), None)


def _opens_again(mark: Mark) -> bool:
    return mark.before is not None and mark.before not in WORKABLE and mark.after in WORKABLE


def _is_open(mark: Mark) -> bool:
    return mark.after in OPEN_STATUSES


def _worked(marks: Sequence[Mark], meter: Meter) -> timedelta:
    """The working time in which the office had it: open, and its clock not standing."""
    passed = timedelta()
    for one, following in itertools.pairwise(marks):
        if _is_open(one) and one.after not in STANDING:
            passed += meter.between(one.at, following.at)
    return passed


def _amount(row: TicketRow, which: str) -> Amount | None:
    promise = promises.from_json(dict(row.promise) if row.promise else None)
    return getattr(promise, which) if promise else None


def _is_response_kept(
    row: TicketRow, meter: Meter, responded: datetime | None, now: datetime
) -> bool | None:
    """Whether the first word came in time; a ticket that ended without one needed none."""
    amount = _amount(row, "response")
    if amount is None or (responded is None and row.closed_at is not None):
        return None
    due = Course(row.opened_at).due(meter.working, amount)
    return _in_time(responded, due.at if due else None, now)


def _is_kept(
    row: TicketRow, past: Course, meter: Meter, ending: Ending | None, now: datetime
) -> bool | None:
    amount = _amount(row, "resolution")
    is_not_ours = ending is not None and ending.action in NOT_OURS
    if amount is None or past.stands_since is not None or is_not_ours:
        return None
    due = past.due(meter.working, amount)
    return _in_time(ending.at if ending else None, due.at if due else None, now)


def _in_time(done: datetime | None, due: datetime | None, now: datetime) -> bool | None:
    """True and False are final: what is not done and not due yet can still become either."""
    if due is None:
        return None
    if done is None:
        return False if now >= due else None
    return done < due
