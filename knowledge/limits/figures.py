"""What an article has figures of: its own coverage, or that of the article it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.articles import Article
from knowledge.coverage import MONTHS, Coverage

KINDS = ("chapter", "table", "census", "survey")
"""Articles of these kinds are about figures whether or not their years are known."""


@dataclass(frozen=True)
class Figures:
    """The figures behind an article; `owner` is the article that says so."""

    owner: Article
    levels: tuple[str, ...]
    periodicity: str | None
    coverage: Coverage

    @property
    def months(self) -> int | None:
        """How many months one figure covers, where they come regularly."""
        return MONTHS.get(self.periodicity or "")


def behind(article: Article, articles: Mapping[str, Article]) -> Figures | None:
    """The figures an article is about; None where it is about none."""
    coverage = article.coverage
    if coverage is not None and coverage.of is not None:
        owner = articles.get(coverage.of)
        if owner is None or owner.coverage is None:
            return None
        return Figures(owner, article.levels or owner.levels, owner.periodicity, owner.coverage)
    if coverage is None and article.kind not in KINDS:
        return None
    return Figures(article, article.levels, article.periodicity, coverage or Coverage())
