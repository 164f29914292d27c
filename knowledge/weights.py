"""How much a word says: its class (joining, common, polite, foreign) and its rarity."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from knowledge import stemming, text
from knowledge.word_files import Words

STOP = 0.04
COMMON = 0.3
POLITE = 0.0
PLACE = 0.02
NUMBER = 0.1
YEAR = 0.3
PLAIN = 1.0
FOREIGN = 2.0
UNKNOWN = 0.75
"""A word nobody here ever wrote: it counts against every answer, less than a rare known one."""
UNKNOWN_VERB = 0.35
STRANGE = 0.5
"""How much of it is left where another word shows that the question is meant for us."""
UNUSED = 0.5
"""How much of its weight an everyday word keeps that the content never uses."""

UNSEEN = 0.7
"""What a word that no article holds weighs when articles are compared, of the rarest."""
_RANKING = {STOP: 0.4, COMMON: 0.7, POLITE: 0.05, PLACE: 0.1, YEAR: 0.5, NUMBER: 0.7}
_RANKING |= {UNKNOWN_VERB: 0.6, UNKNOWN: 1.0, FOREIGN: 1.0}

ANY_YEAR = "#year"
"""The stem of every year beside its own: which year it is now, the index does not know."""


def rarity(articles: int, holding: int) -> float:
    """Inverse document frequency, never negative: the weight of a word that many articles hold."""
    return math.log(1 + (articles - holding + 0.5) / (holding + 0.5))


def ranking(factor: float) -> float:
    """What a class leaves of a word when articles are compared: there rarity tells most."""
    return _RANKING.get(factor, factor)


@dataclass(frozen=True)
class Classes:
    """The class weight of words, from `words.toml`; words are compared as `text.tokens`.

    `ours` are the stems that show that a question is meant for us.
    """

    words: Mapping[str, float]
    stems: Mapping[str, float]
    english: frozenset[str]
    spoken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ours: frozenset[str] = frozenset()

    def weight(self, word: str) -> float | None:
        """The class weight of a word, or None for one of no class."""
        found = self.words.get(word)
        return found if found is not None else self.stems.get(stemming.stem(word))

    def of_stem(self, stem: str) -> float:
        """The class weight of a stem, `PLAIN` for one of no class."""
        found = self.words.get(stem)
        return found if found is not None else self.stems.get(stem, PLAIN)


def classes(words: Words) -> Classes:
    """Build the classes. In two lists, a word joins rather than asks, and foreign wins."""
    spoken = {
        text.normalise(form): tuple(text.tokens(meaning))
        for form, meaning in words.colloquial.items()
    }
    by_word: dict[str, float] = {}
    by_stem: dict[str, float] = {}
    english: set[str] = set()
    for listed, weight in (
        (words.polite, POLITE),
        (words.stop, STOP),
        (words.common, COMMON),
        (words.places, COMMON),
        (words.foreign, FOREIGN),
    ):
        for word in _normal(listed):
            if by_word.get(word) == STOP and weight == COMMON:
                continue
            by_word[word] = weight
            if weight in (COMMON, FOREIGN):
                by_stem[stemming.stem(word)] = weight
            if word.isascii() and weight != FOREIGN:
                english.add(word)
    ours = frozenset(stemming.stem(word) for word in _normal(words.ours))
    return Classes(by_word, by_stem, frozenset(english), spoken, ours)


def _normal(listed: Iterable[str]) -> Iterable[str]:
    for word in listed:
        yield from text.tokens(word)
