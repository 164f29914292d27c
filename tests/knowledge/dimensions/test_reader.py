"""A question is read once: indicators, breakdowns, and whose answers are wanted."""

from __future__ import annotations

import pytest

from knowledge.dimensions.reader import Reader
from knowledge.dimensions.values import Dimensions, Period
from knowledge.jalali import Day

INDICATORS = [
    ("نرخ بیکاری استان", ("unemployment",)),
    ("بیکارا چند نفرن", ("unemployment",)),
    ("تورمو بگو", ("inflation",)),
    ("unemployment rate", ("unemployment",)),
    ("معدل البطالة", ("unemployment",)),
    ("جمعیت فعال", ("participation",)),
    ("جمعیت", ("population",)),
    ("درآمد خانوار", ("income", "household")),
    ("شاخص قیمت مصرف‌کننده", ("consumer_prices",)),
    ("مدارک را کجا بفرستم", ()),
]
BREAKDOWNS = [
    ("جمعیت به تفکیک جنس و سن", ("sex", "age")),
    ("بیکاری زنان", ("sex",)),
    ("بیکاری جوانان", ("age",)),
    ("نرخ بیکاری روستایی", ("area",)),
    ("هزینهٔ خانوار شهری/روستایی", ("area",)),
    ("تورم ماهانه", ("month",)),
    ("بیکاری فصل به فصل", ("season",)),
    ("population by age and sex", ("sex", "age")),
]


@pytest.mark.parametrize(("question", "indicators"), INDICATORS)
def test_indicators_are_read_in_any_language(
    reader: Reader, today: Day, question: str, indicators: tuple[str, ...]
) -> None:
    """By the indicators of `words.toml`, with all endings."""
    assert reader.read(question, today).indicators == indicators


@pytest.mark.parametrize(("question", "breakdowns"), BREAKDOWNS)
def test_breakdowns_are_read(
    reader: Reader, today: Day, question: str, breakdowns: tuple[str, ...]
) -> None:
    """Always in the same order."""
    assert reader.read(question, today).breakdowns == breakdowns


@pytest.mark.parametrize(
    "question",
    ["ریزداده نیروی کار", "ریز داده‌های خانوار", "دیتای خام پرسشنامه‌ها", "raw data of the survey"],
)
def test_microdata_is_recognised(reader: Reader, today: Day, question: str) -> None:
    """Answers of single persons, whatever they are called."""
    assert reader.read(question, today).is_microdata


def test_the_latest_figure_is_recognised(reader: Reader, today: Day) -> None:
    """«آخرین» asks for no year."""
    asked = reader.read("آخرین نرخ بیکاری", today)
    assert asked.is_latest
    assert asked.period is None


def test_what_the_search_corrected_is_read_corrected(reader: Reader, today: Day) -> None:
    """«شهرسان شاهرود» is a county once the search has read it so."""
    question, corrections = (
        "nerkhe bikari shahresan",
        [("bikari", "بیکاری"), ("shahresan", "شهرستان")],
    )
    assert reader.read(question, today) == Dimensions()
    asked = reader.read(question, today, corrections)
    assert (asked.indicators, asked.level) == (("unemployment",), "county")


def test_everything_is_read_from_one_question(reader: Reader, today: Day) -> None:
    """Indicator, place, level, period and breakdown at once."""
    asked = reader.read("نرخ بیکاری زنان شهرستان دامغان در بهار ۱۴۰۴", today)
    assert asked.indicators == ("unemployment",)
    assert asked.place is not None
    assert asked.place.name_in("en") == "Damghan"
    assert asked.level == "county"
    assert asked.period == Period(1404, 1404, season=1)
    assert asked.breakdowns == ("sex",)
