"""Which period a question names: years, a season or a month, seen from today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from knowledge import jalali
from knowledge.dimensions.numbers import Numbers, known
from knowledge.dimensions.phrasebook import PhraseBook, book
from knowledge.dimensions.spans import Spans
from knowledge.dimensions.values import Period
from knowledge.dimensions.word_files import DimensionWords
from knowledge.jalali import Day

_MIDDLE = 15
"""A Gregorian month stands for the Jalali one its middle is in."""


class Periods:
    """Reads periods; made once from the words of the content."""

    def __init__(self, words: DimensionWords) -> None:
        """Learn the words for years, seasons and months."""
        self._numbers = Numbers(words)
        self._spans = Spans(words)
        self._relative = book(words.years)
        self._from_now = {3: book(words.seasons_from_now), 1: book(words.months_from_now)}
        self._seasons = book(words.seasons)
        self._months = book(words.months)
        self._gregorian = book(words.gregorian_months)
        self._unsure = PhraseBook((word, True) for word in words.unsure_months)
        self._until_now = PhraseBook((word, True) for word in words.until_now)
        self._month_words = known(words.month_words)
        self._beside = self._month_words | known((*words.year_words, *words.until))

    def read(self, tokens: Sequence[str], today: Day) -> Period | None:
        """The period of a question; None where it names none."""
        years = self._years(tokens, today)
        part = self._part(tokens, years, today)
        if part is not None:
            return part
        if not years:
            return None
        first = min(period.first for period in years)
        last = max(period.last for period in years)
        if first == last and self._until_now.spot(tokens):
            last = max(last, today.year - 1)
        return Period(first, last)

    def said(self, tokens: Sequence[str], today: Day) -> set[int]:
        """The positions of the words that name the period, with «سال» and «ماه» beside them."""
        if self.read(tokens, today) is None:
            return set()
        places = set(self._numbers.years(tokens))
        for place in range(len(tokens)):
            span = self._spans.at(tokens, place, today)
            places.update(range(span.start, span.end) if span else ())
        now = self._from_now.values()
        for phrases in (self._relative, *now, self._seasons, self._months):
            for spotted in phrases.spot(tokens):
                places.update(range(spotted.start, spotted.end))
        return places | {
            beside
            for place in places
            for beside in (place - 1, place + 1)
            if 0 <= beside < len(tokens) and tokens[beside] in self._beside
        }

    def _years(self, tokens: Sequence[str], today: Day) -> list[Period]:
        """All years named; a number within «پنج سال اخیر» is none."""
        found: list[Period] = []
        inside: set[int] = set()
        for place in range(len(tokens)):
            named = self._spans.at(tokens, place, today)
            if named is not None and place not in inside:
                found.append(named.value)
                inside.update(range(named.start, named.end))
        for spotted in self._relative.spot(tokens):
            if spotted.start not in inside:
                year = today.year + spotted.value
                found.append(Period(year, year))
        numbers = self._numbers.years(tokens)
        found.extend(Period(year, year) for at, year in numbers.items() if at not in inside)
        return found

    def _part(self, tokens: Sequence[str], years: Sequence[Period], today: Day) -> Period | None:
        """A season or a month of one year; without a year, the last one that has begun."""
        for length, phrases in self._from_now.items():
            for spotted in phrases.spot(tokens):
                return _shifted(today, length, spotted.value)
        year = years[0].first if len(years) == 1 and years[0].is_one_year else None
        if years and year is None:
            return None
        month = self._month(tokens, year)
        if month is not None:
            return _of_month(month, year, today)
        return self._gregorian_month(tokens, year) or self._season(tokens, year, today)

    def _season(self, tokens: Sequence[str], year: int | None, today: Day) -> Period | None:
        seasons = {spotted.value for spotted in self._seasons.spot(tokens)}
        if len(seasons) != 1:
            return None
        season = seasons.pop()
        year = year or today.year - (season > today.season)
        return Period(year, year, season=season)

    def _month(self, tokens: Sequence[str], year: int | None) -> int | None:
        """The Jalali month; a name that is a word of its own counts beside a year or «ماه»."""
        found = set()
        for spotted in self._months.spot(tokens):
            start = max(0, spotted.start - 1)
            beside = (*tokens[start : spotted.start], *tokens[spotted.end : spotted.end + 1])
            is_sure = self._unsure.at(tokens, spotted.start) is None
            is_sure |= any(word in self._month_words for word in beside)
            if is_sure or (year is not None and any(map(str.isdigit, beside))):
                found.add(spotted.value)
        return found.pop() if len(found) == 1 else None

    def _gregorian_month(self, tokens: Sequence[str], year: int | None) -> Period | None:
        """A month of the Gregorian calendar, with its year: "January 2024"."""
        named = self._gregorian.spot(tokens)
        if year is None or len(named) != 1:
            return None
        beside = tokens[max(0, named[0].start - 1) : named[0].end + 1]
        if not any(word.isdigit() for word in beside):
            return None  # "may" is a verb, too
        day = jalali.of(date(year + 621, named[0].value, _MIDDLE))
        return Period(day.year, day.year, month=day.month)


def _of_month(month: int, year: int | None, today: Day) -> Period:
    year = year or today.year - (month > today.month)
    return Period(year, year, month=month)


def _shifted(today: Day, length: int, steps: int) -> Period:
    """The month or season (a length of 1 or 3 months) so many steps from today's."""
    year, month = jalali.year_and_month(today.months + steps * length)
    if length == 1:
        return Period(year, year, month=month)
    return Period(year, year, season=jalali.season_of(month))
