"""The complaint: with or without a name, and wrong figures on a path of their own."""

from datetime import date
from typing import Any

import pytest

from handlers.forms import complaint, discrepancy, engine, leading, shared
from handlers.forms.complaint import FORM
from handlers.forms.engine import Ask, Finished, Outcome, Stale
from handlers.forms.events import (
    Attachment,
    Done,
    Edit,
    Event,
    Led,
    Picked,
    Sent,
    Skipped,
    Submitted,
    Typed,
)
from handlers.forms.field import Words
from handlers.forms.outcome import Elsewhere

TODAY = date(2026, 11, 20)
QOM = {"_office": "qom", "_yearbook": True}
SEMNAN = {"_office": "semnan", "_yearbook": False}


def read_reference(text: str) -> str | None:
    """Knows one reference."""
    return "Q-1405-7K3MX9" if "7K3MX9" in text.upper() else None


def go(*events: Event, office: dict[str, Any] = QOM) -> Outcome:
    """Begin a complaint and do these things."""
    outcome = engine.start(FORM, office, today=TODAY)
    for event in events:
        outcome = engine.advance(
            FORM, outcome.state, event, today=TODAY, read_reference=read_reference
        )
    return outcome


def step(outcome: Outcome) -> str:
    """The name of the question that is shown."""
    assert isinstance(outcome.show, Ask), outcome.show
    return outcome.show.field.name


STORY = (Typed("q-1405-7k3mx9"), Typed("سه هفته است پاسخی نیامده"), Typed("دیروز"), Skipped())


def test_without_a_name_nothing_is_asked_that_names_the_person() -> None:
    """Neither name nor number; the words before say what it means."""
    first = go().show
    assert isinstance(first, Ask)
    assert first.hint is not None
    assert "Without your name" in first.hint.msgid
    outcome = go(Picked("anonymous"), Picked("delay"), *STORY, Submitted())
    assert outcome.show == Finished(
        {
            "identity": "anonymous",
            "about": "delay",
            "related": "Q-1405-7K3MX9",
            "text": "سه هفته است پاسخی نیامده",
            "when": "2026-11-19",
        }
    )


def test_with_a_name_the_number_is_asked_only_of_who_wants_a_call() -> None:
    """Yes: which number; no: only this chat."""
    named = (Picked("named"), Picked("staff"), *STORY, Typed("زهرا احمدی"))
    assert step(go(*named)) == "contact"
    assert step(go(*named, Picked("yes"))) == "phone"
    result = go(*named, Picked("no"), Submitted()).show
    assert isinstance(result, Finished)
    assert result.answers["name"] == "زهرا احمدی"
    assert "phone" not in result.answers


def test_who_changes_to_no_name_at_the_review_leaves_no_name_behind() -> None:
    """The name stays in the draft, but is no part of what is sent."""
    named = (Picked("named"), Picked("staff"), *STORY, Typed("زهرا احمدی"), Picked("yes"))
    review = go(*named, Typed("09121234567"))
    edited = engine.advance(FORM, review.state, Edit("identity"), today=TODAY)
    edited = engine.advance(FORM, edited.state, Picked("anonymous"), today=TODAY)
    result = engine.advance(FORM, edited.state, Submitted(), today=TODAY).show
    assert isinstance(result, Finished)
    assert shared.is_anonymous(result.answers)
    assert not {"name", "phone", "contact"} & set(result.answers)


def test_a_wrong_figure_elsewhere_is_asked_for_place_figure_and_reason() -> None:
    """What is needed to check it; the free text is not asked then."""
    begun = (Picked("anonymous"), Picked("data_error"), Picked("no"))
    assert step(go(*begun)) == "figure_place"
    rest = (Typed("سالنامه ۱۴۰۳، فصل ۳، جدول ۱۲"), Typed("۵"), Skipped(), Typed("با منبع نمی‌خواند"))
    outcome = go(*begun, *rest)
    assert step(outcome) == "files"
    result = go(*begun, *rest, Skipped(), Submitted()).show
    assert isinstance(result, Finished)
    assert result.answers["figure_value"] == "۵"
    assert "text" not in result.answers


