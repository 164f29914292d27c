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

_NEARLY_CERTAIN = 0.99
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
        self._names = [_Names.of(article, phrases) for article in articles]

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
        outcome, count = evidence.outcome(
            [match.score for match in matches],
            self._calibration,
            is_ours=evidence.is_ours(read, self._units),
        )
        if read.places.other_province and read.places.office is None:
            is_general = outcome == "answer" and matches[0].article.kind in GENERAL_KINDS
            return ("answer", 1) if is_general else ("not_found", 0)
        is_thin = evidence.is_thin(read, self._units, self._calibration)
        if outcome == "answer" and (is_thin or not matches[0].article.is_for(office)):
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
        stems = [max(term.stems, key=lambda stem: term.stems[stem]) for term in read.terms]
        indicators, bodies = self._phrases.indicators(stems), self._phrases.bodies(stems)
        matches = []
        for number in np.argsort(-found, kind="stable"):
            article = articles[number]
            if found[number] > 0 and (is_everywhere or article.is_for(office)):
                score = self._gated(number, float(found[number]), indicators, bodies)
                if article.office is not None and article.office == office:
                    score = max(score, min(score + self._calibration.own, _NEARLY_CERTAIN))
                matches.append(Match(article, round(score, 4)))
        matches.sort(key=lambda match: -match.score)
        return matches

    def _gated(
        self, number: int, score: float, indicators: frozenset[str], bodies: frozenset[str]
    ) -> float:
        """«نرخ بیکاری» is never answered by «نرخ تورم», nor «تلفن استانداری» by our telephone."""
        names = self._names[number]
        if indicators and not indicators & names.indicators:
            other, none = self._calibration.other_indicator, self._calibration.no_indicator
            score *= other if names.in_title else none
        if bodies and not bodies & names.bodies:
            score *= self._calibration.other_body
        return score


@dataclass(frozen=True)
class _Names:
    """The indicators and the other offices an article names; `in_title`: an indicator there."""

    in_title: bool
    indicators: frozenset[str]
    bodies: frozenset[str]

    @classmethod
    def of(cls, article: Article, phrases: Phrases) -> _Names:
        texts = article.texts.values()
        titles = [_stems(text.title) for text in texts]
        asked = [_stems(wording) for text in texts for wording in text.questions]
        return cls(
            in_title=any(phrases.indicators(stems) for stems in titles),
            indicators=frozenset().union(*map(phrases.indicators, (*titles, *asked))),
            bodies=frozenset().union(*map(phrases.bodies, (*titles, *asked))),
        )


def _stems(content: str) -> list[str]:
    return [stemming.stem(token) for token in text.tokens(content)]


def _contents(articles: Iterable[Article]) -> Iterator[tuple[str, bool]]:
    """Every text of the articles, and whether it is English."""
    for article in articles:
        for language, texts in article.texts.items():
            for content in (texts.title, *texts.questions, texts.body):
                yield content, language == "en"
