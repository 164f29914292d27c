"""What to do with the candidates of a question: answer, offer some, say that nothing is found."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge import gates
from knowledge.articles import Outcome
from knowledge.calibration import Calibration
from knowledge.engine.features import Look
from knowledge.engine.postings import Floats
from knowledge.evidence import Asked

_NEARLY_CERTAIN = 0.99
_OFFERED = 0.9
"""Just below a threshold."""
_ALL_ELSE = 0.6
_FEW, _MUCH = 3, 0.3
"""Words, and evidence of the rarest word's: so short and so telling are keywords."""
_TWO, _WHOLLY = 2, 0.95
"""So few words that all stand there are worth offering whatever else people mean by them."""


def most_chance(seen: Look, gated: Floats, question: Asked, settings: Calibration) -> Floats:
    """The chance no candidate is above, whatever its features: only the very wording is certain.

    What says too little is offered at most, and statistics where somebody's own is asked for with a
    word of others' business («دهک من»); what lacks a word of somebody else's business is
    offered where all the rest fits, and else not at all.
    """
    most = np.full(len(seen.lacks), _NEARLY_CERTAIN, np.float32)
    lacks = seen.lacks > 0
    of_ones_own = gated[:, gates.FEATURES.index("mine_statistics")] > 0
    if question.is_thin:
        most[:] = settings.answer * _OFFERED
    if question.is_foreign:
        most[of_ones_own] = settings.answer * _OFFERED
    most[lacks] = settings.answer * _OFFERED
    most[lacks & (seen.evidence < _ALL_ELSE)] = settings.choose * _OFFERED
    return most


def least_chance(seen: Look, question: Asked, terms: int, settings: Calibration) -> Floats:
    """The chance no candidate is below: a few words that all but stand there are worth offering.

    Words that others are asked for as well («بیمه», «بانک») must be one or two, and stand there.
    """
    least = np.zeros(len(seen.lacks), np.float32)
    most, enough = (_FEW, _ALL_ELSE) if question.others <= 0 else (_TWO, _WHOLLY)
    if terms <= most and question.says_much >= _MUCH and not question.is_foreign:
        least[(seen.evidence >= enough) & (seen.lacks == 0)] = settings.choose
    return least


def outcome(
    chances: Sequence[float], ranked: Sequence[float], settings: Calibration
) -> tuple[Outcome, int]:
    """What to do with candidates, best first: (outcome, how many of them to show).

    `chances` are the probabilities that each is the right answer, `ranked` their ranking scores.
    """
    if not chances or chances[0] < settings.choose:
        return "not_found", 0
    if chances[0] >= settings.answer:
        return "answer", 1
    return choices(ranked, settings)


def choices(
    ranked: Sequence[float], settings: Calibration, *, near: float = 1.0
) -> tuple[Outcome, int]:
    """Offer the first candidate and those near it; `near` widens what is near."""
    floor = ranked[0] - near * settings.near
    count = sum(score >= floor for score in ranked[: settings.most_choices])
    return "choose", count
