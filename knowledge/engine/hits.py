"""Where the terms of a question stand in the units of some documents."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.engine.postings import Floats
from knowledge.engine.query import Query
from knowledge.engine.units import Corpus

Places = NDArray[np.intp]


@dataclass(frozen=True)
class Hits:
    """One entry a hit: its unit (of those looked at), term, belief, place, and what it is worth."""

    unit: Places
    term: Places
    belief: Floats
    place: Places
    worth: Floats


def ranges(starts: Places, counts: Places) -> Places:
    """The numbers of several ranges, one after the other; none is empty."""
    jumps = np.ones(int(counts.sum()), np.intp)
    jumps[0] = starts[0]
    jumps[np.cumsum(counts)[:-1]] = starts[1:] - (starts[:-1] + counts[:-1] - 1)
    return np.cumsum(jumps)


def find(corpus: Corpus, query: Query, units: Places) -> Hits:
    """All hits in these units."""
    starts = corpus.starts[units].astype(np.intp)
    counts = corpus.starts[units + 1].astype(np.intp) - starts
    places = ranges(starts, counts)
    stems = corpus.stems[places]
    numbers, terms, beliefs = _pairs(corpus, query)
    # Every hit of a stem counts once for each term that may stand for it.
    many = np.zeros(len(corpus.weight), np.int32)
    np.add.at(many, numbers, 1)
    where = np.flatnonzero(many[stems])
    times = many[stems[where]]
    place = np.repeat(where, times)
    first = np.searchsorted(numbers, stems[where])
    nth = np.arange(len(place)) - np.repeat(np.cumsum(times) - times, times)
    pair = np.repeat(first, times) + nth
    belief = beliefs[pair]
    return Hits(
        unit=np.repeat(np.arange(len(units)), counts)[place],
        term=terms[pair],
        belief=belief,
        place=place,
        worth=belief * corpus.weight[stems[place]],
    )


def _pairs(corpus: Corpus, query: Query) -> tuple[Places, Places, Floats]:
    """The stems of the question that some document holds: number, term and belief, by number."""
    pairs = sorted(
        (number, term, belief)
        for term, sought in enumerate(query.terms)
        for stem, belief in sought.stems.items()
        if (number := corpus.number.get(stem)) is not None
    )
    numbers, terms, beliefs = zip(*pairs, strict=True) if pairs else ((), (), ())
    return np.array(numbers, np.intp), np.array(terms, np.intp), np.array(beliefs, np.float32)


def held(hits: Hits, units: int, terms: int) -> Floats:
    """For each unit and term the strongest belief among its hits."""
    found = np.zeros((units, terms), np.float32)
    np.maximum.at(found, (hits.unit, hits.term), hits.belief)
    return found


def followed(hits: Hits, units: int, terms: int) -> Floats:
    """For each unit and term 1 where the next term stands right behind it; one column less."""
    found = np.zeros((units, max(terms - 1, 0)), np.float32)
    # A place holds one stem, but that may stand for several terms: look each pair up.
    key = np.sort(hits.place * terms + hits.term)
    wanted = hits.place * terms + hits.term + terms + 1
    at = np.minimum(np.searchsorted(key, wanted), max(len(key) - 1, 0))
    is_followed = (key[at] == wanted) & (hits.term < terms - 1) if len(key) else hits.term < 0
    found[hits.unit[is_followed], hits.term[is_followed]] = 1.0
    return found
