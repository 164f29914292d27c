"""Fields of time: a day, a period of Jalali years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from handlers.forms.events import Input, Typed
from handlers.forms.field import Answers, Field, Problem, Reading, Setting, Words
from handlers.i18n import calendars, dates
from handlers.i18n.translator import N_, Translator

FIRST_YEAR: Final = 1300

DATE_UNREADABLE = N_(
    "This could not be read as a date. Please write day, month and year, "
    "for example {digits} or {words}."
)
DATE_PAST = N_("{date} is in the past. Please give a day from today on, or skip the question.")
DATE_FUTURE = N_("{date} has not come yet. Please give today or an earlier day.")
DATE_FAR = N_("{date} is more than {years} years away. Please check the year.")
PERIOD_UNREADABLE = N_(
    "This could not be read as years. Please write one year such as {year}, "
    "or the first and the last such as {first}-{last}."
)
YEAR_FUTURE = N_("The year {year} has not come yet. Please give years up to {last}.")
YEAR_EARLY = N_("The year {year} is too early: figures begin with {first}. Please check it.")
FROM_TO = N_("{first} to {last}")


@dataclass(frozen=True, kw_only=True)
class Date(Field):
    """A day, kept as ISO text (2026-11-20).

    ``is_past``/``is_future``: on which side of today it must be; today itself is good for both.
    ``years`` is how far from today it may be.
    """

    is_past: bool = False
    is_future: bool = False
    years: int = 20

    def holds(self, value: Any) -> bool:
        """An ISO day."""
        try:
            return isinstance(value, str) and date.fromisoformat(value) is not None
        except ValueError:
            return False

    def check(self, value: Any, answers: Answers, today: date) -> Problem | None:
        """The day may have passed since it was given."""
        return self._misplaced(date.fromisoformat(value), today) or super().check(
            value, answers, today
        )

    def show(self, value: Any, t: Translator) -> str:
        """Written out in the calendars of the language."""
        return t.date(date.fromisoformat(value))

    def _read(self, raw: Input, answers: Answers, setting: Setting) -> Reading | Problem:
        del answers
        typed = raw.text if isinstance(raw, Typed) else ""
        day = dates.read_date(typed, setting.today)
        if day is None:
            year, month, day_of_month = dates.jalali(setting.today)
            digits = f"{year}/{month:02}/{day_of_month:02}"
            return Problem(DATE_UNREADABLE, {"digits": Digits(digits), "words": setting.today})
        return self._misplaced(day, setting.today) or Reading(day.isoformat())

    def _misplaced(self, day: date, today: date) -> Problem | None:
        if self.is_future and day < today:
            return Problem(DATE_PAST, {"date": day})
        if self.is_past and day > today:
            return Problem(DATE_FUTURE, {"date": day})
        if abs((day - today).days) > self.years * 366:
            return Problem(DATE_FAR, {"date": day, "years": self.years})
        return None


@dataclass(frozen=True, kw_only=True)
class Period(Field):
    """Jalali years from-to, kept as [first, last]; a single year is both."""

    def holds(self, value: Any) -> bool:
        """Two years in order."""
        return (
            isinstance(value, list)
            and len(value) == 2  # noqa: PLR2004 - from and to
            and all(isinstance(year, int) for year in value)
            and FIRST_YEAR <= value[0] <= value[1] <= 1599  # noqa: PLR2004
        )

    def show(self, value: Any, t: Translator) -> str:
        """The year, or the first and the last."""
        first, last = value
        return t.digits(first) if first == last else t.text(FROM_TO, first=first, last=last)

    def _read(self, raw: Input, answers: Answers, setting: Setting) -> Reading | Problem:
        del answers
        typed = raw.text if isinstance(raw, Typed) else ""
        current = calendars.to_jalali(setting.today)[0]
        found = dates.read_period(typed, setting.today)
        if found is None:
            slots = {"year": current - 1, "first": current - 6, "last": current - 1}
            return Problem(PERIOD_UNREADABLE, slots)
        return _misplaced_years(found, current) or Reading(list(found))


def _misplaced_years(years: Sequence[int], current: int) -> Problem | None:
    if years[-1] > current:
        return Problem(YEAR_FUTURE, {"year": years[-1], "last": current})
    if years[0] < FIRST_YEAR:
        return Problem(YEAR_EARLY, {"year": years[0], "first": FIRST_YEAR})
    return None


class Digits(Words):
    """Digits in the language of the reader."""

    def __init__(self, digits: str) -> None:
        super().__init__("", {"digits": digits})

    def text(self, t: Translator) -> str:
        """As the language writes them."""
        return t.digits(self.values["digits"])
