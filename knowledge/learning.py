"""Learning a calibration from questions whose right articles are known.

First the ranking: weights under which the right article stands before the others (softmax
regression, held near the weights it began with). Then the confidence: log odds that the first
article is right, from questions with and without an answer here. Then the thresholds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge import evidence, intent, noise
from knowledge.calibration import Calibration, Words
from knowledge.question_files import Question
from knowledge.search import Index, Ranking

MOST_WRONG, MOST_FOREIGN = 0.02, 0.015
"""The shares of in-scope questions answered wrongly, of foreign ones answered at all: held below
what is asked for, because these very questions were learned from."""
_STEPS = 600
_RATE = 0.05
_HELD = 0.004
"""How strongly a weight is held near where it began (ranking), or near nothing (confidence)."""
_HELD_CONFIDENCE = 0.003
_REMOVED = 0.3
"""How much a question counts whose answer was taken away: its neighbours may answer it, too."""
_FOLDS = 5
_SUBJECT = 25
"""So many questions in a row are about one subject, and are held out together."""
_WORDS = 600
"""So many words are kept: a file that people can read."""
_OF_WORDING = 0.2
"""How much a wording of the content counts beside a question of people."""
_NOISY = ("formal", "colloquial")
_OFFERED = 0.95
"""The share of in-scope questions that are at least offered something."""


Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """One question as ranked: the features of its candidates, and which of them are right.

    `chance` is that of the first one, 0 where it would not be given whatever the chance.
    """

    question: Question
    found: Ranking
    right: NDArray[np.bool_]
    weight: float
    chance: float = 0.0


def learn(
    index: Index, questions: Sequence[Question], random: Callable[[int], bytes]
) -> Calibration:
    """The calibration under which the index does best on these questions and their slips."""
    every = [*((question, 1.0) for question in questions), *_noisy(questions, random)]
    start = Calibration.beginning()
    ranking = _ranking(examples(index.tuned(start), every), start.ranking)
    tuned = replace(start, ranking=ranking)
    confidence = _confidence(_judged(index, tuned, questions, every), start.confidence)
    tuned = replace(tuned, confidence=confidence).hearing(_others(index, questions))
    held = [
        example
        for part, others in _apart(index, questions)
        for example in examples(index.tuned(tuned.hearing(others)), _once(part))
    ]
    return thresholds(tuned, held)


def _once(questions: Iterable[Question]) -> list[tuple[Question, float]]:
    return [(question, 1.0) for question in questions]


def _judged(
    index: Index,
    tuned: Calibration,
    questions: Sequence[Question],
    every: Sequence[tuple[Question, float]],
) -> list[Example]:
    """What the confidence learns from: each question judged by words that others taught."""
    found: list[Example] = []
    for part, others in _apart(index, questions):
        better = index.tuned(tuned.hearing(others))
        ids = {(question.path, question.line, question.kind) for question in part}
        mine = [one for one in every if (one[0].path, one[0].line, one[0].kind) in ids]
        found += [*examples(better, mine), *_removed(better, part)]
    return found


def _apart(index: Index, questions: Sequence[Question]) -> Iterator[tuple[list[Question], Words]]:
    """Each fifth of the questions with the words learned from the other four."""
    for fold in range(_FOLDS):
        part: list[Question] = []
        rest: list[Question] = []
        for at, question in enumerate(questions):
            (part if at // _SUBJECT % _FOLDS == fold else rest).append(question)
        yield part, _others(index, rest)


def _others(index: Index, questions: Sequence[Question]) -> Words:
    """The words that speak for others: of foreign questions, against ours and our wordings.

    Against all of ours, and against those about statistics: who asks how to get a thing may be
    asking of the service, and is not asking how many of it there are.
    """
    read = {one: intent.words(index.read(one.text)) for one in questions}
    foreign = [read[one] for one in questions if one.is_foreign]
    found = []
    for only in (False, True):
        ours = [
            (read[one], 1.0)
            for one in questions
            if not one.is_foreign and (not only or index.is_about_statistics(one.articles))
        ]
        wordings = index.wordings(only_statistics=only)
        ours += [(intent.words(index.read(one)), _OF_WORDING) for one in wordings]
        found.append(intent.most(intent.learn(foreign, ours), _WORDS))
    return found[0], found[1]


def examples(index: Index, questions: Iterable[tuple[Question, float]]) -> list[Example]:
    """Each question ranked; those that the content holds word by word teach nothing."""
    out = []
    for question, weight in questions:
        read = index.read(question.text)
        asked = read.places.office or (None if read.places.other_province else question.office)
        found = index.rank(read, asked)
        if len(found.chances) and found.chances[0] == 1.0:
            continue
        ids = [index.article(number).id for number in found.numbers]
        right = np.array([one in question.articles for one in ids], bool)
        chance = float(found.chances[0]) if ids and index.may_answer(read, found) else 0.0
        out.append(Example(question, found, right, weight, chance))
    return out


def _removed(index: Index, questions: Sequence[Question]) -> list[Example]:
    """The same questions as if the content had no answer to them: what comes first then is wrong.

    These are the nearest of foreign questions, and the hardest.
    """
    out = []
    for question in questions:
        if not question.is_foreign:
            read = index.read(question.text)
            asked = read.places.office or question.office
            found = index.rank(read, asked, without=question.articles)
            out.append(Example(question, found, np.zeros(len(found.numbers), bool), _REMOVED))
    return out


def _noisy(
    questions: Sequence[Question], random: Callable[[int], bytes]
) -> Iterable[tuple[Question, float]]:
    for question in questions:
        if question.kind in _NOISY or question.is_foreign:
            for slip in (noise.misspelt, noise.glued, noise.latin):
                yield replace(question, text=slip(question.text, random)), 0.3


def _ranking(found: Sequence[Example], start: Mapping[str, float]) -> dict[str, float]:
    taught = [one for one in found if one.right.any() and not one.right.all()]
    names = evidence.RANKING
    origin = np.array([start.get(name, 0.0) for name in names])

    def gradient(weights: Doubles) -> Doubles:
        total = _HELD * len(taught) * (weights - origin)
        for one in taught:
            scores = one.found.ranking @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            right = chance * one.right
            total += one.weight * (one.found.ranking.T @ (chance - right / right.sum()))
        mean: Doubles = total / len(taught)
        return mean

    return dict(zip(names, _descend(gradient, origin).tolist(), strict=True))


def _confidence(found: Sequence[Example], start: Mapping[str, float]) -> dict[str, float]:
    names = evidence.CONFIDENCE
    asked = [one for one in found if len(one.found.numbers)]
    rows = np.array([one.found.confidence[0] for one in asked])
    right = np.array([bool(one.right[0]) for one in asked])
    weight = np.array([one.weight for one in asked])
    held = np.array([0.0 if name == "bias" else _HELD_CONFIDENCE for name in names])
    origin = np.array([start.get(name, 0.0) for name in names])

    def gradient(weights: Doubles) -> Doubles:
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        found: Doubles = rows.T @ (weight * (chance - right)) / weight.sum() + held * (
            weights - origin
        )
        return found

    return dict(zip(names, _descend(gradient, origin).tolist(), strict=True))


def _descend(gradient: Callable[[Doubles], Doubles], origin: Doubles) -> Doubles:
    """Adam, from the origin, for a fixed number of steps: the same result every time."""
    weights: Doubles = origin.astype(np.float64)
    mean = np.zeros_like(weights)
    spread = np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        slope = gradient(weights)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        pace = mean / (1 - 0.9**step) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        weights = weights - _RATE * pace
    return weights


def thresholds(settings: Calibration, found: Sequence[Example]) -> Calibration:
    """The lowest `answer` that keeps wrong and foreign answers rare, and `choose` below it."""
    ours = [one for one in found if not one.question.is_foreign]
    foreign = [one for one in found if one.question.is_foreign]
    wrong = _highest(one.chance for one in ours if not (len(one.right) and one.right[0]))
    strange = _highest(one.chance for one in foreign)
    answer = max(
        _above(wrong, int(MOST_WRONG * len(ours))),
        _above(strange, int(MOST_FOREIGN * len(foreign))),
        0.5,
    )
    held = sorted(one.chance for one in ours)
    least = held[int((1 - _OFFERED) * len(held))] if held else 0.1
    return replace(settings, answer=answer, choose=min(max(least, 0.05), answer / 2))


def _highest(chances: Iterable[float]) -> list[float]:
    return sorted(chances, reverse=True)


def _above(chances: Sequence[float], allowed: int) -> float:
    """The threshold that only so many of these (highest first) reach."""
    return chances[allowed] + 1e-3 if len(chances) > allowed else 0.0
