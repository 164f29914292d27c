"""What is named by name: indicators, works, other offices. One never answers for another.

«نرخ بیکاری» is not answered by «نرخ تورم», nor «تلفن استانداری» by our telephone, however much else
is alike. And what is asked for: who wants a figure is not served by a definition, nor who wants
something of his own («دهک من») by statistics.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.articles import STATISTICS
from knowledge.engine.documents import Kind, Unit
from knowledge.phrases import Phrases
from knowledge.terms import Reading, Term

_SUITS = (
    ("figure", "table"),
    ("figure", "definition"),
    ("figure", "chapter"),
    ("figure", "survey"),
    ("meaning", "definition"),
    ("meaning", "table"),
)
"""What is asked for, and a kind of article: how well they suit each other is learned."""
FEATURES = (
    "other_indicator",
    "no_indicator",
    "other_work",
    "other_body",
    "own",
    *(f"{want}_{kind}" for want, kind in _SUITS),
    "mine_statistics",
    "mine_service",
)


@dataclass(frozen=True)
class Names:
    """The indicators, works (yearbook, census), other offices named, and what is asked for."""

    indicators: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    wants: frozenset[str] = frozenset()


NONE = Names()
_LEAST = 3
"""A noun has so many letters before its ending."""


def names(phrases: Phrases, contents: Iterable[Sequence[str]]) -> Names:
    """The names in some texts, each given as its stems."""
    found: dict[str, set[str]] = {}
    for stems in contents:
        for kind, name in phrases.named(stems):
            found.setdefault(kind, set()).add(name)
    return Names(**{kind: frozenset(of) for kind, of in found.items()}) if found else NONE


def asked(phrases: Phrases, reading: Reading) -> Names:
    """The names in a question."""
    found = names(phrases, [[max(one.stems, key=one.stems.__getitem__) for one in reading.terms]])
    if any(map(_is_mine, reading.terms)):
        return replace(found, wants=found.wants | {"mine"})
    return found


def _is_mine(term: Term) -> bool:
    """Whether it is a noun with the ending of the first person: «درآمدم»."""
    word = max(term.words, key=term.words.__getitem__, default=term.word)
    return len(word) > _LEAST and word.endswith("م") and word[:-1] in term.stems


@dataclass(frozen=True)
class Gate:
    """The names in the titles of an article, and in all of its wordings; what kind it is of."""

    titles: Names
    wordings: Names
    kind: str

    def features(self, asked: Names, *, is_own: bool) -> tuple[float, ...]:
        """One row of FEATURES: 1.0 for what speaks of something else."""
        titles, names = self.titles, self.wordings
        misses = bool(asked.indicators) and not asked.indicators & names.indicators
        return (
            float(misses and bool(titles.indicators)),
            float(misses and not titles.indicators),
            float(bool(asked.works and titles.works) and not asked.works & names.works),
            float(bool(asked.bodies) and not asked.bodies & titles.bodies),
            float(is_own),
            *_suits(asked.wants, self.kind),
        )


@lru_cache(maxsize=4096)
def _suits(wants: frozenset[str], kind: str) -> tuple[float, ...]:
    """Which of `_SUITS` are so, and whether something of one's own is asked of statistics."""
    is_mine, is_statistics = "mine" in wants, kind in STATISTICS
    return (
        *(float(want in wants and fitting == kind) for want, fitting in _SUITS),
        float(is_mine and is_statistics),
        float(is_mine and not is_statistics),
    )


def gate(phrases: Phrases, units: Iterable[Unit], kind: str) -> Gate:
    """The gate of a document."""
    wordings = [unit for unit in units if unit.kind is not Kind.SENTENCE]
    titles = (unit.stems for unit in wordings if unit.kind is Kind.TITLE)
    every = (unit.stems for unit in wordings)
    return Gate(names(phrases, titles), names(phrases, every), kind)
