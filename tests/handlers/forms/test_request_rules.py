"""The rules of the offices inside the data request: years, periods, single persons."""

from datetime import date

import pytest

from handlers.forms import facts, request_rules
from handlers.forms.events import Typed
from handlers.forms.field import Words
from tests.handlers.forms.wishes import QOM, SEMNAN, WISH, ask, go, step


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("1405", True), ("1400-1405", True), ("امسال", True), ("1404", False), ("پارسال", False)],
)
def test_qom_offers_up_to_the_year_before(typed: str, problem: bool) -> None:
    """BR-04: in 1405 the latest data year is 1404, and the explanation says so."""
    shown = ask(go(WISH[0], Typed(typed)))
    assert (shown.problem is not None) == problem
    if shown.problem is not None:
        assert shown.problem.values["data_year"] == 1404
        assert shown.problem.msgid == request_rules.PREVIOUS_YEAR


def test_the_year_before_is_counted_in_the_jalali_calendar() -> None:
    """On the last day of 1405 it is 1404; the next day it is 1405."""
    assert request_rules.latest_year(QOM, date(2027, 3, 20)) == 1404
    assert request_rules.latest_year(QOM, date(2027, 3, 21)) == 1405


def test_semnan_may_be_asked_for_this_year() -> None:
    """BR-21; years to come nobody has."""
    assert step(go(WISH[0], Typed("1405"), office=SEMNAN)) == "geography"
    assert ask(go(WISH[0], Typed("1406"), office=SEMNAN)).problem is not None


@pytest.mark.parametrize("wish", ["نرخ بیکاری فصلی", "تورم ماهانه", "quarterly GDP", "قیمت سه‌ماهه"])
def test_qom_says_that_the_yearbook_is_yearly(wish: str) -> None:
    """BR-03: a remark with the way to the surveys; the wish is recorded all the same."""
    outcome = go(Typed(wish))
    assert step(outcome) == "period"
    assert ask(outcome).note == Words(request_rules.YEARLY)
    assert ask(go(Typed(wish), office=SEMNAN)).note is None
    assert ask(go(subject=wish)).note == Words(request_rules.YEARLY)


@pytest.mark.parametrize(
    "wish",
    [
        "ریزداده‌های نیروی کار",
        "ریز داده سرشماری",
        "microdata of the labour force survey",
        "Micro-data",
        "اطلاعات فردی خانوارها",
        "داده‌های خام سرشماری",
        "اسامی بیکاران شهر",
        "لیست نام و نام خانوادگی مدیران",
        "کد ملی افراد بیکار",
        "شماره تلفن صاحبان کارگاه‌ها",
        "individual records",
        "list of names of farmers",
        "البيانات الفردية",
    ],
)
def test_what_is_about_single_persons_is_declined_with_the_reason(wish: str) -> None:
    """BR-16 and Article 7: the question stays open to other words, or to leaving."""
    for office in (QOM, SEMNAN):
        outcome = go(Typed(wish), office=office)
        problem = ask(outcome).problem
        assert problem is not None
        assert problem.is_declined
        assert problem.raw == wish
        assert "Article 7" in problem.msgid
        assert ("statement" in problem.msgid) == facts.existing_only(office)
        assert "subject" not in outcome.state.answers


@pytest.mark.parametrize(
    "wish",
    [
        "جمعیت بر حسب سن و جنس",
        "اسامی شهرستان‌های استان",
        "فهرست نام روستاها و جمعیت آن‌ها",
        "تعداد خانوار",
        "مساحت سطح زیر کشت",
        "names of chapters",
        "population of Qom city",
        "داده‌های سالنامه",
    ],
)
def test_ordinary_wishes_are_not_declined(wish: str) -> None:
    """Totals, and names of places, are no secrets."""
    assert step(go(Typed(wish))) == "period"


def test_a_declined_subject_that_was_prefilled_is_declined_too() -> None:
    """A question handed over from the talk goes through the same door."""
    problem = ask(go(subject="ریزداده")).problem
    assert problem is not None
    assert problem.is_declined
    assert step(go(subject="جمعیت قم")) == "period"


def test_the_breakdown_is_watched_as_well() -> None:
    """Microdata may hide in it."""
    problem = ask(go(*WISH[:3], Typed("به تفکیک کد ملی افراد"))).problem
    assert problem is not None
    assert problem.is_declined
