"""How well an index finds what people ask for, in figures: recall, wrong answers, separation.

Shares are between 0 and 1, of all questions of the group. The index answers at its own
calibration; only the curve looks at what other thresholds would do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.articles import Finding, Match
from knowledge.question_files import FOREIGN_KINDS, KINDS, Question

DEPTH = 20
"""How far down the list a right article is looked for; below it counts as not found."""
NEAR = 3
THRESHOLDS = tuple(step / 20 for step in range(21))


class Searching(Protocol):
    """What is measured: `knowledge.search.Index`, or anything else with its two questions."""

    def find(self, question: str, *, office: str | None, language: str) -> Finding:
        """The outcome as the person sees it."""

    def suggest(self, subject: str, *, office: str | None, limit: int) -> Sequence[Match]:
        """The nearest articles whatever their score, best first."""


@dataclass(frozen=True)
class Result:
    """What one question got.

    `rank` is the place of the first right article, 1 the best, None below DEPTH (and for a
    foreign question); `score` that of the best article, 0 without any.
    """

    question: Question
    best: str | None
    score: float
    rank: int | None
    outcome: str
    shown: tuple[str, ...]

    @property
    def is_answered(self) -> bool:
        """One article was given as the answer, right or wrong."""
        return self.outcome == "answer"

    @property
    def is_right(self) -> bool:
        """The answer is a right one."""
        return self.is_answered and self.shown[0] in self.question.articles


@dataclass(frozen=True)
class Figures:
    """In-scope questions of one kind: finding, whatever was answered, and answering."""

    asked: int
    recall_1: float
    recall_3: float
    mrr: float
    answered: float
    right: float
    wrong: float
    offered: float
    """Share given a choice with a right article in it."""


@dataclass(frozen=True)
class ForeignFigures:
    """Out-of-scope questions of one kind: every answer to them is wrong."""

    asked: int
    answered: float
    offered: float


@dataclass(frozen=True)
class Point:
    """Were everything answered whose best score is at least the threshold."""

    threshold: float
    answered: float
    wrong: float
    foreign_answered: float


@dataclass(frozen=True)
class Report:
    """All figures of a set of questions; a kind nobody asked in is not there."""

    kinds: dict[str, Figures]
    total: Figures
    foreign_kinds: dict[str, ForeignFigures]
    foreign: ForeignFigures
    auroc: float | None
    curve: tuple[Point, ...]


def ask(index: Searching, questions: Iterable[Question]) -> tuple[Result, ...]:
    """Put every question to the index."""
    return tuple(_result(index, question) for question in questions)


def report(results: Sequence[Result]) -> Report:
    """The figures of these results."""
    asked = [result for result in results if not result.question.is_foreign]
    foreign = [result for result in results if result.question.is_foreign]
    return Report(
        kinds={kind: _figures(group) for kind, group in _by_kind(asked, KINDS)},
        total=_figures(asked),
        foreign_kinds={
            kind: _foreign_figures(group) for kind, group in _by_kind(foreign, FOREIGN_KINDS)
        },
        foreign=_foreign_figures(foreign),
        auroc=auroc([result.score for result in asked], [result.score for result in foreign]),
        curve=tuple(_point(threshold, asked, foreign) for threshold in THRESHOLDS),
    )


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    """How often an in-scope score is above an out-of-scope one, ties half; None without both."""
    if not inside or not outside:
        return None
    ordered = sorted(outside)
    won = sum(bisect_left(ordered, score) + bisect_right(ordered, score) for score in inside)
    return won / (2 * len(inside) * len(outside))


def _result(index: Searching, question: Question) -> Result:
    near = index.suggest(question.text, office=question.office, limit=DEPTH)
    found = index.find(question.text, office=question.office, language=_language(question))
    ranks = [
        place for place, match in enumerate(near, start=1) if match.article.id in question.articles
    ]
    return Result(
        question=question,
        best=near[0].article.id if near else None,
        score=near[0].score if near else 0.0,
        rank=ranks[0] if ranks else None,
        outcome=found.outcome,
        shown=tuple(match.article.id for match in found.matches),
    )


def _language(question: Question) -> str:
    return {"english": "en", "arabic": "ar"}.get(question.kind, "fa")


def _by_kind(
    results: Sequence[Result], kinds: Sequence[str]
) -> Iterable[tuple[str, Sequence[Result]]]:
    for kind in kinds:
        group = [result for result in results if result.question.kind == kind]
        if group:
            yield kind, group


def _figures(results: Sequence[Result]) -> Figures:
    ranks = [result.rank for result in results if result.rank is not None]
    count = len(results)
    return Figures(
        asked=count,
        recall_1=_share(sum(rank == 1 for rank in ranks), count),
        recall_3=_share(sum(rank <= NEAR for rank in ranks), count),
        mrr=_share(sum(1 / rank for rank in ranks), count),
        answered=_share(sum(result.is_answered for result in results), count),
        right=_share(sum(result.is_right for result in results), count),
        wrong=_share(sum(result.is_answered and not result.is_right for result in results), count),
        offered=_share(sum(_is_offered(result) for result in results), count),
    )


def _is_offered(result: Result) -> bool:
    return result.outcome == "choose" and bool(result.question.articles & set(result.shown))


def _foreign_figures(results: Sequence[Result]) -> ForeignFigures:
    return ForeignFigures(
        asked=len(results),
        answered=_share(sum(result.is_answered for result in results), len(results)),
        offered=_share(sum(result.outcome == "choose" for result in results), len(results)),
    )


def _point(threshold: float, asked: Sequence[Result], foreign: Sequence[Result]) -> Point:
    answered = [result for result in asked if result.score > 0 and result.score >= threshold]
    strangers = [result for result in foreign if result.score > 0 and result.score >= threshold]
    return Point(
        threshold=threshold,
        answered=_share(len(answered), len(asked)),
        wrong=_share(sum(result.rank != 1 for result in answered), len(asked)),
        foreign_answered=_share(len(strangers), len(foreign)),
    )


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0
