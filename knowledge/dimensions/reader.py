"""Reads a question once: what it asks for besides its subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from knowledge import text
from knowledge.dimensions.fillers import Fillers
from knowledge.dimensions.levels import Levels
from knowledge.dimensions.numbers import known
from knowledge.dimensions.periods import Periods
from knowledge.dimensions.phrasebook import PhraseBook, book, spoken_stem
from knowledge.dimensions.values import BREAKDOWNS, Dimensions, Place
from knowledge.dimensions.word_files import DimensionWords
from knowledge.jalali import Day
from knowledge.word_files import Province, Words

#: Questions whose reading is remembered: the answer to one asks for its reading several times.
_RECENT = 256
_MARKS = "؟?!.,،؛;:«»()\"'"

Corrections = Sequence[tuple[str, str]]


class Reader:
    """Reads questions; made once from the content."""

    def __init__(self, words: DimensionWords, common: Words, provinces: Iterable[Province]) -> None:
        """Learn the words: `common` are those of `words.toml`, with the indicators."""
        self._hints = PhraseBook(
            (word, tuple(text.tokens(ours))) for word, ours in common.hints.items()
        )
        self._indicators = PhraseBook(
            ((phrase, name) for name, names in common.indicators.items() for phrase in names),
            spoken_stem,
        )
        self._breakdowns = book(words.breakdowns)
        self._latest = PhraseBook((phrase, True) for phrase in words.latest)
        self._microdata = PhraseBook((phrase, True) for phrase in words.microdata)
        self._leading = known(words.leading)
        self._periods = Periods(words)
        every = list(provinces)
        self._levels = Levels(words, common, every)
        self._fillers = Fillers(words, common, every)
        self._recent = lru_cache(_RECENT)(self._read)

    def read(self, question: str, today: Day, corrections: Corrections = ()) -> Dimensions:
        """What a question asks for; `corrections` are words that the search read differently."""
        return self._recent(question, today, tuple(corrections))

    def _read(
        self, question: str, today: Day, corrections: tuple[tuple[str, str], ...]
    ) -> Dimensions:
        tokens = self.tokens(question, corrections)
        named = self._levels.read(tokens)
        level, place = named or (None, None)
        if place is not None and len(place.name) == 1:
            place = Place(place.level, _as_typed(place.name, question))
        broken = {spotted.value for spotted in self._breakdowns.spot(tokens)}
        return Dimensions(
            indicators=self._named_indicators(tokens),
            place=place,
            period=self._periods.read(tokens, today),
            level=level,
            breakdowns=tuple(name for name in BREAKDOWNS if name in broken),
            is_latest=bool(self._latest.spot(tokens)),
            is_microdata=bool(self._microdata.spot(tokens)),
        )

    def core(self, question: str, today: Day, corrections: Corrections = ()) -> str | None:
        """The question without its period and its place below the province; None without any.

        Who names them beside an indicator wants a figure, not a definition: the province stands
        for them.
        """
        tokens = self.tokens(question, corrections)
        said = self._periods.said(tokens, today) | self._levels.said(tokens)
        kept = [
            token
            for at, token in enumerate(tokens)
            if at not in said and not (at + 1 in said and token in self._leading)
        ]
        if not said:
            return None
        if not self._named_indicators(kept):
            return " ".join(kept)
        is_latin = sum(token.isascii() for token in kept) * 2 > len(kept)
        return " ".join([*kept, "province" if is_latin else "استان"])

    def left(
        self, question: str, asked: Dimensions, corrections: Corrections = ()
    ) -> tuple[str, ...]:
        """The words that are neither indicator nor dimension, nor say little anyway."""
        tokens = self.tokens(question, corrections)
        return tuple(self._fillers.left(self._ours(tokens), asked.place))

    def tokens(self, question: str, corrections: Corrections = ()) -> list[str]:
        """The words of a question in their one spelling, as the search read them."""
        return _corrected(text.tokens(question), corrections)

    def _named_indicators(self, tokens: Sequence[str]) -> tuple[str, ...]:
        found = self._indicators.spot(self._ours(tokens))
        return tuple(dict.fromkeys(spotted.value for spotted in found))

    def _ours(self, tokens: Sequence[str]) -> list[str]:
        """The words with those of another language or script turned to ours."""
        out = list(tokens)
        for spotted in reversed(self._hints.spot(tokens)):
            out[spotted.start : spotted.end] = spotted.value
        return out


def _corrected(tokens: Sequence[str], corrections: Corrections) -> list[str]:
    read = {typed: meant.split() for typed, meant in corrections}
    return [word for token in tokens for word in read.get(token, [token])]


def _as_typed(name: Mapping[str, str], question: str) -> dict[str, str]:
    """A name that the content does not know, with the letters it was typed with."""
    typed = {text.normalise(word): word.strip(_MARKS) for word in question.split()}
    return {
        language: " ".join(typed.get(word, word) for word in words.split())
        for language, words in name.items()
    }
