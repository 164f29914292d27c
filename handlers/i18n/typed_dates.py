"""Reads the days, years and periods that people type, in any calendar, order, digits or script.

All readers answer None for what they do not understand with certainty; they never guess a day that
does not exist. ``today`` (a day in the office's zone) is needed only for "today" and "last year".
"""

import re
from datetime import date, timedelta
from typing import Final

from handlers.i18n import bidi, calendars, numbers

LONGEST: Final = 80
_LETTERS: Final = str.maketrans(
    {"ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و"}
    | {"ة": "ه", "ۀ": "ه", "\u200c": None, "\u0640": None}
)
_MARKS: Final = re.compile("[\u064b-\u0655\u0670]")
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_AND_BETWEEN: Final = re.compile(r"(?<=\d)\s*و\s*(?=\d)")
_NUMERIC: Final = re.compile(
    r"(\d{1,4})\s*[-/.,،_\\\s]\s*(\d{1,2})\s*[-/.,،_\\\s]\s*(\d{1,4})", re.ASCII
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_FULL_DATE: Final = re.compile(r"\b(\d{4})[-/.]\d{1,2}[-/.]\d{1,2}\b")
_LAST_YEARS: Final = re.compile(r"(?:last|past)\s+(\w+)\s+years|(\w+)\s*سال(?:ه)?\s*(?:اخیر|گذشته)")
_DECADE: Final = re.compile(r"(?:دهه|the)?\s*(\w+?)\s*(?:دهه)?(?:s)?")
_UNTIL_NOW: Final = re.compile(r"\b(?:تاکنون|اکنون|کنون|الان|حالا|now|present|الآن)\b")
_YEAR_MIN, _YEAR_MAX, _LAST_DAY = 1200, 1599, 31
_MONTHS: Final = {
    spelling: (calendar, month)
    for calendar, names in (
        ("jalali", calendars.TYPED_JALALI),
        ("gregorian", calendars.TYPED_GREGORIAN),
    )
    for month, spellings in enumerate(names, start=1)
    for spelling in spellings.split()
}


def fold(text: str) -> str:
    """One spelling for comparing: Latin digits, Persian letters, small, without marks and ZWNJ."""
    latin = numbers.to_latin(bidi.clean(text)).casefold().translate(_LETTERS)
    return " ".join(_MARKS.sub("", latin).split())


def read_date(text: str, today: date | None = None) -> date | None:
    """The day somebody means by ۱۴۰۵/۸/۲۹, 1405-08-29, «۲۹ آبان ۱۴۰۵», 20.11.2026 or «دیروز».

    Without a year the current one is taken (needs ``today``). Two-digit years are Jalali:
    00-20 is 14xx, 30-99 is 13xx, others are not read.
    """
    folded = _AND_BETWEEN.sub("/", fold(text))
    if not folded or len(folded) > LONGEST:
        return None
    words = [word for word in _WORD.findall(folded) if word not in calendars.FILLERS]
    if len(words) == 1 and words[0] in _MONTHS:
        return _named(words[0], [int(n) for n in re.findall(r"\d+", folded)], today)
    if words:
        return _relative(words, folded, today)
    return _numeric(_WORD.sub(" ", folded).strip(" .,،:"), today)


def read_year(text: str, today: date | None = None) -> int | None:
    """The Jalali year somebody means by ۱۳۹۸, "98", «سال ۹۸», 2019 or «پارسال»."""
    found = read_period(text, today)
    return found[0] if found and found[0] == found[1] else None


def read_period(text: str, today: date | None = None) -> tuple[int, int] | None:
    """First and last Jalali year of ۱۳۹۰-۱۴۰۰, «۱۳۹۰ تا ۱۴۰۰», 1394-95, «۵ سال اخیر», «دههٔ ۹۰».

    A single year is both ends; ends in the wrong order are swapped. A Gregorian year stands for
    the Jalali year that begins in it.
    """
    folded = _FULL_DATE.sub(r"\1", fold(text))
    if not folded or len(folded) > LONGEST:
        return None
    known = _recent_or_decade(folded, today)
    if known:
        return known
    folded = _with_numbers_for_words(folded, today)
    if any(word not in calendars.PERIOD_WORDS for word in _WORD.findall(folded)):
        return None
    typed = re.findall(r"\d+", folded)
    if len(typed) not in (1, 2):
        return None
    ends = [_year(end) for end in typed]
    if len(typed[0]) == 4 and len(typed[-1]) == 2:  # noqa: PLR2004 - 1394-95
        ends[-1] = _completed(ends[0], int(typed[1]))
    years = sorted(end for end in ends if end is not None)
    return (years[0], years[-1]) if len(years) == len(ends) else None


def _year(typed: str) -> int | None:
    value = int(typed)
    if len(typed) == 2:  # noqa: PLR2004 - the rule of two-digit years
        return 1400 + value if value <= 20 else 1300 + value if value >= 30 else None  # noqa: PLR2004
    if len(typed) == 4 and _YEAR_MIN <= value <= _YEAR_MAX:  # noqa: PLR2004
        return value
    return value - 621 if 1900 <= value <= 2100 else None  # noqa: PLR2004 - Gregorian


def _completed(first: int | None, two_digits: int) -> int | None:
    if first is None:
        return None
    end = first // 100 * 100 + two_digits
    return end if end >= first else end + 100


def _recent_or_decade(folded: str, today: date | None) -> tuple[int, int] | None:
    recent = _LAST_YEARS.fullmatch(folded)
    if recent and today is not None:
        typed = recent.group(1) or recent.group(2)
        count = int(typed) if typed.isdecimal() else calendars.SMALL_NUMBERS.get(typed, 0)
        last = calendars.to_jalali(today)[0] - 1
        return (last - count + 1, last) if 0 < count <= 100 else None  # noqa: PLR2004
    decade = _DECADE.fullmatch(folded) if "دهه" in folded else None
    if decade:
        typed = decade.group(1)
        start = _year(typed) if typed.isdecimal() else calendars.DECADES.get(typed)
        return (start, start + 9) if start and start % 10 == 0 else None
    return None


def _with_numbers_for_words(folded: str, today: date | None) -> str:
    if today is None:
        return folded
    current = calendars.to_jalali(today)[0]
    for phrase in sorted(calendars.TYPED_YEARS, key=len, reverse=True):
        year = str(current + calendars.TYPED_YEARS[phrase])
        folded = re.sub(rf"\b{phrase}\b", year, folded)
    return _UNTIL_NOW.sub(str(current), folded)


def _relative(words: list[str], folded: str, today: date | None) -> date | None:
    days = calendars.TYPED_DAYS.get("".join(words))
    if days is None or today is None or any(char.isdigit() for char in folded):
        return None
    return today + timedelta(days=days)


def _named(word: str, given: list[int], today: date | None) -> date | None:
    calendar, month = _MONTHS[word]
    if len(given) == 1 and today is not None:
        year = calendars.to_jalali(today)[0] if calendar == "jalali" else today.year
        return _made(calendar, year, month, given[0])
    if len(given) != 2:  # noqa: PLR2004 - a day and a year
        return None
    year, day = given if given[0] > _LAST_DAY else (given[1], given[0])
    if calendar == "gregorian":
        return _made(calendar, year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004
    # Aban of 2026 is no date of one calendar: a Gregorian year holds parts of two Jalali years
    return _made(calendar, _year(f"{year:02}") if year <= _YEAR_MAX else None, month, day)


def _numeric(folded: str, today: date | None) -> date | None:
    found = _COMPACT.fullmatch(folded) or _NUMERIC.fullmatch(folded)
    if not found:
        return None
    first, middle, last = found.groups()
    readings = []
    if int(last) <= _LAST_DAY:
        readings.append(_day_of(first, middle, last))
    if int(first) <= _LAST_DAY:
        readings.append(_day_of(last, middle, first))
    real = [day for day in readings if day is not None]
    if today is not None and real:
        return min(real, key=lambda day: abs(day - today))
    return real[0] if real else None


def _day_of(year: str, month: str, day: str) -> date | None:
    value = int(year)
    if len(year) == 4 and not _YEAR_MIN <= value <= _YEAR_MAX:  # noqa: PLR2004
        # 11/20/2026: the second number cannot be a month
        swap = int(month) > 12 >= int(day)  # noqa: PLR2004
        return _made("gregorian", value, int(day if swap else month), int(month if swap else day))
    return _made("jalali", _year(year.zfill(2)), int(month), int(day))


def _made(calendar: str, year: int | None, month: int, day: int) -> date | None:
    if year is None or not (_YEAR_MIN <= year <= 2100):  # noqa: PLR2004
        return None
    try:
        if calendar == "jalali":
            # a year such as 2026 in a Jalali date is a slip, not the far future
            return calendars.from_jalali(year, month, day) if year <= _YEAR_MAX else None
        return date(year, month, day) if year >= 1900 else None  # noqa: PLR2004
    except ValueError:
        return None
