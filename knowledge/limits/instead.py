"""What is there instead: tables at the level asked, surveys that come often enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from knowledge.articles import LEVELS, Article
from knowledge.coverage import MONTHS
from knowledge.dimensions.reader import Reader
from knowledge.dimensions.values import Dimensions
from knowledge.jalali import Day
from knowledge.limits.figures import Figures
from knowledge.limits.values import Limit, Reason

_MOST = 2
_NO_DAY = Day(0, 1, 1)
"""Indicators do not depend on the day."""


class Instead:
    """Looks through the articles of a chapter; made once."""

    def __init__(
        self,
        articles: Mapping[str, Article],
        explained: Mapping[str, Iterable[str]],
        reader: Reader,
    ) -> None:
        """Keep the articles by their chapter."""
        self._articles = articles
        self._explained = explained
        self._reader = reader
        self._of_chapter: dict[str, list[Article]] = {}
        for article in articles.values():
            if article.chapter is not None:
                self._of_chapter.setdefault(article.chapter, []).append(article)
        self.indicators = lru_cache(maxsize=None)(self._indicators)

    def of(
        self, limit: Limit, found: Article, figures: Figures | None, asked: Dimensions
    ) -> tuple[str, ...]:
        """Ids of articles that help on, best first, never the one that was found."""
        ids: list[str] = []
        if limit.reason in {Reason.SAMPLE, Reason.ACCOUNTS, Reason.LEVEL} and limit.level:
            ids += self._tables(found, limit.level, asked)
        if limit.reason in {Reason.YEARBOOK, Reason.FREQUENCY} and figures is not None:
            ids += self._surveys(found, figures, asked)
        if figures is not None and figures.owner is not found:
            ids.append(figures.owner.id)
        ids += self._explained.get(limit.reason, ())
        return tuple(dict.fromkeys(id for id in ids if id != found.id and id in self._articles))

    def _tables(self, found: Article, level: str, asked: Dimensions) -> list[str]:
        """Tables of the chapter that reach the level and name an indicator asked for."""
        rank = LEVELS.index(level)
        near = [
            article
            for article in self._of_chapter.get(found.chapter or "", ())
            if article.kind == "table"
            and article.is_for(found.office)
            and max(map(LEVELS.index, article.levels), default=0) >= rank
            and self.indicators(article.id) & set(asked.indicators)
        ]
        near.sort(key=lambda article: article.status != "verified")
        return [article.id for article in near[:_MOST]]

    def _surveys(self, found: Article, figures: Figures, asked: Dimensions) -> list[str]:
        """Surveys on the subject of the chapter that come more often than the article."""
        often = figures.months or 0
        near = [
            article.id
            for article in self._of_chapter.get(found.chapter or "", ())
            if article.kind == "survey" and MONTHS.get(article.periodicity or "", often) < often
        ]
        wanted = set(asked.indicators)
        near.sort(key=lambda one: not self.indicators(one) & wanted)
        return near[:_MOST]

    def _indicators(self, article_id: str) -> frozenset[str]:
        """The indicators named in the Persian title and wordings of an article."""
        text = self._articles[article_id].text("fa")
        named: set[str] = set()
        for wording in (text.title, *text.questions):
            named.update(self._reader.read(wording, _NO_DAY).indicators)
        return frozenset(named)
