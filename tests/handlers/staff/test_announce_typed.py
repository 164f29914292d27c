"""What supervisors type behind /notice: kinds, days, words, and what is wrong with it."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.staff import announce_typed
from handlers.staff.announce_typed import LONGEST, Flaw, Typed
from storage.office_notices import NoticeKind

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("word", ["قطعی", "اختلال", "outage", "OUTAGE", "انقطاع"])
def test_the_first_word_is_the_kind(word: str) -> None:
    """In each language."""
    assert announce_typed.read(f"{word} تا ظهر", TODAY) == Typed(NoticeKind.OUTAGE, "تا ظهر")


@pytest.mark.parametrize("day", ["۱ دی ۱۴۰۵", "1405/10/1", "22.12.2026"])
def test_an_end_has_its_day_first(day: str) -> None:
    """In any form of a date; the words follow."""
    typed = announce_typed.read(f"خاتمه {day} با تشخیص رئیس", TODAY)
    assert typed == Typed(NoticeKind.END, "با تشخیص رئیس", ends_on=date(2026, 12, 22))


def test_a_publication_has_its_subject_before_the_mark() -> None:
    """With the Persian mark or the Latin one; links stay as they are."""
    typed = announce_typed.read("انتشار نرخ بیکاری؛ بهار ۱۴۰۵ https://example.org/a;b", TODAY)
    assert typed == Typed(
        NoticeKind.PUBLICATION, "بهار ۱۴۰۵ https://example.org/a;b", subject="نرخ بیکاری"
    )


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("سلام به همه", Flaw.KIND),
        ("قطعی", Flaw.WORDS),
        ("قطعی " + "ا" * (LONGEST + 1), Flaw.LONG),
        ("خاتمه به‌زودی", Flaw.DAY),
        ("خاتمه ۲۹ آبان ۱۴۰۵ تمام", Flaw.PAST),
        ("خاتمه ۱ دی ۱۴۰۵", Flaw.WORDS),
        ("انتشار نرخ بیکاری", Flaw.SUBJECT),
        ("انتشار ؛ بهار", Flaw.SUBJECT),
        ("انتشار نرخ بیکاری ؛", Flaw.WORDS),
    ],
)
def test_what_is_wrong_is_named(text: str, flaw: Flaw) -> None:
    """An end today or before is none: it needs prior notice."""
    assert announce_typed.read(text, TODAY) is flaw


@pytest.mark.parametrize(
    "words", ["تا ۱ دی ۱۴۰۵ تارنما", "until 22.12.2026 the site", "حتى 1405/10/1 قطع"]
)
def test_an_outage_may_have_its_last_day(words: str) -> None:
    """The words stay whole, for people read them; a day that is over is only words."""
    typed = announce_typed.read(f"قطعی {words}", TODAY)
    assert typed == Typed(NoticeKind.OUTAGE, words, ends_on=date(2026, 12, 22))
    assert announce_typed.read(f"قطعی {words}", date(2027, 1, 1)) == Typed(NoticeKind.OUTAGE, words)
