"""What the engine indexes: documents of wordings and a body, cut into units of stems.

A unit is one title, one wording, or a body (one sentence of it, where there is nothing else). Whole
questions are compared with whole units, and a document is as good as its best one: wordings are
other ways to say the same, so adding them up would reward the long-winded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from knowledge import stemming, text, weights

_SENTENCE = re.compile(r"[.!؟?؛\n]+")
_MOST_SENTENCES = 60
PersianOf = Callable[[str], str | None]
WordsOf = Callable[[str], tuple[text.Word, ...]]


class Kind(IntEnum):
    """What a unit is."""

    TITLE = 0
    WORDING = 1
    SENTENCE = 2


@dataclass(frozen=True)
class Wording:
    """A title, or a way people ask. `persian_of` reads its Latin words, where it is Persian."""

    text: str
    is_title: bool = False
    persian_of: PersianOf | None = None


@dataclass(frozen=True)
class Document:
    """One thing that can be found; without wordings, its body is all it is found by."""

    wordings: tuple[Wording, ...]
    body: str = ""


@dataclass(frozen=True)
class Unit:
    """One unit: its words, their stems in order, and the stems of joined parts beside them."""

    kind: Kind
    words: tuple[str, ...]
    stems: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words in their one spelling."""
        return " ".join(self.words)


class Cutter:
    """Cuts documents into units. Sentences of bodies come again and again: each is read once."""

    def __init__(self, words_of: WordsOf = text.words) -> None:
        self._words_of = words_of
        self._told: dict[str, tuple[str, ...]] = {}

    def units(self, document: Document) -> Iterator[Unit]:
        """The units of a document: titles and wordings, each once, then its body.

        A body beside wordings is one unit that holds each stem once; else it is its sentences.
        """
        seen = set()
        for wording in document.wordings:
            kind = Kind.TITLE if wording.is_title else Kind.WORDING
            unit = _unit(self._words_of(wording.text), kind, wording.persian_of)
            if unit.words and unit.words not in seen:
                seen.add(unit.words)
                yield unit
        told = sentences(document.body)
        if seen:
            stems = tuple(dict.fromkeys(stem for part in told for stem in self._stems(part)))
            if stems:
                yield Unit(Kind.SENTENCE, (), stems, ())
            return
        for part in told:
            unit = _unit(self._words_of(part), Kind.SENTENCE, None)
            if unit.words:
                yield unit

    def _stems(self, sentence: str) -> tuple[str, ...]:
        known = self._told.get(sentence)
        if known is None:
            unit = _unit(self._words_of(sentence), Kind.SENTENCE, None)
            known = self._told[sentence] = (*unit.stems, *unit.parts)
        return known


def sentences(body: str) -> list[str]:
    """The sentences of a body, as far as they are looked at."""
    return [part for part in _SENTENCE.split(body) if part.strip()][:_MOST_SENTENCES]


def _unit(found: tuple[text.Word, ...], kind: Kind, persian_of: PersianOf | None) -> Unit:
    words = tuple([word.text for word in found])
    return Unit(kind, words, tuple(map(stemming.stem, words)), _parts(found, persian_of))


def _parts(found: tuple[text.Word, ...], persian_of: PersianOf | None) -> tuple[str, ...]:
    parts: list[str] = []
    for word in found:
        if word.parts:
            parts.extend(map(stemming.stem, word.parts))
        elif text.is_year(word.text):
            parts.append(weights.ANY_YEAR)
        elif persian_of and word.text.isascii() and not word.text.isdigit():
            persian = persian_of(word.text)
            if persian:
                parts.append(stemming.stem(persian))
    return tuple(parts)
