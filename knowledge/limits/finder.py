"""Compares what a question asks for with what the article it found covers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.articles import Article
from knowledge.dimensions.reader import Reader
from knowledge.dimensions.values import Dimensions
from knowledge.jalali import Day
from knowledge.limits import by_level, by_period, figures
from knowledge.limits.figures import Figures
from knowledge.limits.instead import Instead
from knowledge.limits.values import Limit, Reason

if TYPE_CHECKING:
    from knowledge.loader import KnowledgeBase

_NO_DAY = Day(0, 1, 1)


class Finder:
    """Finds limits; made once from the content."""

    def __init__(self, knowledge: KnowledgeBase, reader: Reader) -> None:
        """Keep the articles and what helps on."""
        self._knowledge = knowledge
        self._reader = reader
        self._instead = Instead(knowledge.articles, knowledge.explained, reader)

    def find(
        self, article: Article, asked: Dimensions, today: Day, office: str | None = None
    ) -> tuple[Limit, ...]:
        """What of the question the article cannot give, the most important first.

        An office may hand out microdata itself; everything else follows from the article.
        """
        known = figures.behind(article, self._knowledge.articles)
        if asked.is_microdata and known is not None and not self._gives_microdata(office):
            found = [Limit(Reason.MICRODATA)]
        elif known is None:
            found = []
        else:
            found = self._of_figures(article, known, asked, today)
        return tuple(self._helped(limit, article, known, asked) for limit in found)

    def _of_figures(
        self, article: Article, known: Figures, asked: Dimensions, today: Day
    ) -> list[Limit]:
        limits = [
            by_level.limit(known, asked.level),
            by_period.limit(known, asked.period, today),
            None if self._is_by_month(article) else by_period.frequency(known, asked),
            *by_period.crossed(known, asked.period, self._knowledge.breaks),
        ]
        return [limit for limit in limits if limit is not None]

    def _gives_microdata(self, office: str | None) -> bool:
        found = self._knowledge.offices.get(office or "")
        return found is not None and found.microdata

    def _is_by_month(self, article: Article) -> bool:
        """Whether a table is by month itself, or a chapter has such a table."""
        tables = [article] if article.kind == "table" else []
        if article.kind == "chapter":
            tables = [
                other
                for other in self._knowledge.articles.values()
                if other.kind == "table" and other.chapter == article.chapter
            ]
        titles = (table.text("fa").title for table in tables)
        return any(
            {"month", "season"} & set(self._reader.read(title, _NO_DAY).breakdowns)
            for title in titles
        )

    def _helped(
        self, limit: Limit, article: Article, known: Figures | None, asked: Dimensions
    ) -> Limit:
        return replace(limit, instead=self._instead.of(limit, article, known, asked))
