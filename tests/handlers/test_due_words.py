"""Deadlines in words: days and hours, what did not count, and the three languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from handlers import due_words
from handlers.i18n.translator import Translators
from storage import schema
from storage.tickets.promises import Amount, Promise, Unit
from storage.tickets.states import Status
from storage.tickets.tables import Ticket
from tests.calendars import TEHRAN, at

TRANSLATORS = Translators.load(TEHRAN)
FA = TRANSLATORS.for_("fa")
DAYS = Promise(None, Amount(10, Unit.DAYS), is_shown=True)
DUE = at(date(2026, 12, 6), "00:00")


def a_ticket(promise: Promise | None = DAYS, **over: Any) -> Ticket:
    """A ticket as its row is read."""
    values: dict[str, Any] = {
        "status": Status.NEW,
        "promise": promise.as_json() if promise else None,
        "response_due_at": None,
        "resolution_due_at": DUE,
        "responded_at": None,
        "days_closed": 4,
        "days_waited": 0,
    }
    return schema.build(Ticket, values | over)


def plain(lines: list[str]) -> str:
    """The words without the marks of direction."""
    marks = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f"))
    return "\n".join(lines).translate(marks)


def test_what_is_due_at_midnight_is_due_on_the_day_before() -> None:
    """Overdue begins at midnight; people read the last day in time."""
    assert due_words.last_day(DUE, FA) == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("closed", "waited", "words"),
    [
        (0, 0, "۱۰ روز کاری"),
        (4, 0, "۱۰ روز کاری، ۴ روز تعطیل حساب نشده"),
        (4, 2, "۱۰ روز کاری، ۴ روز تعطیل حساب نشده، ۲ روز انتظار پاسخ حساب نشده"),
        (None, None, "۱۰ روز کاری"),
    ],
)
def test_how_it_was_counted(closed: int | None, waited: int | None, words: str) -> None:
    """Only what was left out is told."""
    ticket = a_ticket(days_closed=closed, days_waited=waited)
    shown = plain(due_words.for_person(ticket, FA))
    assert f"موعد: شنبه ۱۴ آذر ۱۴۰۵ – {words}\n" in shown


def test_hours_are_told_with_the_hour() -> None:
    """Four working hours end at an hour, and closed days say nothing about them."""
    promise = Promise(None, Amount(4, Unit.HOURS), is_shown=True)
    ticket = a_ticket(promise, resolution_due_at=at(date(2026, 11, 22), "11:30"))
    shown = plain(due_words.for_person(ticket, FA))
    assert "موعد: یکشنبه ۱ آذر ۱۴۰۵، ساعت ۱۱:۳۰ – ۴ ساعت کاری\n" in shown


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "يوم عمل واحد"),
        (2, "يوما عمل"),
        (10, "١٠ أيام عمل"),
        (15, "١٥ يوم عمل"),
        (100, "١٠٠ يوم عمل"),
    ],
)
def test_arabic_counts_as_arabic_does(number: int, words: str) -> None:
    """One, two, few, many."""
    amount = Amount(number, Unit.DAYS)
    ticket = a_ticket(days_closed=0)
    assert due_words.count(amount, ticket, TRANSLATORS.for_("ar")) == words


def test_nothing_is_told_where_nothing_was_promised_or_shown() -> None:
    """No promise, an internal one, an ended case, a calendar that gave no date."""
    internal = Promise(None, Amount(10, Unit.DAYS))
    for ticket in (
        a_ticket(None),
        a_ticket(internal),
        a_ticket(status=Status.CLOSED),
        a_ticket(resolution_due_at=None),
    ):
        assert due_words.for_person(ticket, FA) == []
    assert due_words.for_staff(a_ticket(None), FA) == []
    assert due_words.for_staff(a_ticket(resolution_due_at=None), FA) == []
    assert "داخلی" in plain(due_words.for_staff(a_ticket(internal), FA))


def test_what_is_due_first_is_told_in_lists() -> None:
    """The first word until it is said, then the end; nothing where nothing is due."""
    first = at(date(2026, 11, 24), "00:00")
    assert "نخستین پاسخ تا دوشنبه" in plain(due_words.soonest(a_ticket(response_due_at=first), FA))
    said = a_ticket(response_due_at=first, responded_at=first)
    assert plain(due_words.soonest(said, FA)) == "موعد: شنبه ۱۴ آذر ۱۴۰۵"
    assert due_words.soonest(a_ticket(resolution_due_at=None), FA) == []


def test_the_first_word_is_told_until_it_is_said() -> None:
    """After the first answer only the end is left."""
    promise = Promise(Amount(2, Unit.DAYS), Amount(10, Unit.DAYS), is_shown=True)
    first = at(date(2026, 11, 24), "00:00")
    before = a_ticket(promise, response_due_at=first)
    after = a_ticket(promise, response_due_at=first, responded_at=DUE)
    assert "نخستین پاسخ تا: دوشنبه ۲ آذر ۱۴۰۵" in plain(due_words.for_person(before, FA))
    assert "نخستین پاسخ" not in plain(due_words.for_person(after, FA))
