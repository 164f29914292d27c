"""What can be there today: the yearbook's rule, the lag of a survey, changes of definition."""

from __future__ import annotations

import pytest

from knowledge import coverage
from knowledge.coverage import Break, Coverage
from knowledge.dimensions.values import Period
from knowledge.jalali import Day

TODAY = Day(1405, 8, 29)
NEWEST = [
    (Coverage(latest="yearbook"), "yearly", Period(1404, 1404)),
    (Coverage(lag=0), "monthly", Period(1405, 1405, month=7)),
    (Coverage(lag=1), "monthly", Period(1405, 1405, month=6)),
    (Coverage(lag=3), "quarterly", Period(1405, 1405, season=1)),
    (Coverage(lag=1), "quarterly", Period(1405, 1405, season=2)),
    (Coverage(lag=4), "yearly", Period(1404, 1404)),
    (Coverage(lag=13), "yearly", Period(1403, 1403)),
    (Coverage(lag=24), "yearly", Period(1402, 1402)),
    (Coverage(lag=1), "crop_year", Period(1404, 1405)),
    (Coverage(lag=3), "crop_year", Period(1403, 1404)),
    (Coverage(), "yearly", None),
    (Coverage(lag=3), "periodic", None),
]


@pytest.mark.parametrize(("known", "periodicity", "period"), NEWEST)
def test_the_newest_period_is_computed(
    known: Coverage, periodicity: str, period: Period | None
) -> None:
    """From today's Jalali date: BR-04 for the yearbook, the usual months for a survey (D-11)."""
    assert coverage.newest(known, periodicity, TODAY) == period


def test_the_yearbook_turns_at_nowruz() -> None:
    """On the last day of 1404 its newest data are of 1403, a day later of 1404."""
    rule = Coverage(latest="yearbook")
    assert coverage.newest(rule, "yearly", Day(1404, 12, 29)) == Period(1403, 1403)
    assert coverage.newest(rule, "yearly", Day(1405, 1, 1)) == Period(1404, 1404)


def test_a_quarter_comes_out_when_its_lag_has_passed() -> None:
    """Three months after the end of spring, not a month before."""
    rule = Coverage(lag=3)
    assert coverage.newest(rule, "quarterly", Day(1405, 6, 31)) == Period(1404, 1404, season=4)
    assert coverage.newest(rule, "quarterly", Day(1405, 7, 1)) == Period(1405, 1405, season=1)


@pytest.mark.parametrize(
    ("first", "last", "is_crossed"),
    [(1395, 1399, True), (1397, 1398, True), (1398, 1402, False), (1390, 1397, False)],
)
def test_a_break_stands_between_years(first: int, last: int, is_crossed: bool) -> None:
    """From its own year on the new definition holds."""
    assert Break((1398,), {"fa": "سن کار"}).between(first, last) is is_crossed


def test_a_sample_survey_is_known_as_one() -> None:
    """By what its figures are made from."""
    assert Coverage(made_from="sample").is_sample
    assert not Coverage(made_from="census").is_sample
