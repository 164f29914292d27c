"""Questions people ask, and what of them the packaged articles cannot give."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.dimensions.reader import Reader
from knowledge.dimensions.values import Period
from knowledge.limits.finder import Finder
from knowledge.limits.values import Reason
from knowledge.loader import KnowledgeBase
from tests.knowledge.limits.conftest import TODAY, Find

REASONS = [
    ("survey-labour-force", "نرخ بیکاری شهرستان شاهرود", Reason.SAMPLE),
    ("def-unemployment-rate", "نرخ بیکاری شهر قم", Reason.SAMPLE),
    ("survey-cpi", "تورم گرمسار", Reason.SAMPLE),
    ("survey-household-budget", "درآمد خانوار در روستای حسن‌آباد", Reason.SAMPLE),
    ("survey-ppi", "تورم تولیدکنندهٔ استان", Reason.LEVEL),
    ("accounts-regional", "تولید ناخالص شهرستان دامغان", Reason.ACCOUNTS),
    ("chapter-health", "تعداد پزشکان کشور", Reason.COUNTRY),
    ("chapter-health", "تعداد پزشکان در سال ۱۴۰۵", Reason.YEARBOOK),
    ("yearbook-year", "سالنامهٔ امسال", Reason.YEARBOOK),
    ("survey-labour-force", "نرخ بیکاری ۱۴۰۵", Reason.NOT_OUT),
    ("survey-labour-force", "نرخ بیکاری تابستان ۱۴۰۵", Reason.NOT_OUT),
    ("survey-cpi", "تورم این ماه", Reason.NOT_OUT),
    ("survey-mines", "معادن در سال ۱۴۰۴", Reason.NOT_OUT),
    ("accounts-regional", "تولید ناخالص استان در ۱۴۰۳", Reason.NOT_OUT),
    ("survey-manufacturing", "کارگاه‌های صنعتی ۱۴۰۵", Reason.UNFINISHED),
    ("survey-labour-force", "نرخ بیکاری سال ۱۴۱۰", Reason.FUTURE),
    ("survey-labour-force", "نرخ بیکاری سال ۱۳۸۰", Reason.TOO_EARLY),
    ("population-latest", "جمعیت در ۱۴۰۲", Reason.NO_CENSUS),
    ("census-agriculture", "سرشماری کشاورزی ۱۴۰۰", Reason.NO_CENSUS),
    ("survey-ict", "اینترنت خانوارها در سال ۱۴۰۰", Reason.NO_ROUND),
    ("survey-labour-force", "نرخ بیکاری مرداد ۱۴۰۴", Reason.FREQUENCY),
    ("chapter-labour", "بیکاری ماهانه", Reason.FREQUENCY),
    ("survey-labour-force", "نرخ بیکاری از ۹۵ تا ۱۴۰۲", Reason.BREAK),
    ("survey-household-budget", "دادهٔ خام درآمد خانوار", Reason.MICRODATA),
]
FINE = [
    ("survey-labour-force", "نرخ بیکاری استان"),
    ("survey-labour-force", "نرخ بیکاری روستایی به تفکیک جنس"),
    ("survey-labour-force", "نرخ بیکاری بهار ۱۴۰۵"),
    ("survey-labour-force", "نرخ بیکاری ۱۴۰۳"),
    ("survey-labour-force", "نرخ بیکاری از ۱۴۰۰ تا ۱۴۰۳"),
    ("survey-cpi", "تورم مهر"),
    ("survey-cpi", "تورم ماهانه"),
    ("population-latest", "جمعیت شاهرود"),
    ("population-latest", "جمعیت سال ۹۵"),
    ("population-latest", "جمعیت از ۹۰ تا ۹۹"),
    ("chapter-health", "تعداد پزشکان شاهرود در سال ۱۴۰۴"),
    ("law-microdata", "ریزداده می‌دهید؟"),
    ("qom-cost", "هزینهٔ خدمت در سال ۱۴۱۰"),
]


@pytest.mark.parametrize(("article", "question", "reason"), REASONS)
def test_what_cannot_be_had_is_found_with_its_reason(
    find: Find, article: str, question: str, reason: Reason
) -> None:
    """One reason for each of these questions."""
    assert [limit.reason for limit in find(article, question)] == [reason]


@pytest.mark.parametrize(("article", "question"), FINE)
def test_what_can_be_had_is_not_limited(find: Find, article: str, question: str) -> None:
    """Nothing is said against it."""
    assert find(article, question) == ()


def test_level_and_year_are_told_together(find: Find) -> None:
    """The level first: it can never be had."""
    limits = find("accounts-regional", "تولید ناخالص شهرستان دامغان در ۱۴۰۴")
    assert [limit.reason for limit in limits] == [Reason.ACCOUNTS, Reason.NOT_OUT]


def test_the_newest_is_named(find: Find) -> None:
    """BR-04 for the yearbook; for a survey the newest that may be out, with its lag."""
    (yearbook,) = find("chapter-health", "پزشکان در ۱۴۰۶")
    assert yearbook.reason is Reason.FUTURE
    (yearbook,) = find("chapter-health", "پزشکان در ۱۴۰۵")
    assert yearbook.have == Period(1404, 1404)
    (survey,) = find("survey-labour-force", "نرخ بیکاری پاییز")
    assert survey.period == Period(1405, 1405, season=3)
    assert (survey.have, survey.lag) == (Period(1405, 1405, season=1), 3)


@pytest.mark.parametrize(
    ("question", "years", "has_estimates"),
    [
        ("جمعیت ۱۳۸۸", (1385, 1390), True),
        ("جمعیت ۱۴۰۲", (1395,), True),
        ("جمعیت ۱۳۲۰", (1335,), False),
    ],
)
def test_the_nearest_censuses_are_named(
    find: Find, question: str, years: tuple[int, ...], has_estimates: bool
) -> None:
    """Before and after; for the years between there are estimates, before the first none."""
    (limit,) = find("population-latest", question)
    assert (limit.years, limit.has_estimates) == (years, has_estimates)


def test_a_change_is_described_in_every_language(find: Find) -> None:
    """D-6: with its year and what changed."""
    (limit,) = find("survey-labour-force", "نرخ بیکاری سال ۹۵ و ۱۴۰۲")
    assert limit.years == (1398,)
    assert "15 and over" in limit.change["en"]
    assert "۱۵ساله" in limit.change["fa"]


def test_what_explains_it_is_offered(find: Find) -> None:
    """The survey behind a definition, the article of the law, the guide to levels."""
    (county,) = find("def-unemployment-rate", "نرخ بیکاری دامغان")
    assert county.instead == ("survey-labour-force", "guide-county-data")
    (raw,) = find("survey-labour-force", "ریزدادهٔ نیروی کار")
    assert raw.instead == ("law-microdata",)
    (year,) = find("chapter-prices", "تورم ۱۴۰۵")
    assert year.instead[0] == "survey-cpi"


def test_tables_at_the_level_are_offered_where_the_catalogue_has_them(
    packaged: KnowledgeBase, reader: Reader
) -> None:
    """A table of the same chapter by county that names the indicator; verified ones first."""
    survey = packaged.articles["survey-labour-force"]
    other = replace(
        packaged.articles["def-unemployment-rate"],
        id="table-seekers",
        kind="table",
        status="unverified",
        levels=("province", "county"),
    )
    sure = replace(other, id="table-unemployed", status="verified")
    high = replace(other, id="table-province", levels=("province",))
    more = {one.id: one for one in (other, sure, high)}
    base = replace(packaged, articles={**packaged.articles, **more})
    (limit,) = Finder(base, reader).find(survey, reader.read("بیکاری شاهرود", TODAY), TODAY)
    assert limit.instead == ("table-unemployed", "table-seekers", "guide-county-data")


def test_an_office_may_hand_out_microdata(packaged: KnowledgeBase, reader: Reader) -> None:
    """Where its own file says so, nothing stands against it there."""
    qom = replace(packaged.offices["qom"], microdata=True)
    base = replace(packaged, offices={**packaged.offices, "qom": qom})
    finder, asked = Finder(base, reader), reader.read("ریزدادهٔ نیروی کار", TODAY)
    survey = base.articles["survey-labour-force"]
    assert finder.find(survey, asked, TODAY, "qom") == ()
    assert finder.find(survey, asked, TODAY, "semnan") != ()


def test_a_table_by_month_has_months(packaged: KnowledgeBase, reader: Reader) -> None:
    """BR-03 holds for what is yearly, not for a table that is by month itself."""
    table = replace(packaged.articles["chapter-labour"], id="table-rain", kind="table")
    text = replace(table.text("fa"), title="میزان بارندگی برحسب ماه")
    rain = replace(table, texts={"fa": text}, chapter="land-climate")
    base = replace(packaged, articles={**packaged.articles, "table-rain": rain})
    finder, asked = Finder(base, reader), reader.read("بارندگی ماهانه", TODAY)
    assert finder.find(rain, asked, TODAY) == ()
    assert finder.find(base.articles["chapter-land-climate"], asked, TODAY) == ()
    assert finder.find(table, asked, TODAY) != ()
