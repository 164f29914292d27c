"""Which level of geography a question names, and the place at that level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from knowledge import articles, stemming, text
from knowledge.dimensions.phrasebook import PhraseBook, Spotted, book
from knowledge.dimensions.values import Place
from knowledge.dimensions.word_files import NO_LEVEL, DimensionWords
from knowledge.word_files import Province, Words

_LONGEST_NAME = 3
_UNKNOWN = ("county", "rural_district", "village")
"""Levels at which a name that the content does not know is believed: «روستای حسن‌آباد»."""

Named = tuple[str, Place | None]
"""A level with its place."""


class Levels:
    """Reads levels and places; made once from the words of the content."""

    def __init__(self, words: DimensionWords, common: Words, provinces: Iterable[Province]) -> None:
        """Learn the words for levels and the names of places."""
        every = list(provinces)
        counties = [county for province in every for county in province.counties]
        self._levels = book(words.levels)
        self._before = book(words.before_names)
        self._after = book(words.after_names)
        self._counties = PhraseBook(
            (name, county.name)
            for county in counties
            if not county.needs_word and not _is_province(county.name["fa"], every)
            for name in county.names
        )
        led = [(name, province.name) for province in every for name in _names(province)]
        led += [(name, county.name) for county in counties for name in county.names]
        self._led = PhraseBook(led)
        self._known = _known_words(words, every)
        self._common = _common_words(common)

    def read(self, tokens: Sequence[str]) -> Named | None:
        """The finest level named, with the place there; None where no level is named."""
        found = list(self._find(tokens))
        if not found:
            return None
        finest = max(articles.LEVELS.index(level) for level, _ in found)
        places = [place for level, place in found if articles.LEVELS.index(level) == finest]
        return articles.LEVELS[finest], next((place for place in places if place), None)

    def _find(self, tokens: Sequence[str]) -> Iterator[Named]:
        levels = {spotted.start: spotted for spotted in self._levels.spot(tokens)}
        taken: set[int] = set()
        for name in self._counties.spot(tokens):
            level = self._level_around(tokens, name) or "county"
            taken.update(range(name.start - 1, name.end + 1))
            yield level, Place(level, name.value)
        for spotted in levels.values():
            if spotted.start in taken or spotted.value == NO_LEVEL:
                continue
            yield spotted.value, self._place(tokens, spotted)

    def _level_around(self, tokens: Sequence[str], name: Spotted[Any]) -> str | None:
        """The level that the word before or after a name gives it: «شهر شاهرود»."""
        before = self._before.at(tokens, name.start - 1) if name.start else None
        after = self._after.at(tokens, name.end) if name.end < len(tokens) else None
        if before is not None and before.end == name.start:
            return before.value
        return after.value if after is not None else None

    def _place(self, tokens: Sequence[str], level: Spotted[str]) -> Place | None:
        """The place whose name follows the word for a level."""
        before = self._before.at(tokens, level.start)
        if before is None or before.end >= len(tokens):
            return None
        named = self._led.at(tokens, before.end)
        if named is not None:
            return Place(before.value, named.value)
        if before.value not in _UNKNOWN:
            return None
        words = self._unknown_name(tokens, before.end)
        return Place(before.value, {articles.MAIN_LANGUAGE: " ".join(words)}) if words else None

    def _unknown_name(self, tokens: Sequence[str], start: int) -> list[str]:
        """Words in a row that mean nothing else here."""
        words: list[str] = []
        for token in tokens[start : start + _LONGEST_NAME]:
            if token.isdigit() or self._is_known(token):
                break
            words.append(token)
        return words

    def _is_known(self, token: str) -> bool:
        """Whether a word, or its spoken form with «ه» for «است», is no name."""
        forms = {token, token.removesuffix("ه"), stemming.stem(token)}
        return token in self._known or bool(forms & self._common)


def _names(province: Province) -> tuple[str, ...]:
    return (*province.name.values(), *province.spellings, *province.needs_word)


def _is_province(name: str, provinces: Iterable[Province]) -> bool:
    """Whether a county is named as its province: such a name alone means the province."""
    return any(text.normalise(name) in map(text.normalise, _names(one)) for one in provinces)


def _common_words(common: Words) -> frozenset[str]:
    """Words of sentences and of indicators, and their stems."""
    lists = [common.stop, common.common, common.polite, common.foreign, tuple(common.colloquial)]
    for groups in (common.synonyms, common.indicators.values(), common.works.values()):
        lists += groups
    words = {word for one in lists for phrase in one for word in text.tokens(phrase)}
    return frozenset(words | {stemming.stem(word) for word in words})


def _known_words(words: DimensionWords, provinces: Iterable[Province]) -> frozenset[str]:
    """Words of these dimensions, and provinces: what stands after the name of a place."""
    groups = (words.levels, words.breakdowns, words.seasons, words.months, words.years)
    phrases = [phrase for group in groups for names in group.values() for phrase in names]
    phrases += [*words.latest, *words.year_words, *words.until]
    words_of = [text.tokens(name) for province in provinces for name in _names(province)]
    single = {name[0] for name in words_of if len(name) == 1}
    return frozenset(word for phrase in phrases for word in text.tokens(phrase)) | single
