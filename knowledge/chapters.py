"""The chapters of the statistical yearbook with their tables, as somebody looks through them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from knowledge import articles
from knowledge.articles import Article

#: The present pattern of the provincial yearbook (article `yearbook-chapters`); the numbers of
#: the chapters change from year to year, their order hardly. Others follow by their names.
ORDER = (
    "land-climate",
    "environment",
    "population",
    "labour",
    "agriculture",
    "mining",
    "oil-gas",
    "manufacturing",
    "water-electricity",
    "construction-housing",
    "urban-development",
    "trade-hotels",
    "transport",
    "communications",
    "financial-markets",
    "judicial",
    "welfare",
    "education",
    "health",
    "culture",
    "budget",
    "household-budget",
    "prices",
    "regional-accounts",
    "politics",
)
OTHER = "other"
"""The key of the tables that belong to no chapter."""


@dataclass(frozen=True)
class Chapter:
    """A chapter: its name by language (empty for `OTHER`), the article about it, its tables."""

    key: str
    name: Mapping[str, str] = field(default_factory=dict)
    about: Article | None = None
    tables: tuple[Article, ...] = ()

    def name_in(self, language: str) -> str:
        """The name in that language; empty for the tables of no chapter."""
        found = articles.in_language(self.name, language) if self.name else ""
        return found[:1].upper() + found[1:]


def of(shown: Iterable[Article]) -> list[Chapter]:
    """The chapters among some articles, in the order of the yearbook.

    Tables of an office's own list stand first, then those whose title was seen in a yearbook,
    then those that are only usual; else they keep their order.
    """
    about: dict[str, Article] = {}
    tables: dict[str, list[Article]] = {}
    for article in shown:
        if article.kind == "chapter" and article.chapter is not None:
            about[article.chapter] = article
        elif article.kind == "table":
            tables.setdefault(article.chapter or OTHER, []).append(article)
    keys = sorted({*about, *tables}, key=_place)
    return [_chapter(key, about.get(key), tables.get(key, [])) for key in keys]


def _place(key: str) -> tuple[int, str]:
    return (ORDER.index(key) if key in ORDER else len(ORDER) + (key == OTHER), key)


def _chapter(key: str, about: Article | None, tables: list[Article]) -> Chapter:
    named = next((one.chapter_name for one in tables if one.chapter_name), {})
    titles = {language: text.title for language, text in about.texts.items()} if about else {}
    first = sorted(tables, key=lambda one: (one.office is None, one.status != "verified"))
    return Chapter(key, {} if key == OTHER else named or titles or {"fa": key}, about, tuple(first))
