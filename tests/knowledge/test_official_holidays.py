"""The official holidays: which, how they are called, which may still move."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowledge.official_holidays import OfficialHolidays


@pytest.fixture(scope="module")
def holidays() -> OfficialHolidays:
    """The list of the library."""
    return OfficialHolidays()


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 3, 21),  # Nowruz 1405
        date(2026, 3, 24),
        date(2026, 4, 1),  # 12 Farvardin
        date(2026, 4, 2),
        date(2026, 6, 4),  # 14 Khordad
        date(2026, 6, 25),  # Ashura
        date(2027, 2, 11),  # 22 Bahman
        date(2027, 3, 20),  # 29 Esfand
    ],
)
def test_the_holidays_of_1405(holidays: OfficialHolidays, day: date) -> None:
    """Solar and lunar ones are there."""
    assert day in holidays


def test_ordinary_days_are_none(holidays: OfficialHolidays) -> None:
    """Neither a Saturday nor a Friday, which is a matter of the week; nor what is no day."""
    assert date(2026, 11, 21) not in holidays
    assert date(2026, 11, 20) not in holidays
    assert "2026-03-21" not in holidays
    assert date(1700, 1, 1) not in holidays


def test_the_months_without_a_holiday_in_1405(holidays: OfficialHolidays) -> None:
    """Ordibehesht, Mehr and Azar of 1405 have none."""
    for first in (date(2026, 4, 21), date(2026, 9, 23), date(2026, 11, 22)):
        month = [first + timedelta(days=n) for n in range(30)]
        assert [day for day in month if day in holidays] == []


def test_lunar_holidays_ahead_are_estimated(holidays: OfficialHolidays) -> None:
    """Eid al-Fitr of 1405 may move; Nowruz may not. The mark is no part of the name."""
    eid, nowruz = date(2027, 3, 10), date(2027, 3, 21)
    assert holidays.is_estimated(eid)
    assert not holidays.is_estimated(nowruz)
    assert holidays.name(eid, "fa") == "عید سعید فطر"
    assert holidays.name(eid, "en") == "Eid al-Fitr"
    assert holidays.name(eid, "ar") == "عید سعید فطر"
    assert holidays.name(date(2026, 11, 21), "en") is None


def test_this_year_and_the_next_are_filled(holidays: OfficialHolidays) -> None:
    """1404 to 1406 each have at least the twenty-five days that the law knows."""
    for year in (2025, 2026, 2027):
        first = date(year, 3, 21)
        assert sum(first + timedelta(days=n) in holidays for n in range(365)) >= 25
