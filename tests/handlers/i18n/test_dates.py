"""Days shown in the calendars of each language, and the Jalali year of a moment."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.i18n import dates

TEHRAN = ZoneInfo("Asia/Tehran")


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fa", "جمعه ۲۹ آبان ۱۴۰۵"),
        ("en", "20 November 2026 (29 Aban 1405)"),
        ("ar", "٢٠ نوفمبر ٢٠٢٦ (٢٩ آبان ١٤٠٥)"),
    ],
)
def test_a_day_is_shown_in_the_calendar_of_its_readers(language: str, shown: str) -> None:
    """Persian: Jalali with the weekday; English and Arabic: Gregorian with the Jalali beside it."""
    assert dates.show_date(date(2026, 11, 20), language) == shown


def test_a_moment_is_shown_in_the_zone_of_the_office() -> None:
    """Half past eight in the evening in London is midnight in Tehran: another day."""
    late = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)
    assert dates.show_datetime(late, "fa", TEHRAN) == "شنبه ۳۰ آبان ۱۴۰۵، ساعت ۰۰:۰۰"
    assert dates.show_datetime(late, "en", TEHRAN).endswith("(30 Aban 1405), 00:00")
    assert dates.show_datetime(late, "ar", ZoneInfo("UTC")).endswith("الساعة ٢٠:٣٠")


def test_the_short_form_is_for_lists() -> None:
    """Digits only."""
    assert dates.show_short(date(2026, 11, 20), "fa") == "۱۴۰۵/۰۸/۲۹"
    assert dates.show_short(date(2026, 11, 20), "en") == "2026-11-20"


def test_the_year_begins_at_nowruz_in_tehran() -> None:
    """20:30 UTC on 20 March 2026 is the first minute of 1405 in Tehran, not yet in London."""
    turn = datetime(2026, 3, 20, 20, 30, tzinfo=UTC)
    assert dates.jalali_year(turn, TEHRAN) == 1405
    assert dates.jalali_year(turn, ZoneInfo("UTC")) == 1404


@pytest.mark.parametrize(
    ("gregorian", "jalali"),
    [
        (date(2016, 4, 11), (1395, 1, 23)),
        (date(2016, 10, 6), (1395, 7, 15)),
        (date(2024, 11, 12), (1403, 8, 22)),
        (date(2025, 8, 31), (1404, 6, 9)),
        (date(2026, 3, 21), (1405, 1, 1)),
        (date(2027, 3, 20), (1405, 12, 29)),
        (date(2017, 3, 20), (1395, 12, 30)),
    ],
)
def test_the_jalali_calendar_agrees_with_known_days(
    gregorian: date, jalali: tuple[int, int, int]
) -> None:
    """Days whose Jalali date is published."""
    assert dates.jalali(gregorian) == jalali
