"""The one spelling: pairs that must compare equal, and pairs that must not."""

from __future__ import annotations

import pytest

from knowledge import text

SAME = [
    ("آمار", "امار"),
    ("برنامه‌ریزی", "برنامهریزی"),
    ("برنامه‌ریزی", "برنامه ریزی"),
    ("سازمان مدیریت و برنامه‌ریزی", "سازمان مديريت و برنامه ريزي"),
    ("سالنامهٔ آماری", "سالنامه‌ی آماری"),
    ("سالنامهٔ آماری", "سالنامه ی اماري"),
    ("سالنامۀ آماری", "سالنامه آمارى"),
    ("سالنامه", "سال‌نامه"),
    ("سالنامه", "سال نامه"),
    ("هزینه‌ها و پرداخت‌ها", "هزینه ها و پرداخت ها"),
    ("هزینه‌ها", "هزینهها"),
    ("می‌خواهم", "می خواهم"),
    ("می‌خواهم", "میخواهم"),
    ("نمی‌شود", "نمی شود"),
    ("کسب‌وکار", "کسب و کار"),
    ("کسب‌وکار", "کسبوکار"),
    ("حمل‌ونقل", "حمل و نقل"),
    ("آب‌وهوا", "آب و هوا"),
    ("جست‌وجو", "جستجو"),
    ("اطلاع‌رسانی", "اطلاع رسانی"),
    ("آمارگیری", "آمار گیری"),
    ("سرشماری", "سر شماری"),
    ("خدمت‌گیرنده", "خدمت گیرنده"),
    ("نظرسنجی", "نظر سنجی"),
    ("بین‌المللی", "بین المللی"),
    ("مسئول", "مسوول"),
    ("مسئول", "مسول"),
    ("مؤسسه", "موسسه"),
    ("هیئت", "هیأت"),
    ("تأمین", "تامین"),
    ("جزئی", "جزیی"),
    ("قرآن", "قران"),
    ("شکایة", "شکایه"),
    ("كتاب عربي", "کتاب عربی"),
    ("ﺁﻣﺎﺭ", "آمار"),
    ("سـالنـامه", "سالنامه"),
    ("تَوَرُّم", "تورم"),
    ("۱۴۰۵", "1405"),
    ("١٤٠٥", "۱۴۰۵"),
    ("۲۴ساعته", "24 ساعته"),
    ("سلاااااام", "سلام"),
    ("قیمت؟!", "قیمت"),
    ("«سالنامه»، آمار", "سالنامه آمار"),
    ("سالنامه\u200f آماری", "سالنامه آماری"),
    ("سالنامه\u00a0آماری", "سالنامه آماری"),
    ("\ufeffسالنامه", "سالنامه"),
    ("خانه ام", "خانه‌ام"),
    ("بزرگ تر", "بزرگ‌تر"),
    ("Yearbook", "yearbook"),
    ("Qom's office", "qoms office"),
]

DIFFERENT = [
    ("بیکاری", "تورم"),
    ("سالنامه", "سالانه"),
    ("آمار ایران", "آمارگیران"),
    ("ما می‌خواهیم", "ما نمی‌خواهیم"),
    ("۱۴۰۴", "۱۴۰۵"),
    ("کرمان", "کرمانشاه"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_writings_of_the_same_words_are_equal(one: str, other: str) -> None:
    """Letters, digits, joints, marks and spaces that mean the same make no difference."""
    assert text.normalise(one) == text.normalise(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_words_stay_different(one: str, other: str) -> None:
    """The one spelling never makes one word of two."""
    assert text.normalise(one) != text.normalise(other)


def test_parts_of_a_compound_are_known() -> None:
    """A compound remembers what it was joined from, without its endings."""
    (word,) = text.words("برنامه‌ریزی‌ها")
    assert word.text == "برنامهریزیها"
    assert word.parts == ("برنامه", "ریزی")


def test_an_ending_is_no_part() -> None:
    """«هزینه‌ها» has one part: the word itself."""
    assert text.words("هزینه‌ها")[0].parts == ("هزینه",)


@pytest.mark.parametrize("nothing", ["", "   ", "؟!…", "👍", "\u200c\u200f"])
def test_signs_alone_are_no_words(nothing: str) -> None:
    """Punctuation, emoji and marks hold no words."""
    assert text.tokens(nothing) == []
