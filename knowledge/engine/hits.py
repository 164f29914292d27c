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
    pairs = [
        (number, term, belief)
        for term, sought in enumerate(query.terms)
        for stem, belief in sought.stems.items()
        if (number := corpus.number.get(stem)) is not None
    ]
    wanted = np.zeros(len(corpus.weight), bool)
    wanted[[number for number, _, _ in pairs]] = True
    where = np.flatnonzero(wanted[stems])
    at = stems[where]
    found = [where[at == number] for number, _, _ in pairs]
    sizes = [len(one) for one in found]
    place = np.concatenate([where[:0], *found])
    beliefs = np.repeat(np.array([belief for _, _, belief in pairs], np.float32), sizes)
    return Hits(
        unit=np.repeat(np.arange(len(units)), counts)[place],
        term=np.repeat(np.array([term for _, term, _ in pairs], np.intp), sizes),
        belief=beliefs,
        place=place,
        worth=beliefs * corpus.weight[stems[place]],
    )


def held(hits: Hits, units: int, terms: int) -> Floats:
    """For each unit and term the strongest belief among its hits."""
    found = np.zeros((units, terms), np.float32)
    np.maximum.at(found, (hits.unit, hits.term), hits.belief)
    return found


def followed(hits: Hits, units: int, terms: int) -> Floats:
    """For each unit and term 1 where the next term stands right behind it; one column less."""
    found = np.zeros((units, max(terms - 1, 0)), np.float32)
    # A place holds one stem, but that may stand for several terms: look each pair up.
    key = hits.place * terms + hits.term
    is_followed = np.isin(key + terms + 1, key) & (hits.term < terms - 1)
    found[hits.unit[is_followed], hits.term[is_followed]] = 1.0
    return found
