"""The closer look: what each candidate shares with the question, as numbers from 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from knowledge.engine import hits, likelihood
from knowledge.engine.candidates import Candidates
from knowledge.engine.documents import Kind
from knowledge.engine.hits import Places
from knowledge.engine.model import sums
from knowledge.engine.postings import Floats
from knowledge.engine.query import Query
from knowledge.engine.units import Corpus

NAMES = (
    "found",  # the candidates' score, of the best one's
    "strong",  # that score, of what the question could bring
    "covered",  # how much of the question its best unit holds
    "told",  # how much of that unit the question holds
    "order",  # how many neighbours of the question are neighbours there
    "crowd",  # the fit of its best units together
    "wordings",  # how much of the question all its wordings hold
    "anywhere",  # how much of it wordings and body hold
    "title",  # the fit of its title
    "sentence",  # how much of it one sentence of its body holds
    "sentence_order",  # neighbours there
    "alike",  # likeness of the whole question and the best unit, letter by letter
    "letters",  # score of letter groups, of the best one's
    "likely",  # how much oftener its wordings hold the words of the question than others do
    "pairs",  # the same of neighbours
)
_TOLD_SHARE = 0.35
"""How much of a unit's fit is its own share told."""
_ORDER_SHARE = 0.15
_CROWD = 4
_ALIKE = 12
"""So many of the first candidates are compared letter by letter."""
_FULL_SCORE = 4.0
"""A candidates' score of so many times the question's mass is all that can be had."""


@dataclass(frozen=True)
class Look:
    """What was seen: one row of features a candidate, and what its best unit and all of it hold.

    `evidence` and `evidence_anywhere` are how much of the question's evidence (`Query.evidence`)
    the best unit, and the whole document, hold: from 0 to 1. `lacks` is 1 where a foreign term of
    the question does not stand in its title (without one: in the best unit). `missed` is the
    evidence of the most telling term that the document lacks, of the rarest word's.
    """

    features: Floats
    evidence: Floats
    evidence_anywhere: Floats
    lacks: Floats
    missed: Floats


@dataclass(frozen=True)
class _Units:
    """All units of the candidates; document d of them begins at `borders[d]`."""

    numbers: Places
    borders: Places
    counts: Places
    held: Floats
    covered: Floats
    told: Floats
    followed: Floats
    is_title: NDArray[np.bool_]
    is_asked: NDArray[np.bool_]

    @property
    def order(self) -> Floats:
        """The share of the question's neighbours that are neighbours in each unit."""
        columns = max(self.followed.shape[1], 1)
        found: Floats = self.followed.sum(axis=1) / columns
        return found

    @property
    def fit(self) -> Floats:
        """How well each unit as a whole and the question as a whole agree."""
        found: Floats = self.covered * (1 - _TOLD_SHARE + _TOLD_SHARE * self.told)
        return found

    def of_each(self, values: Floats) -> Floats:
        """The highest value of each document; rows of values give rows."""
        found: Floats = np.maximum.reduceat(values, self.borders)
        return found

    def first_best(self, values: Floats) -> Places:
        """For each document the place of its best unit, of equal ones the first."""
        best = np.maximum.reduceat(values, self.borders)
        where = np.flatnonzero(values == np.repeat(best, self.counts))
        document = np.repeat(np.arange(len(self.borders)), self.counts)[where]
        first = np.full(len(self.borders), len(values), np.intp)
        np.minimum.at(first, document, where)
        return first


