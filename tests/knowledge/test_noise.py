"""Generated slips: like people's, and the same for the same bytes."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from knowledge import noise, text

QUESTION = "نرخ بیکاری شهرستان‌های استان چقدر است"


def dice(seed: int) -> Callable[[int], bytes]:
    """Bytes that come out the same every time."""
    return random.Random(seed).randbytes  # noqa: S311 - no secret


@pytest.mark.parametrize("slip", [noise.misspelt, noise.glued, noise.latin])
def test_the_same_bytes_make_the_same_slips(slip: Callable[..., str]) -> None:
    """So that learning gives the same file every time."""
    assert slip(QUESTION, dice(7)) == slip(QUESTION, dice(7))


def test_a_slip_changes_single_letters() -> None:
    """A word keeps its beginning, its end and, but for one letter, its length."""
    typed = [noise.misspelt(QUESTION, dice(seed)) for seed in range(40)]
    assert any(one != QUESTION for one in typed)
    for one in typed:
        for before, after in zip(QUESTION.split(), one.split(), strict=True):
            assert abs(len(before) - len(after)) <= 1
            assert before[0] == after[0]


def test_glued_words_keep_their_letters() -> None:
    """Only spaces, joints and the Arabic forms of yeh and kaf differ."""

    def letters(typed: str) -> str:
        return text.letters(typed).replace(" ", "").replace(text.ZWNJ, "")

    for seed in range(20):
        assert letters(noise.glued(QUESTION, dice(seed))) == letters(QUESTION)


def test_latin_is_latin() -> None:
    """Every Persian letter is written in Latin ones."""
    assert noise.latin(QUESTION, dice(3)).isascii()
