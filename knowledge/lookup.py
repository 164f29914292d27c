"""Titles by the words they begin with: what somebody may mean who has typed only a part of it.

The search (`search`) reads whole questions; here «نرخ بیک» finds every title with a word in «نرخ…»
and one in «بیک…», in any language, in microseconds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from knowledge import text

if TYPE_CHECKING:
    from knowledge.articles import Article

#: Letters with which a word is begun; one letter begins too many.
_SHORTEST = 2
_LAST = "\U0010ffff"


class Lookup:
    """The words of all titles, sorted. Built once, never changed."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Learn the titles in all their languages."""
        self._articles = tuple(articles)
        places: dict[str, set[int]] = {}
        for number, article in enumerate(self._articles):
            for told in article.texts.values():
                for word in text.tokens(told.title):
                    places.setdefault(word, set()).add(number)
        self._words = sorted(places)
        self._places = [frozenset(places[word]) for word in self._words]

    def begun(
        self,
        typed: str,
        *,
        office: str | None,
        kinds: Collection[str] | None = None,
        limit: int = 5,
    ) -> tuple[Article, ...]:
        """Articles of that office whose titles have every typed word or its beginning.

        Titles that begin with what was typed come first, then the shortest.
        """
        begun = text.tokens(typed)
        if not begun or max(map(len, begun)) < _SHORTEST:
            return ()
        found = frozenset.intersection(*map(self._beginning, begun))
        near = [
            one
            for one in map(self._articles.__getitem__, found)
            if one.is_for(office) and (kinds is None or one.kind in kinds)
        ]
        return tuple(sorted(near, key=lambda one: _nearness(one, begun)))[:limit]

    def _beginning(self, word: str) -> frozenset[int]:
        """The articles with a word in their title that begins so; single letters stand alone."""
        last = word + _LAST if len(word) >= _SHORTEST else word + "\0"
        span = self._places[bisect_left(self._words, word) : bisect_left(self._words, last)]
        return frozenset().union(*span)


def _nearness(article: Article, begun: list[str]) -> tuple[bool, int, str]:
    """Its best title: whether it begins so, how much more it says, and the id for a fixed order."""
    start = "".join(begun)
    titles = ["".join(text.tokens(told.title)) for told in article.texts.values()]
    best = min((not title.startswith(start), len(title)) for title in titles)
    return (*best, article.id)
