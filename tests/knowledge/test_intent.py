"""Whom a question is meant for: words of others and words of ours."""

from __future__ import annotations

from knowledge import intent

OTHERS = [["نوبت", "دکتر"], ["نوبت", "بگیرم"], ["نوبت", "آمار"], ["کارت", "نوبت"]]
OURS = [
    (["آمار", "جمعیت"], 1.0),
    (["آمار", "استان"], 1.0),
    (["آمار"], 1.0),
    (["بگیرم", "آمار"], 0.2),
]


def test_words_of_others_weigh_above_zero_and_ours_below() -> None:
    """Learned from what is asked by whom; a word too seldom seen is left out."""
    weights = intent.learn(OTHERS, OURS)
    assert weights["نوبت"] > 0 > weights["آمار"]
    assert "جمعیت" not in weights


def test_a_question_is_judged_by_all_of_its_words() -> None:
    """Unknown words say nothing, and dilute."""
    weights = {"نوبت": 1.0, "آمار": -1.0}
    assert intent.score(["نوبت"], weights) == 1.0
    assert intent.score(["نوبت", "آمار"], weights) == 0.0
    assert 0 < intent.score(["نوبت", "دکتر"], weights) < 1.0
    assert intent.score([], weights) == 0.0


def test_the_weightiest_words_are_kept() -> None:
    """So that the file stays readable; what rounds to nothing is dropped."""
    kept = intent.most({"a": 0.5, "b": -1.0, "c": 0.001, "d": 0.2}, 3)
    assert list(kept.items()) == [("b", -1.0), ("a", 0.5), ("d", 0.2)]
    assert intent.most({"c": 0.001}, 3) == {}


def test_nothing_to_learn_from_teaches_nothing() -> None:
    """No questions, no weights, no error."""
    assert intent.learn([], []) == {}
