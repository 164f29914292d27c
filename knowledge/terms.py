"""A question as the search sees it: terms with the stems they may stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.places import Named


@dataclass(frozen=True)
class Term:
    """One typed word: what it may stand for, with the belief in each, and its class weight.

    `words` are whole words, `stems` their stems and those of words that mean the same.
    """

    word: str
    stems: dict[str, float]
    factor: float
    words: dict[str, float]


@dataclass(frozen=True)
class Reading:
    """The whole question, read.

    `typed` is its one spelling, `normalised` the same after keyboards and languages are turned to
    ours, `corrections` are words taken for others: (typed, read).
    """

    terms: tuple[Term, ...]
    places: Named
    corrections: tuple[tuple[str, str], ...]
    normalised: str
    typed: str


def merge(terms: Iterable[Term]) -> Mapping[str, float]:
    """The strongest belief in each stem over several terms."""
    merged: dict[str, float] = {}
    for term in terms:
        for stem, belief in term.stems.items():
            merged[stem] = max(merged.get(stem, 0.0), belief)
    return merged
