"""Which numbers of a question are years, in any digits and either calendar."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge import text
from knowledge.dimensions.word_files import DimensionWords

_FULL, _SHORT = 4, 2
_JALALI = range(1300, 1500)
_GREGORIAN = range(1900, 2100)
_BEGINS = 621
"""The Jalali year that begins in a Gregorian one is so many less."""
_BARE = 60
"""From here on a bare number of two digits is a year of the last century: «تورم ۹۸»."""


def full_year(word: str) -> int | None:
    """The Jalali year of a word of four digits: 1398 of 1398 and of 2019."""
    if not word.isdigit() or len(word) != _FULL:
        return None
    value = int(word)
    if value in _GREGORIAN:
        return value - _BEGINS
    return value if value in _JALALI else None


def short_year(word: str) -> int | None:
    """The Jalali year of two digits: 00-20 is of 1400, 30-99 of 1300, others are none."""
    if not word.isdigit() or len(word) != _SHORT:
        return None
    value = int(word)
    if value <= 20:  # noqa: PLR2004 - the rule of two digits
        return 1400 + value
    return 1300 + value if value >= 30 else None  # noqa: PLR2004 - the rule of two digits


def known(words: Sequence[str]) -> frozenset[str]:
    """Words as they are compared."""
    return frozenset("".join(text.tokens(word)) for word in words)


class Numbers:
    """Reads the numbers of a question; made once from the words of the content."""

    def __init__(self, words: DimensionWords) -> None:
        """Learn the words around numbers."""
        self._year_words = known((*words.year_words, *words.dated))
        self._units = known(words.units)
        self._ages = known(words.ages)
        self._numbered = known(words.numbered)
        self._until = known(words.until)

    def years(self, tokens: Sequence[str]) -> dict[int, int]:
        """The years in a question by the position of their numbers."""
        found: dict[int, int] = {}
        for place, token in enumerate(tokens):
            year = full_year(token)
            if year is None and self._may_be_short(tokens, place):
                year = short_year(token)
            if year is not None and not self._counts(tokens, place):
                found[place] = year
        for place in range(len(tokens)):
            year = self._partner(tokens, place, found)
            if year is not None:
                found.setdefault(place, year)
        return found

    def _may_be_short(self, tokens: Sequence[str], place: int) -> bool:
        if len(tokens[place]) != _SHORT or not tokens[place].isdigit():
            return False
        if place and tokens[place - 1] in self._year_words:
            return True
        is_apart = not (place and tokens[place - 1].isdigit())
        return is_apart and int(tokens[place]) >= _BARE

    def _counts(self, tokens: Sequence[str], place: int) -> bool:
        """Whether the number says how many, how old, or which table: «جدول ۱۰-۱۹»."""
        after = self._after(tokens, place)
        if after in self._units:
            return True
        before = tokens[place - 1] if place else ""
        if len(tokens[place]) == _SHORT and after in self._ages:
            return before not in self._year_words
        return before in self._numbered and len(tokens[place]) == _SHORT

    def _after(self, tokens: Sequence[str], place: int) -> str:
        """The word after a number; of the first one of a range, the word after the range."""
        following = tokens[place + 1 : place + 3]
        if len(following) > 1 and following[0] in self._until and following[1].isdigit():
            return self._after(tokens, place + 2)
        return following[0] if following else ""

    def _partner(self, tokens: Sequence[str], place: int, found: dict[int, int]) -> int | None:
        """The year of two digits beside another: «۱۴۰۰ تا ۰۳», 1394-95, from the left 95-1394."""
        year = short_year(tokens[place])
        if year is None:
            return None
        for step in (-2, 2):
            between, other = place + step // 2, place + step
            if other in found and tokens[between] in self._until:
                return year
        is_date = _neighbours(tokens, place) > 1
        beside = (found.get(place - 1), found.get(place + 1))
        return year if year - 1 in beside and not is_date else None


def _neighbours(tokens: Sequence[str], place: int) -> int:
    """How many numbers stand next to a number, in a row with it."""
    count = 0
    for step in (-1, 1):
        other = place + step
        while 0 <= other < len(tokens) and tokens[other].isdigit():
            count += 1
            other += step
    return count
