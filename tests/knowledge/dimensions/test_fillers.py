"""What is left of a question without its indicator and its dimensions."""

from __future__ import annotations

import pytest

from knowledge.dimensions.reader import Reader
from knowledge.jalali import Day

LEFT = [
    ("نرخ بیکاری شهرستان شاهرود", ()),
    ("نرخ بیکاری روستای حسن‌آباد چنده؟", ()),
    ("آخرین نرخ بیکاری زنان از ۹۵ تا ۱۴۰۲ لطفا", ()),
    ("unemployment rate of Qom city in 2019", ()),
    ("معدل البطالة في قضاء شاهرود", ()),
    ("رشد جمعیت شاهرود", ("رشد",)),
    ("جمعیت آلمان", ("المان",)),
    ("بیمه بیکاری", ("بیمه",)),
]


@pytest.mark.parametrize(("question", "left"), LEFT)
def test_only_other_subjects_are_left(
    reader: Reader, today: Day, question: str, left: tuple[str, ...]
) -> None:
    """Nothing, where a question names an indicator, its dimensions and no more."""
    assert reader.left(question, reader.read(question, today)) == left


def test_words_are_left_as_the_search_read_them(reader: Reader, today: Day) -> None:
    """Finglish that was corrected is no other subject."""
    question, corrections = "nerkhe bikari qom", [("nerkhe", "نرخ"), ("bikari", "بیکاری")]
    asked = reader.read(question, today, corrections)
    assert reader.left(question, asked, corrections) == ()
    assert reader.left(question, reader.read(question, today)) == ("bikari",)


@pytest.mark.parametrize(
    ("question", "core"),
    [
        ("نرخ بیکاری شهرستان شاهرود", "نرخ بیکاری استان"),
        ("نرخ بیکاری از سال ۹۵ تا ۱۴۰۲", "نرخ بیکاری استان"),
        ("نرخ بیکاری در مرداد ماه ۱۴۰۴", "نرخ بیکاری استان"),
        ("نرخ بیکاری در پنج سال اخیر", "نرخ بیکاری استان"),
        ("unemployment rate of Qom city in 2019", "unemployment rate province"),
        ("تعداد پزشکان شاهرود در سال ۱۴۰۴", "تعداد پزشکان"),
        ("سالنامه ۱۴۰۵", "سالنامه"),
        ("نرخ بیکاری شهرستان‌ها", None),
        ("نرخ بیکاری", None),
    ],
)
def test_the_core_has_neither_period_nor_place(
    reader: Reader, today: Day, question: str, core: str | None
) -> None:
    """The province stands for them beside an indicator; a level alone stays."""
    assert reader.core(question, today) == core