def test_the_yearbook_expert_is_named_only_where_there_is_one() -> None:
    """BR-21: the discrepancy route is Qom's."""
    at = go(Picked("anonymous"), Picked("data_error"))
    assert isinstance(at.show, Ask)
    assert at.show.hint == Words(complaint.DISCREPANCY)
    assert step(at) == "book"
    assert step(go(Picked("anonymous"), Picked("data_error"), office=SEMNAN)) == "figure_place"
    assert isinstance(go(Picked("anonymous"), Picked("delay"), Led(), office=SEMNAN).show, Stale)


def test_an_album_is_kept_together() -> None:
    """Files of one album share their group."""
    upto = (Picked("anonymous"), Picked("other"), Skipped(), Typed("متن شکایت من"), Skipped())
    files = [Sent(Attachment("photo", f"f{i}", f"u{i}", media_group_id="album")) for i in range(3)]
    outcome = go(*upto, *files, Done())
    kept = outcome.state.answers["files"]
    assert [file["file_id"] for file in kept] == ["f0", "f1", "f2"]
    assert {file["media_group_id"] for file in kept} == {"album"}


@pytest.mark.parametrize("typed", ["فردا", "1420/01/01", "2027-01-01"])
def test_what_happened_is_not_in_the_future(typed: str) -> None:
    """A slip in the year is found."""
    upto = (Picked("anonymous"), Picked("other"), Skipped(), Typed("متن شکایت من"))
    assert step(go(*upto)) == "when"
    shown = go(*upto, Typed(typed)).show
    assert isinstance(shown, Ask)
    assert shown.problem is not None


def test_an_unknown_reference_is_asked_again_and_can_be_skipped() -> None:
    """The number may be lost; the complaint is not."""
    upto = (Picked("anonymous"), Picked("other"))
    shown = go(*upto, Typed("نمی‌دانم")).show
    assert isinstance(shown, Ask)
    assert shown.problem is not None
    assert step(go(*upto, Skipped())) == "text"


CALLED = (*STORY, Typed("زهرا احمدی"), Picked("yes"), Typed("09121234567"))


def test_a_figure_of_the_yearbook_leads_into_its_own_form_with_all_that_was_written() -> None:
    """BR-06: by the answer or by the button; what has no question there goes along as it is."""
    by_answer = go(Picked("anonymous"), Picked("data_error"), Picked("yes"))
    assert isinstance(by_answer.show, Elsewhere)
    photo = Sent(Attachment("photo", "f", "u"))
    upto = (Picked("named"), Picked("service"), *STORY[:3], photo, Done(), *CALLED[4:], Led())
    form, outcome = leading.follow(FORM, go(*upto), TODAY)
    assert (form, step(outcome)) == (discrepancy.FORM, "year")
    for event in (Typed("1403"), Picked("population"), Typed("12"), Typed("4"), Typed("5")):
        outcome = engine.advance(form, outcome.state, event, today=TODAY)
    outcome = engine.advance(form, outcome.state, Skipped(), today=TODAY)
    result = engine.advance(form, outcome.state, Submitted(), today=TODAY).show
    assert isinstance(result, Finished)
    assert {name: result.answers[name] for name in ("identity", "name", "contact", "related")} == {
        "identity": "named",
        "name": "زهرا احمدی",
        "contact": "yes",
        "related": "Q-1405-7K3MX9",
    }
    assert result.answers["reason"] == "سه هفته است پاسخی نیامده"
    assert result.answers["phone"] == "+989121234567"
    assert [one["file_id"] for one in result.answers["files"]] == ["f"]


def test_who_complains_without_a_name_reports_without_a_name() -> None:
    """The expert's form does not ask for the name that was withheld."""
    led = go(Picked("anonymous"), Picked("service"), *STORY, Led())
    form, outcome = leading.follow(FORM, led, TODAY)
    assert shared.is_anonymous(outcome.state.answers)
    assert "name" not in {field.name for field in form.visible(outcome.state.answers)}
