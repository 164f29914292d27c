"""The fields of time: days before and after today, periods of Jalali years."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers.forms.events import Done, Typed
from handlers.forms.field import Problem, Reading, Setting
from handlers.forms.fields import Date, Period
from handlers.i18n.translator import Translators

TODAY = date(2026, 11, 20)
LOADED = Translators.load(ZoneInfo("Asia/Tehran"))


def day(**options: Any) -> Date:
    """A field for a day."""
    return Date(name="day", label="Day", prompt="When?", **options)


PERIOD = Period(name="period", label="Years", prompt="Which?")


def value(field: Date | Period, typed: str) -> object:
    """What is read from a text; None when it is refused."""
    found = field.read(Typed(typed), {}, Setting(TODAY))
    return found.value if isinstance(found, Reading) else None


def test_a_day_is_kept_as_iso_text() -> None:
    """Whatever the spelling and the calendar."""
    assert value(day(), "۲۹ آبان ۱۴۰۵") == "2026-11-20"
    assert value(day(), "سلام") is None


def test_a_wish_may_not_be_in_the_past_and_a_story_not_in_the_future() -> None:
    """Today is good for both."""
    assert value(day(is_future=True), "دیروز") is None
    assert value(day(is_past=True), "فردا") is None
    assert value(day(is_future=True), "امروز") == value(day(is_past=True), "امروز") == "2026-11-20"
    assert value(day(years=5), "1420/1/1") is None


def test_a_day_that_has_passed_meanwhile_is_found_at_submission() -> None:
    """A draft may lie for a week; the wish is checked again on the day it is sent."""
    field = day(is_future=True)
    assert field.check("2026-11-20", {}, TODAY) is None
    problem = field.check("2026-11-20", {}, TODAY + timedelta(days=1))
    assert isinstance(problem, Problem)


def test_the_problem_shows_an_example_that_would_be_read() -> None:
    """The example in the answer is today's date, in the digits of the language."""
    problem = day().read(Typed("x"), {}, Setting(TODAY))
    assert isinstance(problem, Problem)
    assert "1405/08/29" in problem.text(LOADED.for_("en"))
    assert value(day(), "1405/08/29") == "2026-11-20"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1400-1390", [1390, 1400]), ("۱۴۰۰", [1400, 1400]), ("1405", [1405, 1405])],
)
def test_years_are_kept_in_order(typed: str, kept: list[int]) -> None:
    """One year is both ends; the wrong order is put right."""
    assert value(PERIOD, typed) == kept


@pytest.mark.parametrize("typed", ["1406", "1400 تا 1410", "1250", "x"])
def test_years_to_come_and_years_too_early_are_refused(typed: str) -> None:
    """Nobody has figures for them."""
    assert value(PERIOD, typed) is None


def test_the_refused_year_is_named() -> None:
    """The person reads which year was meant and how far it goes."""
    problem = PERIOD.read(Typed("1400-1410"), {}, Setting(TODAY))
    assert isinstance(problem, Problem)
    assert problem.values == {"year": 1410, "last": 1405}
    assert isinstance(PERIOD.read(Done(), {}, Setting(TODAY)), Problem)


def test_years_are_shown_in_the_digits_of_the_language() -> None:
    """One year alone, or from-to."""
    assert PERIOD.show([1400, 1400], LOADED.for_("fa")) == "۱۴۰۰"
    assert PERIOD.show([1390, 1400], LOADED.for_("en")) == "1390 to 1400"


@pytest.mark.parametrize("broken", [None, 5, "1400", [1400], [1400, 1390], ["a", "b"], [1, 2]])
def test_only_two_years_in_order_are_a_period(broken: object) -> None:
    """What an older form may have left is not taken for a period."""
    assert not PERIOD.holds(broken)
    assert not day().holds(broken)
