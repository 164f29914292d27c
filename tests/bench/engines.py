"""What the search is measured beside: three ways to find a text, on the same articles.

Each is built from the articles' texts and asked for the ten best, with one core.
"""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Callable, Sequence

import bm25s as bm25  # type: ignore[import-untyped] # it ships no types
from rapidfuzz import fuzz, process

from knowledge import text
from knowledge.articles import Article
from knowledge.loader import KnowledgeBase
from knowledge.search import Index

Ask = Callable[[str], object]
Build = Callable[[KnowledgeBase], Ask]
_BEST = 10


def amaryar(base: KnowledgeBase) -> Ask:
    """Our own index: reading, repair, ranking, and whether to answer."""
    index = Index(base)
    return lambda question: index.find(question, office=None, language="fa")


def bm25s(base: KnowledgeBase) -> Ask:
    """BM25 over the words of titles, wordings and bodies, spelling made one."""
    logging.getLogger("bm25s").setLevel(logging.ERROR)
    tokens = [text.normalise(content).split() for content in _contents(base)]
    retriever = bm25.BM25()
    retriever.index(tokens, show_progress=False)
    most = min(_BEST, len(tokens))

    def ask(question: str) -> object:
        words = [text.normalise(question).split()]
        return retriever.retrieve(words, k=most, show_progress=False)

    return ask


def fts5_trigram(base: KnowledgeBase) -> Ask:
    """SQLite's full text search over groups of three letters."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(content, tokenize='trigram')")
    rows = [(text.normalise(content),) for content in _contents(base)]
    database.executemany("INSERT INTO t VALUES (?)", rows)
    query = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?"

    def ask(question: str) -> object:
        plain = re.sub(r"\s+", "_", text.normalise(question)).replace("_", " ")
        grams = {plain[at : at + 3] for at in range(len(plain) - 2)}
        match = " OR ".join(f'"{gram}"' for gram in sorted(grams))
        return database.execute(query, (match, _BEST)).fetchall()

    return ask


def rapidfuzz_wratio(base: KnowledgeBase) -> Ask:
    """Comparing the question with every title, as RapidFuzz's guide begins."""
    titles = [text.normalise(article.text("fa").title) for article in base.articles.values()]
    return lambda question: process.extract(
        text.normalise(question), titles, scorer=fuzz.WRatio, limit=_BEST
    )


ENGINES: dict[str, tuple[Build, int]] = {
    "Amaryar": (amaryar, 600),
    "bm25s, words": (bm25s, 600),
    "SQLite FTS5 trigram": (fts5_trigram, 40),
    "RapidFuzz WRatio": (rapidfuzz_wratio, 20),
}
"""By name: how it is built, and of how many questions it is asked (the slow ones fewer)."""


def _contents(base: KnowledgeBase) -> Sequence[str]:
    return [_content(article) for article in base.articles.values()]


def _content(article: Article) -> str:
    parts = [
        part
        for texts in article.texts.values()
        for part in (texts.title, *texts.questions, texts.body)
    ]
    return " ".join(parts)
