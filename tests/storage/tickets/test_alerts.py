"""What is said as time passes: when, once, and in working time only."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from storage.tickets import alerts, course
from storage.tickets.alerts import Alert, Patience, Planned
from storage.tickets.course import Course
from storage.tickets.promises import Amount, Promise, Unit
from storage.tickets.states import Action, Status
from tests.calendars import NEVER, WORKING, at
from tests.storage.tickets.test_course import MONDAY, SATURDAY, SUNDAY, Event, asked

TEN_DAYS = Promise(Amount(2, Unit.DAYS), Amount(10, Unit.DAYS))
OPENED = Event(at(SATURDAY, "09:00"), Action.OPEN, None, Status.NEW)
TAKEN = Event(at(SATURDAY, "10:00"), Action.TAKE, Status.NEW, Status.IN_REVIEW)
ANSWERED = Event(at(SATURDAY, "11:00"), Action.ANSWER, Status.IN_REVIEW, Status.IN_REVIEW)
NONE_SENT: dict[str, datetime] = {}


def plan(
    found: Course,
    promise: Promise | None = None,
    sent: dict[str, datetime] | None = None,
) -> dict[Alert, datetime]:
    """When each alert is planned."""
    planned = alerts.plan(found, promise, WORKING, Patience(), sent or {})
    return {one.alert: one.at for one in planned}


def test_the_alerts_of_a_promise() -> None:
    """Half way, a day before, overdue, and a working day later to the supervisors."""
    found = plan(course.of([OPENED, TAKEN, ANSWERED]), TEN_DAYS)
    assert found[Alert.HALF] == at(date(2026, 11, 29), "07:30")  # day 5 is Saturday the 28th
    assert found[Alert.SOON] == at(date(2026, 12, 2), "07:30")
    assert found[Alert.OVERDUE] == at(date(2026, 12, 6), "07:30")
    assert found[Alert.LATE] == at(date(2026, 12, 7), "07:30")
    assert Alert.RESPONSE_OVERDUE not in found


def test_the_first_word_has_alerts_of_its_own() -> None:
    """Until the office has written, and not after."""
    found = plan(course.of([OPENED, TAKEN]), TEN_DAYS)
    assert found[Alert.RESPONSE_SOON] == at(SUNDAY, "07:30")
    assert found[Alert.RESPONSE_OVERDUE] == at(date(2026, 11, 24), "07:30")


def test_a_short_promise_is_not_announced_on_its_first_day() -> None:
    """One working day: no half, no day before; only overdue."""
    one_day = Promise(None, Amount(1, Unit.DAYS))
    found = plan(course.of([OPENED, TAKEN, ANSWERED]), one_day)
    assert Alert.HALF not in found
    assert Alert.SOON not in found
    assert found[Alert.OVERDUE] == at(MONDAY, "07:30")


def test_nobody_has_it() -> None:
    """Not taken for a whole working day: brought up; for three, to the supervisors."""
    found = plan(course.of([OPENED]))
    assert found == {
        Alert.UNCLAIMED: at(MONDAY, "07:30"),
        Alert.UNCLAIMED_LONG: at(date(2026, 11, 25), "07:30"),
    }


def test_somebody_has_it_and_nothing_happens() -> None:
    """Three working days without any act."""
    found = plan(course.of([OPENED, TAKEN, ANSWERED]))
    assert found == {
        Alert.IDLE: at(date(2026, 11, 25), "07:30"),
        Alert.IDLE_LONG: at(date(2026, 11, 29), "07:30"),
    }


def test_while_the_person_is_awaited_only_the_person_is_reminded() -> None:
    """No deadline runs; the person is reminded, then warned, and is not closed unwarned."""
    found = plan(course.of([OPENED, asked(SATURDAY)]), TEN_DAYS)
    assert found == {
        Alert.ASK_AGAIN: at(date(2026, 11, 25), "07:30"),
        Alert.WARN: at(date(2026, 12, 1), "07:30"),
    }


def test_closing_leaves_the_time_the_warning_spoke_of() -> None:
    """Warned late, because the program was down, the person still has three working days."""
    standing = course.of([OPENED, asked(SATURDAY)])
    warn = next(
        one
        for one in alerts.plan(standing, None, WORKING, Patience(), NONE_SENT)
        if one.alert is Alert.WARN
    )
    warned = at(date(2026, 12, 20), "08:00")
    assert plan(standing, None, {warn.key: warned}) == {
        Alert.EXPIRE: at(date(2026, 12, 26), "07:30")
    }


def test_of_one_strand_only_the_last_is_said() -> None:
    """After a week of downtime the overdue alert stands for the day before and for half."""
    found = course.of([OPENED, TAKEN, ANSWERED])
    planned = alerts.plan(found, TEN_DAYS, WORKING, Patience(idle=0, idle_long=0), NONE_SENT)
    said = alerts.to_send(planned, at(date(2026, 12, 6), "08:00"))
    assert [one.alert for one in said] == [Alert.OVERDUE]


def test_what_was_sent_is_not_planned_again() -> None:
    """The key is the memory."""
    found = course.of([OPENED, TAKEN, ANSWERED])
    planned = alerts.plan(found, TEN_DAYS, WORKING, Patience(), NONE_SENT)
    sent = {one.key: one.at for one in planned}
    assert alerts.plan(found, TEN_DAYS, WORKING, Patience(), sent) == []


def test_a_new_due_day_is_a_new_matter() -> None:
    """Clarified after the alerts: the new day has alerts of its own."""
    before = course.of([OPENED, TAKEN, ANSWERED])
    sent = {
        one.key: one.at for one in alerts.plan(before, TEN_DAYS, WORKING, Patience(), NONE_SENT)
    }
    clarified = Event(
        at(MONDAY, "10:00"), Action.PERSON_WRITES, Status.WAITING_PERSON, Status.IN_REVIEW
    )
    after = course.of([OPENED, TAKEN, ANSWERED, asked(SUNDAY), clarified])
    assert {Alert.HALF, Alert.SOON, Alert.OVERDUE} <= plan(after, TEN_DAYS, sent).keys()


def test_every_alert_is_in_one_strand_and_falls_into_working_time() -> None:
    """No alert is forgotten, and none comes at night."""
    in_strands = [alert for strand in alerts.STRANDS for alert in strand]
    assert sorted(in_strands) == sorted(Alert)
    late = Event(at(SATURDAY, "23:00"), Action.OPEN, None, Status.NEW)
    planned: list[Planned] = alerts.plan(
        course.of([late]), TEN_DAYS, WORKING, Patience(), NONE_SENT
    )
    assert planned
    assert all(WORKING.is_open(one.at) for one in planned)


def test_a_calendar_without_working_days_plans_nothing() -> None:
    """And hangs nothing."""
    for marks in ([OPENED], [OPENED, TAKEN], [OPENED, asked(SATURDAY)]):
        assert alerts.plan(course.of(marks), TEN_DAYS, NEVER, Patience(), NONE_SENT) == []


def test_an_ended_ticket_is_left_alone() -> None:
    """Nothing is said of what is closed."""
    closed = Event(at(MONDAY, "10:00"), Action.CLOSE_FULL, Status.IN_REVIEW, Status.ANSWERED_FULL)
    assert plan(course.of([OPENED, TAKEN, closed]), TEN_DAYS) == {}


def test_no_patience_means_never() -> None:
    """An office that wants no closing gets none, also after a warning."""
    patience = Patience(unclaimed=0, unclaimed_long=0, ask_again=0, warn=0, expire=0)
    assert alerts.plan(course.of([OPENED]), None, WORKING, patience, NONE_SENT) == []
    waiting = course.of([OPENED, asked(SATURDAY)])
    assert alerts.plan(waiting, None, WORKING, patience, NONE_SENT) == []
    warned = at(MONDAY, "08:00")
    assert alerts.closes_at(warned, WORKING, patience) is None
    assert alerts.closes_at(warned, WORKING, Patience()) is not None
    assert timedelta(0) < alerts.closes_at(warned, WORKING, Patience()).at - warned  # type: ignore[union-attr]
