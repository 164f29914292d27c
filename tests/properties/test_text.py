"""The normaliser, whatever is typed."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from knowledge import stemming, text

PERSIAN = st.text(
    alphabet="ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی آأؤئةيكىۀ\u200c\u0640\u064b ۰۱٢3،؟.",
    max_size=60,
)
ANYTHING = st.one_of(PERSIAN, st.text(max_size=60))


@given(ANYTHING)
def test_normalising_twice_changes_nothing(typed: str) -> None:
    """The one spelling is its own spelling."""
    once = text.normalise(typed)
    assert text.normalise(once) == once


@given(ANYTHING)
def test_words_hold_letters_and_digits_only(typed: str) -> None:
    """No mark, joint, space or sign is left in a word; no word is empty."""
    for token in text.tokens(typed):
        assert token
        assert not any(char.isspace() or char in "\u200c\u200e\u200f_،؟." for char in token)
        assert not any(unicodedata.category(char) == "Mn" for char in token)


@given(PERSIAN)
def test_letters_of_either_alphabet_are_one(typed: str) -> None:
    """Arabic yeh and kaf, and the digits of three scripts, make no difference."""
    swapped = typed.translate(str.maketrans("یک۰۱", "يك٠١"))
    assert text.normalise(swapped) == text.normalise(typed)


@given(PERSIAN)
def test_marks_are_not_heard(typed: str) -> None:
    """Diacritics and tatweel anywhere after a letter make no difference."""
    marked = "".join(char + "\u064e\u0640" if char.isalpha() else char for char in typed)
    assert text.normalise(marked) == text.normalise(typed)


@given(ANYTHING)
def test_a_stem_is_no_longer_than_its_word(typed: str) -> None:
    """Cutting never adds more than the heh it puts back, and never leaves nothing."""
    for token in text.tokens(typed):
        stem = stemming.stem(token)
        assert stem
        assert len(stem) <= len(token) + 2
