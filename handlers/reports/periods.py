"""The periods of reports: a week, month, season or year of the Jalali calendar.

A week begins on Saturday. A period is known by a short code, which buttons and jobs carry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from handlers.i18n import calendars, dates, typed_dates
from handlers.i18n.translator import N_

if TYPE_CHECKING:
    from handlers.i18n.translator import Translator

DAY = timedelta(days=1)
MONTHS, SEASON = 12, 3
#: Days since the last Saturday, by `date.weekday` (Monday is 0).
_SATURDAY = 5


class Span(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


_SPANS: Final = {
    Span.WEEK: frozenset("week weekly w هفته هفتگی اسبوع الاسبوع اسبوعی hafte".split()),
    Span.MONTH: frozenset("month monthly m ماه ماهانه ماهیانه شهر الشهر شهری mah".split()),
    Span.SEASON: frozenset("season quarter seasonal quarterly فصل فصلی الفصل fasl".split()),
    Span.YEAR: frozenset("year yearly annual y سال سالانه سنه السنه عام العام سنوی sal".split()),
}
_LAST: Final = frozenset(
    "last previous گذشته قبل قبلی پیش پیشین ماضی الماضی الماضیه السابق السابقه".split()
)
_FILLERS: Final = frozenset("this of the از در این جاری هذا هذه گزارش".split())
_NAMED: Final = {
    spelling: month
    for month, spellings in enumerate(calendars.TYPED_JALALI, 1)
    for spelling in spellings.split()
}
_SEASONS: Final = {
    typed_dates.fold(name): number
    for names in calendars.SEASONS.values()
    for number, name in enumerate(names, 1)
} | {"fall": 3}
_YEAR_AND_MONTH: Final = re.compile(r"(1[34]\d\d)[-/ ](\d{1,2})")
_CODE: Final = re.compile(r"([wmsy])-(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True)
class Period:
    """Whole days from `first` to `last`, both included."""

    span: Span
    first: date
    last: date

    @property
    def code(self) -> str:
        """A short name for buttons: `w-1405-08-23`, `m-1405-08`, `s-1405-03`, `y-1405`."""
        year, month, day = calendars.to_jalali(self.first)
        parts = {
            Span.WEEK: f"-{month:02}-{day:02}",
            Span.MONTH: f"-{month:02}",
            Span.SEASON: f"-{(month - 1) // SEASON + 1:02}",
            Span.YEAR: "",
        }
        return f"{self.span[0]}-{year}{parts[self.span]}"

    @property
    def previous(self) -> Period:
        """The period of the same span before this one."""
        return of(self.span, self.first - DAY)

    @property
    def next(self) -> Period:
        """The period of the same span after this one."""
        return of(self.span, self.last + DAY)

    def bounds(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The moment it begins, and the moment it is over, in a zone."""
        start = datetime.combine(self.first, time(), zone)
        return start, datetime.combine(self.last + DAY, time(), zone)

    def parts(self) -> list[Period]:
        """What its course is drawn by: months of a year or season, weeks of a month, or days."""
        if self.span is Span.WEEK:
            return [Period(Span.WEEK, day, day) for day in self.days()]
        step = Span.WEEK if self.span is Span.MONTH else Span.MONTH
        found, day = [], self.first
        while day <= self.last:
            part = of(step, day)
            found.append(Period(step, max(part.first, self.first), min(part.last, self.last)))
            day = part.last + DAY
        return found

    def days(self) -> Iterator[date]:
        """Its days in their order."""
        return (self.first + n * DAY for n in range((self.last - self.first).days + 1))


