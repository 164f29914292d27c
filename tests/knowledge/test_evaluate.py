"""The measures, against figures worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from knowledge import evaluate
from knowledge.articles import Article, Finding, Match, Outcome
from knowledge.evaluate import Figures, ForeignFigures, Point
from knowledge.loader import KnowledgeBase
from knowledge.question_files import Question


@dataclass
class Scripted:
    """An index that gives what it was told: question -> (outcome, shown, ranked with scores)."""

    articles: Sequence[Article]
    script: dict[str, tuple[Outcome, int, list[tuple[int, float]]]]
    languages: list[str] = field(default_factory=list)

    def suggest(self, subject: str, *, office: str | None, limit: int) -> list[Match]:
        """The list of the script."""
        return [Match(self.articles[n], score) for n, score in self.script[subject][2]]

    def find(self, question: str, *, office: str | None, language: str) -> Finding:
        """The outcome of the script, with as many of its list as it says."""
        self.languages.append(language)
        outcome, count, _ = self.script[question]
        near = self.suggest(question, office=office, limit=count)[:count]
        return Finding(question, outcome, tuple(near))


def asked(words: str, kind: str, *right: str) -> Question:
    """A question of a test."""
    return Question(words, kind, frozenset(right), None, "dev", "q.toml", 1)


@pytest.fixture
def report(packaged: KnowledgeBase) -> evaluate.Report:
    """Three questions in scope and two outside: see the script for what each got."""
    one, two, three = list(packaged.articles.values())[:3]
    index = Scripted(
        [one, two, three],
        {
            "right": ("answer", 1, [(0, 0.9), (1, 0.3)]),
            "wrong": ("answer", 1, [(1, 0.6), (0, 0.5)]),
            "offered": ("choose", 2, [(1, 0.4), (0, 0.35)]),
            "lost": ("not_found", 0, []),
            "foreign": ("answer", 1, [(2, 0.6)]),
            "strange": ("not_found", 0, [(2, 0.1)]),
        },
    )
    questions = [
        asked("right", "formal", one.id),
        asked("wrong", "formal", one.id, three.id),
        asked("offered", "typo", one.id),
        asked("lost", "english", one.id),
        asked("foreign", "near"),
        asked("strange", "far"),
    ]
    found = evaluate.report(evaluate.ask(index, questions))
    assert index.languages == ["fa", "fa", "fa", "en", "fa", "fa"]
    return found


def test_finding_and_answering_are_counted(report: evaluate.Report) -> None:
    """Ranks 1, 2, 2 and none; answered rightly, wrongly, offered, lost."""
    assert report.total == Figures(
        asked=4,
        recall_1=0.25,
        recall_3=0.75,
        mrr=(1 + 1 / 2 + 1 / 2) / 4,
        answered=0.5,
        right=0.25,
        wrong=0.25,
        offered=0.25,
    )


def test_each_kind_has_its_figures(report: evaluate.Report) -> None:
    """And a kind nobody asked in has none."""
    assert list(report.kinds) == ["formal", "typo", "english"]
    assert report.kinds["formal"] == Figures(2, 0.5, 1.0, 0.75, 1.0, 0.5, 0.5, 0.0)
    assert report.foreign_kinds["near"] == ForeignFigures(1, 1.0, 0.0)
    assert report.foreign == ForeignFigures(2, 0.5, 0.0)


def test_separation_counts_ties_half(report: evaluate.Report) -> None:
    """In scope 0.9, 0.6, 0.4, 0; outside 0.6 and 0.1: 4.5 of the eight pairs."""
    assert report.auroc == 4.5 / 8
    assert evaluate.auroc([], [0.1]) is None
    assert evaluate.auroc([0.2], [0.1]) == 1.0


def test_the_curve_shows_what_other_thresholds_would_do(report: evaluate.Report) -> None:
    """Only the best score decides there; nothing at all is never an answer."""
    points = {point.threshold: point for point in report.curve}
    assert points[0.0] == Point(0.0, 0.75, 0.5, 1.0)
    assert points[0.6] == Point(0.6, 0.5, 0.25, 0.5)
    assert points[0.9] == Point(0.9, 0.25, 0.0, 0.0)
    assert points[1.0] == Point(1.0, 0.0, 0.0, 0.0)


def test_no_question_is_no_division(report: evaluate.Report) -> None:
    """Nothing asked gives zeros and no separation."""
    empty = evaluate.report([])
    assert (empty.total.asked, empty.total.recall_1, empty.auroc) == (0, 0.0, None)
