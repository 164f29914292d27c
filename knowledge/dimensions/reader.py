"""Reads a question once: what it asks for besides its subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from knowledge import stemming, text
from knowledge.dimensions.levels import Levels
from knowledge.dimensions.periods import Periods
from knowledge.dimensions.phrasebook import PhraseBook, book
from knowledge.dimensions.values import BREAKDOWNS, Dimensions, Place
from knowledge.dimensions.word_files import DimensionWords
from knowledge.jalali import Day
from knowledge.word_files import Province, Words

_MARKS = "؟?!.,،؛;:«»()\"'"
_LONG = 5
_SPOKEN_ENDINGS = ("ا", "ه", "و")
"""Of «ها», «است» and «را» as they are spoken."""

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
            _spoken_stem,
        )
        self._breakdowns = book(words.breakdowns)
        self._latest = PhraseBook((phrase, True) for phrase in words.latest)
        self._microdata = PhraseBook((phrase, True) for phrase in words.microdata)
        self._periods = Periods(words)
        self._levels = Levels(words, common, provinces)

    def read(self, question: str, today: Day, corrections: Corrections = ()) -> Dimensions:
        """What a question asks for; `corrections` are words that the search read differently."""
        tokens = _corrected(text.tokens(question), corrections)
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

    def _named_indicators(self, tokens: Sequence[str]) -> tuple[str, ...]:
        found = self._indicators.spot(self._ours(tokens))
        return tuple(dict.fromkeys(spotted.value for spotted in found))

    def _ours(self, tokens: Sequence[str]) -> list[str]:
        """The words with those of another language or script turned to ours."""
        out = list(tokens)
        for spotted in reversed(self._hints.spot(tokens)):
            out[spotted.start : spotted.end] = spotted.value
        return out


def _spoken_stem(word: str) -> str:
    """The stem of a word as it is spoken, too: «بیکارا», «تورمه», «تورمو»."""
    is_long = len(word) >= _LONG and not word.isascii()
    return stemming.stem(word[:-1] if is_long and word.endswith(_SPOKEN_ENDINGS) else word)


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
