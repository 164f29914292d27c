"""Properties of digits and dates: what is shown reads back, and nothing breaks a reader."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from handlers.i18n import dates, numbers

LANGUAGES = st.sampled_from(["fa", "en", "ar"])
DAYS = st.dates(date(1930, 1, 1), date(2090, 12, 31))
TODAY = date(2026, 11, 20)


@given(st.integers(-(10**15), 10**15), LANGUAGES)
def test_a_shown_number_reads_back(value: int, language: str) -> None:
    """Digits and separators of every language are understood again."""
    assert numbers.read_int(numbers.number(value, language)) == value
    assert numbers.read_int(numbers.to_language(str(value), language)) == value


@given(st.decimals(-1000000, 1000000, places=2), LANGUAGES)
def test_a_shown_fraction_keeps_its_value(value: Decimal, language: str) -> None:
    """Two places are shown; taking the separators back gives the number."""
    shown = numbers.to_latin(numbers.number(value, language))
    plain = shown.replace("٬", "").replace(",", "").replace("٫", ".").replace("−", "-")
    assert Decimal(plain) == value


@given(st.text(), LANGUAGES)
def test_changing_digits_changes_nothing_else(text: str, language: str) -> None:
    """The length stays, and Latin digits come back."""
    changed = numbers.to_language(text, language)
    assert len(changed) == len(text)
    assert numbers.to_latin(changed) == numbers.to_latin(text)
    assert numbers.to_latin(numbers.to_latin(text)) == numbers.to_latin(text)


@given(DAYS, LANGUAGES)
def test_every_spelling_of_a_day_reads_back(day: date, language: str) -> None:
    """Jalali in either order, with names, ISO: all give the day again."""
    year, month, day_of_month = dates.jalali(day)
    spellings = [
        f"{year}/{month}/{day_of_month}",
        f"{day_of_month:02}-{month:02}-{year}",
        f"{year}{month:02}{day_of_month:02}",
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        dates.show_short(day, language),
    ]
    for spelling in spellings:
        assert dates.read_date(numbers.to_language(spelling, language), TODAY) == day, spelling


@given(DAYS)
def test_a_day_written_out_in_persian_reads_back(day: date) -> None:
    """What the bot shows can be sent to it."""
    assert dates.read_date(dates.show_date(day, "fa"), TODAY) == day


@given(DAYS, LANGUAGES)
def test_a_day_written_out_in_another_language_reads_back_without_its_jalali(
    day: date, language: str
) -> None:
    """The Gregorian part of the English and Arabic forms."""
    assert dates.read_date(dates.show_date(day, language).split("(")[0], TODAY) == day


@given(st.integers(1300, 1450), st.integers(1300, 1450), LANGUAGES)
def test_a_period_reads_back_in_order(first: int, last: int, language: str) -> None:
    """Whichever end was written first."""
    typed = numbers.to_language(f"{first} - {last}", language)
    assert dates.read_period(typed, TODAY) == (min(first, last), max(first, last))


@given(st.text(max_size=120) | st.from_regex(r"[۰-۹0-9/\-. تاآبانو]{1,40}", fullmatch=True))
def test_no_text_breaks_a_reader(text: str) -> None:
    """Whatever is typed: a value or None, never an error, and only what can exist."""
    day = dates.read_date(text, TODAY)
    assert day is None or isinstance(day, date)
    period = dates.read_period(text, TODAY)
    assert period is None or period[0] <= period[1]
    dates.read_year(text)
    numbers.read_int(text)
