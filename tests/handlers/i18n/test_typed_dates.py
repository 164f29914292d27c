"""Days, years and periods as people type them."""

from datetime import date

import pytest

from handlers.i18n import dates

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "typed",
    [
        "۱۴۰۵/۸/۲۹", "1405-08-29", "۲۹ آبان ۱۴۰۵", "29 aban 1405", "۲۹/۸/۱۴۰۵", "٢٩/٨/١٤٠٥",
        "05/08/29", "1405.8.29", "۱۴۰۵ ۸ ۲۹", "14050829", "2026-11-20", "20.11.2026", "20/11/2026",
        "11/20/2026", "20 November 2026", "Nov 20, 2026", "20th of november 2026", "٢٠ نوفمبر ٢٠٢٦",
        "جمعه ۲۹ آبان ۱۴۰۵", "مورخ ۲۹ آبان ماه سال ۱۴۰۵", "۲۹ آبان", "۲۹م آبان", "29 نوامبر",
        "امروز", "today", "اليوم", "\u200f۱۴۰۵/۰۸/۲۹\u200f", "1405 آبان 29", "۱۴۰۵و۸و۲۹",
    ],
)  # fmt: skip
def test_one_day_is_read_in_many_spellings(typed: str) -> None:
    """Calendar, order, digits, separators, names and words: all mean the same day."""
    wanted = date(2026, 11, 29) if typed == "29 نوامبر" else TODAY
    assert dates.read_date(typed, TODAY) == wanted


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("94/11/17", date(2016, 2, 6)),
        ("17/02/1398", date(2019, 5, 7)),
        ("8و10و44", date(1965, 12, 29)),
        ("دیروز", date(2026, 11, 19)),
        ("پس‌فردا", date(2026, 11, 22)),
        ("۳۰ اسفند ۱۳۹۵", date(2017, 3, 20)),
        ("1/1/1405", date(2026, 3, 21)),
        ("05/08/10", date(2026, 11, 1)),
    ],
)
def test_other_days(typed: str, day: date) -> None:
    """Two-digit years, either order, words, leap days; of two readings the nearer to today."""
    assert dates.read_date(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "", "آبان", "سلام", "1394-12-30", "1405/13/01", "1405/7/31", "31/02/2026", "25/8/25",
        "29/8", "12", "فردا یا پس‌فردا", "۲۹ آبان یا آذر ۱۴۰۵", "1405/8/29/1", "0/0/0", "999/1/1",
        "1405/8/29 " + "x" * 100, "29 aban 2026", "امروز 5",
    ],
)  # fmt: skip
def test_what_is_no_day_is_not_read_as_one(typed: str) -> None:
    """Days that do not exist, half dates and two-digit years without a rule are not guessed."""
    assert dates.read_date(typed, TODAY) is None


def test_words_and_missing_years_need_to_know_today() -> None:
    """Without today neither «امروز» nor «۲۹ آبان» says a day."""
    assert dates.read_date("امروز") is None
    assert dates.read_date("۲۹ آبان") is None


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("۱۳۹۰ تا ۱۴۰۰", (1390, 1400)), ("1390-1400", (1390, 1400)), ("1400-1390", (1390, 1400)),
        ("از سال ۱۳۹۰ الی ۱۴۰۰", (1390, 1400)), ("سال‌های 90 تا 1400", (1390, 1400)),
        ("from 1390 to 1400", (1390, 1400)), ("1394-95", (1394, 1395)), ("95-1394", (1394, 1395)),
        ("1398-02", (1398, 1402)), ("۱۴۰۳", (1403, 1403)), ("98", (1398, 1398)),
        ("سال ۹۸", (1398, 1398)), ("2015-2020", (1394, 1399)), ("امسال", (1405, 1405)),
        ("پارسال", (1404, 1404)), ("۱۳۹۵ تا امسال", (1395, 1405)), ("۵ سال اخیر", (1400, 1404)),
        ("پنج سال گذشته", (1400, 1404)), ("last 3 years", (1402, 1404)), ("دهه ۹۰", (1390, 1399)),
        ("دههٔ هشتاد", (1380, 1389)), ("1400/01/01 تا 1402/12/29", (1400, 1402)),
        ("من ١٣٩٠ إلى ١٤٠٠", (1390, 1400)),
    ],
)  # fmt: skip
def test_a_period_is_read_in_many_spellings(typed: str, period: tuple[int, int]) -> None:
    """Single years, ranges in either order, shortened ends, words, decades."""
    assert dates.read_period(typed, TODAY) == period


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "همه",
        "1385، 1390، 1395",
        "آبان ۱۴۰۴",
        "1390.5",
        "25",
        "1700",
        "3000",
        "14000",
        "۰ سال اخیر",
    ],
)
def test_what_is_no_period_is_not_read_as_one(typed: str) -> None:
    """A list of years is no period; nothing is guessed."""
    assert dates.read_period(typed, TODAY) is None


def test_a_year_is_a_period_of_one_year() -> None:
    """2019 stands for the Jalali year that begins in it; a range is no year."""
    assert dates.read_year("2019") == 1398
    assert dates.read_year("سال ۱۴۰۰") == 1400
    assert dates.read_year("1390-1395") is None
