"""What a question is about, so that questions without an answer can be put together. Pure.

A gist has the words of a question as the search reads them, each with what it says: everyday words
say little, what nobody here ever wrote says much. Two questions are alike when most of what they
say is the same; a year is like any other year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

_LEAST_LETTERS = 4
"""Shorter words that nobody knows are compared as they stand."""
_LEAST_ALIKE = 86.0
_MISSPELLED = 0.9
"""How much two unknown words that look alike are the same."""
SAME = 0.65
"""From this likeness on, two questions ask the same."""


@dataclass(frozen=True)
class Word:
    """One word: the stems it may stand for, each with the belief in it, and what it says."""

    typed: str
    stems: Mapping[str, float]
    says: float


@dataclass(frozen=True)
class Gist:
    """A question: its one spelling, its words, and the office or province it names."""

    text: str
    words: tuple[Word, ...]
    place: str | None = None

    @property
    def says(self) -> float:
        """How much it says altogether."""
        return sum(word.says for word in self.words)


def alike(one: Gist, other: Gist) -> float:
    """How alike two questions are, from 0 to 1: the share of what both say that is the same."""
    if one.text == other.text:
        return 1.0
    if one.place != other.place and one.place and other.place:
        return 0.0
    whole = one.says + other.says
    return (_held(one, other) + _held(other, one)) / whole if whole else 0.0


def _held(one: Gist, other: Gist) -> float:
    """How much of what one says the other says, too."""
    return sum(
        word.says * max((_same(word, w) for w in other.words), default=0.0) for word in one.words
    )


def _same(one: Word, other: Word) -> float:
    shared = one.stems.keys() & other.stems.keys()
    if shared:
        return max(min(one.stems[stem], other.stems[stem]) for stem in shared)
    if min(len(one.typed), len(other.typed)) < _LEAST_LETTERS:
        return 0.0
    ratio = fuzz.ratio(one.typed, other.typed, score_cutoff=_LEAST_ALIKE)
    return ratio / 100 * _MISSPELLED


def nearest(gist: Gist, others: Sequence[Gist]) -> tuple[int, float] | None:
    """The place of the most alike one, and how alike it is; None among none."""
    found = [(alike(gist, other), -place) for place, other in enumerate(others)]
    if not found:
        return None
    likeness, place = max(found)
    return -place, likeness
