"""A question and what it finds, understood together: what is asked, what cannot be had.

`Understanding` is the one door to `knowledge.dimensions`, `knowledge.limits`, `knowledge.lookup`
and `knowledge.choices`; the search itself stays `Index.find`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from knowledge import jalali
from knowledge.choices.rules import Question, Rules
from knowledge.dimensions.reader import Corrections, Reader
from knowledge.limits.finder import Finder
from knowledge.lookup import Lookup

if TYPE_CHECKING:
    from knowledge.articles import Article, Finding
    from knowledge.dimensions.values import Dimensions
    from knowledge.limits.values import Limit
    from knowledge.loader import KnowledgeBase


class Searching(Protocol):
    """What is asked: `knowledge.search.Index`."""

    def find(self, question: str, *, office: str | None, language: str) -> Finding:
        """What a question finds."""


_SURE = ("not_found", "choose", "answer")


class Understanding:
    """Made once from the content and its index; every question may be put to it."""

    def __init__(self, knowledge: KnowledgeBase, index: Searching) -> None:
        """Learn the words of the content."""
        self._index = index
        self._reader = Reader(knowledge.dimension_words, knowledge.words, knowledge.provinces)
        self._finder = Finder(knowledge, self._reader)
        self.lookup = Lookup(knowledge.articles.values())
        self.rules = Rules(knowledge.choices, knowledge.articles)

    def find(self, question: str, *, office: str | None, language: str, today: date) -> Finding:
        """As `Index.find`; what years and places keep it from finding, it finds without them.

        An indicator with nothing but dimensions may so be answered; of any other question that
        found nothing, what it finds without a year or a place is only offered.
        """
        found = self._index.find(question, office=office, language=language)
        if found.outcome == "answer" or found.other_province is not None:
            return found
        day = jalali.of(today)
        core = self._reader.core(question, day, found.corrections)
        if core is None:
            return found
        asked = self._reader.read(question, day, found.corrections)
        again = self._index.find(core, office=found.office or office, language=language)
        is_surer = _SURE.index(again.outcome) > _SURE.index(found.outcome)
        is_bare = asked.indicators and not self._reader.left(question, asked, found.corrections)
        if not is_surer or not (is_bare or _may_offer(again, asked)):
            return found
        return replace(found, outcome=again.outcome, matches=again.matches)

    def read(self, question: str, today: date, corrections: Corrections = ()) -> Dimensions:
        """What a question asks for besides its subject, seen from a day in the office's zone.

        `corrections` are those of a finding: words that the search read differently.
        """
        return self._reader.read(question, jalali.of(today), corrections)

    def limits(
        self, article: Article, asked: Dimensions, today: date, office: str | None = None
    ) -> tuple[Limit, ...]:
        """What of it the article cannot give somebody who asks that office, and why."""
        return self._finder.find(article, asked, jalali.of(today), office)

    def asked_back(self, finding: Finding, today: date, office: str | None = None) -> Finding:
        """The finding, as a choice where its question leaves open what decides the answer.

        Where something of it cannot be had, that is the answer and nothing is asked back.
        """
        words, read = finding.question, finding.corrections
        asked = self.read(words, today, read)
        question = Question(
            self._reader.tokens(words, read), asked, self._reader.left(words, asked, read)
        )
        back = self.rules.ask_back(finding, question)
        if back.choice is None:
            return back
        general = self.rules.general(back)
        sure = finding if finding.outcome == "answer" else general
        return sure if self.limits(sure.matches[0].article, asked, today, office) else back


def _may_offer(found: Finding, asked: Dimensions) -> bool:
    """Whether only a year or a place was left out; a season or a month may be the subject."""
    is_part = asked.period is not None and (asked.period.season or asked.period.month)
    return found.outcome == "choose" and not is_part
