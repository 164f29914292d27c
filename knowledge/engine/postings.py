"""Which documents hold which features (words, stems, letter groups), with BM25 impacts.

Built as a stream into flat arrays: no list of lists, no dictionary for each document.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from itertools import count

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
    """Takes the features of one document after the other. `k1` and `b` are BM25's.

    Where every document comes as a set, nothing has to be counted.
    """

    def __init__(self, k1: float, b: float) -> None:
        self._k1, self._b, self._distinct = k1, b, True
        self._ids: defaultdict[str, int] = defaultdict(count().__next__)
        self._features = array("i")
        self._ends = array("i", [0])

    def number(self, feature: str) -> int:
        """The number of a feature, to be added as such: for features that come again and again."""
        return self._ids[feature]

    def add(self, features: Collection[str]) -> None:
        """The next document."""
        self._distinct &= isinstance(features, set)
        self._features.extend(map(self._ids.__getitem__, features))
        self._ends.append(len(self._features))

    def add_numbers(self, numbers: Collection[int]) -> None:
        """The next document, its features as `number` gives them."""
        self._distinct &= isinstance(numbers, set)
        self._features.extend(numbers)
        self._ends.append(len(self._features))

    def close(self) -> Postings:
        """All documents, sorted by feature. What was gathered is let go: this is done once."""
        ends = np.array(self._ends, np.int32)
        lengths: Rows = ends[1:] - ends[:-1]
        size = len(lengths)
        features, rows, counts = self._sorted(lengths)
        self._features = array("i")
        holding = np.bincount(features, minlength=len(self._ids))
        idf = np.log(1 + (size - holding + 0.5) / (holding + 0.5)).astype(np.float32)
        mean = max(float(lengths.mean()) if size else 1.0, 1e-6)
        norm = (self._k1 * (1 - self._b + self._b * lengths / mean)).astype(np.float32)
        impacts = norm[rows]
        impacts += counts
        np.divide(counts * np.float32(self._k1 + 1), impacts, out=impacts)
        impacts *= np.repeat(idf, holding)
        return Postings(
            ids=dict(self._ids),
            starts=np.concatenate([[0], np.cumsum(holding)]).tolist(),
            rows=rows,
            impacts=impacts,
            idf=idf,
            size=size,
        )

    def _sorted(self, lengths: Rows) -> tuple[Rows, Rows, Floats]:
        """Feature, row and count of each entry, by feature, then by row."""
        features = np.array(self._features, np.int32)
        order = np.argsort(features, kind="stable")
        features = features[order]
        rows = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)[order]
        if self._distinct:
            return features, rows, np.ones(1, np.float32)
        is_new = np.ones(len(features), bool)
        is_new[1:] = (features[1:] != features[:-1]) | (rows[1:] != rows[:-1])
        first = np.flatnonzero(is_new)
        counts = np.diff(np.append(first, len(features))).astype(np.float32)
        return features[first], rows[first], counts
