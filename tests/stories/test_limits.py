"""Asking for what cannot be had: it is said why, and what there is instead."""

from __future__ import annotations

from datetime import UTC, datetime

from handlers.i18n import bidi
from tests.clock import Clock
from tests.office import Citizen, Office


def _last(person: Citizen) -> str:
    return bidi.clean(person.last.text)


def _title(office: Office, article: str, language: str) -> str:
    return office.running.services.knowledge.articles[article].text(language).title


async def _opens(person: Citizen, title: str) -> None:
    """Press a title where several were offered; a question may be answered at once, too."""
    if person.label("None of these") in person.last.labels:
        await person.press(person.last, title)


async def test_county_figures_of_a_sample_survey_are_not_promised(office: Office) -> None:
    """D-5: the unemployment rate of Shahrud does not exist; the province's does, and the guide."""
    maryam = office.visitor()
    await maryam.chooses("semnan")

    await maryam.says("نرخ بیکاری شهرستان شاهرود")

    assert "برای شهرستان‌ها رقمی تولید نمی‌شود" in _last(maryam)
    assert "رقم کل استان" in _last(maryam)
    answered = maryam.last
    guide = office.running.services.knowledge.articles["guide-county-data"].text("fa").title
    await maryam.press(answered, f"🔗 {guide}")
    assert guide in _last(maryam)
    await maryam.press(answered, "📊 Request this statistic")
    assert maryam.sees("آمارگیری نیروی کار")


async def test_the_yearbook_of_this_year_is_not_there_yet(office: Office) -> None:
    """BR-04: in Aban 1405 the newest data are of 1404, in Qom because they are being collected."""
    ali = office.visitor(name="علی")
    await ali.chooses("qom")

    await ali.says("فصل جمعیت سالنامه ۱۴۰۵")

    assert "دادهٔ سال ۱۴۰۵ هنوز نمی‌تواند در سالنامه باشد" in _last(ali)
    assert "سال ۱۴۰۴" in _last(ali)


async def test_the_same_question_has_its_answer_a_year_later(office: Office, clock: Clock) -> None:
    """The limit follows today's Jalali date."""
    ali = office.visitor(name="علی")
    await ali.chooses("qom")
    clock.set(datetime(2027, 4, 1, 8, 0, tzinfo=UTC))

    await ali.says("فصل جمعیت سالنامه ۱۴۰۵")

    assert "فصل جمعیت" in _last(ali)
    assert "هنوز نمی‌تواند" not in _last(ali)


async def test_population_between_censuses_is_an_estimate(office: Office) -> None:
    """1402 had no census; the last known one is that of 1395."""
    maryam = office.visitor()
    await maryam.chooses("semnan")

    await maryam.says("جمعیت استان طبق سرشماری ۱۴۰۲")
    await _opens(maryam, _title(office, "population-latest", "fa"))

    assert "آخرین سرشماری با نتیجهٔ تأییدشده مربوط به ۱۳۹۵ است" in _last(maryam)
    assert "برآورد" in _last(maryam)


async def test_raw_answers_of_households_are_confidential(office: Office) -> None:
    """Article 7, D-8: totals only, wherever the question leads."""
    zahra = office.visitor(name="زهرا")
    await zahra.chooses("qom")

    await zahra.says("ریزدادهٔ هزینه و درآمد خانوار را می‌خواهم")
    await _opens(zahra, "آمارگیری هزینه و درآمد خانوار")

    assert "محرمانه است" in _last(zahra)


async def test_years_across_a_changed_definition_are_not_compared(office: Office) -> None:
    """D-6: the article that is chosen from a list warns about 1398, too."""
    reza = office.visitor(name="رضا")
    await reza.chooses("semnan")

    await reza.says("آمارگیری نیروی کار از سال ۹۵ تا ۱۴۰۲")
    await _opens(reza, "آمارگیری نیروی کار (بیکاری و اشتغال)")

    assert "در این فاصله، تعریف عوض شده است" in _last(reza)


async def test_english_question_is_limited_in_english(office: Office) -> None:
    """A Gregorian year is read, and shown beside the Jalali one."""
    john = office.visitor("en", name="John")
    await john.chooses("qom")

    await john.says("unemployment rate of Qom city")

    assert "No figure is produced for cities" in _last(john)
    assert "the figure for the province" in _last(john)


async def test_arabic_question_is_limited_in_arabic(office: Office) -> None:
    """The words for levels are those of the catalog."""
    ahmad = office.visitor("ar", name="أحمد")
    await ahmad.chooses("semnan")

    title = _title(office, "survey-labour-force", "ar")
    await ahmad.says(f"{title} في قضاء شاهرود")
    await _opens(ahmad, title)

    assert "على مستوى الأقضية" in _last(ahmad)


async def test_the_limit_comes_back_with_the_short_answer(office: Office) -> None:
    """After the details were read, the short answer still says it."""
    maryam = office.visitor()
    await maryam.chooses("semnan")
    await maryam.says("نرخ بیکاری شهرستان شاهرود")

    await maryam.presses("ℹ️ Details")
    assert "رقمی تولید نمی‌شود" not in _last(maryam)
    await maryam.presses("🔼 In short")

    assert "برای شهرستان‌ها رقمی تولید نمی‌شود" in _last(maryam)
