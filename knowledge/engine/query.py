"""A question as the engine compares it: terms with their weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Sought:
    """One term: the words and stems it may be, with the belief in each, and its weights.

    `factor` is what its class leaves of it, `mass` the factor times its rarity: how much of the
    question it is when documents are compared. `evidence` is the same where it is to be told
    whether the question is answered at all: everyday words count less there. What lacks a foreign
    term does not answer.
    """

    words: Mapping[str, float]
    stems: Mapping[str, float]
    factor: float
    mass: float
    evidence: float
    is_foreign: bool = False


@dataclass(frozen=True)
class Query:
    """The terms in their order; `text` is the question in its one spelling, once read."""

    terms: tuple[Sought, ...]
    text: str

    @cached_property
    def mass(self) -> float:
        """The whole of the terms' masses, never zero."""
        return sum(term.mass for term in self.terms) or 1.0

    @cached_property
    def evidence(self) -> float:
        """The whole of the terms' evidence, never zero."""
        return sum(term.evidence for term in self.terms) or 1.0
