"""What the engine indexes: documents of wordings and a body, cut into units of stems.

A unit is one title, one wording or one sentence of a body. Whole questions are compared with whole
units, and a document is as good as its best one: wordings are other ways to say the same, so adding
them up would reward the long-winded.
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


def units(document: Document, words_of: WordsOf = text.words) -> Iterator[Unit]:
    """The units of a document: titles and wordings, each once, then the sentences of its body."""
    seen = set()
    for wording in document.wordings:
        kind = Kind.TITLE if wording.is_title else Kind.WORDING
        unit = _unit(words_of(wording.text), kind, wording.persian_of)
        if unit.words and unit.words not in seen:
            seen.add(unit.words)
            yield unit
    for sentence in sentences(document.body):
        unit = _unit(words_of(sentence), Kind.SENTENCE, None)
        if unit.words:
            yield unit


def sentences(body: str) -> list[str]:
    """The sentences of a body, as far as they are looked at."""
    return [part for part in _SENTENCE.split(body) if part.strip()][:_MOST_SENTENCES]


def _unit(found: tuple[text.Word, ...], kind: Kind, persian_of: PersianOf | None) -> Unit:
    words = tuple(word.text for word in found)
    return Unit(kind, words, tuple(map(stemming.stem, words)), tuple(_parts(found, persian_of)))


def _parts(words: tuple[text.Word, ...], persian_of: PersianOf | None) -> Iterator[str]:
    for word in words:
        if text.is_year(word.text):
            yield weights.ANY_YEAR
        yield from map(stemming.stem, word.parts)
        if persian_of and word.text.isascii() and not word.text.isdigit():
            persian = persian_of(word.text)
            if persian:
                yield stemming.stem(persian)
