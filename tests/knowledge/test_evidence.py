"""From scores to an outcome: the rule that answers, offers, or says that there is nothing."""

from __future__ import annotations

import pytest

from knowledge import evidence

OUTCOMES = [
    ([], ("not_found", 0)),
    ([0.2, 0.1], ("not_found", 0)),
    ([0.95, 0.3], ("answer", 1)),
    ([0.95], ("answer", 1)),
    ([1.0, 0.99], ("answer", 1)),
    ([1.0, 1.0, 0.2], ("choose", 2)),
    ([0.9, 0.89, 0.5], ("choose", 2)),
    ([0.5, 0.3], ("answer", 1)),
    ([0.5, 0.49], ("choose", 2)),
    ([0.44], ("choose", 1)),
    ([0.7, 0.69, 0.68, 0.67, 0.66, 0.65], ("choose", 4)),
]


@pytest.mark.parametrize(("scores", "outcome"), OUTCOMES)
def test_scores_become_an_outcome(scores: list[float], outcome: tuple[str, int]) -> None:
    """A clear first answers; a tie is offered, four at most; weak evidence is nothing."""
    assert evidence.outcome(scores) == outcome


def test_a_question_that_may_be_for_others_needs_more() -> None:
    """Without a word that shows it is meant for us, half the evidence is no answer."""
    assert evidence.outcome([0.5, 0.3], is_ours=False) == ("choose", 1)
    assert evidence.outcome([0.7, 0.3], is_ours=False) == ("answer", 1)


def test_a_stricter_calibration_answers_less() -> None:
    """The numbers are data: the rule holds for others, too."""
    strict = evidence.Calibration(answer=2.0)
    assert evidence.outcome([0.95, 0.3]) == ("answer", 1)
    assert evidence.outcome([0.95, 0.3], strict) == ("choose", 1)
