"""All units of all documents as one run of stem numbers, to be compared with a question at once."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

import numpy as np
from numpy.typing import NDArray

from knowledge.engine.documents import Kind, Unit
from knowledge.engine.postings import Builder, Floats, Postings, Rows

GRAM = 3
_NOTHING = 0
"""The number of no stem: it stands between the stems of a unit and those of its parts."""
_K1, _B = 1.2, 0.75
_GRAM_B = 0.6


@dataclass(frozen=True)
class Corpus:
    """Every document, indexed.

    Document d has the units `first[d]` to `first[d + 1]`, unit u the stems `starts[u]` to
    `starts[u + 1]` of `stems`. `weight` is the rarity of each stem number, `mass` its sum over each
    unit. `words`, `wordings` and `bodies` are postings of words, stems asked and stems told;
    `grams` of letter groups. `asking` is how many titles and wordings hold each stem number, and
    `pairs` with `pairs_asking` the same of neighbours (`pair`), in rising order; `asked` is how
    many titles and wordings there are.
    """

    first: Rows
    starts: Rows
    stems: Rows
    kinds: NDArray[np.int8]
    mass: Floats
    texts: Sequence[str]
    number: Mapping[str, int]
    weight: Floats
    words: Postings
    wordings: Postings
    bodies: Postings
    grams: Postings
    exact: Mapping[str, tuple[int, ...]]
    asked: int
    asking: Floats
    pairs: NDArray[np.int64]
    pairs_asking: NDArray[np.int64]

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self.first) - 1

    @property
    def unknown(self) -> float:
        """The rarity of a stem that no document holds."""
        return self.wordings.unknown

    def pair(self, first: int, second: int) -> int:
        """The number of two neighbouring stems."""
        return first * len(self.weight) + second

    def rarity(self, stem: str) -> float | None:
        """The rarity of a stem; None where no document holds it."""
        number = self.number.get(stem)
        return None if number is None else float(self.weight[number])


def grams(words: Iterable[str]) -> list[str]:
    """The letter groups of the words, with their beginnings and ends marked."""
    found: list[str] = []
    for word in words:
        marked = f"_{word}_"
        found.extend(marked[at : at + GRAM] for at in range(len(marked) - GRAM + 1))
    return found


@dataclass
class CorpusBuilder:
    """Takes the units of one document after the other."""

    _first: array[int] = field(default_factory=lambda: array("i", [0]))
    _starts: array[int] = field(default_factory=lambda: array("i", [0]))
    _stems: array[int] = field(default_factory=lambda: array("i"))
    _kinds: array[int] = field(default_factory=lambda: array("b"))
    _texts: list[str] = field(default_factory=list)
    _number: defaultdict[str, int] = field(default_factory=lambda: defaultdict(count(1).__next__))
    _exact: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _grams_of: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _words: Builder = field(default_factory=lambda: Builder(_K1, _B))
    _wordings: Builder = field(default_factory=lambda: Builder(_K1, _B))
    _bodies: Builder = field(default_factory=lambda: Builder(_K1, _B))
    _grams: Builder = field(default_factory=lambda: Builder(_K1, _GRAM_B))

    def add(self, units: Iterable[Unit]) -> None:
        """The next document."""
        every = list(units)
        asked = [unit for unit in every if unit.kind is not Kind.SENTENCE] or every
        told = [] if asked is every else [unit for unit in every if unit.kind is Kind.SENTENCE]
        words = [word for unit in asked for word in unit.words]
        self._words.add(words)
        self._wordings.add([stem for unit in asked for stem in (*unit.stems, *unit.parts)])
        self._bodies.add({stem for unit in told for stem in (*unit.stems, *unit.parts)})
        letters = [number for word in words for number in self._letters(word)]
        # A text says what it is about by saying it often; wordings repeat each other anyway.
        self._grams.add_numbers(letters if asked is every else set(letters))
        row = len(self._first) - 1
        for unit in every:
            self._add_unit(unit, row)
        self._first.append(len(self._kinds))

    def _letters(self, word: str) -> tuple[int, ...]:
        """The numbers of the letter groups of a word; words come again and again."""
        known = self._grams_of.get(word)
        if known is None:
            known = self._grams_of[word] = tuple(map(self._grams.number, grams((word,))))
        return known

    def _add_unit(self, unit: Unit, row: int) -> None:
        number = self._number.__getitem__
        self._stems.extend(map(number, unit.stems))
        if unit.parts:
            self._stems.append(_NOTHING)
            self._stems.extend(map(number, unit.parts))
        self._starts.append(len(self._stems))
        self._kinds.append(int(unit.kind))
        if unit.kind is Kind.SENTENCE:
            self._texts.append("")
            return
        text = unit.text
        self._texts.append(text)
        self._exact[text] = (*self._exact.get(text, ()), row)

    def close(self, factor: Mapping[str, float]) -> Corpus:
        """All documents; `factor` lowers the weight of stems of a class."""
        words, wordings = self._words.close(), self._wordings.close()
        bodies = self._bodies.close()
        weight = _weights(self._number, wordings, bodies, factor)
        stems = np.array(self._stems, np.int32)
        starts = np.array(self._starts, np.int32)
        kinds = np.array(self._kinds, np.int8)
        mass = np.add.reduceat(np.append(weight[stems], 0.0), starts[:-1]) if len(starts) > 1 else 0
        is_asked = np.repeat(kinds != Kind.SENTENCE, np.diff(starts))
        places, pairs = _counted(stems, starts, is_asked, len(weight))
        return Corpus(
            first=np.array(self._first, np.int32),
            starts=starts,
            stems=stems,
            kinds=kinds,
            mass=np.maximum(mass, 1e-3).astype(np.float32),
            texts=self._texts,
            number=dict(self._number),
            weight=weight,
            words=words,
            wordings=wordings,
            bodies=bodies,
            grams=self._grams.close(),
            exact=self._exact,
            asked=max(int((kinds != Kind.SENTENCE).sum()), 1),
            asking=places,
            pairs=pairs[0],
            pairs_asking=pairs[1],
        )


def _weights(
    number: Mapping[str, int], wordings: Postings, bodies: Postings, factor: Mapping[str, float]
) -> Floats:
    found = np.zeros(len(number) + 1, np.float32)
    for stem, place in number.items():
        at = wordings.ids.get(stem)
        rarity = wordings.idf[at] if at is not None else bodies.idf[bodies.ids[stem]]
        found[place] = rarity * min(1.0, factor.get(stem, 1.0))
    return found


def _counted(
    stems: Rows, starts: Rows, is_asked: NDArray[np.bool_], size: int
) -> tuple[Floats, tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """How often each stem, and each two neighbours, stand in titles and wordings."""
    single = np.bincount(stems[is_asked], minlength=size).astype(np.float32)
    is_last = np.zeros(len(stems), bool)
    is_last[starts[1:] - 1] = True
    first, second = stems[:-1].astype(np.int64), stems[1:].astype(np.int64)
    is_pair = is_asked[:-1] & ~is_last[:-1] & (first != _NOTHING) & (second != _NOTHING)
    return single, np.unique(first[is_pair] * size + second[is_pair], return_counts=True)
