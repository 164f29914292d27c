"""People's own words, not the content's: how often the right article comes first."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

import pytest

from knowledge import text
from knowledge.loader import KnowledgeBase
from knowledge.search import Index
from tests.knowledge import evaluation
from tests.knowledge.test_packaged_content import FACTS

LISTS = ("dev", "test", "fresh", "more")
OF_EVERY_FACT = ("dev", "test", "fresh")
ANSWERED = {"formal": 0.95, "colloquial": 0.90, "english": 0.85, "finglish": 0.80, "typo": 0.80}
"""The least share, by kind, of the fresh questions that are answered at once and rightly."""


@pytest.mark.parametrize("name", LISTS)
def test_people_are_answered_rightly_or_not_at_all(
    packaged: KnowledgeBase, packaged_index: Index, name: str
) -> None:
    """Recall, answered share and wrong answers stay where they were when calibrated."""
    tally = evaluation.measure(name, packaged, packaged_index)
    print(f"{name}: {tally}")
    assert tally.first >= 0.94 * tally.asked
    assert tally.among_three >= 0.97 * tally.asked
    assert tally.answered >= 0.82 * tally.asked
    assert len(tally.wrong) <= 0.02 * tally.asked, tally.wrong
    assert len(tally.foreign_answered) <= 0.06 * tally.foreign, tally.foreign_answered


def test_each_fact_is_answered_at_once(packaged: KnowledgeBase, packaged_index: Index) -> None:
    """Formal or spoken, a fresh question for a fact of a statement is answered by that fact."""
    tally = evaluation.measure("fresh", packaged, packaged_index)
    shares: Mapping[str, float] = tally.answered_rightly
    assert {kind: shares[kind] for kind in ANSWERED if shares[kind] < ANSWERED[kind]} == {}
    assert len(tally.foreign_answered) <= 0.02 * tally.foreign, tally.foreign_answered


def test_unseen_questions_fare_little_worse(packaged: KnowledgeBase, packaged_index: Index) -> None:
    """A list nothing was tuned for: what to expect of people, not of lists one has looked at."""
    tally = evaluation.measure("last", packaged, packaged_index)
    assert tally.first >= 0.88 * tally.asked
    assert tally.among_three >= 0.94 * tally.asked
    assert tally.answered >= 0.75 * tally.asked
    assert len(tally.wrong) <= 0.05 * tally.asked, tally.wrong
    assert len(tally.foreign_answered) <= 0.12 * tally.foreign, tally.foreign_answered


REPORTED = [
    ("آمار ۱۴۰۵ رو دارید؟", "qom", "qom-data-year"),
    ("آمار سال ۱۴۰۳ را دارید؟", "qom", "qom-data-year"),
    ("سرشماری ۱۴۰۵ کی شروع میشه؟", "qom", "census-1405"),
    ("هزینه سالنامه چقدره؟", "qom", "qom-cost"),
    ("کجا شکایت کنم؟", "qom", "qom-feedback"),
    ("کجا شکایت کنم؟", "semnan", "semnan-feedback"),
    ("مسئولیت این کار با کدام واحد است؟", "semnan", "semnan-unit"),
    ("آیا معاونت موظف است پاسخ بدهد؟", "qom", "qom-duties"),
    ("چه برگه‌هایی باید همراه داشته باشم؟", "qom", "qom-required-documents"),
    ("چقدر باید صبر کنم؟", "qom", "qom-response-time"),
    ("یکی دم در میگه آمارگیره، واقعیه؟", "semnan", "guide-enumerator"),
]


@pytest.mark.parametrize(("question", "office", "article"), REPORTED)
def test_what_was_reported_is_answered(
    packaged_index: Index, question: str, office: str, article: str
) -> None:
    """Questions once answered with another article, or with a choice, find their own."""
    found = packaged_index.find(question, office=office, language="fa")
    assert [match.article.id for match in found.matches] == [article]
    assert found.outcome == "answer"


@pytest.mark.parametrize("office", FACTS)
@pytest.mark.parametrize(
    "question",
    [
        "یارانه‌ام کی واریز میشه",
        "دهک من چنده",
        "کد ملی من چیه",
        "how old are you",
        "کی برق میاد",
        "ساعت کاری ثبت احوال",
        "ساعت چنده",
        "شماره تلفن استانداری",
    ],
)
def test_what_nobody_here_knows_is_not_answered(
    packaged_index: Index, question: str, office: str
) -> None:
    """One word in common with an article is no answer."""
    assert packaged_index.find(question, office=office, language="fa").outcome != "answer"


def test_the_steps_of_a_census_are_not_those_of_the_yearbook(packaged_index: Index) -> None:
    """BR-21: Qom's statement has no stages of a census; the yearbook's do not stand in."""
    for question in ("مراحل سرشماری چیست؟", "کارشناسان سرشماری کجا آموزش می‌بینند؟"):
        assert packaged_index.find(question, office="qom", language="fa").outcome != "answer"


@pytest.mark.parametrize(
    "question", ["سمنان رایگانه؟", "سمنان چند روزه جواب میده؟", "مراحل آمارگیری در سمنان"]
)
def test_an_office_not_served_is_not_answered_for(packaged: KnowledgeBase, question: str) -> None:
    """Where only Qom is served, a term of Semnan's service is answered by nothing at all."""
    index = Index(packaged, offices=("qom",))
    found = index.find(question, office="qom", language="fa")
    assert (found.outcome, found.other_province) == ("not_found", "semnan")


@pytest.mark.parametrize("name", OF_EVERY_FACT)
def test_the_lists_ask_for_every_fact(name: str) -> None:
    """Each of the 54 facts is asked for in words of their own."""
    lists = tomllib.loads((evaluation.HERE / f"questions_{name}.toml").read_text(encoding="utf-8"))
    asked = {key for _, _, _, keys in lists["asked"] for key in keys.split()}
    assert {fact for facts in FACTS.values() for fact in facts} <= asked


def test_fresh_questions_are_not_those_of_the_content(packaged: KnowledgeBase) -> None:
    """What is measured is finding, not remembering."""
    lists = tomllib.loads((evaluation.HERE / "questions_fresh.toml").read_text(encoding="utf-8"))
    known = {
        text.normalise(wording)
        for article in packaged.articles.values()
        for texts in article.texts.values()
        for wording in (texts.title, *texts.questions)
    }
    assert [question for question, *_ in lists["asked"] if text.normalise(question) in known] == []
