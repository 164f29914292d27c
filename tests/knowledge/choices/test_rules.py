"""Whether a question is asked back, and what somebody chose in words."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.articles import Finding, Match, Outcome
from knowledge.loader import KnowledgeBase
from knowledge.search import Index
from knowledge.understanding import Understanding

TODAY = date(2026, 11, 20)
ASKED = [
    ("نرخ تورم؟", "answer", "survey-cpi", "inflation"),
    ("تورم چنده", "choose", "def-inflation", "inflation"),
    ("گرونی چقدره", "answer", "survey-cpi", "inflation"),
    ("تورم قم", "answer", "survey-cpi", "inflation"),
    ("inflation rate", "answer", "survey-cpi", "inflation"),
    ("معدل التضخم", "choose", "survey-cpi", "inflation"),
    ("شاخص قیمت", "answer", "chapter-prices", "price_index"),
    ("جمعیت؟", "choose", "population-latest", "population"),
    ("رشد اقتصادی", "answer", "accounts-regional", "economy"),
    ("آمار دام", "choose", "survey-cattle", "livestock"),
    ("آمار خانوار", "choose", "def-household", "household"),
    ("درآمد خانوار", "choose", "survey-household-budget", "income"),
    ("نرخ بیکاری؟", "choose", "def-unemployment-rate", "unemployment"),
    ("جمعیت قم", "not_found", "", "population"),
]
NOT_ASKED = [
    ("تورم چیست؟", "answer", "def-inflation"),
    ("چرا تورم بالاست", "answer", "survey-cpi"),
    ("تورم ماهانه", "answer", "survey-cpi"),
    ("تورم دهک‌ها", "answer", "survey-cpi"),
    ("تورم و بیکاری", "choose", "survey-cpi"),
    ("تورم گرمسار", "answer", "survey-cpi"),
    ("تورم کارخانه‌ها", "choose", "survey-cpi"),
    ("ریزدادهٔ تورم", "answer", "survey-cpi"),
    ("نرخ تورم", "answer", "def-inflation-monthly"),
    ("جمعیت استان", "answer", "population-latest"),
    ("جمعیت در ۱۳۹۵", "answer", "table-population-01"),
    ("رشد اقتصادی ایران", "choose", "accounts-national"),
    ("مدارک را کجا بفرستم", "answer", "survey-cpi"),
]


@pytest.fixture(scope="module")
def understanding(packaged: KnowledgeBase, packaged_index: Index) -> Understanding:
    """The packaged content, understood."""
    return Understanding(packaged, packaged_index)


def _finding(base: KnowledgeBase, question: str, outcome: Outcome, article: str) -> Finding:
    matches = (Match(base.articles[article], 0.9),) if article else ()
    return Finding(question, outcome, matches)


@pytest.mark.parametrize("case", ASKED)
def test_what_leaves_the_answer_open_is_asked_back(
    packaged: KnowledgeBase, understanding: Understanding, case: tuple[str, Outcome, str, str]
) -> None:
    """With the choices of the rule, in their order."""
    question, outcome, article, rule = case
    found = understanding.asked_back(_finding(packaged, question, outcome, article), TODAY)
    assert (found.outcome, found.choice) == ("choose", rule)
    asked = packaged.choices.rule(rule)
    assert asked is not None
    assert [match.article.id for match in found.matches] == [one.article for one in asked.choices]


@pytest.mark.parametrize(("question", "outcome", "article"), NOT_ASKED)
def test_what_is_decided_or_something_else_is_not(
    packaged: KnowledgeBase,
    understanding: Understanding,
    question: str,
    outcome: Outcome,
    article: str,
) -> None:
    """A choice in the words, a dimension, another question, a limit: the finding stays."""
    finding = _finding(packaged, question, outcome, article)
    assert understanding.asked_back(finding, TODAY) == finding


@pytest.mark.parametrize(
    ("question", "outcome", "found", "article"),
    [
        ("جمعیت شاهرود", "not_found", "", "population-latest"),
        ("جمعیت در ۱۴۰۲", "choose", "table-population-16", "population-latest"),
        ("جمعیت به تفکیک جنس", "choose", "def-density", "population-latest"),
        ("نرخ بیکاری زنان", "choose", "def-unemployment-rate", "survey-labour-force"),
        ("تورم نقطه‌به‌نقطه", "choose", "survey-cpi", "def-inflation-point"),
        ("تعداد خانوار", "choose", "def-household-size", "population-latest"),
        ("تورم ماهانه و سالانه", "choose", "def-inflation-monthly", "survey-cpi"),
        ("تورم دامغان", "choose", "def-inflation", "survey-cpi"),
    ],
)
def test_what_is_decided_is_answered_where_the_search_is_not_sure(
    packaged: KnowledgeBase,
    understanding: Understanding,
    *,
    question: str,
    outcome: Outcome,
    found: str,
    article: str,
) -> None:
    """By the words of a choice, by a dimension, or because there is nothing to choose."""
    answered = understanding.asked_back(_finding(packaged, question, outcome, found), TODAY)
    assert (answered.outcome, answered.choice) == ("answer", None)
    assert [match.article.id for match in answered.matches] == [article]


def test_a_province_without_an_office_is_not_asked_about(
    packaged: KnowledgeBase, understanding: Understanding
) -> None:
    """What the search said of it stands."""
    finding = Finding("جمعیت یزد", "not_found", other_province="yazd")
    assert understanding.asked_back(finding, TODAY) == finding


def test_a_named_province_decides_between_country_and_province(
    packaged: KnowledgeBase, understanding: Understanding
) -> None:
    """«رشد اقتصادی قم» needs no question, and is not answered for the country."""
    match = Match(packaged.articles["accounts-national"], 0.9)
    finding = Finding("رشد اقتصادی قم", "answer", (match,), office="qom")
    found = understanding.asked_back(finding, TODAY)
    assert found.choice is None
    assert [match.article.id for match in found.matches] == ["accounts-regional"]


def test_the_general_answer_is_that_of_the_rule(
    packaged: KnowledgeBase, understanding: Understanding
) -> None:
    """For who does not choose; what was not asked back stays."""
    finding = _finding(packaged, "نرخ تورم؟", "choose", "def-inflation")
    back = understanding.asked_back(finding, TODAY)
    general = understanding.rules.general(back)
    assert (general.outcome, general.choice) == ("answer", None)
    assert [match.article.id for match in general.matches] == ["survey-cpi"]
    assert understanding.rules.general(finding) == finding


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("ماهانه", "def-inflation-monthly"),
        ("نقطه به نقطه", "def-inflation-point"),
        ("نقطه‌ای لطفا", "def-inflation-point"),
        ("سالانه رو می‌خوام", "def-inflation-annual"),
        ("annual", "def-inflation-annual"),
        ("ماهانه: نسبت به ماه پیش", "def-inflation-monthly"),
        ("ماهانه یا سالانه", None),
        ("هزینهٔ خدمت چقدر است؟", None),
        ("annual please", "def-inflation-annual"),
        ("گزارش ماهانه", None),
        ("", None),
    ],
)
def test_a_choice_may_be_typed(
    understanding: Understanding, words: str, article: str | None
) -> None:
    """With nothing around it but fillers, and for exactly one of the choices."""
    rule = understanding.rules.get("inflation")
    assert rule is not None
    assert understanding.rules.chosen(rule, words) == article
    assert understanding.rules.may_choose(words) is (article is not None)


def test_a_rule_is_known_by_what_it_offered(understanding: Understanding) -> None:
    """So no state of the talk is kept but the question and its articles."""
    rule = understanding.rules.get("inflation")
    assert rule is not None
    offered = [choice.article for choice in rule.choices]
    assert understanding.rules.of_articles(offered) == rule
    assert understanding.rules.of_articles(offered[:2]) is None
    assert understanding.rules.of_articles([]) is None
