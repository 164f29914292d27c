"""Which period a question names, seen from 29 Aban 1405."""

from __future__ import annotations

import pytest

from knowledge.dimensions.reader import Reader
from knowledge.dimensions.values import Period
from knowledge.jalali import Day

YEARS = [
    ("نرخ بیکاری ۱۴۰۳", 1403, 1403),
    ("نرخ بیکاری 1403", 1403, 1403),
    ("تورم ٩٨", 1398, 1398),
    ("تورم سال98", 1398, 1398),
    ("آمار سال ۰۳", 1403, 1403),
    ("سرشماری ۹۵", 1395, 1395),
    ("سالنامه ۱۴۰۵", 1405, 1405),
    ("امسال", 1405, 1405),
    ("پارسال چقدر بود؟", 1404, 1404),
    ("سال گذشته", 1404, 1404),
    ("پیرارسال", 1403, 1403),
    ("سال آینده", 1406, 1406),
    ("دو سال پیش", 1403, 1403),
    ("از ۹۵ تا ۹۹", 1395, 1399),
    ("از سال ۹۵ تا ۱۴۰۲", 1395, 1402),
    ("از ۱۴۰۰ تا ۰۳", 1400, 1403),
    ("بین ۱۳۹۵ و ۱۴۰۰", 1395, 1400),
    ("سال‌های ۱۳۷۵-۱۳۹۶", 1375, 1396),
    ("۱۴۰۰ نسبت به ۱۳۹۵", 1395, 1400),
    ("سال زراعی ۱۳۹۴-۹۵", 1394, 1395),
    ("سال زراعی 95-1394", 1394, 1395),
    ("پنج سال اخیر", 1400, 1404),
    ("۵ سال گذشته", 1400, 1404),
    ("دههٔ ۹۰", 1390, 1399),
    ("دهه هشتاد", 1380, 1389),
    ("از ۹۵ تاکنون", 1395, 1404),
    ("از سال ۱۴۰۰ به بعد", 1400, 1404),
    ("unemployment in 2019", 1398, 1398),
    ("from 2015 to 2020", 1394, 1399),
    ("inflation last year", 1404, 1404),
    ("the last 5 years", 1400, 1404),
    ("since 1395", 1395, 1404),
    ("tavarom sale 98", 1398, 1398),
    ("jamiat parsal", 1404, 1404),
    ("معدل البطالة في عام 2019", 1398, 1398),
    ("العام الماضي", 1404, 1404),
    ("تاریخ 1405/06/15", 1405, 1405),
]
PARTS = [
    ("بهار ۱۴۰۴", Period(1404, 1404, season=1)),
    ("نرخ بیکاری بهار", Period(1405, 1405, season=1)),
    ("نرخ بیکاری زمستان", Period(1404, 1404, season=4)),
    ("فصل گذشته", Period(1405, 1405, season=2)),
    ("این فصل", Period(1405, 1405, season=3)),
    ("تورم ماه مرداد", Period(1405, 1405, month=5)),
    ("تورم مرداد ۱۴۰۴", Period(1404, 1404, month=5)),
    ("تورم بهمن ماه", Period(1404, 1404, month=11)),
    ("مهر ماه ۹۸", Period(1398, 1398, month=7)),
    ("دی ۱۴۰۳", Period(1403, 1403, month=10)),
    ("این ماه", Period(1405, 1405, month=8)),
    ("ماه قبل", Period(1405, 1405, month=7)),
    ("inflation in January 2024", Period(1402, 1402, month=10)),
    ("CPI May 2023", Period(1402, 1402, month=2)),
    ("بهار و تابستان ۱۴۰۴", Period(1404, 1404)),
]
NOTHING = [
    "نرخ بیکاری",
    "جدول ۱۰-۱۹",
    "جمعیت ۶۵ ساله",
    "۶۵ سال به بالا",
    "۱۵ تا ۲۹ ساله",
    "۶۵ تا ۷۰ سال",
    "کارگاه‌های ۱۰ نفر",
    "۲۰۰۰ تومان",
    "۹۰ درصد",
    "مادهٔ ۷",
    "فصل ۹",
    "شماره ۹۸",
    "مهر و محبت",
    "may I ask",
    "فصل جمعیت",
]


@pytest.mark.parametrize(("question", "first", "last"), YEARS)
def test_years_are_read(reader: Reader, today: Day, question: str, first: int, last: int) -> None:
    """In digits of any script, whole or short, as words, as ranges, of either calendar."""
    assert reader.read(question, today).period == Period(first, last)


@pytest.mark.parametrize(("question", "period"), PARTS)
def test_seasons_and_months_are_read(
    reader: Reader, today: Day, question: str, period: Period
) -> None:
    """Without a year, the last one that has begun is meant."""
    assert reader.read(question, today).period == period


@pytest.mark.parametrize("question", NOTHING)
def test_other_numbers_and_words_are_no_period(reader: Reader, today: Day, question: str) -> None:
    """Ages, amounts, tables and articles are no years; a name of a month may be a word."""
    assert reader.read(question, today).period is None


def test_last_month_may_be_of_last_year(reader: Reader) -> None:
    """In Farvardin the month before is Esfand, the season before winter."""
    nowruz = Day(1405, 1, 5)
    assert reader.read("ماه گذشته", nowruz).period == Period(1404, 1404, month=12)
    assert reader.read("فصل گذشته", nowruz).period == Period(1404, 1404, season=4)
