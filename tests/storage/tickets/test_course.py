"""The course of a clock, read from events; promises counted along it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from storage.tickets import course, promises
from storage.tickets.promises import Amount, Promise, Unit
from storage.tickets.states import Action, Status
from tests.calendars import WORKING, at

SATURDAY, SUNDAY, MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in range(21, 26))
TEN_DAYS = Amount(10, Unit.DAYS)


@dataclass(frozen=True)
class Event:
    """What is read of an event."""

    at: datetime
    action: Action
    before: Status | None
    after: Status


OPENED = Event(at(SATURDAY, "09:00"), Action.OPEN, None, Status.NEW)


def asked(day: date, clock: str = "10:00") -> Event:
    """The office asks back."""
    return Event(at(day, clock), Action.ASK_BACK, Status.IN_REVIEW, Status.WAITING_PERSON)


def clarified(day: date, clock: str = "10:00") -> Event:
    """The person answers."""
    return Event(at(day, clock), Action.PERSON_WRITES, Status.WAITING_PERSON, Status.IN_REVIEW)


def test_ten_working_days_from_a_saturday() -> None:
    """Day 0 is the Saturday: due at the end of Saturday two weeks later, four days not counted."""
    due = course.of([OPENED]).due(WORKING, TEN_DAYS)
    assert due is not None
    assert due.day == date(2026, 12, 5)
    assert due.at == at(date(2026, 12, 6), "00:00")
    assert (due.closed, due.waited) == (4, 0)


def test_the_first_clarification_begins_anew() -> None:
    """Its day is day 0, whatever had been used up before; a second one only ends a pause."""
    first = course.of([OPENED, asked(MONDAY), clarified(WEDNESDAY)])
    assert (first.began, first.cycle, first.pauses) == (at(WEDNESDAY, "10:00"), 1, ())
    later = [asked(date(2026, 11, 28)), clarified(date(2026, 12, 1))]
    second = course.of([OPENED, asked(MONDAY), clarified(WEDNESDAY), *later])
    assert (second.began, second.cycle, len(second.pauses)) == (first.began, 1, 1)
    due = second.due(WORKING, TEN_DAYS)
    assert due is not None
    assert due.waited == 3
    assert due.day == date(2026, 12, 14)


def test_the_clock_stands_while_the_person_is_asked() -> None:
    """It stands since the question, not since a second one, which only moves the asking."""
    again = Event(at(TUESDAY, "11:00"), Action.ANSWER, Status.WAITING_PERSON, Status.WAITING_PERSON)
    found = course.of([OPENED, asked(MONDAY), again])
    assert (found.stands_since, found.asked_at) == (at(MONDAY, "10:00"), at(TUESDAY, "11:00"))


def test_going_on_without_an_answer_is_a_pause() -> None:
    """The office prepares the data although the person said nothing."""
    goes_on = Event(at(TUESDAY, "10:00"), Action.PREPARE, Status.WAITING_PERSON, Status.PREPARING)
    found = course.of([OPENED, asked(SUNDAY), goes_on])
    assert found.pauses == ((at(SUNDAY, "10:00"), at(TUESDAY, "10:00")),)
    assert found.began == OPENED.at


def test_reopening_begins_anew() -> None:
    """A disputed answer starts the clock again, and the first word is awaited again."""
    closed = Event(at(MONDAY, "10:00"), Action.CLOSE_FULL, Status.NEW, Status.ANSWERED_FULL)
    disputed = Event(at(TUESDAY, "10:00"), Action.DISPUTE, Status.ANSWERED_FULL, Status.REOPENED)
    assert not course.of([OPENED, closed]).is_open
    found = course.of([OPENED, closed, disputed])
    assert (found.began, found.cycle, found.responded_at) == (at(TUESDAY, "10:00"), 1, None)
    assert found.free_since == at(TUESDAY, "10:00")


def test_the_first_word_of_the_office_counts_once() -> None:
    """Taking is no word to the person; asking back is one."""
    taken = Event(at(SATURDAY, "10:00"), Action.TAKE, Status.NEW, Status.IN_REVIEW)
    assert course.of([OPENED, taken]).responded_at is None
    assert course.of([OPENED, taken]).free_since is None
    words = Event(at(TUESDAY, "10:00"), Action.ANSWER, Status.IN_REVIEW, Status.IN_REVIEW)
    assert course.of([OPENED, taken, asked(SUNDAY), words]).responded_at == at(SUNDAY, "10:00")


def test_a_word_that_was_taken_back_was_never_said() -> None:
    """After the only answer was taken back, the first word is awaited again."""
    answer = Event(at(SUNDAY, "10:00"), Action.ANSWER, Status.NEW, Status.IN_REVIEW)
    back = Event(at(SUNDAY, "10:05"), Action.RETRACT, Status.IN_REVIEW, Status.IN_REVIEW)
    again = Event(at(MONDAY, "10:00"), Action.ANSWER, Status.IN_REVIEW, Status.IN_REVIEW)
    assert course.of([OPENED, answer, back]).responded_at is None
    assert course.of([OPENED, answer, again, back]).responded_at == at(SUNDAY, "10:00")
    assert course.of([OPENED, answer, back, again]).responded_at == at(MONDAY, "10:00")


def test_a_look_at_the_person_is_no_work() -> None:
    """Revealing an identity does not make a forgotten case less forgotten; a note does."""
    taken = Event(at(SATURDAY, "10:00"), Action.TAKE, Status.NEW, Status.IN_REVIEW)
    look = Event(at(MONDAY, "10:00"), Action.REVEAL, Status.IN_REVIEW, Status.IN_REVIEW)
    note = Event(at(MONDAY, "10:00"), Action.NOTE, Status.IN_REVIEW, Status.IN_REVIEW)
    assert course.of([OPENED, taken, look]).idle_since == at(SATURDAY, "10:00")
    assert course.of([OPENED, taken, note]).idle_since == at(MONDAY, "10:00")


def test_hours_are_counted_in_hours() -> None:
    """Eight working hours from 13:00: one today, the others on the next two days."""
    opened = Event(at(SATURDAY, "13:00"), Action.OPEN, None, Status.NEW)
    due = course.of([opened]).due(WORKING, Amount(8, Unit.HOURS))
    assert due is not None
    assert due.at == at(MONDAY, "08:00")


def test_overdue_stays_as_overdue_as_it_was() -> None:
    """Two days late when the person is asked, two days late when they answer a second time."""
    one_day = Amount(1, Unit.DAYS)
    pause = ((at(TUESDAY, "10:00"), at(date(2026, 11, 29), "10:00")),)
    due = promises.count(WORKING, OPENED.at, one_day, pause)
    assert due is not None
    assert WORKING.count_days(due.day, date(2026, 11, 29)) == WORKING.count_days(SUNDAY, TUESDAY)


def test_a_promise_is_kept_as_it_was() -> None:
    """What a row keeps is what was promised; nothing kept is no promise."""
    promise = Promise(Amount(4, Unit.HOURS), TEN_DAYS, is_shown=True)
    assert promises.from_json(promise.as_json()) == promise
    assert promises.from_json(Promise(None, TEN_DAYS).as_json()) == Promise(None, TEN_DAYS)
    assert promises.from_json(None) is None


def test_a_ticket_without_events_is_none() -> None:
    """Opening is always there."""
    with pytest.raises(ValueError, match="events"):
        course.of([])
