"""Working time by example; what always holds is in tests/properties/test_clock.py."""

from datetime import date, datetime, timedelta

import pytest

from storage.tickets.clock import SOME_HOURS, Exceptional, Week, WorkingTime
from tests.calendars import CLOSED, NEVER, TEHRAN, USUAL, WORKING, at

FRIDAY, SATURDAY, WEDNESDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 25)


def test_the_day_of_the_beginning_is_day_zero() -> None:
    """What begins on Saturday and takes one working day is due on Sunday."""
    assert WORKING.add_days(SATURDAY, 1) == date(2026, 11, 22)
    assert WORKING.add_days(SATURDAY, 0) == SATURDAY


def test_the_weekend_is_not_counted() -> None:
    """From Wednesday the next working day is Saturday, and Thursday to Saturday are one day."""
    assert WORKING.add_days(WEDNESDAY, 1) == date(2026, 11, 28)
    assert WORKING.count_days(WEDNESDAY, date(2026, 11, 28)) == 1
    assert WORKING.add_days(date(2026, 11, 28), -1) == WEDNESDAY


def test_a_holiday_is_not_counted() -> None:
    """A holiday on a Sunday makes Monday the next working day."""
    holidays = frozenset({date(2026, 11, 22)})
    working = WorkingTime(TEHRAN, WORKING.weeks, holidays)
    assert working.add_days(SATURDAY, 1) == date(2026, 11, 23)


def test_an_office_that_works_on_thursday_counts_it() -> None:
    """Thursday differs by province; it is the office's week that says so."""
    days = (USUAL, USUAL, USUAL, ((480, 720),), CLOSED, USUAL, USUAL)
    working = WorkingTime(TEHRAN, (Week(date(2020, 1, 1), days),))
    assert working.add_days(WEDNESDAY, 1) == date(2026, 11, 26)


def test_a_week_holds_from_its_day_on() -> None:
    """Winter hours begin on the first of Mehr and leave the days before alone."""
    winter = ((8 * 60, 15 * 60),)
    weeks = (
        Week(date(2026, 3, 21), (USUAL,) * 7),
        Week(date(2026, 9, 23), (winter,) * 7),
    )
    working = WorkingTime(TEHRAN, weeks)
    assert working.hours(date(2026, 9, 22)) == USUAL
    assert working.hours(date(2026, 9, 23)) == winter
    assert working.hours(date(2025, 1, 1)) == USUAL


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        (at(SATURDAY, "09:00"), at(SATURDAY, "09:00")),
        (at(SATURDAY, "07:00"), at(SATURDAY, "07:30")),
        (at(SATURDAY, "14:00"), at(date(2026, 11, 22), "07:30")),
        (at(WEDNESDAY, "20:00"), at(date(2026, 11, 28), "07:30")),
        (at(FRIDAY, "11:30"), at(SATURDAY, "07:30")),
    ],
)
def test_when_the_office_is_back(moment: datetime, opening: datetime) -> None:
    """During hours now, else the next opening; the closing minute is closed."""
    assert WORKING.opens_at(moment) == opening


def test_hours_skip_the_break_and_the_night() -> None:
    """Eight working hours from Saturday noon with a break end on Sunday."""
    day = ((8 * 60, 12 * 60), (13 * 60, 15 * 60))
    working = WorkingTime(TEHRAN, (Week(date(2020, 1, 1), (day,) * 7),))
    due = working.add(at(SATURDAY, "11:00"), timedelta(hours=8))
    assert due == at(date(2026, 11, 22), "14:00")
    assert working.elapsed(at(SATURDAY, "11:00"), at(date(2026, 11, 22), "14:00")) == timedelta(
        hours=8
    )


def test_a_closure_for_some_hours_leaves_the_rest() -> None:
    """Power is cut from eleven: the office closes early, and the day is still a working day."""
    early = Exceptional(SATURDAY, SATURDAY, is_working=False, hours=((11 * 60, 24 * 60),))
    working = WORKING.with_changes([early])
    assert working.hours(SATURDAY) == ((7 * 60 + 30, 11 * 60),)
    assert working.is_working_day(SATURDAY)
    assert working.opens_at(at(SATURDAY, "12:00")) == at(date(2026, 11, 22), "07:30")


def test_an_extra_day_has_the_hours_of_an_ordinary_one() -> None:
    """A Thursday worked extra has no hours of its own in the week."""
    thursday = date(2026, 11, 26)
    working = WORKING.with_changes([Exceptional(thursday, thursday, is_working=True)])
    assert working.hours(thursday) == USUAL
    assert (
        NEVER.with_changes([Exceptional(thursday, thursday, is_working=True)]).hours(thursday)
        == SOME_HOURS
    )


def test_the_later_change_wins() -> None:
    """A closure that is corrected by an extra working day is none."""
    week = Exceptional(SATURDAY, WEDNESDAY, is_working=False)
    monday = date(2026, 11, 23)
    working = WORKING.with_changes([week, Exceptional(monday, monday, is_working=True)])
    assert [working.is_working_day(SATURDAY + timedelta(days=n)) for n in range(5)] == [
        False,
        False,
        True,
        False,
        False,
    ]


def test_a_week_has_seven_days() -> None:
    """A week of another length is a mistake in the code."""
    with pytest.raises(ValueError, match="seven"):
        Week(SATURDAY, (USUAL,) * 6)
