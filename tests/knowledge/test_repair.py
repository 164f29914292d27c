"""What a word nobody wrote here may have meant."""

from __future__ import annotations

import pytest

from knowledge import text, vocabulary, weights
from knowledge.repair import Repair
from knowledge.word_files import Words

CONTENT = (
    "نرخ بیکاری استان. سالنامهٔ آماری رایگان است. شکایت و پیشنهاد. شاخص قیمت مصرف‌کننده. "
    "جمعیت و خانوار تهران. برنامه‌ریزی."
)


@pytest.fixture(scope="module")
def repair() -> Repair:
    """A repair over one small text."""
    classes = weights.classes(Words(stop=("است", "را", "در"), common=("چقدر", "می‌خواهم")))
    return Repair(vocabulary.learn([(text.words(CONTENT), False)], classes, ()))


PERSIAN = [
    ("رایگانه", ("رایگان",)),
    ("شکایتمون", ("شکایت",)),
    ("تهرون", ("تهران",)),
    ("جمعییت", ("جمعیت",)),
    ("جمیعت", ("جمعیت",)),
    ("سالنانه", ("سالنامه",)),
    ("شکایط", ("شکایت",)),
    ("نرخبیکاری", ("نرخ", "بیکاری")),
    ("سالنامهاماریرایگاناست", ("سالنامه", "اماری", "رایگان", "است")),
    ("میخاهم", ("میخواهم",)),
]


@pytest.mark.parametrize(("typed", "read"), PERSIAN)
def test_an_unknown_persian_word_is_read(repair: Repair, typed: str, read: tuple[str, ...]) -> None:
    """Spoken endings, slips of the finger, glued words, misspelt everyday words."""
    readings = repair.persian(text.normalise(typed))
    assert readings[0].words == read
    assert 0 < readings[0].belief < 1


@pytest.mark.parametrize(
    ("typed", "read"),
    [("bikari", "بیکاری"), ("salname", "سالنامه"), ("gheymat", "قیمت"), ("khanevar", "خانوار")],
)
def test_finglish_is_read(repair: Repair, typed: str, read: str) -> None:
    """A Latin word is read as the Persian one it sounds like."""
    assert repair.finglish(typed)[0].words == (read,)


@pytest.mark.parametrize("typed", ["دلار", "زرافه", "هلیکوپتر"])
def test_a_far_word_is_left_alone(repair: Repair, typed: str) -> None:
    """No reading is better than a wild one."""
    assert repair.persian(typed) == []


def test_known_words_need_no_repair(repair: Repair) -> None:
    """The content, in any form, and the word lists are known."""
    assert all(repair.is_known(word) for word in ("بیکاری", "بیکاران", "چقدر", "در"))
    assert not repair.is_known("دلار")
