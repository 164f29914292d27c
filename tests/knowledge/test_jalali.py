"""Days, months and seasons of the Jalali calendar."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge import jalali


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 20), (1405, 8, 29)),
        (date(2026, 3, 20), (1404, 12, 29)),
        (date(2026, 3, 21), (1405, 1, 1)),
        (date(2025, 3, 20), (1403, 12, 30)),
    ],
)
def test_a_day_is_found_in_the_other_calendar(day: date, expected: tuple[int, int, int]) -> None:
    """The year begins at Nowruz."""
    assert jalali.of(day) == expected


def test_seasons_have_three_months() -> None:
    """Spring is months 1-3, winter 10-12."""
    assert [jalali.season_of(month) for month in range(1, 13)] == [1] * 3 + [2] * 3 + [3] * 3 + [
        4
    ] * 3


def test_months_can_be_counted_over_the_end_of_a_year() -> None:
    """The month after Esfand is Farvardin, and back."""
    esfand = jalali.Day(1404, 12, 1)
    assert jalali.year_and_month(esfand.months) == (1404, 12)
    assert jalali.year_and_month(esfand.months + 1) == (1405, 1)
