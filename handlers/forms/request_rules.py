"""Rules of the offices inside the data request: microdata, yearly, the year before.

BR-16 and Article 7 of the Act of the Statistical Centre of Iran (nothing about single persons),
BR-03 (the yearbook is yearly), BR-04 (it holds the year before). BR-21: what only one statement
says is said only for that office.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from handlers.forms import facts
from handlers.forms.field import Answers, Problem, Words
from handlers.i18n import calendars
from handlers.i18n.translator import N_
from handlers.i18n.typed_dates import fold

MICRODATA = N_(
    "Data about single persons, households or businesses cannot be given: by Article 7 of the Act "
    "of the Statistical Centre of Iran it is confidential and serves only general statistics. "
    "If totals, averages or shares help you, please say it in those words. You can also cancel."
)
MICRODATA_EXISTING = N_(
    "Data about single persons, households or businesses cannot be given: by Article 7 of the Act "
    "of the Statistical Centre of Iran it is confidential. By its statement the office provides "
    "only statistics that exist already and may be published. "
    "If totals, averages or shares help you, please say it in those words. You can also cancel."
)
YEARLY = N_(
    "Please note: the statistical yearbook is yearly; monthly or quarterly figures are not in it. "
    "For those see the monthly and quarterly surveys of the Statistical Centre of Iran. "
    "Your words are recorded as you wrote them."
)
PREVIOUS_YEAR = N_(
    "The year {year} is not in the yearbook yet: each year gathers the figures of the year before. "
    "The latest data year now is {data_year}. Please give years up to {data_year}."
)

# Matched on folded text: Latin digits, Persian letters, ZWNJ taken out.
_SINGLE: Final = re.compile(
    r"ریز ?داده|میکرو ?(?:دیتا|داده)|micro-?\s?data|unit[- ]level|raw (?:data|records)"
    r"|داده ?(?:های)? ?(?:خام|فردی|شخصی)|اطلاعات (?:خام|فردی|شخصی|هویتی)"
    r"|پرسشنامه ?(?:های)? تکمیل|individual(?:s'?)? (?:records?|data|answers?)|personal data"
    r"|(?:list of|all the) names|names (?:and|of) (?:addresses|people|persons|individuals|owners)"
    r"|نام و نام ?خانوادگی|نام و (?:نشانی|ادرس)|(?:مشخصات|کد ملی|شماره (?:تلفن|موبایل)) ?(?:فردی)? "
    r"?(?:افراد|اشخاص|خانوار|مردم|صاحبان)"
    r"|بیانات (?:فردیه|شخصیه|جزییه|الافراد)|(?:البیانات) (?:الفردیه|الشخصیه|الجزییه|الدقیقه)"
    r"|اسماء (?:الاشخاص|الافراد)"
)
_NAMES: Final = re.compile(
    r"(?:اسامی|لیست نام|فهرست نام)(?! ?(?:های)? ?"
    r"(?:شهر|استان|بخش|دهستان|روستا|ابادی|کشور|دستگاه|سازمان|محله|رشته|کالا|محصول|شاخص|جدول|فصل))"
)
_SHORTER: Final = re.compile(
    r"\b(?:ماهانه|ماهیانه|فصلی|سه ?ماهه|شش ?ماهه|هفتگی|روزانه|ماه به ماه|به تفکیک ماه|monthly|"
    r"quarterly|weekly|daily|by month|by quarter|per month|شهری(?:ا)|فصلیا|ربع سنوی)\b"
)


def not_about_persons(value: Any, answers: Answers, today: date) -> Problem | None:
    """Decline what asks for single persons, with the reason (BR-16)."""
    del today
    folded = fold(str(value))
    if _SINGLE.search(folded) or _NAMES.search(folded):
        reason = MICRODATA_EXISTING if facts.existing_only(answers) else MICRODATA
        return Problem(reason, raw=str(value), is_declined=True)
    return None


def yearly(value: Any, answers: Answers, today: date) -> Words | None:
    """Say that the yearbook is yearly when shorter periods are asked for (BR-03)."""
    del today
    wants_shorter = facts.is_yearbook(answers) and _SHORTER.search(fold(str(value)))
    return Words(YEARLY) if wants_shorter else None


def previous_year(value: Any, answers: Answers, today: date) -> Problem | None:
    """Refuse years that the yearbook cannot hold yet (BR-04)."""
    newest = latest_year(answers, today)
    if facts.is_yearbook(answers) and value[-1] > newest:
        return Problem(PREVIOUS_YEAR, {"year": value[-1], "data_year": newest})
    return None


def latest_year(answers: Answers, today: date) -> int:
    """The latest Jalali year that can be asked for."""
    current = calendars.to_jalali(today)[0]
    return current - 1 if facts.is_yearbook(answers) else current


def year_slots(answers: Answers, today: date) -> Mapping[str, int]:
    """What the question about the period says: the latest year, and an example of years."""
    newest = latest_year(answers, today)
    return {"latest": newest, "first": newest - 5, "last": newest}
