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


@pytest.mark.parametrize(
    ("period", "parts", "fa", "en", "ar"),
    [
        ((1405, 1405), {}, "سال ۱۴۰۵", "1405 (2026–27)", "سنة ١٤٠٥ (٢٠٢٦–٢٧)"),
        (
            (1395, 1402),
            {},
            "سال‌های ۱۳۹۵ تا ۱۴۰۲",
            "1395–1402 (2016–2024)",
            "السنوات ١٣٩٥–١٤٠٢ (٢٠١٦–٢٠٢٤)",
        ),
        ((1404, 1404), {"season": 1}, "بهار ۱۴۰۴", "spring 1404 (2025)", "ربيع ١٤٠٤ (٢٠٢٥)"),
        ((1404, 1404), {"season": 4}, "زمستان ۱۴۰۴", "winter 1404 (2026)", "شتاء ١٤٠٤ (٢٠٢٦)"),
        ((1404, 1404), {"month": 5}, "مرداد ۱۴۰۴", "Mordad 1404 (2025)", "مرداد ١٤٠٤ (٢٠٢٥)"),
        ((1404, 1404), {"month": 11}, "بهمن ۱۴۰۴", "Bahman 1404 (2026)", "بهمن ١٤٠٤ (٢٠٢٦)"),
        ((1378, 1378), {}, "سال ۱۳۷۸", "1378 (1999–00)", "سنة ١٣٧٨ (١٩٩٩–٠٠)"),
    ],
)
def test_a_period_is_shown_with_the_years_its_readers_know(
    period: tuple[int, int], parts: dict[str, int], fa: str, en: str, ar: str
) -> None:
    """Persian in words; English and Arabic with the Gregorian years beside the Jalali ones."""
    shown = [dates.show_period(*period, language, **parts) for language in ("fa", "en", "ar")]
    assert shown == [fa, en, ar]
