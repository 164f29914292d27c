"""Phrases are found in questions: the longest first."""

from __future__ import annotations

from knowledge import stemming, text
from knowledge.dimensions.phrasebook import PhraseBook, Spotted, book

BOOK = PhraseBook([("جمعیت", "people"), ("جمعیت فعال", "workers"), ("نقطه به نقطه", "point")])


def _found(words: str) -> list[Spotted[str]]:
    return BOOK.spot(text.tokens(words))


def test_the_longest_phrase_wins() -> None:
    """«جمعیت فعال» is not «جمعیت»."""
    assert _found("آمار جمعیت فعال و جمعیت") == [(1, 3, "workers"), (4, 5, "people")]


def test_a_phrase_written_as_one_word_is_found() -> None:
    """With spaces, ZWNJ or glued."""
    assert _found("تورم نقطه‌به‌نقطه") == [(1, 2, "point")]
    assert _found("تورم نقطه به نقطه") == [(1, 4, "point")]


def test_words_are_compared_as_they_are_spelt_for_it() -> None:
    """With stems, endings make no difference."""
    stems = PhraseBook([("بیکار", 1)], stemming.stem)
    assert stems.spot(["بیکاران"]) == [(0, 1, 1)]
    assert PhraseBook([("بیکار", 1)]).spot(["بیکاران"]) == []


def test_one_position_can_be_asked() -> None:
    """Only what begins there is found, and nothing beyond the end."""
    tokens = text.tokens("آمار جمعیت فعال")
    assert BOOK.at(tokens, 1) == (1, 3, "workers")
    assert BOOK.at(tokens, 0) is None
    assert BOOK.at(tokens, 9) is None


def test_groups_become_a_book() -> None:
    """Every phrase means the name of its group; an empty book finds nothing."""
    assert book({1: ["یک", "one"]}).spot(["one"]) == [(0, 1, 1)]
    assert book({}).spot(["one"]) == []