def of(span: Span, day: date) -> Period:
    """The period of a span that holds a day."""
    if span is Span.WEEK:
        first = day - ((day.weekday() - _SATURDAY) % 7) * DAY
        return Period(span, first, first + 6 * DAY)
    year, month, _ = calendars.to_jalali(day)
    length = {Span.MONTH: 1, Span.SEASON: SEASON, Span.YEAR: MONTHS}[span]
    return _of_months(span, year, (month - 1) // length * length + 1, length)


def _of_months(span: Span, year: int, month: int, length: int) -> Period:
    ends = year * MONTHS + month - 1 + length
    after = calendars.from_jalali(ends // MONTHS, ends % MONTHS + 1, 1)
    return Period(span, calendars.from_jalali(year, month, 1), after - DAY)


def from_code(code: str) -> Period | None:
    """The period of a code; None for what is none."""
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    letter, *numbers = found.groups()
    year, second, third = (int(one or 0) for one in numbers)
    try:
        if letter == "y":
            period = _of_months(Span.YEAR, year, 1, MONTHS)
        elif letter == "s":
            period = _of_months(Span.SEASON, year, (second - 1) * SEASON + 1, SEASON)
        elif letter == "m":
            period = _of_months(Span.MONTH, year, second, 1)
        else:
            period = of(Span.WEEK, calendars.from_jalali(year, second, third))
    except ValueError:
        return None
    return period if period.code == code else None


def read(words: str, today: date) -> Period | None:
    """The period somebody means by "week", «ماه گذشته», «مهر ۱۴۰۵», 1405/07 or «پاییز».

    No words mean the month so far; a month or season without a year is the last that has begun.
    None for what is not understood.
    """
    folded = typed_dates.fold(words)
    if dated := _YEAR_AND_MONTH.fullmatch(folded):
        return _month(int(dated[1]), int(dated[2]))
    tokens = [one for one in folded.split() if one not in _FILLERS]
    last = [one for one in tokens if one in _LAST]
    tokens = [one for one in tokens if one not in _LAST]
    if not tokens:
        period: Period | None = of(Span.MONTH, today)
    else:
        period = _named(tokens, today) or _of_year(folded if not last else "", today)
    return period.previous if period is not None and last else period


def _named(tokens: list[str], today: date) -> Period | None:
    """A span, or a month or season by its name, with a year or without."""
    head, *rest = tokens
    if not rest:
        for span, words in _SPANS.items():
            if head in words:
                return of(span, today)
    if rest and head in _SPANS[Span.MONTH] | _SPANS[Span.SEASON]:  # «ماه مهر»
        head, *rest = rest
    rest = [one for one in rest if one not in _SPANS[Span.MONTH] | _SPANS[Span.YEAR]]
    year = typed_dates.read_year(" ".join(rest), today) if rest else None
    if rest and year is None:
        return None
    if head in _NAMED:
        return _begun(Span.MONTH, _NAMED[head], 1, year, today)
    if head in _SEASONS:
        return _begun(Span.SEASON, (_SEASONS[head] - 1) * SEASON + 1, SEASON, year, today)
    return None


def _begun(span: Span, month: int, length: int, year: int | None, today: date) -> Period:
    if year is not None:
        return _of_months(span, year, month, length)
    this_year = calendars.to_jalali(today)[0]
    period = _of_months(span, this_year, month, length)
    return period if period.first <= today else _of_months(span, this_year - 1, month, length)


def _of_year(folded: str, today: date) -> Period | None:
    year = typed_dates.read_year(folded, today)
    return None if year is None else _of_months(Span.YEAR, year, 1, MONTHS)


def _month(year: int, month: int) -> Period | None:
    return _of_months(Span.MONTH, year, month, 1) if 1 <= month <= MONTHS else None


def title(period: Period, t: Translator) -> str:
    """What a period is called: «آبان ۱۴۰۵», «هفتهٔ ۲۳ تا ۲۹ آبان ۱۴۰۵»."""
    year, month, _ = calendars.to_jalali(period.first)
    if period.span is Span.YEAR:
        return dates.show_period(year, year, t.language)
    if period.span is Span.SEASON:
        season = (month - 1) // SEASON + 1
        return dates.show_period(year, year, t.language, season=season)
    if period.span is Span.MONTH:
        return dates.show_period(year, year, t.language, month=month)
    return t.text(
        N_("week of {first} to {last}"), first=t.date(period.first), last=t.date(period.last)
    )


def title_now(period: Period, today: date, t: Translator) -> str:
    """The same, with the day until which it is told where it is not over."""
    whole = title(period, t)
    if today >= period.last:
        return whole
    return t.text(N_("{period}, until {date}"), period=whole, date=t.date(today))


def short(part: Period, t: Translator) -> str:
    """What a part is called under a chart: a month, a day, or the days of a week."""
    names = calendars.JALALI.get(t.language, calendars.JALALI["en"])
    _, month, first = calendars.to_jalali(part.first)
    if part.span is Span.MONTH:
        return names[month - 1]
    if part.first == part.last:
        return t.digits(f"{first} {names[month - 1]}")
    _, _, last = calendars.to_jalali(part.last)
    return t.text(N_("{first} to {last}"), first=first, last=last)
