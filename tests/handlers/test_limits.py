"""What cannot be had is said in words: the reason, and what there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot import services as parts
from bot.settings import Settings
from handlers import limits
from handlers.context import Services
from handlers.i18n import bidi
from handlers.sheets import Setting
from knowledge.dimensions.values import Period
from knowledge.limits.values import Limit, Reason

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
YEAR = Period(1405, 1405)
SPRING = Period(1405, 1405, season=1)
CHANGE = {"fa": "از ۱۳۹۸ سن دیگری است.", "en": "Other ages from 1398."}
LIMITS = [
    Limit(Reason.MICRODATA),
    Limit(Reason.SAMPLE, level="county", have_level="province"),
    Limit(Reason.ACCOUNTS, level="city", have_level="province"),
    Limit(Reason.LEVEL, level="province", have_level="country"),
    Limit(Reason.COUNTRY, level="country", have_level="province"),
    Limit(Reason.YEARBOOK, period=YEAR, have=Period(1404, 1404)),
    Limit(Reason.NOT_OUT, period=YEAR, have=SPRING, lag=3),
    Limit(Reason.NOT_OUT, period=YEAR, have=SPRING, lag=0),
    Limit(Reason.UNFINISHED, period=YEAR),
    Limit(Reason.FUTURE, period=YEAR),
    Limit(Reason.TOO_EARLY, period=YEAR, have=Period(1384, 1384)),
    Limit(Reason.NO_CENSUS, period=Period(1388, 1388), years=(1385, 1390), has_estimates=True),
    Limit(Reason.NO_CENSUS, period=YEAR, years=(1395,)),
    Limit(Reason.NO_CENSUS, period=Period(1320, 1320), years=(1335,)),
    Limit(Reason.NO_ROUND, period=YEAR, years=(1394, 1396)),
    Limit(Reason.FREQUENCY, periodicity="quarterly"),
    Limit(Reason.FREQUENCY, periodicity="yearly"),
    Limit(Reason.FREQUENCY, periodicity="crop_year"),
    Limit(Reason.BREAK, period=YEAR, years=(1398,), change=CHANGE),
]


@pytest.fixture(scope="module")
def services() -> Services:
    """The services as `kb ask` has them."""
    return parts.make(Settings(), clock=lambda: NOW, random=bytes)


def _told(services: Services, limit: Limit, language: str, office: str | None = "qom") -> str:
    setting = Setting(services, language, NOW, services.office(office))
    (paragraph,) = limits.told([limit], setting)
    return bidi.clean(paragraph)


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.reason.value)
def test_every_reason_has_words(services: Services, limit: Limit, language: str) -> None:
    """In each language, without a slot left open."""
    words = _told(services, limit, language)
    assert words.startswith("❗️ ")
    assert "{" not in words


def test_every_reason_is_tried_here() -> None:
    """A new reason needs words."""
    assert {limit.reason for limit in LIMITS} == set(Reason)


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (LIMITS[1], ("شهرستان‌ها", "آمارگیری نمونه‌ای", "رقم کل استان")),
        (LIMITS[5], ("سال ۱۴۰۵", "سال ۱۴۰۴", "گردآوری")),
        (LIMITS[6], ("حدود ۳ ماه", "تقریبی", "بهار ۱۴۰۵")),
        (LIMITS[11], ("سال ۱۳۸۸", "۱۳۸۵", "۱۳۹۰", "برآورد")),
        (LIMITS[12], ("۱۳۹۵", "تأییدشده")),
        (LIMITS[14], ("۱۳۹۴، ۱۳۹۶", "بپرسید")),
        (LIMITS[18], ("تعریف عوض شده", "از ۱۳۹۸ سن دیگری است")),
    ],
    ids=lambda value: value.reason.value if isinstance(value, Limit) else "",
)
def test_the_reason_and_what_there_is_are_named(
    services: Services, limit: Limit, words: tuple[str, ...]
) -> None:
    """A citizen reads why, and what can be had."""
    told = _told(services, limit, "fa")
    assert [word for word in words if word not in told] == []


def test_what_only_qom_has_stated_is_said_for_qom_only(services: Services) -> None:
    """BR-21: that the data of the year before are collected stands in Qom's statement alone."""
    assert "گردآوری می‌شود" in _told(services, LIMITS[5], "fa", "qom")
    assert "گردآوری" not in _told(services, LIMITS[5], "fa", "semnan")


def test_a_change_is_told_in_persian_where_it_has_no_other_words(services: Services) -> None:
    """Rather than not at all."""
    assert "Other ages" in _told(services, LIMITS[18], "en")
    assert "سن دیگری" in _told(services, replace(LIMITS[18]), "ar")


def test_limits_of_a_question_follow_the_day(services: Services) -> None:
    """The same question has its figure half a year later."""
    survey = services.knowledge.articles["survey-labour-force"]
    later = datetime(2027, 6, 20, 8, 0, tzinfo=UTC)
    question = "نرخ بیکاری تابستان ۱۴۰۵"
    for now, reasons in ((NOW, [Reason.NOT_OUT]), (later, [])):
        setting = Setting(services, "fa", now, services.office("qom"))
        assert [limit.reason for limit in limits.of(survey, question, setting)] == reasons