def look(corpus: Corpus, query: Query, found: Candidates) -> Look:
    """Compare the question with all units of the candidates (at least one)."""
    units = _units(corpus, query, found)
    rank = units.fit + _ORDER_SHARE * units.order * units.covered
    has_asked = units.is_asked[units.borders]  # wordings stand before the body
    main = units.is_asked | np.repeat(~has_asked, units.counts)
    best = units.first_best(np.where(main, rank, -1.0))
    everything = units.of_each(units.held)
    features = np.zeros((len(found.rows), len(NAMES)), np.float32)
    body = np.where(has_asked, units.borders + units.counts - 1, best)
    columns = _columns(query, found, units, best=best, main=main, body=body, everything=everything)
    columns["likely"], columns["pairs"] = likelihood.likely(
        corpus, query, units.held, units.followed, main=units.is_asked, borders=units.borders
    )
    for number, name in enumerate(NAMES):
        features[:, number] = columns.get(name, 0.0)
    _compare(corpus, query, units.numbers[best], features)
    weights = np.array([term.evidence for term in query.terms], np.float32)
    lost = np.where(everything <= 0, weights / (corpus.unknown or 1.0), 0.0)
    return Look(
        features=features,
        evidence=sums(units.held[best], weights) / query.evidence,
        evidence_anywhere=sums(everything, weights) / query.evidence,
        lacks=_lacks(query, units, best),
        missed=lost.max(axis=1).astype(np.float32),
    )


def _units(corpus: Corpus, query: Query, found: Candidates) -> _Units:
    firsts = corpus.first[found.rows].astype(np.intp)
    counts = corpus.first[found.rows + 1].astype(np.intp) - firsts
    numbers = hits.ranges(firsts, counts)
    found_hits = hits.find(corpus, query, numbers)
    held = hits.held(found_hits, len(numbers), len(query.terms))
    mass = np.array([term.mass for term in query.terms], np.float32) / query.mass
    told = np.bincount(found_hits.unit, found_hits.worth, len(numbers)) / corpus.mass[numbers]
    kinds = corpus.kinds[numbers]
    return _Units(
        numbers=numbers,
        borders=np.cumsum(counts) - counts,
        counts=counts,
        held=held,
        covered=sums(held, mass),
        told=np.minimum(told, 1.0).astype(np.float32),
        followed=hits.followed(found_hits, len(numbers), len(query.terms)),
        is_title=kinds == Kind.TITLE,
        is_asked=kinds != Kind.SENTENCE,
    )


def _columns(
    query: Query,
    found: Candidates,
    units: _Units,
    *,
    best: Places,
    main: NDArray[np.bool_],
    body: Places,
    everything: Floats,
) -> dict[str, Floats]:
    """The features by name, but for the likeness.

    `body` is the place of each one's last unit, `everything` what all its units hold together.
    """
    mass = np.array([term.mass for term in query.terms], np.float32) / query.mass
    wordings = units.of_each(np.where(main[:, None], units.held, 0.0))
    crowd = np.add.reduceat(np.where(main, units.fit, 0.0) ** _CROWD, units.borders)
    order = units.order
    has_body = ~units.is_asked[body]
    return {
        "found": found.scores / max(float(found.scores.max()), 1e-6),
        "strong": np.minimum(found.scores / (_FULL_SCORE * query.mass), 1.5),
        "covered": units.covered[best],
        "told": units.told[best],
        "order": order[best],
        "crowd": np.minimum(crowd ** (1 / _CROWD), 2.0),
        "wordings": sums(wordings, mass),
        "anywhere": sums(everything, mass),
        "title": units.of_each(np.where(units.is_title, units.fit, 0.0)),
        "sentence": units.covered[body] * has_body,
        "sentence_order": order[body] * has_body,
        "letters": found.letters / max(float(found.letters.max()), 1e-6),
    }


def _lacks(query: Query, units: _Units, best: Places) -> Floats:
    is_foreign = np.array([term.is_foreign for term in query.terms])
    if not is_foreign.any():
        return np.zeros(len(best), np.float32)
    named = units.of_each(np.where(units.is_title[:, None], units.held, 0.0))
    has_title = np.logical_or.reduceat(units.is_title, units.borders)
    named = np.where(has_title[:, None], named, units.held[best])
    found: Floats = ((named <= 0) & is_foreign).any(axis=1).astype(np.float32)
    return found


def _compare(corpus: Corpus, query: Query, best: Places, features: Floats) -> None:
    alike = NAMES.index("alike")
    rough = features[:, 0] + features[:, 2] + features[:, 5]
    for number in np.argsort(-rough)[:_ALIKE]:
        wording = corpus.texts[best[number]]
        if wording:
            features[number, alike] = fuzz.token_sort_ratio(query.text, wording) / 100
