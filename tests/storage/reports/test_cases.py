"""A ticket's figures, told from what happened to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from storage.reports import cases
from storage.reports.cases import Case, TicketRow
from storage.reports.working import Meter
from storage.tickets.promises import Amount, Promise, Unit
from storage.tickets.states import OPEN_STATUSES, Action, Kind, Status
from tests.calendars import WORKING, at
from tests.storage.tickets.test_course import (
    MONDAY,
    OPENED,
    SATURDAY,
    SUNDAY,
    TUESDAY,
    WEDNESDAY,
    Event,
    asked,
    clarified,
)

METER = Meter(WORKING)
LATER = at(date(2027, 1, 2), "12:00")
#: A working day of the calendar has six and a half hours.
DAY = timedelta(hours=6, minutes=30)
TWO_DAYS = Promise(Amount(4, Unit.HOURS), Amount(2, Unit.DAYS))


def took(day: date, clock: str = "10:00") -> Event:
    """Somebody takes it."""
    return Event(at(day, clock), Action.TAKE, Status.NEW, Status.IN_REVIEW)


def closed(day: date, clock: str = "10:00", action: Action = Action.CLOSE_FULL) -> Event:
    """The office ends it."""
    after = {
        Action.CLOSE_FULL: Status.ANSWERED_FULL,
        Action.CLOSE_PARTLY: Status.ANSWERED_PARTLY,
        Action.WITHDRAW: Status.WITHDRAWN,
    }[action]
    return Event(at(day, clock), action, Status.IN_REVIEW, after)


def disputed(day: date, clock: str = "10:00") -> Event:
    """The person is not satisfied."""
    return Event(at(day, clock), Action.DISPUTE, Status.ANSWERED_FULL, Status.REOPENED)


def row(*events: Event, promise: Promise | None = None, **over: Any) -> TicketRow:
    """A data request to which this happened."""
    last = events[-1]
    known = TicketRow(
        id=1,
        reference="Q-1405-1",
        office="qom",
        service=None,
        kind=Kind.REQUEST,
        status=last.after,
        language="fa",
        is_anonymous=False,
        holder_name=None,
        subject="جمعیت",
        fields={},
        verdict=None,
        rating=None,
        promise=promise.as_json() if promise else None,
        opened_at=events[0].at,
        closed_at=None if last.after in OPEN_STATUSES else last.at,
        due_at=None,
        marks=events,
    )
    return replace(known, **over)


def folded(*events: Event, promise: Promise | None = None, now: datetime = LATER) -> Case:
    """The figures of such a request."""
    return cases.fold(row(*events, promise=promise), METER, now)


def test_what_was_upheld_ended_when_the_office_said_so() -> None:
    """A review changes neither the outcome nor its time; an objection that is granted does."""
    objected = Event(at(TUESDAY, "10:00"), Action.OBJECT, Status.ANSWERED_FULL, Status.OBJECTED)
    upheld = Event(at(WEDNESDAY, "10:00"), Action.UPHOLD, Status.OBJECTED, Status.UPHELD)
    rated = Event(at(WEDNESDAY, "11:00"), Action.RATE, Status.UPHELD, Status.UPHELD)
    plain = folded(OPENED, closed(SATURDAY))
    case = folded(OPENED, closed(SATURDAY), objected, upheld, rated)
    assert (case.ending, case.resolution) == (plain.ending, plain.resolution)
    assert case.times_reopened == 0
    open_still = folded(OPENED, closed(SATURDAY), objected)
    assert (open_still.ending, open_still.times_reopened) == (None, 0)
    granted = Event(at(WEDNESDAY, "10:00"), Action.GRANT, Status.OBJECTED, Status.REOPENED)
    assert folded(OPENED, closed(SATURDAY), objected, granted).times_reopened == 1


def test_nights_and_weekends_do_not_count() -> None:
    """Opened on Saturday at nine, answered on Sunday at ten: seven and a half hours of work."""
    case = folded(OPENED, closed(SUNDAY))
    assert case.response == case.resolution == timedelta(hours=7, minutes=30)
    assert case.ending is not None
    assert (case.ending.status, case.ending.at) == (Status.ANSWERED_FULL, at(SUNDAY, "10:00"))


def test_waiting_for_the_person_is_no_time_of_the_office() -> None:
    """Asked on Sunday, answered on Tuesday, closed on Wednesday: the two days between are out."""
    case = folded(OPENED, asked(SUNDAY), clarified(TUESDAY), closed(WEDNESDAY))
    assert case.response == timedelta(hours=7, minutes=30)
    assert case.resolution == timedelta(hours=7, minutes=30) + DAY


def test_a_case_opened_again_counts_both_times() -> None:
    """The time between the end and the dispute is not the office's; the last end is the end."""
    again = Event(at(TUESDAY, "11:00"), Action.TAKE, Status.REOPENED, Status.IN_REVIEW)
    case = folded(OPENED, closed(SATURDAY), disputed(TUESDAY), again, closed(TUESDAY, "12:00"))
    assert case.resolution == timedelta(hours=1) + timedelta(hours=2)
    assert case.times_reopened == 1
    assert case.ending is not None
    assert case.ending.at == at(TUESDAY, "12:00")
    still = folded(OPENED, closed(SATURDAY), disputed(TUESDAY))
    assert (still.ending, still.resolution) == (None, None)


