"""What supervisors type behind /closure is read as days, hours and a reason."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.staff import closure_typed

TODAY = date(2026, 11, 20)  # Friday, 29 Aban 1405
TOMORROW, AZAR_1 = date(2026, 11, 21), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "first", "last", "reason"),
    [
        ("فردا برودت هوا", TOMORROW, TOMORROW, "برودت هوا"),
        ("تعطیل فردا", TOMORROW, TOMORROW, ""),
        ("امروز", TODAY, TODAY, ""),
        ("۱ تا ۳ آذر آلودگی هوا", AZAR_1, date(2026, 11, 24), "آلودگی هوا"),
        ("از ۱ آذر تا ۳ آذر", AZAR_1, date(2026, 11, 24), ""),
        ("30 آبان تا 2 آذر گرد و غبار", TOMORROW, date(2026, 11, 23), "گرد و غبار"),
        ("1405/09/01 – 1405/09/02 snow", AZAR_1, date(2026, 11, 23), "snow"),
        ("شنبه", TOMORROW, TOMORROW, ""),
        ("روز یکشنبه کمبود گاز", AZAR_1, AZAR_1, "کمبود گاز"),
        ("یک‌شنبه", AZAR_1, AZAR_1, ""),
        ("tomorrow heavy snow", TOMORROW, TOMORROW, "heavy snow"),
        ("22 November dust", AZAR_1, AZAR_1, "dust"),
        ("غدا عاصفة", TOMORROW, TOMORROW, "عاصفة"),
        ("۲ فروردین", date(2027, 3, 22), date(2027, 3, 22), ""),
    ],
)
def test_days_and_reason(text: str, first: date, last: date, reason: str) -> None:
    """A closure of one day or several, with or without a reason."""
    found = closure_typed.read(text, TODAY)
    assert found is not None
    assert (found.what.first, found.what.last, found.reason) == (first, last, reason)
    assert not found.what.is_working
    assert found.what.hours == ()


@pytest.mark.parametrize(
    ("text", "is_working", "hours", "reason"),
    [
        ("فردا از ساعت ۱۱ قطع برق", False, (660, 1440), "قطع برق"),
        ("فردا ساعت ۱۰ تا ۱۲:۳۰ قطع برق", False, (600, 750), "قطع برق"),
        ("فردا تا ساعت ۹ یخبندان", False, (0, 540), "یخبندان"),
        ("tomorrow 10-12 meeting", False, (600, 720), "meeting"),
        ("کاری فردا ۸ تا ۱۲ جبران", True, (480, 720), "جبران"),
        ("work tomorrow from 8 to 12", True, (480, 720), ""),
    ],
)
def test_hours(text: str, is_working: bool, hours: tuple[int, int], reason: str) -> None:
    """Part of a day; the word for work turns the closure into an extra working day."""
    found = closure_typed.read(text, TODAY)
    assert found is not None
    assert (found.what.first, found.what.is_working) == (TOMORROW, is_working)
    assert found.what.hours == (hours,)
    assert found.reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "برودت هوا",
        "۳ آذر تا ۱ آذر",
        "۳۱ آذر",
        "1390/01/01",
        "1410/01/01",
        "۱ آذر تا ۳۰ بهمن",
        "تعطیل",
    ],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    """Days in the wrong order, far away or for months on end are a slip of the pen."""
    assert closure_typed.read(text, TODAY) is None


def test_an_hour_that_is_none_belongs_to_the_reason() -> None:
    """25 o'clock is no hour."""
    found = closure_typed.read("فردا از ساعت ۲۵ چیزی", TODAY)
    assert found is not None
    assert found.what.hours == ()
    assert found.reason == "از ساعت ۲۵ چیزی"
