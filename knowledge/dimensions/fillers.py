"""What is left of a question without its indicator, its dimensions and the words around them.

Where nothing is left, the question is about the indicator and about nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from knowledge import stemming, text
from knowledge.dimensions.phrasebook import spoken_stem
from knowledge.dimensions.values import Place
from knowledge.dimensions.word_files import DimensionWords
from knowledge.word_files import Province, Words


class Fillers:
    """The words that say nothing more; made once from the content."""

    def __init__(self, words: DimensionWords, common: Words, provinces: Iterable[Province]) -> None:
        """Learn them: sentences and politeness, dimensions, places, indicators."""
        plain = (*common.stop, *common.common, *common.polite, *common.colloquial)
        named = [phrase for names in common.indicators.values() for phrase in names]
        self._words = frozenset(
            _tokens([*plain, *common.places, *_dimensions(words), *_places(provinces)])
        )
        self._stems = frozenset(map(stemming.stem, _tokens([*plain, *named])))

    def left(self, tokens: Sequence[str], place: Place | None = None) -> list[str]:
        """The words of a question that are none of them; `place` is the one read from it."""
        own = set(_tokens(place.name.values())) if place else set()
        return [token for token in tokens if not self._is_filler(token, own)]

    def _is_filler(self, token: str, own: set[str]) -> bool:
        if token.isdigit() or token in self._words or token in own:
            return True
        return bool({stemming.stem(token), spoken_stem(token)} & self._stems)


def _dimensions(words: DimensionWords) -> Iterator[str]:
    for value in vars(words).values():
        for group in value.values() if isinstance(value, dict) else (value,):
            yield from group


def _places(provinces: Iterable[Province]) -> Iterator[str]:
    for province in provinces:
        yield from (*province.name.values(), *province.spellings, *province.needs_word)
        for county in province.counties:
            yield from county.names


def _tokens(phrases: Iterable[str]) -> Iterator[str]:
    for phrase in phrases:
        tokens = text.tokens(phrase)
        yield from tokens
        yield "".join(tokens)
