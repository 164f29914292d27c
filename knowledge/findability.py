"""Whether people can find each article: by its own title, and by its own wordings.

A wording that leads to another article is worse than none: it takes its question away from the
article it was written for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.article_files import ArticleFile
from knowledge.articles import Article
from knowledge.errors import Problem
from knowledge.loader import KnowledgeBase
from knowledge.search import Index

_CLEARLY = 1.5
"""Another article is found clearly when its ranking score is so much higher."""


def problems(knowledge: KnowledgeBase, files: Iterable[ArticleFile]) -> list[Problem]:
    """Every title that does not find its article and every wording that finds another one."""
    index = Index(knowledge)
    found: list[Problem] = []
    for file in files:
        for message, wording in _wrong(index, knowledge.articles[file.id], file):
            found.append(Problem(file.path, file.line_holding(wording), message))
    return found


def _wrong(index: Index, article: Article, file: ArticleFile) -> Iterator[tuple[str, str]]:
    """(what is wrong, with which wording), asked for the article's office, or for none."""
    title = file.text.title
    first = index.suggest(title, office=article.office, limit=1)
    if not first or first[0].article.id != article.id:
        other = first[0].article.id if first else "nothing"
        yield f"its own title finds {other}: {title}", title
    for wording in file.text.questions:
        found = _other(index, article, wording)
        if found:
            yield f"this wording finds {found}: {wording}", wording


def _other(index: Index, article: Article, wording: str) -> str | None:
    """The article that this wording finds before its own, were it not a wording word by word."""
    ranking = index.rank(index.read(wording), article.office)
    scores = dict(zip(ranking.numbers, ranking.ranked.tolist(), strict=True))
    if not scores:
        return None  # everyday words only: it is found where it is typed word by word
    first = max(scores, key=lambda number: scores[number])
    own = [score for number, score in scores.items() if index.article(number).id == article.id]
    is_clear = not own or scores[first] - own[0] > _CLEARLY
    return index.article(first).id if is_clear and index.article(first).id != article.id else None
