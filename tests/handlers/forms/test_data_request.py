"""The data request: its questions, and the rules of the offices inside it."""

from datetime import date
from typing import Any

import pytest

from handlers.forms import FORMS, engine, facts, request_rules
from handlers.forms.data_request import FORM
from handlers.forms.engine import Ask, Finished, Outcome, Review
from handlers.forms.events import (
    Attachment,
    Done,
    Event,
    Picked,
    Sent,
    SharedPhone,
    Skipped,
    Submitted,
    Typed,
)
from handlers.forms.field import Words

TODAY = date(2026, 11, 20)  # 29 Aban 1405
QOM = {"_office": "qom", "_documents_in_chat": False, "_yearbook": True}
SEMNAN = {"_office": "semnan", "_documents_in_chat": True, "_yearbook": False}
LETTER = Sent(Attachment("document", "f", "u", "letter.pdf"))
WISH = (Typed("تعداد دانش‌آموزان"), Typed("۱۳۹۵ تا ۱۴۰۳"), Picked("province"), Skipped())
HOW = (Picked("excel"), Done(), Skipped(), Skipped())
CITIZEN = (Picked("citizen"), Typed("زهرا احمدی"), Typed("۰۰۱۳۵۴۲۴۱۹"), SharedPhone("989121234567"))


def go(*events: Event, office: dict[str, Any] = QOM, **prefill: Any) -> Outcome:
    """Begin a request and do these things."""
    outcome = engine.start(FORM, {**office, **prefill}, today=TODAY)
    for event in events:
        outcome = engine.advance(FORM, outcome.state, event, today=TODAY)
    return outcome


def ask(outcome: Outcome) -> Ask:
    """The question that is shown."""
    assert isinstance(outcome.show, Ask), outcome.show
    return outcome.show


def step(outcome: Outcome) -> str:
    """The name of the question that is shown."""
    return ask(outcome).field.name


def test_a_citizen_of_qom_gets_through() -> None:
    """Everything optional skipped or given; the result holds exactly what was answered."""
    outcome = go(*WISH, *HOW, *CITIZEN, Typed("z@example.ir"), Done(), Picked("yes"))
    assert isinstance(outcome.show, Review)
    result = engine.advance(FORM, outcome.state, Submitted(), today=TODAY).show
    assert result == Finished(
        {
            "subject": "تعداد دانش‌آموزان",
            "period": [1395, 1403],
            "geography": "province",
            "format": ["excel"],
            "requester": "citizen",
            "name": "زهرا احمدی",
            "national_id": "0013542419",
            "phone": "+989121234567",
            "email": "z@example.ir",
            "consent": True,
        }
    )


def test_neither_phone_nor_email_nor_id_is_ever_needed() -> None:
    """The answer comes in the chat; a name is enough."""
    shortest = (*WISH, *HOW, Picked("citizen"), Typed("Ali"), Skipped(), Skipped(), Skipped())
    outcome = go(*shortest, Skipped(), Picked("yes"), Submitted(), office=SEMNAN)
    assert isinstance(outcome.show, Finished)


@pytest.mark.parametrize("requester", ["business", "executive_body"])
def test_who_asks_for_a_body_is_asked_for_its_name_and_legal_id(requester: str) -> None:
    """The national ID is the citizen's (BR-20)."""
    outcome = go(*WISH, *HOW, Picked(requester), Typed("Ali"))
    assert step(outcome) == "organisation"
    outcome = engine.advance(FORM, outcome.state, Typed("شرکت الف"), today=TODAY)
    assert step(outcome) == "legal_id"
    names = [field.name for field in FORM.visible(outcome.state.answers)]
    assert "national_id" not in names


@pytest.mark.parametrize("level", ["county", "district", "rural_district", "city", "village"])
def test_below_the_province_the_place_is_asked(level: str) -> None:
    """Each level has its own question, so that a changed level does not keep a wrong place."""
    assert step(go(*WISH[:2], Picked(level))) == f"place_{level}"


def test_country_and_province_need_no_place() -> None:
    """There is only one."""
    for level in ("country", "province"):
        assert step(go(*WISH[:2], Picked(level))) == "breakdown"


def test_another_format_is_named() -> None:
    """Only who chooses "other" is asked which."""
    assert step(go(*WISH, Picked("other"), Done())) == "format_other"
    assert step(go(*WISH, Picked("pdf"), Done())) == "use"


def test_the_use_may_be_skipped_and_the_law_is_named() -> None:
    """Article 7 of the law on free access: nobody may ask why."""
    shown = ask(go(*WISH, Picked("pdf"), Done()))
    assert shown.can_skip
    assert shown.hint is not None
    assert "Article 7" in shown.hint.msgid


def test_the_needed_day_is_not_in_the_past() -> None:
    """A day of yesterday is explained."""
    at_day = go(*WISH, *HOW[:3])
    assert step(at_day) == "needed_by"
    assert ask(go(*WISH, *HOW[:3], Typed("دیروز"))).problem is not None
    assert step(go(*WISH, *HOW[:3], Typed("۱ دی ۱۴۰۵"))) == "requester"


def test_qom_refuses_files_wherever_they_are_sent_and_keeps_none() -> None:
    """BR-02: the three ways are named, and the number to write on the letter is promised."""
    early = go(LETTER)
    assert ask(early).note is not None
    before = (*WISH, *HOW, *CITIZEN, Skipped())
    assert step(go(*before)) == "documents"
    refused = go(*before, LETTER)
    problem = ask(refused).problem
    assert problem is not None
    for way in ("office automation", "fax", "e-mail", "not kept", "reference number"):
        assert way in problem.msgid
    for outcome in (early, refused):
        assert "files" not in outcome.state.answers
        assert "letter.pdf" not in str(outcome.state.to_json())


def test_semnan_takes_files() -> None:
    """BR-21: Qom's rule is not Semnan's."""
    before = (*WISH, *HOW, *CITIZEN, Skipped())
    outcome = go(*before, LETTER, Done(), office=SEMNAN)
    assert step(outcome) == "consent"
    assert outcome.state.answers["files"][0]["file_name"] == "letter.pdf"


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


def test_everything_written_fits_one_card() -> None:
    """The longest answers together stay below Telegram's 4096 characters."""
    fullest = {
        **SEMNAN,
        "geography": "county",
        "requester": "business",
        "format": ["other"],
        "identity": "named",
        "about": "data_error",
        "name": "x",
    }
    for form in FORMS.values():
        fields = form.visible(fullest)
        assert sum(getattr(field, "max", 40) + 40 for field in fields) < 4096


def test_facts_are_taken_from_an_office() -> None:
    """What forms know of an office, under reserved names."""

    class Office:
        id = "qom"
        accepts_documents_in_chat = False
        yearbook = True

    assert facts.of(Office()) == QOM
