"""What is named by name: indicators, works, other offices. One never answers for another.

«نرخ بیکاری» is not answered by «نرخ تورم», nor «تلفن استانداری» by our telephone, however much else
is alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.engine.documents import Kind, Unit
from knowledge.phrases import Phrases

FEATURES = ("other_indicator", "no_indicator", "other_work", "other_body", "own")


@dataclass(frozen=True)
class Names:
    """The indicators, works (yearbook, census) and other offices named somewhere."""

    indicators: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()


NONE = Names()


def names(phrases: Phrases, contents: Iterable[Sequence[str]]) -> Names:
    """The names in some texts, each given as its stems."""
    found: dict[str, set[str]] = {}
    for stems in contents:
        for kind, name in phrases.named(stems):
            found.setdefault(kind, set()).add(name)
    return Names(**{kind: frozenset(of) for kind, of in found.items()}) if found else NONE


@dataclass(frozen=True)
class Gate:
    """The names in the titles of an article, and in all of its wordings."""

    titles: Names
    wordings: Names

    def features(self, asked: Names, *, is_own: bool) -> tuple[float, ...]:
        """One row of FEATURES: 1.0 for what speaks of something else."""
        titles, names = self.titles, self.wordings
        misses = bool(asked.indicators) and not asked.indicators & names.indicators
        return (
            float(misses and bool(titles.indicators)),
            float(misses and not titles.indicators),
            float(bool(asked.works and titles.works) and not asked.works & names.works),
            float(bool(asked.bodies) and not asked.bodies & titles.bodies),
            float(is_own),
        )


def gate(phrases: Phrases, units: Iterable[Unit]) -> Gate:
    """The gate of a document."""
    asked = [unit for unit in units if unit.kind is not Kind.SENTENCE]
    titles = (unit.stems for unit in asked if unit.kind is Kind.TITLE)
    return Gate(names(phrases, titles), names(phrases, (unit.stems for unit in asked)))
