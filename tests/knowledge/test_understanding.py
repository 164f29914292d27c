"""A question is found in spite of its years and places; what is unsure is only offered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from knowledge.articles import Finding, Match, Outcome
from knowledge.loader import KnowledgeBase
from knowledge.search import Index
from knowledge.understanding import Understanding

TODAY = date(2026, 11, 20)


@dataclass
class Searching:
    """A search that finds an article for these questions and nothing for others."""

    base: KnowledgeBase
    known: dict[str, tuple[Outcome, str]]
    province: str | None = None
    office: str | None = None
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def find(self, question: str, *, office: str | None, language: str) -> Finding:
        """What is known of it."""
        assert language == "fa"
        self.asked.append((question, office))
        outcome, article = self.known.get(question, ("not_found", ""))
        matches = (Match(self.base.articles[article], 0.9),) if article else ()
        return Finding(question, outcome, matches, self.office, self.province)


def _found(
    base: KnowledgeBase,
    question: str,
    known: dict[str, tuple[Outcome, str]],
    *,
    province: str | None = None,
    office: str | None = None,
) -> tuple[Finding, Searching]:
    searching = Searching(base, known, province, office)
    understanding = Understanding(base, searching)
    return understanding.find(question, office="qom", language="fa", today=TODAY), searching


@pytest.mark.parametrize("first", ["not_found", "choose"])
def test_an_indicator_is_answered_without_its_year(packaged: KnowledgeBase, first: Outcome) -> None:
    """The question stays as it was typed; only what it found is that of its core."""
    question = "نرخ بیکاری مرداد ۱۴۰۴"
    known: dict[str, tuple[Outcome, str]] = {
        question: (first, "def-unemployment-rate" if first == "choose" else ""),
        "نرخ بیکاری استان": ("answer", "survey-labour-force"),
    }
    found, _ = _found(packaged, question, known)
    assert (found.question, found.outcome) == (question, "answer")
    assert found.matches[0].article.id == "survey-labour-force"


def test_what_is_answered_is_not_searched_again(packaged: KnowledgeBase) -> None:
    """One search is enough."""
    question = "نرخ بیکاری ۱۴۰۴"
    _, searching = _found(packaged, question, {question: ("answer", "survey-labour-force")})
    assert len(searching.asked) == 1


def test_another_subject_is_offered_and_not_answered(packaged: KnowledgeBase) -> None:
    """Without an indicator nobody knows that the rest is the subject."""
    question = "عضویت کتابخانه شاهرود"
    found, _ = _found(packaged, question, {"عضویت کتابخانه": ("answer", "chapter-culture")})
    assert found.outcome == "not_found"
    found, _ = _found(packaged, question, {"عضویت کتابخانه": ("choose", "chapter-culture")})
    assert found.outcome == "choose"


def test_a_season_may_be_the_subject(packaged: KnowledgeBase) -> None:
    """«انشا درباره پاییز» without its autumn is no question of ours."""
    known: dict[str, tuple[Outcome, str]] = {"انشا درباره": ("choose", "chapter-culture")}
    assert _found(packaged, "انشا درباره پاییز", known)[0].outcome == "not_found"


def test_a_less_sure_core_changes_nothing(packaged: KnowledgeBase) -> None:
    """What the whole question found stays."""
    question = "نرخ بیکاری ۱۴۰۴"
    known: dict[str, tuple[Outcome, str]] = {
        question: ("choose", "def-unemployment-rate"),
        "نرخ بیکاری استان": ("choose", "survey-labour-force"),
    }
    found, _ = _found(packaged, question, known)
    assert found.matches[0].article.id == "def-unemployment-rate"


def test_a_province_without_an_office_is_left_alone(packaged: KnowledgeBase) -> None:
    """Its question is not asked again without its place."""
    found, searching = _found(packaged, "نرخ بیکاری یزد ۱۴۰۴", {}, province="yazd")
    assert found.outcome == "not_found"
    assert len(searching.asked) == 1


def test_the_office_named_is_kept(packaged: KnowledgeBase) -> None:
    """BR-21: the county of an office leads to that office, also without its name."""
    _, searching = _found(packaged, "نرخ بیکاری شاهرود", {}, office="semnan")
    assert searching.asked == [("نرخ بیکاری شاهرود", "qom"), ("نرخ بیکاری استان", "semnan")]


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("نرخ بیکاری شاهرود", "survey-labour-force"),
        ("نرخ بیکاری استان سمنان از ۹۵ تا ۱۴۰۲", "survey-labour-force"),
        ("جمعیت شاهرود", "population-latest"),
        ("تورم گرمسار", "survey-cpi"),
        ("unemployment rate of Shahrud county", "survey-labour-force"),
        ("درآمد خانوار شهرستان دامغان", "survey-household-budget"),
    ],
)
def test_indicators_of_counties_and_years_are_found(
    packaged: KnowledgeBase, packaged_index: Index, question: str, article: str
) -> None:
    """With the packaged content and the real search."""
    understanding = Understanding(packaged, packaged_index)
    found = understanding.find(question, office="semnan", language="fa", today=TODAY)
    found = understanding.asked_back(found, TODAY, "semnan")
    assert (found.outcome, found.matches[0].article.id) == ("answer", article)