def test_the_persons_word_on_an_outcome_is_not_its_end() -> None:
    """A confirmed case ended when the office closed it, answered in part."""
    partly = closed(MONDAY, action=Action.CLOSE_PARTLY)
    confirmed = Event(at(WEDNESDAY, "10:00"), Action.CONFIRM, partly.after, Status.CLOSED)
    case = folded(OPENED, partly, confirmed)
    assert case.ending is not None
    assert (case.ending.at, case.ending.status) == (partly.at, Status.ANSWERED_PARTLY)


def test_a_withdrawn_case_is_no_merit_of_the_office() -> None:
    """No time of resolution, and no deadline kept or broken."""
    case = folded(OPENED, closed(MONDAY, action=Action.WITHDRAW), promise=TWO_DAYS)
    assert (case.response, case.resolution, case.kept, case.response_kept) == (None,) * 4


def test_a_deadline_is_kept_until_the_end_of_its_day() -> None:
    """Two working days from Saturday: Monday at midnight is in time, Tuesday morning is not."""
    assert folded(OPENED, closed(MONDAY, "23:59"), promise=TWO_DAYS).kept is True
    assert folded(OPENED, closed(TUESDAY, "00:01"), promise=TWO_DAYS).kept is False
    clarified_first = (OPENED, asked(SUNDAY), clarified(TUESDAY), closed(WEDNESDAY, "23:00"))
    assert folded(*clarified_first, promise=TWO_DAYS).kept is True


def test_an_open_case_is_late_only_once_it_is() -> None:
    """Before the deadline nothing is said of it; while it waits for the person, never."""
    assert folded(OPENED, promise=TWO_DAYS, now=at(MONDAY, "10:00")).kept is None
    assert folded(OPENED, promise=TWO_DAYS, now=at(TUESDAY, "10:00")).kept is False
    assert folded(OPENED, asked(SUNDAY), promise=TWO_DAYS, now=LATER).kept is None
    assert folded(OPENED, now=LATER).kept is None, "nothing was promised"


def test_the_first_word_has_a_deadline_of_its_own() -> None:
    """Four working hours after nine o'clock: one o'clock."""
    assert folded(OPENED, closed(SATURDAY, "12:59"), promise=TWO_DAYS).response_kept is True
    assert folded(OPENED, closed(SATURDAY, "13:01"), promise=TWO_DAYS).response_kept is False
    assert folded(OPENED, promise=TWO_DAYS, now=at(SATURDAY, "12:00")).response_kept is None
