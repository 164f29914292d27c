"""Which level of geography a question names, and the place at that level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

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


class _Seen(NamedTuple):
    """A level with its place, and the positions of the words that say so."""

    level: str
    place: Place | None
    start: int
    end: int


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
        finest = max(articles.LEVELS.index(one.level) for one in found)
        level = articles.LEVELS[finest]
        return level, next((one.place for one in found if one.place and one.level == level), None)

    def said(self, tokens: Sequence[str]) -> set[int]:
        """The positions of the names of places, with the words that give them their level."""
        named = [one for one in self._find(tokens) if one.place]
        return {place for one in named for place in range(one.start, one.end)}

    def _find(self, tokens: Sequence[str]) -> Iterator[_Seen]:
        taken: set[int] = set()
        for name in self._counties.spot(tokens):
            seen = self._around(tokens, name)
            taken.update(range(seen.start, seen.end))
            yield seen
        for spotted in self._levels.spot(tokens):
            if spotted.start not in taken and spotted.value != NO_LEVEL:
                yield self._place(tokens, spotted) or _Seen(
                    spotted.value, None, spotted.start, spotted.end
                )

    def _around(self, tokens: Sequence[str], name: Spotted[Mapping[str, str]]) -> _Seen:
        """A county with the word before or after it, which gives it a level: «شهر شاهرود»."""
        before = self._before.at(tokens, name.start - 1) if name.start else None
        if before is not None:
            return _Seen(before.value, Place(before.value, name.value), before.start, name.end)
        after = self._after.at(tokens, name.end) if name.end < len(tokens) else None
        level, end = (after.value, after.end) if after else ("county", name.end)
        return _Seen(level, Place(level, name.value), name.start, end)

    def _place(self, tokens: Sequence[str], level: Spotted[str]) -> _Seen | None:
        """The place whose name follows the word for a level, or stands before it in English."""
        return self._after_level(tokens, level) or self._before_level(tokens, level)

    def _after_level(self, tokens: Sequence[str], level: Spotted[str]) -> _Seen | None:
        before = self._before.at(tokens, level.start)
        if before is None or before.end >= len(tokens):
            return None
        named = self._led.at(tokens, before.end)
        if named is not None:
            place = Place(before.value, named.value)
            return _Seen(before.value, place, before.start, named.end)
        words = self._unknown_name(tokens, before.end) if before.value in _UNKNOWN else []
        if not words:
            return None
        place = Place(before.value, {articles.MAIN_LANGUAGE: " ".join(words)})
        return _Seen(before.value, place, before.start, before.end + len(words))

    def _before_level(self, tokens: Sequence[str], level: Spotted[str]) -> _Seen | None:
        """A place known by its name, then the word for its level, as in "Qom city"."""
        if self._after.at(tokens, level.start) is None:
            return None
        for start in range(max(0, level.start - _LONGEST_NAME), level.start):
            named = self._led.at(tokens, start)
            if named is not None and named.end == level.start:
                place = Place(level.value, named.value)
                return _Seen(level.value, place, start, level.end)
        return None

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
    phrases += [*words.latest, *words.year_words, *words.dated, *words.until]
    words_of = [text.tokens(name) for province in provinces for name in _names(province)]
    single = {name[0] for name in words_of if len(name) == 1}
    return frozenset(word for phrase in phrases for word in text.tokens(phrase)) | single
