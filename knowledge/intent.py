"""Whom a question is meant for: «نوبت», «استعلام», «my» are for others, «آمار» is for us.

The weights are learned with the calibration and stand in its file: above zero for words of
questions that nobody here can answer, below zero for words of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.terms import Reading

Doubles = NDArray[np.float64]

_LEAST_COUNT = 3
"""A word in fewer questions is an accident."""
_HELD = 2.0
_STEPS = 200
_RATE = 0.05


def words(reading: Reading) -> tuple[str, ...]:
    """The likeliest stem and the likeliest word of each term, each once.

    The stem of «بگیرم» does not tell that somebody wants to get something himself; the word does.
    """
    stems = (max(one.stems, key=one.stems.__getitem__) for one in reading.terms if one.stems)
    read = (max(one.words, key=one.words.__getitem__, default=one.word) for one in reading.terms)
    return tuple(dict.fromkeys([*stems, *read]))


def score(found: Sequence[str], weights: Mapping[str, float]) -> float:
    """How much the words speak for others (above zero) or for us."""
    total = sum(weights.get(word, 0.0) for word in found)
    return float(total / max(len(found), 1) ** 0.5)


def learn(
    others: Sequence[Sequence[str]], ours: Sequence[tuple[Sequence[str], float]]
) -> dict[str, float]:
    """Weights by word, from questions for others and for us (each with how much it counts).

    A logistic regression over words, held near zero; a question counts as much however long it is.
    """
    texts = [*others, *(found for found, _ in ours)]
    vocabulary = _vocabulary(texts)
    rows, columns, values = _matrix(texts, vocabulary)
    is_other = np.array([1.0] * len(others) + [0.0] * len(ours))
    weight = np.array([1.0] * len(others) + [weight for _, weight in ours])
    found: Doubles = np.zeros(len(vocabulary))
    mean, spread, bias = np.zeros_like(found), np.zeros_like(found), 0.0
    for step in range(1, _STEPS + 1):
        odds = np.bincount(rows, values * found[columns], len(texts)) + bias
        miss = weight * (1 / (1 + np.exp(-np.clip(odds, -30, 30))) - is_other)
        slope = np.bincount(columns, values * miss[rows], len(found)) + _HELD * found
        bias -= _RATE * float(miss.sum() / max(weight.sum(), 1.0))
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        pace = mean / (1 - 0.9**step) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        found = found - _RATE * pace
    return dict(zip(vocabulary, found.tolist(), strict=True))


def most(weights: Mapping[str, float], count: int) -> dict[str, float]:
    """So many of the weightiest words, the weightiest first."""
    first = sorted(weights.items(), key=lambda item: (-abs(item[1]), item[0]))[:count]
    return {stem: round(weight, 2) for stem, weight in first if round(weight, 2)}


def _vocabulary(texts: Iterable[Sequence[str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for found in texts:
        for stem in set(found):
            counts[stem] = counts.get(stem, 0) + 1
    kept = sorted(stem for stem, count in counts.items() if count >= _LEAST_COUNT)
    return {stem: number for number, stem in enumerate(kept)}


def _matrix(
    texts: Sequence[Sequence[str]], vocabulary: Mapping[str, int]
) -> tuple[NDArray[np.intp], NDArray[np.intp], Doubles]:
    """Row, column and value of each word of each text."""
    pairs = [
        (row, vocabulary[stem], len(found) ** -0.5)
        for row, found in enumerate(texts)
        for stem in found
        if stem in vocabulary
    ]
    rows, columns, values = zip(*pairs, strict=True) if pairs else ((), (), ())
    return np.array(rows, np.intp), np.array(columns, np.intp), np.array(values, np.float64)
