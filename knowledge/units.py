"""The index: which titles, wordings and bodies hold which stems, as NumPy rows to add up.

A unit is one title or one wording. An article is as good as its best unit: wordings are other
ways to say the whole question, so adding them up would reward the long-winded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge import stemming, text, weights
from knowledge.articles import MAIN_LANGUAGE, Article, ArticleText
from knowledge.weights import Classes

Floats = NDArray[np.float32]
Rows = NDArray[np.int32]


@dataclass(frozen=True)
class Postings:
    """For each stem the rows that hold it."""

    rows: dict[str, Rows]
    size: int

    def covered(self, stems: dict[str, float]) -> Floats:
        """For every row the strongest belief among the stems it holds."""
        out = np.zeros(self.size, np.float32)
        for stem, belief in sorted(stems.items(), key=lambda item: item[1]):
            rows = self.rows.get(stem)
            if rows is not None:
                out[rows] = belief
        return out


@dataclass(frozen=True)
class Units:
    """All articles indexed. `owner` is the article (its number) of each unit, in rising order."""

    articles: tuple[Article, ...]
    owner: Rows
    starts: Rows
    texts: tuple[str, ...]
    exact: Mapping[str, frozenset[int]]
    units: Postings
    titles: Postings
    asked: Postings
    bodies: Postings
    mass: Floats
    weight: dict[str, float]
    unknown: float
    ours: frozenset[str] = frozenset()

    def best_units(self, values: Floats) -> tuple[Floats, Rows]:
        """For each article the value of its best unit, and which unit that is."""
        best = np.maximum.reduceat(values, self.starts)
        is_best = values == best[self.owner]
        first = np.full(len(self.articles), len(values), np.int32)
        np.minimum.at(first, self.owner[is_best], np.flatnonzero(is_best).astype(np.int32))
        return best, first


Rowed = defaultdict[str, set[int]]


def _rows() -> Rowed:
    return defaultdict(set)


@dataclass
class _Gathered:
    """What is gathered while the articles are read one by one: rows by stem."""

    owner: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    stems: list[tuple[str, ...]] = field(default_factory=list)
    units: Rowed = field(default_factory=_rows)
    titles: Rowed = field(default_factory=_rows)
    asked: Rowed = field(default_factory=_rows)
    bodies: Rowed = field(default_factory=_rows)

    def add(
        self, number: int, content: ArticleText, persian_of: Callable[[str], str | None] | None
    ) -> None:
        """One article in one language."""
        for wording in dict.fromkeys((content.title, *content.questions)):
            stems = _stems(wording, persian_of)
            for stem in stems:
                self.units[stem].add(len(self.texts))
                self.asked[stem].add(number)
                if wording == content.title:
                    self.titles[stem].add(number)
            self.owner.append(number)
            self.texts.append(text.normalise(wording))
            self.stems.append(stems)
        for stem in _stems(content.body, None):
            self.bodies[stem].add(number)


def build(
    articles: Sequence[Article], classes: Classes, persian_of: Callable[[str], str | None]
) -> Units:
    """Index the articles; `persian_of` reads the Finglish words of Persian wordings."""
    found = _Gathered()
    for number, article in enumerate(articles):
        for language, content in article.texts.items():
            found.add(number, content, persian_of if language == MAIN_LANGUAGE else None)
    size = len(articles)
    weight = _weights(size, found.asked, found.bodies, classes)
    mass = [sum(weight[stem] for stem in stems) or 1.0 for stems in found.stems]
    owner = np.array(found.owner, np.int32)
    return Units(
        articles=tuple(articles),
        owner=owner,
        starts=np.searchsorted(owner, np.arange(size)).astype(np.int32),
        texts=tuple(found.texts),
        exact=_exact(found.texts, found.owner),
        units=_postings(found.units, len(found.texts)),
        titles=_postings(found.titles, size),
        asked=_postings(found.asked, size),
        bodies=_postings(found.bodies, size),
        mass=np.array(mass, np.float32),
        weight=weight,
        unknown=weights.rarity(size, 0),
        ours=classes.ours,
    )


def _exact(texts: Sequence[str], owner: Sequence[int]) -> dict[str, frozenset[int]]:
    """The articles that have this very wording."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for wording, number in zip(texts, owner, strict=True):
        found[wording].add(number)
    return {wording: frozenset(numbers) for wording, numbers in found.items()}


def _stems(content: str, persian_of: Callable[[str], str | None] | None) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for word in text.words(content):
        found[stemming.stem(word.text)] = None
        if text.is_year(word.text):
            found[weights.ANY_YEAR] = None
        for part in word.parts:
            found[stemming.stem(part)] = None
        if persian_of and word.text.isascii() and not word.text.isdigit():
            persian = persian_of(word.text)
            if persian:
                found[stemming.stem(persian)] = None
    return tuple(found)


def _weights(
    articles: int,
    asked: Rowed,
    bodies: Rowed,
    classes: Classes,
) -> dict[str, float]:
    found = {}
    for stem in {*asked, *bodies}:
        holding = len(asked.get(stem, ())) or len(bodies.get(stem, ()))
        factor = weights.YEAR if text.is_year(stem) else min(1.0, classes.of_stem(stem))
        found[stem] = factor * weights.rarity(articles, holding)
    return found


def _postings(rows: Rowed, size: int) -> Postings:
    found = {stem: np.array(sorted(numbers), np.int32) for stem, numbers in rows.items()}
    return Postings(found, size)
