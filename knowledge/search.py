"""A question finds an article, a few to choose from, or honestly nothing.

`Index.find` is the one function the rest of the program knows; what stands behind it may change.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from knowledge import calibration, evidence, gates, indexing, outcomes
from knowledge.articles import STATISTICS, Article, Finding, Match
from knowledge.calibration import Calibration
from knowledge.engine import candidates, features, model
from knowledge.engine.postings import Floats
from knowledge.explanation import Explanation, Seen, Weighed
from knowledge.gists import Gist, Word
from knowledge.loader import KnowledgeBase
from knowledge.terms import Reading

GENERAL_KINDS = ("census", "survey", "definition", "law")
"""What holds in a province that has no office here, too."""
_MOST = 40
_EACH = 4
_CERTAIN = 1.0


@dataclass(frozen=True)
class Ranking:
    """All candidates of a question: article numbers, best first, scores, features, chances."""

    numbers: tuple[int, ...]
    ranked: Floats
    ranking: Floats
    confidence: Floats
    chances: Floats


class Index:
    """All articles of a knowledge base, ready to be asked. Built once, never changed.

    `offices` are those served here (all of the content by default): what belongs to another is
    not found, and its province is one without an office.
    """

    def __init__(
        self,
        knowledge: KnowledgeBase,
        settings: Calibration | None = None,
        *,
        offices: Collection[str] | None = None,
    ) -> None:
        self._settings = settings or calibration.read()
        built = indexing.build(knowledge, offices)
        self._articles, self._corpus, self._reader = built.articles, built.corpus, built.reader
        self._ours = built.ours
        self._phrases, self._gates = built.phrases, built.gates
        about = [article.kind in STATISTICS for article in built.articles]
        self._statistics = np.array(about, np.float32)
        self._allowed: dict[str | None, Floats] = {}

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
        return self._finding(question, read, asked, self.rank(read, asked))

    def _finding(self, question: str, read: Reading, office: str | None, found: Ranking) -> Finding:
        outcome, count = outcomes.outcome(
            found.chances.tolist(), found.ranked.tolist(), self._settings
        )
        matches = self._matches(found, self._settings.most_choices)
        if read.places.other_province and read.places.office is None:
            is_told = outcome == "answer" and self.may_answer(read, found)
            outcome, count = ("answer", 1) if is_told else ("not_found", 0)
        elif outcome == "answer" and not matches[0].article.is_for(office):
            # The offices' own articles on one matter differ in their wordings, not in their rank.
            outcome, count = outcomes.choices(found.ranked.tolist(), self._settings, near=2.0)
        return Finding(
            question=question,
            outcome=outcome,
            matches=matches[:count],
            office=read.places.office,
            other_province=read.places.other_province,
            corrections=read.corrections,
        )

    def may_answer(self, read: Reading, found: Ranking) -> bool:
        """Whether the first article holds in the province that the question names."""
        if read.places.other_province and read.places.office is None:
            return _is_general(self._articles[found.numbers[0]])
        return True

    def suggest(self, subject: str, *, office: str | None, limit: int = 3) -> tuple[Match, ...]:
        """The nearest articles whatever their score, best first; none for empty words."""
        read = self._reader.read(subject)
        return self._matches(self.rank(read, read.places.office or office), limit)

    def gist(self, question: str) -> Gist:
        """What the question is about, for comparing it with others."""
        read = self._reader.read(question)
        sought = evidence.query(read, self._corpus, self._ours).terms
        words = (
            Word(term.word, term.stems, one.evidence)
            for term, one in zip(read.terms, sought, strict=True)
        )
        return Gist(read.typed, tuple(words), read.places.office or read.places.other_province)

    def explain(self, question: str, *, office: str | None, limit: int = 5) -> Explanation:
        """How the question was read and what each word weighed, for the clerk who tunes words."""
        read = self._reader.read(question)
        asked = read.places.office or (None if read.places.other_province else office)
        found = self.rank(read, asked)
        wanted = evidence.query(read, self._corpus, self._ours)
        matches = self._matches(found, limit)
        return Explanation(
            normalised=read.normalised,
            corrections=read.corrections,
            office=read.places.office,
            other_province=read.places.other_province,
            terms=tuple(
                Weighed(term.word, dict(term.stems), round(sought.evidence, 3))
                for term, sought in zip(read.terms, wanted.terms, strict=True)
            ),
            seen=tuple(
                Seen(
                    match,
                    round(float(found.ranked[place]), 3),
                    _named(evidence.RANKING, found.ranking[place]),
                    _named(evidence.CONFIDENCE, found.confidence[place]),
                )
                for place, match in enumerate(matches)
            ),
            finding=self._finding(question, read, asked, found),
        )

    @property
    def settings(self) -> Calibration:
        """What it has learned."""
        return self._settings

    def tuned(self, settings: Calibration) -> Index:
        """The same index with another calibration."""
        other = copy.copy(self)
        other._settings = settings  # noqa: SLF001
        return other

    def is_about_statistics(self, articles: Collection[str]) -> bool:
        """Whether all of these articles are about statistics."""
        kinds = {article.kind for article in self._articles if article.id in articles}
        return kinds <= STATISTICS

    def wordings(self, *, only_statistics: bool = False) -> Iterator[str]:
        """Some of the wordings of each article: for learning what ours sound like."""
        for article in self._articles:
            if only_statistics and article.kind not in STATISTICS:
                continue
            for texts in article.texts.values():
                yield from texts.questions[::_EACH]

    def read(self, question: str) -> Reading:
        """The question, read: for measuring and learning."""
        return self._reader.read(question)

    def article(self, number: int) -> Article:
        """An article by its number in a ranking."""
        return self._articles[number]

    def rank(self, read: Reading, office: str | None, *, without: Collection[str] = ()) -> Ranking:
        """Everything with any evidence that this office may show, best first.

        `without` leaves articles out, as if the content did not have them.
        """
        wanted = evidence.query(read, self._corpus, self._ours)
        asked = evidence.asked(read, wanted, self._corpus, self._ours, self._settings)
        exact = self._corpus.exact.get(read.typed, ())
        found = candidates.find(self._corpus, wanted, self._mask(office, without), _MOST, exact)
        if not len(found.rows) or (asked.says_nothing and not exact):
            nothing = np.zeros((0, 0), np.float32)
            return Ranking((), nothing[:, 0:0].ravel(), nothing, nothing, nothing.ravel())
        seen = features.look(self._corpus, wanted, found)
        gated = self._gated(found.rows.tolist(), read, office)
        rows = np.hstack([seen.features, gated])
        ranked = model.weighed(rows, evidence.RANKING, self._settings.ranking)
        reasons = evidence.confidence(seen, gated, ranked, asked, self._statistics[found.rows])
        chances = model.probability(
            model.weighed(reasons, evidence.CONFIDENCE, self._settings.confidence)
        )
        least = outcomes.least_chance(seen, asked, len(wanted.terms), self._settings)
        most = outcomes.most_chance(seen, gated, asked, self._settings)
        chances = np.minimum(np.maximum(chances, least), most)
        is_exact = np.isin(found.rows, list(exact))
        chances[is_exact] = _CERTAIN
        order = np.lexsort((-ranked, ~is_exact))
        return Ranking(
            tuple(found.rows[order].tolist()),
            ranked[order],
            rows[order],
            reasons[order],
            chances[order],
        )

    def _gated(self, numbers: list[int], read: Reading, office: str | None) -> Floats:
        asked = gates.asked(self._phrases, read)
        if asked is gates.NONE and office is None:
            return np.zeros((len(numbers), len(gates.FEATURES)), np.float32)
        rows = [
            self._gates[number].features(
                asked, is_own=bool(office) and self._articles[number].office == office
            )
            for number in numbers
        ]
        return np.array(rows, np.float32)

    def _mask(self, office: str | None, without: Collection[str]) -> Floats | None:
        """1 for each article somebody asking that office may see; None: all of them."""
        if office is not None and office not in self._allowed:
            is_for = [article.is_for(office) for article in self._articles]
            self._allowed[office] = np.array(is_for, np.float32)
        mask = self._allowed.get(office)
        if without:
            mask = np.ones(len(self._articles), np.float32) if mask is None else mask.copy()
            mask[[article.id in without for article in self._articles]] = 0
        return mask

    def _matches(self, found: Ranking, limit: int) -> tuple[Match, ...]:
        return tuple(
            Match(self._articles[number], round(float(chance), 4))
            for number, chance in zip(found.numbers[:limit], found.chances[:limit], strict=True)
        )


def _is_general(article: Article) -> bool:
    return article.office is None and article.kind in GENERAL_KINDS


def _named(names: Collection[str], row: Floats) -> dict[str, float]:
    return {name: round(float(value), 3) for name, value in zip(names, row, strict=True)}
