"""Periods of reports: what people mean, where a period begins and ends, what it is called."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.i18n import calendars
from handlers.i18n.translator import Translators
from handlers.reports import periods
from handlers.reports.periods import Span

TEHRAN = ZoneInfo("Asia/Tehran")
#: 29 Aban 1405, a Friday.
TODAY = date(2026, 11, 20)
DAYS = st.dates(min_value=date(2001, 1, 1), max_value=date(2099, 12, 31))


@pytest.fixture(scope="module")
def translators() -> Translators:
    """All languages."""
    return Translators.load(TEHRAN)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "m-1405-08"),
        ("week", "w-1405-08-23"),
        ("هفته", "w-1405-08-23"),
        ("هفتهٔ گذشته", "w-1405-08-16"),
        ("month", "m-1405-08"),
        ("ماه", "m-1405-08"),
        ("ماه قبل", "m-1405-07"),
        ("last month", "m-1405-07"),
        ("الشهر الماضي", "m-1405-07"),
        ("مهر", "m-1405-07"),
        ("ماه مهر", "m-1405-07"),
        ("آذر", "m-1404-09"),
        ("مهر ۱۴۰۴", "m-1404-07"),
        ("مهر ماه سال ۱۴۰۴", "m-1404-07"),
        ("Mehr 1404", "m-1404-07"),
        ("۱۴۰۵/۰۷", "m-1405-07"),
        ("1405-7", "m-1405-07"),
        ("فصل", "s-1405-03"),
        ("پاییز", "s-1405-03"),
        ("زمستان", "s-1404-04"),
        ("زمستان ۱۴۰۳", "s-1403-04"),
        ("فصل تابستان", "s-1405-02"),
        ("year", "y-1405"),
        ("سالانه", "y-1405"),
        ("۱۴۰۴", "y-1404"),
        ("سال ۱۴۰۴", "y-1404"),
        ("سال گذشته", "y-1404"),
        ("پارسال", "y-1404"),
        ("السنة الماضية", "y-1404"),
        ("هذا الأسبوع", "w-1405-08-23"),
    ],
)
def test_what_supervisors_type_is_understood(words: str, code: str) -> None:
    """Spans, "the last one", names of months and seasons, years, in three languages."""
    found = periods.read(words, TODAY)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("words", ["گزارشکی", "1405/13", "مهر مهر", "week 3", "۱۴۰۵/۰۰"])
def test_what_is_no_period_is_not_guessed(words: str) -> None:
    """None, so that the one who asked can be told how to write it."""
    assert periods.read(words, TODAY) is None


@pytest.mark.parametrize("code", ["", "m-1405-13", "w-1405-08-24", "s-1405-05", "y-140", "x-1405"])
def test_forged_codes_are_no_periods(code: str) -> None:
    """A week that does not begin on a Saturday, a month that does not exist."""
    assert periods.from_code(code) is None


@given(day=DAYS, span=st.sampled_from(Span))
def test_every_day_is_in_one_period_of_each_span(day: date, span: Span) -> None:
    """It holds the day; its neighbours begin and end beside it; its code gives it back."""
    period = periods.of(span, day)
    assert period.first <= day <= period.last
    assert periods.from_code(period.code) == period
    assert period.previous.last + timedelta(days=1) == period.first
    assert period.previous.next == period
    assert {periods.of(span, one) for one in period.days()} == {period}


@given(day=DAYS, span=st.sampled_from(Span))
def test_the_parts_of_a_period_are_the_whole_of_it(day: date, span: Span) -> None:
    """One after the other, nothing missing, nothing twice, and few enough to draw."""
    period = periods.of(span, day)
    parts = period.parts()
    assert [one for part in parts for one in part.days()] == list(period.days())
    assert 3 <= len(parts) <= 12


def test_a_week_begins_on_saturday_and_a_year_at_nowruz() -> None:
    """As everybody in Iran counts."""
    week, year = periods.of(Span.WEEK, TODAY), periods.of(Span.YEAR, TODAY)
    assert (week.first.strftime("%a"), week.last.strftime("%a")) == ("Sat", "Fri")
    assert calendars.to_jalali(year.first) == (1405, 1, 1)
    assert calendars.to_jalali(year.last)[:2] == (1405, 12)
    start, end = week.bounds(TEHRAN)
    assert (start.isoformat(), end.isoformat()) == (
        "2026-11-14T00:00:00+03:30",
        "2026-11-21T00:00:00+03:30",
    )


def test_periods_are_named_in_the_words_of_the_reader(translators: Translators) -> None:
    """Jalali in every language, with the Gregorian year beside it outside of Persian."""
    fa, en, ar = (translators.for_(one) for one in ("fa", "en", "ar"))
    month, week = periods.of(Span.MONTH, TODAY), periods.of(Span.WEEK, TODAY)
    assert periods.title(month, fa) == "آبان ۱۴۰۵"
    assert periods.title(month, en) == "Aban 1405 (2026)"
    assert periods.title(periods.of(Span.YEAR, TODAY), fa) == "سال ۱۴۰۵"
    assert periods.title(periods.of(Span.SEASON, TODAY), ar) == "خريف ١٤٠٥ (٢٠٢٦)"
    assert "شنبه ۲۳ آبان ۱۴۰۵" in periods.title(week, fa)
    assert [periods.short(one, fa) for one in month.parts()][:2] == ["۱ آبان", "۲ تا ۸"]
    assert periods.short(week.parts()[0], fa) == "۲۳ آبان"
