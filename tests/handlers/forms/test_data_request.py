"""The data request: its questions, who is asked what, and where documents go."""

import pytest

from handlers.forms import FORMS, engine, facts
from handlers.forms.data_request import FORM
from handlers.forms.engine import Finished, Review
from handlers.forms.events import (
    Done,
    Picked,
    Skipped,
    Submitted,
    Typed,
)
from tests.handlers.forms.wishes import (
    CITIZEN,
    HOW,
    LETTER,
    QOM,
    SEMNAN,
    TODAY,
    WISH,
    ask,
    go,
    step,
)


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
    for way in ("office automation", "fax", "e-mail", "not kept", "tracking number"):
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
