"""Years that are counted or come in tens: «پنج سال اخیر», «دو سال پیش», «دههٔ ۹۰»."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.dimensions.numbers import full_year, known, short_year
from knowledge.dimensions.phrasebook import Spotted, book
from knowledge.dimensions.values import Period
from knowledge.dimensions.word_files import DimensionWords
from knowledge.jalali import Day

_MOST_YEARS = 50
_DECADE = 10
_SHORT = 2


class Spans:
    """Reads spans of years; made once from the words of the content."""

    def __init__(self, words: DimensionWords) -> None:
        """Learn the words around spans."""
        self._counts = book(words.numbers)
        self._decades = book(words.decades)
        self._decade = known(words.decade)
        self._years = known(words.year_words)
        self._recent = known(words.recent)
        self._recent_before = known(words.recent_before)
        self._ago = known(words.ago)

    def at(self, tokens: Sequence[str], place: int, today: Day) -> Spotted[Period] | None:
        """The span of years whose words begin at a position."""
        return self._counted(tokens, place, today) or self._named_decade(tokens, place)

    def _counted(self, tokens: Sequence[str], place: int, today: Day) -> Spotted[Period] | None:
        """The last years that have ended, or the one year so long ago."""
        is_led = tokens[place] in self._recent_before
        number, end = self._number(tokens, place + is_led)
        if number is None or end >= len(tokens) or tokens[end] not in self._years:
            return None
        after = tokens[end + 1] if end + 1 < len(tokens) else ""
        if after in self._ago and not is_led:
            return Spotted(place, end + 2, Period(today.year - number, today.year - number))
        if not is_led and after not in self._recent:
            return None
        last = today.year - 1
        return Spotted(place, end + 1 + (not is_led), Period(last - number + 1, last))

    def _number(self, tokens: Sequence[str], place: int) -> tuple[int | None, int]:
        """How many, and the position after it."""
        named = self._counts.at(tokens, place)
        if named is not None:
            return named.value, named.end
        word = tokens[place] if place < len(tokens) else ""
        count = int(word) if word.isdigit() and len(word) <= _SHORT else 0
        return (count, place + 1) if 1 < count <= _MOST_YEARS else (None, place)

    def _named_decade(self, tokens: Sequence[str], place: int) -> Spotted[Period] | None:
        if tokens[place] not in self._decade or place + 1 == len(tokens):
            return None
        word = tokens[place + 1]
        named = self._decades.at(tokens, place + 1)
        year = named.value if named else full_year(word) or short_year(word)
        if year is None or year % _DECADE:
            return None
        return Spotted(place, place + 2, Period(year, year + _DECADE - 1))
