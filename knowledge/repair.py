"""What a word nobody wrote here may have meant: spoken forms, slips, glued words, Finglish.

Each reading carries a belief from 0 to 1. Words the content knows are never repaired.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from knowledge import sounds
from knowledge.vocabulary import Vocabulary

_SLIP_BELIEF = 0.85
_GLUED_BELIEF = 0.9
_LEAST_SOUND = 0.75
_GUESS = 0.5
_SPREAD = 0.12
"""Readings this far below the best one are dropped."""
_MOST = 3
_LEAST_HALF = 2
_MOST_PARTS = 5

_SPOKEN_ENDINGS = sorted(
    (
        "هاشون هامون هاتون هاش هام هات اشون امون اتون شون مون تون ست اس یه ها های "
        "شونو مونو تونو هاشو هامو هاتو اشو ایی شو مو تو اش ام ات ای ا و ه م ت ش س ی"
    ).split(),
    key=len,
    reverse=True,
)


@dataclass(frozen=True)
class Reading:
    """One way to read a typed word: the words it stands for, and how much that is believed."""

    words: tuple[str, ...]
    belief: float


class Repair:
    """Readings of words over one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._classes = vocabulary.classes

    def is_known(self, word: str) -> bool:
        """Whether the word needs no repair: the content or a word list has it."""
        return self._vocabulary.knows(word) or self._classes.weight(word) is not None

    def persian(self, word: str) -> list[Reading]:
        """Readings of an unknown word in Persian letters, best first; none if nothing is near."""
        spoken = self._spoken(word)
        if spoken:
            return [spoken]
        glued = self._glued(word)
        if glued and glued.belief >= _GLUED_BELIEF:
            return [glued]
        return self._slips(word) or ([glued] if glued else [])

    def latin(self, word: str, *, is_english: bool) -> list[Reading]:
        """Readings of an unknown word in Latin letters: Finglish, or a slip in English."""
        if is_english:
            return self._slips(word) or self.finglish(word)
        return self.finglish(word) or self._slips(word)

    def finglish(self, word: str) -> list[Reading]:
        """Persian words that this Latin one spells, everyday words before rare ones."""
        scored = []
        for other in self._vocabulary.sounding(word):
            is_everyday = self._classes.weight(other) is not None or other in self._classes.spoken
            used = 0.05 if is_everyday else 0.01 * math.log1p(self._vocabulary.count[other])
            scored.append((sounds.spelling(word, other) + used, other))
        scored.sort(reverse=True)
        if not scored or scored[0][0] < _LEAST_SOUND:
            return []
        best = scored[0][0]
        kept = [(value, other) for value, other in scored[:_MOST] if best - value < _SPREAD]
        if sounds.skeleton(kept[0][1]) != sounds.skeleton(word):
            # a guess: beside it the word stays what it is
            return [Reading((other,), _GUESS) for _, other in kept[:1]]
        return [
            Reading(self._classes.spoken.get(other, (other,)), 0.95 - 3 * (best - value))
            for value, other in kept
        ]

    def _spoken(self, word: str) -> Reading | None:
        """«رایگانه», «آمارو», «تهرونه»: an ending of speech, or ون for ان."""
        for ending in ("", *_SPOKEN_ENDINGS):
            if not word.endswith(ending) or len(word) - len(ending) < 3:  # noqa: PLR2004
                continue
            base = word[: len(word) - len(ending)]
            for form in (base, base.replace("ون", "ان")):
                if form != word and self._vocabulary.has(form):
                    return Reading(self._classes.spoken.get(form, (form,)), 0.95)
        return None

    def _glued(self, word: str) -> Reading | None:
        """«نرخبیکاری»: known words without the spaces; certain if they stand so somewhere."""
        best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())]
        for end in range(1, len(word) + 1):
            options = [
                (done[0] + self._worth(done[1], word[start:end]), (*done[1], word[start:end]))
                for start in range(end - _LEAST_HALF + 1)
                if (done := best[start]) and self._is_part(word[start:end])
            ]
            best.append(max(options, default=None))
        found = best[-1]
        if found is None or not 1 < len(found[1]) <= _MOST_PARTS:
            return None
        pairs = tuple(pairwise(found[1]))
        together = any(self._vocabulary.together(*pair) for pair in pairs)
        whole = all(len(part) > _LEAST_HALF or self._is_small(part) for part in found[1])
        longest = max(len(part) for part in found[1])
        if longest <= _LEAST_HALF or not (together or whole):
            return None
        return Reading(found[1], _GLUED_BELIEF if together or len(pairs) > 1 else 0.7)

    def _worth(self, before: tuple[str, ...], part: str) -> float:
        """Few long parts are better than many short ones; parts seen together better still."""
        together = bool(before) and self._vocabulary.together(before[-1], part)
        return len(part) ** 2 + (10.0 if together else 0.0)

    def _is_part(self, part: str) -> bool:
        return part in self._vocabulary.count or part in self._classes.words

    def _is_small(self, part: str) -> bool:
        return part in self._classes.words

    def _slips(self, word: str) -> list[Reading]:
        """Words within one or two slips; a misspelt everyday word is recognised as one first."""
        near = self._vocabulary.near(word) if len(word) > 3 else ()  # noqa: PLR2004
        background = self._vocabulary.background(word)
        if background and all(background[1] < slips for _, slips in near):
            return [Reading(self._classes.spoken.get(background[0], (background[0],)), 0.95)]
        scored = sorted(
            (self._likeness(word, other, slips), other)
            for other, slips in near
            if slips == 1 or self._classes.weight(other) is None
        )
        if not scored:
            return []
        scored.reverse()
        best = scored[0][0]
        return [
            Reading((other,), max(0.2, _SLIP_BELIEF - 3 * (best - value)))
            for value, other in scored[:_MOST]
            if best - value < _SPREAD
        ]

    def _likeness(self, word: str, other: str, slips: int) -> float:
        same_sound = sounds.skeleton(word) == sounds.skeleton(other)
        return (
            fuzz.ratio(word, other) / 200
            + JaroWinkler.similarity(word, other) / 2
            - 0.1 * slips
            + 0.02 * math.log1p(self._vocabulary.count[other])
            + 0.05 * same_sound
        )
