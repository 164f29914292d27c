"""Reading what supervisors type behind /closure: days, hours, and the reason.

`tomorrow cold`, `1 to 3 Azar dust`, `29 آبان از ساعت 11 قطع برق`, `work 7 Azar 8 to 12`. The days
come first, the longest reading wins; what is left is the reason. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

from handlers.i18n import calendars, typed_dates
from storage.tickets.clock import FULL_DAY, Exceptional, Hours

Found = TypeVar("Found")

#: Words longer than any days or hours.
_DAY_WORDS, _HOUR_WORDS = 12, 7
_WORK: Final = frozenset("کاری کار دایر باز work working open عمل دوام مفتوح".split())
_CLOSE: Final = frozenset("تعطیل تعطیلی بسته close closed closure عطله مغلق مغلقه اغلاق".split())
_WEEKDAYS: Final = (
    "دوشنبه monday الاثنین",
    "سهشنبه tuesday الثلاثاء",
    "چهارشنبه wednesday الاربعاء",
    "پنجشنبه thursday الخمیس",
    "جمعه friday الجمعه",
    "شنبه saturday السبت",
    "یکشنبه sunday الاحد",
)
_TO = r"(?:تا|الی|to|until|till|حتی)"
_BETWEEN: Final = re.compile(rf"\s+{_TO}\s+|\s*[–—]\s*|\s+-\s+")
_IS_TO: Final = re.compile(_TO)
#: Words that begin something: days do not end with one.
_OPENERS: Final = frozenset("از from من و and on the of in در تا".split())
_AT = r"(?:ساعت|الساعه|at)?\s*"
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?"
_SPAN: Final = re.compile(rf"(?:از|from|من)?\s*{_AT}{_CLOCK}\s*(?:{_TO}|[-–—])\s*{_AT}{_CLOCK}")
_FROM: Final = re.compile(rf"(?:از|from|من)\s*{_AT}{_CLOCK}")
_UNTIL: Final = re.compile(rf"{_TO}\s*(?=.*(?::|ساعت|الساعه|at)){_AT}{_CLOCK}")
#: Days further away than this are a slip of the pen.
PAST, FUTURE, LONGEST = timedelta(days=60), timedelta(days=400), timedelta(days=31)
REASON: Final = 120


@dataclass(frozen=True)
class Typed:
    """What was typed: the days, and why."""

    what: Exceptional
    reason: str


def read(text: str, today: date) -> Typed | None:
    """The days, hours and reason of a text; None where no days are understood."""
    words = text.split()
    is_working = bool(words) and typed_dates.fold(words[0]) in _WORK
    if is_working or (words and typed_dates.fold(words[0]) in _CLOSE):
        words = words[1:]
    days, words = _longest(words, _DAY_WORDS, lambda part: _days(part, today))
    if days is None:
        return None
    hours, words = _longest(words, _HOUR_WORDS, _hours)
    if words and _IS_TO.fullmatch(typed_dates.fold(words[0])):
        return None  # an end was typed that is none
    first, last = days
    return Typed(Exceptional(first, last, is_working, hours or ()), " ".join(words)[:REASON])


def _longest(
    words: list[str], limit: int, reader: Callable[[str], Found | None]
) -> tuple[Found | None, list[str]]:
    """Read the longest beginning of the words that can be read; the other words are left."""
    for length in range(min(len(words), limit), 0, -1):
        found = reader(" ".join(words[:length]))
        if found is not None:
            return found, words[length:]
    return None, words


def _days(text: str, today: date) -> tuple[date, date] | None:
    if typed_dates.fold(text).split()[-1] in _OPENERS:
        return None
    one = _day(text, today)
    if one is not None:
        return one, one
    ends = _BETWEEN.split(typed_dates.fold(text))
    if len(ends) != 2:  # noqa: PLR2004 - from and to
        return None
    start, end = ends[0].removeprefix("از ").removeprefix("from ").removeprefix("من "), ends[1]
    last = _day(end, today)
    if start.strip().isdecimal():  # "1 to 3 Azar": the month stands at the end
        start = re.sub(r"\d+", start.strip(), end, count=1)
    first = _day(start, today)
    if first is None or last is None or not first <= last <= first + LONGEST:
        return None
    return first, last


def _day(text: str, today: date) -> date | None:
    folded = typed_dates.fold(text).removeprefix("روز ")
    for weekday, names in enumerate(_WEEKDAYS):
        if folded in names.split():
            return today + timedelta(days=(weekday - today.weekday()) % 7)
    day = typed_dates.read_date(text, today)
    if day is not None and day < today - PAST and not re.search(r"\d{4}", folded):
        day = typed_dates.read_date(f"{text} {calendars.to_jalali(today)[0] + 1}", today)
    return day if day is not None and today - PAST <= day <= today + FUTURE else None


def _hours(text: str) -> Hours | None:
    """From and to, or only one of them: then from midnight, or until midnight."""
    folded = typed_dates.fold(text)
    if span := _SPAN.fullmatch(folded):
        ends = _minute(span[1], span[2]), _minute(span[3], span[4])
    elif start := _FROM.fullmatch(folded):
        ends = _minute(start[1], start[2]), FULL_DAY
    elif end := _UNTIL.fullmatch(folded):
        ends = 0, _minute(end[1], end[2])
    else:
        return None
    first, last = ends
    return ((first, last),) if 0 <= first < last <= FULL_DAY else None


def _minute(hour: str, minute: str | None) -> int:
    return int(hour) * 60 + int(minute or 0) if int(minute or 0) < 60 else -1  # noqa: PLR2004
