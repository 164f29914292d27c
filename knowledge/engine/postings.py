"""Which documents hold which features (words, stems, letter groups), with BM25 impacts.

Built as a stream into flat arrays: no list of lists, no dictionary for each document.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = NDArray[np.int32]


@dataclass(frozen=True)
class Postings:
    """For each feature its rows in rising order, and how much the feature says of each (BM25).

    `starts` has one entry more than there are features; `idf` is the rarity of each.
    """

    ids: dict[str, int]
    starts: list[int]
    rows: Rows
    impacts: Floats
    idf: Floats
    size: int

    @property
    def unknown(self) -> float:
        """The rarity of a feature that no document holds."""
        return math.log(1 + (self.size + 0.5) / 0.5)

    def holding(self, feature: str) -> int:
        """How many documents hold it."""
        number = self.ids.get(feature)
        return 0 if number is None else self.starts[number + 1] - self.starts[number]

    def add(self, scores: Floats, feature: str, weight: float) -> None:
        """Add the feature's impacts, times the weight, to the scores of its documents."""
        number = self.ids.get(feature)
        if number is not None:
            start, end = self.starts[number], self.starts[number + 1]
            scores[self.rows[start:end]] += weight * self.impacts[start:end]


class Builder:
    """Takes the features of one document after the other. `k1` and `b` are BM25's."""

    def __init__(self, k1: float, b: float) -> None:
        self._k1, self._b = k1, b
        self._ids: dict[str, int] = {}
        self._features, self._rows, self._counts = array("i"), array("i"), array("i")
        self._lengths = array("i")

    def add(self, features: Iterable[str]) -> None:
        """The next document."""
        ids = self._ids
        counts = Counter(features)
        row = len(self._lengths)
        for feature, count in counts.items():
            self._features.append(ids.setdefault(feature, len(ids)))
            self._rows.append(row)
            self._counts.append(count)
        self._lengths.append(counts.total())

    def close(self) -> Postings:
        """All documents, sorted by feature."""
        features = np.frombuffer(self._features or array("i", [0]), np.int32)
        rows = np.frombuffer(self._rows or array("i", [0]), np.int32)
        counts = np.frombuffer(self._counts or array("i", [0]), np.int32).astype(np.float32)
        if not self._features:
            features, rows, counts = features[:0], rows[:0], counts[:0]
        lengths = np.array(self._lengths, np.float32)
        size = len(lengths)
        holding = np.bincount(features, minlength=len(self._ids))
        idf = np.log(1 + (size - holding + 0.5) / (holding + 0.5)).astype(np.float32)
        mean = max(float(lengths.mean()) if size else 1.0, 1e-6)
        length = 1 - self._b + self._b * lengths[rows] / mean
        impacts = idf[features] * counts * (self._k1 + 1) / (counts + self._k1 * length)
        order = np.argsort(features, kind="stable")
        return Postings(
            ids=self._ids,
            starts=np.concatenate([[0], np.cumsum(holding)]).tolist(),
            rows=rows[order],
            impacts=impacts[order].astype(np.float32),
            idf=idf,
            size=size,
        )
