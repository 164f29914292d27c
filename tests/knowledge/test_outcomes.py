"""From chances to an outcome: the rule that answers, offers, or says that there is nothing."""

from __future__ import annotations

import pytest

from knowledge import outcomes
from knowledge.calibration import Calibration
from knowledge.search import Index

SETTINGS = Calibration({}, {}, {}, {}, answer=0.8, choose=0.2, near=1.0)
OUTCOMES = [
    ([], [], ("not_found", 0)),
    ([0.19, 0.1], [5.0, 4.9], ("not_found", 0)),
    ([0.95, 0.3], [9.0, 8.9], ("answer", 1)),
    ([0.8], [9.0], ("answer", 1)),
    ([0.79, 0.3], [9.0, 8.0], ("choose", 2)),
    ([0.5, 0.4], [9.0, 7.9], ("choose", 1)),
    ([0.5, 0.5, 0.5, 0.5, 0.5, 0.5], [9.0, 8.9, 8.8, 8.7, 8.6, 8.5], ("choose", 4)),
]


@pytest.mark.parametrize(("chances", "ranked", "outcome"), OUTCOMES)
def test_chances_become_an_outcome(
    chances: list[float], ranked: list[float], outcome: tuple[str, int]
) -> None:
    """A likely first answers; else it is offered with its neighbours, four at most; or nothing."""
    assert outcomes.outcome(chances, ranked, SETTINGS) == outcome


def test_a_stricter_calibration_answers_less() -> None:
    """What was an answer is a choice, and stays one with its neighbour."""
    assert outcomes.outcome([0.9, 0.5], [9.0, 8.5], SETTINGS) == ("answer", 1)
    assert outcomes.outcome([0.9, 0.5], [9.0, 8.5], SETTINGS.stricter(0.95)) == ("choose", 2)


@pytest.mark.parametrize("words", ["میانگین دما", "میانگین بارش", "کشتار مرغ"])
def test_a_few_telling_words_are_at_least_offered_something(
    packaged_index: Index, words: str
) -> None:
    """People type keywords too; with so little evidence nothing is sure, but much is near."""
    found = packaged_index.find(words, office="semnan", language="fa")
    assert found.outcome in ("answer", "choose")
    assert found.matches[0].article.kind in ("table", "survey")
