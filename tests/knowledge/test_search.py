"""The one function: a question finds an article, some to choose from, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import loader
from knowledge.search import Index
from tests.knowledge import folder

FOUND = [
    ("سالنامه رایگان است؟", "qom-cost"),
    ("سالنامه مجانیه؟", "qom-cost"),
    ("salname rayegan ast", "qom-cost"),
    ("shgkhli vhd'hk hsj", "qom-cost"),
    ("سالنامه‌رایگان‌است", "qom-cost"),
    ("سالنامهرایگاناست", "qom-cost"),
    ("سالنامه رایگن است", "qom-cost"),
    ("cost of yearbooks", "qom-cost"),
    ("مدارکمو چجوری بفرستم", "qom-documents"),
    ("إرسال الوثائق", "qom-documents"),
    ("نرخ بيكاري", "def-unemployment"),
    ("nerkhe bikari chie", "def-unemployment"),
    ("سرشماری نفوس ومسکن", "census"),
    ("برنامهریزی سرشماری بعدی", "census"),
    ("population censuses", "census"),
]

NOTHING = [
    "سلام",
    "سلام خوبی؟ خسته نباشید",
    "ممنون",
    "قیمت دلار",
    "یارانه",
    "گواهینامه رانندگی",
    "هوای فردا",
    "hello",
    "asdf qwer",
    "؟؟؟",
    "",
]


@pytest.mark.parametrize(("question", "article"), FOUND)
def test_a_question_is_answered_however_it_is_typed(
    index: Index, question: str, article: str
) -> None:
    """Formal, spoken, glued, misspelt, Finglish, on the wrong keyboard, English, Arabic."""
    found = index.find(question, office="qom", language="fa")
    assert found.outcome == "answer"
    assert [match.article.id for match in found.matches] == [article]


@pytest.mark.parametrize("question", NOTHING)
def test_what_is_not_ours_is_not_found(index: Index, question: str) -> None:
    """Politeness, other offices' business and noise find nothing."""
    found = index.find(question, office="qom", language="fa")
    assert (found.outcome, found.matches) == ("not_found", ())


@pytest.mark.parametrize(
    ("asked", "not_this"),
    [("نرخ بیکاری استان", "def-inflation"), ("نرخ تورم استان", "def-unemployment")],
)
def test_one_indicator_is_never_answered_by_another(
    index: Index, asked: str, not_this: str
) -> None:
    """Common words around the name of an indicator do not outweigh the name."""
    found = index.find(asked, office="qom", language="fa")
    assert found.outcome == "answer"
    assert found.matches[0].article.id != not_this


def test_an_unknown_indicator_is_not_answered_by_a_known_one(index: Index) -> None:
    """«نرخ باسوادی» is not in the small folder: «نرخ بیکاری» does not stand in for it."""
    assert index.find("نرخ باسوادی استان", office="qom", language="fa").outcome == "not_found"


def test_an_office_never_answers_for_another(index: Index) -> None:
    """BR-21: the same question finds the article of the office it is asked of."""
    for office, article in (("qom", "qom-cost"), ("semnan", "semnan-cost")):
        found = index.find("سالنامه رایگان است؟", office=office, language="fa")
        assert [match.article.id for match in found.matches] == [article]
    assert index.find("مدارک را چگونه بفرستم؟", office="semnan", language="fa").outcome != "answer"


def test_the_office_named_in_the_question_wins(index: Index) -> None:
    """Somebody of Qom asking about Semnan is answered for Semnan."""
    found = index.find("سالنامه در سمنان رایگان است؟", office="qom", language="fa")
    assert found.office == "semnan"
    assert found.matches[0].article.id == "semnan-cost"


def test_without_an_office_its_articles_are_only_offered(index: Index) -> None:
    """BR-01: which office is meant must be known before one of them answers."""
    found = index.find("سالنامه رایگان است؟", office=None, language="fa")
    assert found.outcome == "choose"
    assert {match.article.id for match in found.matches} == {"qom-cost", "semnan-cost"}
    alone = index.find("مدارک را چگونه بفرستم؟", office=None, language="fa")
    assert (alone.outcome, alone.matches[0].article.id) == ("choose", "qom-documents")


def test_another_province_gets_only_what_is_true_everywhere(index: Index) -> None:
    """An office's rule is not told to somebody asking about Yazd; a definition is."""
    rule = index.find("سالنامهٔ یزد رایگان است؟", office="qom", language="fa")
    assert (rule.outcome, rule.other_province, rule.office) == ("not_found", "yazd", None)
    definition = index.find("نرخ بیکاری یزد چقدر است؟", office="qom", language="fa")
    assert (definition.outcome, definition.matches[0].article.id) == ("answer", "def-unemployment")


def test_near_neighbours_are_offered_together(index: Index) -> None:
    """A word that two articles share alike answers with neither alone."""
    found = index.find("نرخ چقدر است", office="qom", language="fa")
    assert found.outcome in {"choose", "not_found"}
    for match in found.matches:
        assert match.article.id in {"def-unemployment", "def-inflation"}


def test_scores_lie_between_nothing_and_the_question_itself(index: Index) -> None:
    """The very wording has 1, anything else less, and the best stands first."""
    found = index.suggest("نرخ بیکاری استان چقدر است؟", office="qom", limit=5)
    assert found[0].score == 1.0
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_suggestions_come_whatever_their_score(index: Index) -> None:
    """While a subject is typed the nearest articles are offered; for nothing, none."""
    near = index.suggest("آمار بیکاری جوانان روستایی", office="qom", limit=2)
    assert near[0].article.id == "def-unemployment"
    assert len(near) <= 2
    assert index.suggest("   ", office="qom") == ()


def test_corrections_are_told(index: Index) -> None:
    """What was read differently from how it was typed is said."""
    found = index.find("سالنامه رایگن است", office="qom", language="fa")
    assert found.corrections == (("رایگن", "رایگان"),)


def test_an_explanation_names_words_and_weights(index: Index) -> None:
    """A clerk sees how a question was read: rare words weigh more than common ones."""
    told = index.explain("سالنامه را بیکاری", office="qom")
    weight = {term.word: term.weight for term in told.terms}
    assert weight["بیکاری"] > weight["را"]
    assert told.normalised == "سالنامه را بیکاری"


def test_an_office_that_is_not_served_is_another_province(content: Path) -> None:
    """Of two offices in the content one may be served: the other one's articles stay away."""
    index = Index(loader.load(content), offices=("qom",))
    found = index.find("سالنامه در سمنان رایگان است؟", office="qom", language="fa")
    assert (found.outcome, found.office, found.other_province) == ("not_found", None, "semnan")


def test_a_new_article_is_found_at_once(content: Path) -> None:
    """Nothing about the engine is bound to the packaged content."""
    folder.article(content / "common", "def-gini", "ضریب جینی", english="Gini coefficient")
    index = Index(loader.load(content))
    for question in ("ضریب جینی یعنی چه؟", "zaribe jini", "gini coefficient"):
        found = index.find(question, office="qom", language="fa")
        assert [match.article.id for match in found.matches] == ["def-gini"]
