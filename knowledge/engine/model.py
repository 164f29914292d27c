"""A linear model over named features: weights in the order of their names, and what they give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from knowledge.engine.postings import Floats


def weighed(features: Floats, names: Sequence[str], weights: Mapping[str, float]) -> Floats:
    """The weighted sum of each row of features; a name without a weight counts nothing."""
    return sums(features, np.array([weights.get(name, 0.0) for name in names], np.float32))


def sums(rows: Floats, weights: Floats) -> Floats:
    """The weighted sum of each row.

    Not by `@`: BLAS reads whole blocks, and now and then warns of an invalid value beyond them.
    """
    found: Floats = np.einsum("ij,j->i", rows, weights)
    return found


def probability(evidence: Floats) -> Floats:
    """Log odds as probabilities."""
    return (1 / (1 + np.exp(-np.clip(evidence, -30, 30)))).astype(np.float32)
