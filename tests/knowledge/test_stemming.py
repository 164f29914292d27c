"""Forms of a word have one stem, different words have two."""

from __future__ import annotations

import pytest

from knowledge import text
from knowledge.stemming import stem, without_article

FAMILIES = [
    "سالنامه سالنامه‌ها سالنامه‌های سالنامه‌ای",
    "شکایت شکایات شکایت‌ها شکایت‌هایم",
    "پیشنهاد پیشنهادات پیشنهادها پیشنهادهای",
    "دستگاه دستگاه‌ها دستگاه‌های دستگاهی",
    "شهروند شهروندان شهروندی",
    "فرستاد بفرستم می‌فرستم فرستادن می‌فرستند",
    "گرفت بگیرم می‌گیرد گرفتن نمی‌گیرند",
    "جدول جداول جدول‌ها جدول‌هایی",
    "مدرک مدارک",
    "گیرنده گیرندگان",
    "محرمانه محرمانگی",
    "بیکار بیکاری بیکاران",
    "نمونه نمونه‌ای نمونه‌ها",
    "census census",
    "complaint complaints",
    "survey surveys surveying surveyed",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_one_stem(family: str) -> None:
    """All forms of a word are cut to the same stem."""
    assert len({stem(text.tokens(word)[0]) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("رایگان", "رایانه"), ("سازمان", "سازه"), ("استان", "است"), ("زمان", "زمین"), ("درمان", "در")],
)
def test_different_words_have_different_stems(one: str, other: str) -> None:
    """An ending that belongs to the word stays."""
    assert stem(one) != stem(other)


def test_digits_stay() -> None:
    """A number is no word."""
    assert stem("1405") == "1405"


@pytest.mark.parametrize(
    ("word", "rest"), [("التضخم", "تضخم"), ("والسکان", "سکان"), ("آمار", None)]
)
def test_the_arabic_article_is_cut(word: str, rest: str | None) -> None:
    """ال and what is glued before it are known; other words have none."""
    assert without_article(word) == rest
