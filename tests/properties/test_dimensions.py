"""Years and places of a question, whatever digits and spellings are typed."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from knowledge import jalali, loader
from knowledge.dimensions.reader import Reader
from knowledge.dimensions.values import Period

BASE = loader.load()
READER = Reader(BASE.dimension_words, BASE.words, BASE.provinces)
TODAY = jalali.of(date(2026, 11, 20))
SCRIPTS = [
    str.maketrans({}),
    str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
    str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
]
DIGITS = st.sampled_from(SCRIPTS)
YEARS = st.integers(1330, 1420)
BEFORE = st.sampled_from(["سال ", "سال", "سالِ ", "سال‌های ", "year ", "sale ", "سنة "])
AROUND = st.sampled_from(["{}", "نرخ بیکاری {}", "{} چقدر بود؟", "آمار جمعیت در {} لطفا"])
WORDS = st.text(
    alphabet="ابتجدرزسشکلمنوهی ۰۱۲۹1234567890٩-/‌تا سال شهرستان روستای",
    max_size=60,
)


@given(YEARS, DIGITS, AROUND)
def test_a_whole_year_is_read_in_any_digits(year: int, digits: dict[int, int], around: str) -> None:
    """1398, ۱۳۹۸ and ١٣٩٨, wherever they stand."""
    question = around.format(str(year).translate(digits))
    assert READER.read(question, TODAY).period == Period(year, year)


@given(YEARS, DIGITS, BEFORE)
def test_two_digits_after_the_word_are_a_year(
    year: int, digits: dict[int, int], before: str
) -> None:
    """«سال ۹۸» is 1398, «سال ۰۳» is 1403."""
    question = before + f"{year % 100:02}".translate(digits)
    assert READER.read(question, TODAY).period == Period(year, year)


@given(st.integers(1921, 2041), DIGITS)
def test_a_gregorian_year_is_the_jalali_one_that_begins_in_it(
    year: int, digits: dict[int, int]
) -> None:
    """2019 is 1398, in any digits."""
    question = f"unemployment in {str(year).translate(digits)}"
    assert READER.read(question, TODAY).period == Period(year - 621, year - 621)


@given(YEARS, YEARS, DIGITS, st.sampled_from(["از {} تا {}", "{}-{}", "{} و {}", "from {} to {}"]))
def test_a_range_has_its_ends_in_order(
    one: int, other: int, digits: dict[int, int], around: str
) -> None:
    """Ends in the wrong order are swapped."""
    question = around.format(one, other).translate(digits)
    assert READER.read(question, TODAY).period == Period(min(one, other), max(one, other))


@given(WORDS)
def test_whatever_is_typed_a_period_is_sound(question: str) -> None:
    """Nothing raises; the first year is not after the last; a part is of one year."""
    asked = READER.read(question, TODAY)
    if asked.period is not None:
        assert 1200 < asked.period.first <= asked.period.last < 1600
        if asked.period.season or asked.period.month:
            assert asked.period.is_one_year
    assert asked.place is None or asked.place.level == asked.level


@given(WORDS, DIGITS)
def test_digits_make_no_difference(question: str, digits: dict[int, int]) -> None:
    """A question in other digits asks for the same."""
    latin = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
    plain = question.translate(latin)
    assert READER.read(plain.translate(digits), TODAY).period == READER.read(plain, TODAY).period
