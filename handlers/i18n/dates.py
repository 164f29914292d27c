"""Days and moments as people read them, and the Jalali year; reading back is ``typed_dates``.

Persian shows the Jalali calendar; English and Arabic show the Gregorian with the Jalali beside it,
because everything the offices publish is counted in Jalali years.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.i18n import calendars, numbers
from handlers.i18n.calendars import to_jalali as jalali
from handlers.i18n.typed_dates import read_date, read_period, read_year

_AUTUMN_ENDS = 9

__all__ = [
    "jalali",
    "jalali_year",
    "local_date",
    "read_date",
    "read_period",
    "read_year",
    "show_date",
    "show_datetime",
    "show_period",
    "show_short",
]


def show_date(day: date, language: str) -> str:
    """2026-11-20 is «جمعه ۲۹ آبان ۱۴۰۵», "20 November 2026 (29 Aban 1405)" in English."""
    jalali_text = _jalali_text(day, language)
    if language == "fa":
        text = f"{calendars.WEEKDAYS_FA[day.weekday()]} {jalali_text}"
    else:
        months = calendars.GREGORIAN[language if language == "ar" else "en"]
        text = f"{day.day} {months[day.month - 1]} {day.year} ({jalali_text})"
    return numbers.to_language(text, language)


def show_short(day: date, language: str) -> str:
    """The day in digits, for lists: ۱۴۰۵/۰۸/۲۹ in Persian, 2026-11-20 elsewhere."""
    if language == "fa":
        year, month, day_of_month = jalali(day)
        return numbers.to_language(f"{year}/{month:02}/{day_of_month:02}", "fa")
    return numbers.to_language(day.isoformat(), language)


def show_datetime(moment: datetime, language: str, zone: ZoneInfo) -> str:
    """The day as ``show_date`` and the time of day (24 hours) in ``zone``; the moment is aware."""
    local = moment.astimezone(zone)
    time = numbers.to_language(f"{local:%H:%M}", language)
    return f"{show_date(local.date(), language)}{calendars.AT_TIME[language]}{time}"


def show_period(
    first: int, last: int, language: str, *, season: int | None = None, month: int | None = None
) -> str:
    """Jalali years, or a season (1-4) or month of one: «بهار ۱۴۰۴», "1398 (2019–20)"."""
    years = str(first) if first == last else f"{first}\u2013{last}"
    if language != "fa":
        years = f"{years} ({_gregorian_years(first, last, season, month)})"
    if month is not None:
        text = f"{_of_language(calendars.JALALI, language)[month - 1]} {years}"
    elif season is not None:
        text = f"{_of_language(calendars.SEASONS, language)[season - 1]} {years}"
    else:
        one, several = calendars.YEARS.get(language, ("", ""))
        text = (one if first == last else several) + years
    if language == "fa":
        text = text.replace("\u2013", " تا ")
    return numbers.to_language(text, language)


def _gregorian_years(first: int, last: int, season: int | None, month: int | None) -> str:
    """The Gregorian years that Jalali ones stand for; winter is mostly in the later one."""
    begins, ends = first + 621, last + 622
    if month is not None or season is not None:
        is_late = (season or 0) == len(calendars.SEASONS["en"]) or (month or 0) > _AUTUMN_ENDS
        return str(begins + is_late)
    return f"{begins}\u2013{ends % 100:02}" if first == last else f"{begins}\u2013{ends}"


def local_date(now: datetime, zone: ZoneInfo) -> date:
    """Which day it is in ``zone``: what the forms take as ``today``."""
    return now.astimezone(zone).date()


def jalali_year(now: datetime, zone: ZoneInfo) -> int:
    """The Jalali year of a moment in ``zone``; it begins at Nowruz, about 21 March."""
    return jalali(local_date(now, zone))[0]


def _jalali_text(day: date, language: str) -> str:
    year, month, day_of_month = jalali(day)
    return f"{day_of_month} {_of_language(calendars.JALALI, language)[month - 1]} {year}"


def _of_language(names: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    return names.get(language, names["en"])
