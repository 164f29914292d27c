"""The documents worth a closer look: BM25 over stems, words and letter groups, in one sweep.

Rare features are counted first; what half of all documents hold tells them apart no better than
the closer look does, so a sweep ends when it has read enough.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from knowledge.engine.postings import Floats, Postings, Rows
from knowledge.engine.query import Query
from knowledge.engine.units import Corpus, grams

WORD, STEM, TOLD, LETTERS = 0.5, 1.5, 1.1, 0.5
"""How much a hit counts: of a word, of a stem in a wording, of a stem in a body, of letters."""
_BUDGET = 10_000
"""A sweep over one kind of feature reads about so many entries; the rarest go first."""
_ALL = 250_000_000
"""A sweep reads more where there are few documents: so many by their number."""
_LEAST = 4
"""So many features are read whatever they cost."""
_NEAR = 0.2
"""What is worse than this share of the best is no candidate."""


@dataclass(frozen=True)
class Candidates:
    """Rows of documents, best first, with the score of each, and the part of it from letters."""

    rows: Rows
    scores: Floats
    letters: Floats


def find(
    corpus: Corpus, query: Query, allowed: Floats | None, most: int, always: Collection[int] = ()
) -> Candidates:
    """At most so many documents; `allowed` is 1 for each that may be found, else 0.

    The rows of `always` are found whatever their score, where they are allowed.
    """
    words: dict[str, float] = {}
    stems: dict[str, float] = {}
    letters: dict[str, float] = {}
    for term in query.terms:
        _spread(words, term.words, term.factor)
        _spread(stems, term.stems, term.factor)
        share = term.factor / max(len(term.words), 1) ** 0.5
        for word, belief in term.words.items():
            _spread(letters, dict.fromkeys(grams((word,)), belief), share)
    scores = np.zeros(corpus.size, np.float32)
    by_letters = np.zeros(corpus.size, np.float32)
    _sweep(corpus.wordings, stems, STEM, scores)
    _sweep(corpus.words, words, WORD, scores)
    _sweep(corpus.bodies, stems, TOLD, scores)
    _sweep(corpus.grams, letters, LETTERS, by_letters)
    scores += by_letters
    if allowed is not None:
        scores *= allowed
    rows = _best(scores, most)
    more = [row for row in always if row not in rows and (allowed is None or allowed[row])]
    if more:
        rows = np.append(rows, np.array(more, np.int32))
    return Candidates(rows, scores[rows], by_letters[rows])


def _spread(into: dict[str, float], features: Mapping[str, float], factor: float) -> None:
    for feature, belief in features.items():
        into[feature] = into.get(feature, 0.0) + factor * belief


def _sweep(
    postings: Postings, features: Mapping[str, float], weight: float, scores: Floats
) -> None:
    for feature, share in _affordable(postings, features):
        postings.add(scores, feature, weight * share)


def _affordable(postings: Postings, features: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    known = sorted((postings.holding(feature), feature) for feature in features)
    budget = max(_BUDGET, _ALL // max(postings.size, 1))
    read = 0
    for place, (holding, feature) in enumerate(entry for entry in known if entry[0]):
        read += holding
        if place >= _LEAST and read > budget:
            return
        yield feature, features[feature]


def _best(scores: Floats, most: int) -> Rows:
    """The rows of the highest scores, best first; of equal ones the first."""
    if not len(scores):
        return np.zeros(0, np.int32)
    best = float(scores.max())
    if best <= 0:
        return np.zeros(0, np.int32)
    rows = np.flatnonzero(scores > _NEAR * best).astype(np.int32)
    if len(rows) > most * 8:
        rows = rows[np.argpartition(-scores[rows], most)[: most * 2]]
    order = np.argsort(-scores[rows], kind="stable")[:most]
    return rows[order]
