"""The complaint: with or without a name, and wrong figures on a path of their own."""

from datetime import date
from typing import Any

import pytest

from handlers.forms import complaint, engine
from handlers.forms.complaint import FORM
from handlers.forms.engine import Ask, Finished, Outcome
from handlers.forms.events import (
    Attachment,
    Done,
    Edit,
    Event,
    Picked,
    Sent,
    Skipped,
    Submitted,
    Typed,
)
from handlers.forms.field import Words

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
    assert complaint.is_anonymous(result.answers)
    assert not {"name", "phone", "contact"} & set(result.answers)


def test_a_wrong_figure_is_asked_for_place_figure_and_reason() -> None:
    """BR-06: what the expert needs to check it; the free text is not asked then."""
    at = go(Picked("anonymous"), Picked("data_error"))
    assert step(at) == "figure_place"
    assert isinstance(at.show, Ask)
    assert at.show.note == Words(complaint.DISCREPANCY)
    rest = (Typed("سالنامه ۱۴۰۳، فصل ۳، جدول ۱۲"), Typed("۵"), Skipped(), Typed("با منبع نمی‌خواند"))
    outcome = go(Picked("anonymous"), Picked("data_error"), *rest)
    assert step(outcome) == "files"
    result = go(Picked("anonymous"), Picked("data_error"), *rest, Skipped(), Submitted()).show
    assert isinstance(result, Finished)
    assert result.answers["figure_value"] == "۵"
    assert "text" not in result.answers


def test_the_yearbook_expert_is_named_only_where_there_is_one() -> None:
    """BR-21: the discrepancy route is Qom's."""
    at = go(Picked("anonymous"), Picked("data_error"), office=SEMNAN)
    assert isinstance(at.show, Ask)
    assert at.show.note is None


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
