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
        self._titles = [_Names.of(phrases, _wordings(article, titles=True)) for article in articles]
        self._names = [_Names.of(phrases, _wordings(article)) for article in articles]

    def find(self, question: str, *, office: str | None, language: str) -> Finding:
        """What the question finds for somebody asking that office (BR-21).

        An office named in the question goes before `office`. A named province without an office
        here leaves only what is true of every province, where nothing of an office fits better,
        and that only as an answer. Where no
        office is known at all, an article of an office is offered and never answered at once
        (BR-01). The language only says in which the person reads: a question may be in any.
        """
        read = self._reader.read(question)
        asked = read.places.office or (None if read.places.other_province else office)
        matches = self._ranked(read, asked, is_everywhere=asked is None)
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
        is_ours = evidence.is_ours(read, self._units)
        outcome, count = evidence.outcome(
            [match.score for match in matches], self._calibration, is_ours=is_ours
        )
        says_little = evidence.says_little(read, self._units, self._calibration)
        if read.places.other_province and read.places.office is None:
            is_sure = outcome == "answer" and not says_little
            is_sure = is_sure and matches[0].score >= self._calibration.least_elsewhere
            is_told = is_sure and _is_general(matches[0].article)
            return ("answer", 1) if is_told else ("not_found", 0)
        is_thin = says_little and not is_ours
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
        asked = _Names.of(self._phrases, [stems])
        matches = []
        for number in np.argsort(-found, kind="stable"):
            article = articles[number]
            if found[number] > 0 and (is_everywhere or article.is_for(office)):
                score = self._gated(number, float(found[number]), asked)
                if article.office is not None and article.office == office:
                    score = max(score, min(score + self._calibration.own, _NEARLY_CERTAIN))
                matches.append(Match(article, round(score, 4)))
        matches.sort(key=lambda match: -match.score)
        return matches

    def _gated(self, number: int, score: float, asked: _Names) -> float:
        """«نرخ بیکاری» is never answered by «نرخ تورم», nor «تلفن استانداری» by our telephone."""
        titles, names = self._titles[number], self._names[number]
        if asked.indicators and not asked.indicators & names.indicators:
            other, none = self._calibration.other_indicator, self._calibration.no_indicator
            score *= other if titles.indicators else none
        if asked.works and titles.works and not asked.works & names.works:
            score *= self._calibration.other_indicator
        if asked.bodies and not asked.bodies & names.bodies:
            score *= self._calibration.other_body
        return score


def _is_general(article: Article) -> bool:
    return article.office is None and article.kind in GENERAL_KINDS


@dataclass(frozen=True)
class _Names:
    """What is named by name: indicators, works (yearbook, census), other offices."""

    indicators: frozenset[str]
    works: frozenset[str]
    bodies: frozenset[str]

    @classmethod
    def of(cls, phrases: Phrases, contents: Iterable[Sequence[str]]) -> _Names:
        """The names in some texts, each given as its stems."""
        every = list(contents)
        return cls(
            *(
                frozenset().union(*(phrases.named(kind, stems) for stems in every))
                for kind in ("indicators", "works", "bodies")
            )
        )


def _wordings(article: Article, *, titles: bool = False) -> Iterator[list[str]]:
    """The stems of each title, and of each wording unless only titles are asked for."""
    for texts in article.texts.values():
        for wording in (texts.title, *(() if titles else texts.questions)):
            yield [stemming.stem(token) for token in text.tokens(wording)]


def _contents(articles: Iterable[Article]) -> Iterator[tuple[str, bool]]:
    """Every text of the articles, and whether it is English."""
    for article in articles:
        for language, texts in article.texts.items():
            for content in (texts.title, *texts.questions, texts.body):
                yield content, language == "en"
