"""Days and moments as people read them, and the Jalali year; reading back is ``typed_dates``.

Persian shows the Jalali calendar; English and Arabic show the Gregorian with the Jalali beside it,
because everything the offices publish is counted in Jalali years.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.i18n import calendars, numbers
from handlers.i18n.calendars import to_jalali as jalali
from handlers.i18n.typed_dates import read_date, read_period, read_year

__all__ = [
    "jalali",
    "jalali_year",
    "local_date",
    "read_date",
    "read_period",
    "read_year",
    "show_date",
    "show_datetime",
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


def local_date(now: datetime, zone: ZoneInfo) -> date:
    """Which day it is in ``zone``: what the forms take as ``today``."""
    return now.astimezone(zone).date()


def jalali_year(now: datetime, zone: ZoneInfo) -> int:
    """The Jalali year of a moment in ``zone``; it begins at Nowruz, about 21 March."""
    return jalali(local_date(now, zone))[0]


def _jalali_text(day: date, language: str) -> str:
    year, month, day_of_month = jalali(day)
    names = calendars.JALALI.get(language, calendars.JALALI["en"])
    return f"{day_of_month} {names[month - 1]} {year}"
