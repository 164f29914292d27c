"""How a question was understood, and why the first articles stand where they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.articles import Finding, Match


@dataclass(frozen=True)
class Weighed:
    """A word of a question: the stems it was read as, with the belief in each, and its weight."""

    word: str
    stems: Mapping[str, float]
    weight: float


@dataclass(frozen=True)
class Seen:
    """An article as a question saw it: its features by name, ranking score and match."""

    match: Match
    ranked: float
    ranking: Mapping[str, float]
    confidence: Mapping[str, float]


@dataclass(frozen=True)
class Explanation:
    """How a question was understood, and why the first articles stand where they do."""

    normalised: str
    corrections: tuple[tuple[str, str], ...]
    office: str | None
    other_province: str | None
    terms: tuple[Weighed, ...]
    seen: tuple[Seen, ...]
    finding: Finding

    @property
    def matches(self) -> tuple[Match, ...]:
        """The articles seen, best first."""
        return tuple(one.match for one in self.seen)
