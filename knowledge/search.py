"""A question finds an article, a few to choose from, or honestly nothing.

`Index.find` is the one function the rest of the program knows; what stands behind it may change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge import evidence, reading, stemming, text, units, vocabulary, weights
from knowledge.articles import Article, Finding, Match, Outcome
from knowledge.evidence import STANDARD, Calibration
from knowledge.loader import KnowledgeBase
from knowledge.phrases import Phrases
from knowledge.places import Places
from knowledge.terms import Reading

GENERAL_KINDS = ("census", "survey", "definition", "law")
"""What holds in a province that has no office here, too."""


@dataclass(frozen=True)
class Weighed:
    """A word of a question: the stems it was read as, with the belief in each, and its weight."""

    word: str
    stems: Mapping[str, float]
    weight: float


@dataclass(frozen=True)
class Explanation:
    """How a question was understood."""

    normalised: str
    corrections: tuple[tuple[str, str], ...]
    office: str | None
    other_province: str | None
    terms: tuple[Weighed, ...]
    matches: tuple[Match, ...]


class Index:
    """All articles of a knowledge base, ready to be asked. Built once, never changed.

    `offices` are those served here (all of the content by default): what belongs to another is
    not found, and its province is one without an office.
    """

    def __init__(
        self,
        knowledge: KnowledgeBase,
        calibration: Calibration = STANDARD,
        *,
        offices: Collection[str] | None = None,
    ) -> None:
        served = {
            office.id: office
            for office in knowledge.offices.values()
            if offices is None or office.id in offices
        }
        articles = [
            article
            for article in knowledge.articles.values()
            if article.office is None or article.office in served
        ]
        classes = weights.classes(knowledge.words)
        phrases = Phrases(knowledge.words)
        learned = vocabulary.learn(_contents(articles), classes, phrases.words)
        self._calibration = calibration
        self._phrases = phrases
        self._places = Places(served, knowledge.provinces, knowledge.words.places)
        self._reader = reading.Reader(learned, self._phrases, self._places)
        english = learned.english
        self._units = units.build(
            articles,
            classes,
            lambda word: None if word in english else self._reader.finglish(word),
        )
        self._titles = [self._indicators(article, only_title=True) for article in articles]
        self._all_names = [self._indicators(article, only_title=False) for article in articles]

    def find(self, question: str, *, office: str | None, language: str) -> Finding:
        """What the question finds for somebody asking that office (BR-21).

        An office named in the question goes before `office`. A named province without an office
        here leaves only what is true of every province, and that only as an answer. Where no
        office is known at all, an article of an office is offered and never answered at once
        (BR-01). The language only says in which the person reads: a question may be in any.
        """
        read = self._reader.read(question)
        asked = read.places.office or (None if read.places.other_province else office)
        is_everywhere = asked is None and read.places.other_province is None
        matches = self._ranked(read, asked, is_everywhere=is_everywhere)
        outcome, count = self._outcome(matches, read, asked)
        return Finding(
            question=question,
            outcome=outcome,
            matches=tuple(matches[:count]),
            office=read.places.office,
            other_province=read.places.other_province,
            corrections=read.corrections,
        )

    def _outcome(
        self, matches: Sequence[Match], read: Reading, office: str | None
    ) -> tuple[Outcome, int]:
        outcome, count = evidence.outcome([match.score for match in matches], self._calibration)
        if read.places.other_province and read.places.office is None:
            is_general = outcome == "answer" and matches[0].article.kind in GENERAL_KINDS
            return ("answer", 1) if is_general else ("not_found", 0)
        if outcome == "answer" and not matches[0].article.is_for(office):
            return "choose", count
        return outcome, count

    def suggest(self, subject: str, *, office: str | None, limit: int = 3) -> tuple[Match, ...]:
        """The nearest articles whatever their score, best first; none for empty words."""
        read = self._reader.read(subject)
        asked = read.places.office or office
        return tuple(self._ranked(read, asked, is_everywhere=asked is None)[:limit])

    def explain(self, question: str, *, office: str | None, limit: int = 5) -> Explanation:
        """How the question was read and what each word weighed, for the clerk who tunes words."""
        read = self._reader.read(question)
        mass = evidence.masses(read, self._units)
        return Explanation(
            normalised=read.normalised,
            corrections=read.corrections,
            office=read.places.office,
            other_province=read.places.other_province,
            terms=tuple(
                Weighed(term.word, dict(term.stems), round(weight, 3))
                for term, weight in zip(read.terms, mass, strict=True)
            ),
            matches=self.suggest(question, office=office, limit=limit),
        )

    def _ranked(self, read: Reading, office: str | None, *, is_everywhere: bool) -> list[Match]:
        """Everything with any evidence that this office may show, best first."""
        articles = self._units.articles
        if not articles:
            return []
        found = evidence.scores(read, self._units, self._calibration)
        named = self._phrases.indicators(
            [max(term.stems, key=lambda stem: term.stems[stem]) for term in read.terms]
        )
        matches = [
            Match(articles[number], round(self._gated(number, float(found[number]), named), 4))
            for number in np.argsort(-found, kind="stable")
            if found[number] > 0 and (is_everywhere or articles[number].is_for(office))
        ]
        matches.sort(key=lambda match: -match.score)
        return matches

    def _gated(self, number: int, score: float, named: frozenset[str]) -> float:
        """«نرخ بیکاری» is never answered by «نرخ تورم»: another indicator is another question."""
        if named and self._titles[number] and not named & self._all_names[number]:
            return score * self._calibration.other_indicator
        return score

    def _indicators(self, article: Article, *, only_title: bool) -> frozenset[str]:
        found: set[str] = set()
        for texts in article.texts.values():
            for wording in (texts.title, *(() if only_title else texts.questions)):
                found |= self._phrases.indicators(
                    [stemming.stem(token) for token in text.tokens(wording)]
                )
        return frozenset(found)


def _contents(articles: Iterable[Article]) -> Iterator[tuple[str, bool]]:
    """Every text of the articles, and whether it is English."""
    for article in articles:
        for language, texts in article.texts.items():
            for content in (texts.title, *texts.questions, texts.body):
                yield content, language == "en"
