"""A question and the article it found, understood together: what is asked, what cannot be had.

`Understanding` is the one door to `knowledge.dimensions`, `knowledge.limits` and
`knowledge.choices`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from knowledge import jalali
from knowledge.choices.rules import Rules
from knowledge.dimensions.reader import Corrections, Reader
from knowledge.limits.finder import Finder

if TYPE_CHECKING:
    from knowledge.articles import Article, Finding
    from knowledge.dimensions.values import Dimensions
    from knowledge.limits.values import Limit
    from knowledge.loader import KnowledgeBase


class Understanding:
    """Made once from the content; every question may be put to it."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        """Learn the words of the content."""
        self._reader = Reader(knowledge.dimension_words, knowledge.words, knowledge.provinces)
        self._finder = Finder(knowledge, self._reader)
        self.rules = Rules(knowledge.choices, knowledge.articles)

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
        asked = self.read(finding.question, today, finding.corrections)
        found = self.rules.ask_back(finding, asked)
        if found.choice is None or finding.outcome != "answer":
            return found
        article = finding.matches[0].article
        return finding if self.limits(article, asked, today, office) else found
