"""Retrieval tasks of others: entries to find, and queries with the entries that are right.

The format is JSON: {"entries": [{"id", "text"}], "queries": [{"id", "variant", "text", "rel"}]}.
The engine is asked over these entries instead of our articles; what belongs to our content alone
(synonyms, other offices' business, names) stays out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from knowledge import text
from knowledge.articles import MAIN_LANGUAGE, Article, ArticleText
from knowledge.errors import ContentError, Problem
from knowledge.loader import KnowledgeBase
from knowledge.search import Index

_LONG = 25
"""Entries of more words, half of them or more, are texts to look into, not questions."""
_NEAR = 3


@dataclass(frozen=True)
class Query:
    """What is asked, in which variant of spelling, and the ids of the entries that are right."""

    text: str
    variant: str
    right: frozenset[str]


@dataclass(frozen=True)
class Task:
    """Entries by id, and the queries."""

    entries: Mapping[str, str]
    queries: Sequence[Query]


@dataclass(frozen=True)
class Recall:
    """Shares of the queries of one variant whose right entry came first, or among three."""

    asked: int
    recall_1: float
    recall_3: float


def read(path: Path) -> Task:
    """Read a task. Raises ContentError where it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        entries = {str(entry["id"]): str(entry["text"]) for entry in data["entries"]}
        queries = [
            Query(str(one["text"]), str(one.get("variant", "all")), frozenset(map(str, one["rel"])))
            for one in data["queries"]
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"is no retrieval task: {error!r}"
        raise ContentError([Problem(path.name, 1, message)]) from error
    return Task(entries, queries)


def index(task: Task, words_from: KnowledgeBase) -> Index:
    """The engine over the entries, with the everyday words of that content."""
    words = replace(
        words_from.words,
        foreign=(),
        ours=(),
        places=(),
        synonyms=(),
        hints={},
        indicators={},
        works={},
        bodies={},
        wants={},
    )
    lengths = sorted(len(text.words(entry)) for entry in task.entries.values())
    is_long = bool(lengths) and lengths[len(lengths) // 2] > _LONG
    articles = {key: _article(key, entry, is_long) for key, entry in task.entries.items()}
    knowledge = replace(words_from, articles=articles, offices={}, provinces=(), words=words)
    return Index(knowledge)


def measure(index: Index, task: Task) -> dict[str, Recall]:
    """Recall by variant, in the order in which the variants come."""
    ranks: defaultdict[str, list[int | None]] = defaultdict(list)
    for query in task.queries:
        found = index.suggest(query.text, office=None, limit=_NEAR)
        places = [place for place, one in enumerate(found) if one.article.id in query.right]
        ranks[query.variant].append(places[0] if places else None)
    return {variant: _recall(found) for variant, found in ranks.items()}


def _recall(ranks: Sequence[int | None]) -> Recall:
    first = sum(rank == 0 for rank in ranks)
    near = sum(rank is not None for rank in ranks)
    return Recall(len(ranks), first / len(ranks), near / len(ranks))


def _article(key: str, entry: str, is_long: bool) -> Article:
    content = ArticleText("" if is_long else entry, (), entry if is_long else "")
    fields: dict[str, Any] = {"status": "verified", "checked_on": date.min}
    return Article(id=key, office=None, kind="fact", texts={MAIN_LANGUAGE: content}, **fields)
