"""What staff taught the program in the group, laid over the content: values and pure functions.

It lives in the database and survives every new version of the content; `learned_files` writes it
out as content. What the content has come to say itself, or has lost, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from knowledge import text
from knowledge.articles import LANGUAGES, MAIN_LANGUAGE, Article, ArticleText
from knowledge.loader import KnowledgeBase

KIND = "fact"
STATUS = "verified"
SOURCE = {
    "fa": "پاسخ کارشناسان",
    "en": "Answer of the experts",
    "ar": "جواب الخبراء",
}
"""The source of an answer that belongs to no single office."""
TITLE_LIMIT, BODY_LIMIT = 120, 3500


@dataclass(frozen=True)
class Wording:
    """Another way of asking for an article."""

    article_id: str
    language: str
    words: str


@dataclass(frozen=True)
class Answer:
    """A new article; `texts` has at least Persian. `office` None: it holds in every office."""

    id: str
    office: str | None
    texts: Mapping[str, ArticleText]
    checked_on: date


class Fault(StrEnum):
    """Why a text cannot become an article."""

    EMPTY = "empty"
    LONG = "long"
    BRACES = "braces"  # they stand for values that are filled in
    MARKUP = "markup"


_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>")


def fault(title: str, body: str) -> Fault | None:
    """What is wrong with a title and a body; None when they can become an article."""
    if not title.strip() or not body.strip():
        return Fault.EMPTY
    if len(title) > TITLE_LIMIT or len(body) > BODY_LIMIT:
        return Fault.LONG
    if any(one in title + body for one in "{}"):
        return Fault.BRACES
    return Fault.MARKUP if _MARKUP.search(title + body) else None


def article(answer: Answer) -> Article:
    """The article of an answer."""
    return Article(
        id=answer.id,
        office=answer.office,
        kind=KIND,
        status=STATUS,
        checked_on=answer.checked_on,
        texts=dict(answer.texts),
        actions=("human",),
        sources={} if answer.office else SOURCE,
    )


def extended(
    base: KnowledgeBase, wordings: Iterable[Wording], answers: Iterable[Answer]
) -> KnowledgeBase:
    """The content with what was learned; the content itself wins where it has the same."""
    known = dict(base.articles)
    for answer in answers:
        if answer.id not in known and _is_served(answer, base):
            known[answer.id] = article(answer)
    for article_id, words in _by_article(wordings).items():
        if article_id in known:
            known[article_id] = _with_wordings(known[article_id], words)
    return replace(base, articles=known)


def _is_served(answer: Answer, base: KnowledgeBase) -> bool:
    return MAIN_LANGUAGE in answer.texts and (not answer.office or answer.office in base.offices)


def _by_article(wordings: Iterable[Wording]) -> dict[str, list[Wording]]:
    found: dict[str, list[Wording]] = {}
    for one in wordings:
        found.setdefault(one.article_id, []).append(one)
    return found


def _with_wordings(known: Article, wordings: Iterable[Wording]) -> Article:
    """The article with more ways of asking, each once, in a language it speaks."""
    texts = dict(known.texts)
    taken = {text.normalise(one) for one in _all_wordings(known)}
    for one in wordings:
        spelled = text.normalise(one.words)
        if spelled in taken:
            continue
        taken.add(spelled)
        language = one.language if one.language in texts else MAIN_LANGUAGE
        told = texts[language]
        texts[language] = replace(told, questions=(*told.questions, one.words))
    return replace(known, texts=texts)


def _all_wordings(known: Article) -> list[str]:
    texts = [known.texts[language] for language in LANGUAGES if language in known.texts]
    return [words for one in texts for words in (one.title, *one.questions)]


def unused(base: KnowledgeBase, wordings: Iterable[Wording]) -> list[Wording]:
    """The wordings whose article the content does not have any more."""
    return [one for one in wordings if one.article_id not in base.articles]
