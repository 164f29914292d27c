"""The engine: from the first question over edits to the review, and nothing lost on the way."""

from datetime import date

import pytest

from handlers.forms import engine
from handlers.forms.engine import Dropped, Finished, Outcome, Review, Stale
from handlers.forms.events import (
    Attachment,
    Back,
    Cancelled,
    Done,
    Edit,
    Event,
    Picked,
    Sent,
    Skipped,
    Submitted,
    Typed,
)
from tests.handlers.forms.pets import CAT, FORM, PHOTO, TODAY, ask, go


def test_a_form_goes_question_by_question_to_the_review_and_ends_when_submitted() -> None:
    """Skipped answers and info steps are no part of the result."""
    assert ask(go()).field.name == "name"
    review = go(*CAT)
    assert isinstance(review.show, Review)
    assert [field.name for field, _ in review.show.items] == [
        "name", "kind", "note", "until", "files", "consent",
    ]  # fmt: skip
    done = go(*CAT, Submitted())
    assert done.show == Finished({"name": "Mimi", "kind": "cat", "consent": True})


def test_an_unreadable_answer_is_explained_and_asked_again() -> None:
    """The question stays, with what was typed; its buttons stay good."""
    before = go(Typed("Mimi"))
    after = engine.advance(FORM, before.state, Typed("fish"), today=TODAY)
    assert after.state == before.state
    problem = ask(after).problem
    assert problem is not None
    assert problem.raw == "fish"


def test_a_needed_question_cannot_be_skipped() -> None:
    """The person is told so, and nothing moves."""
    outcome = go(Skipped())
    assert ask(outcome).problem is not None
    assert outcome.state.step == "name"


def test_back_goes_over_hidden_questions_and_offers_to_keep_the_answer() -> None:
    """From the note of a cat back to its kind; "keep" goes on without a change."""
    back = go(Typed("Mimi"), Picked("cat"), Back())
    shown = ask(back)
    assert (shown.field.name, shown.value, shown.can_keep) == ("kind", "cat", True)
    kept = engine.advance(FORM, back.state, Done(), today=TODAY)
    assert ask(kept).field.name == "note"
    assert kept.state.answers["kind"] == "cat"
    assert ask(go(Back())).field.name == "name"


def test_an_edit_comes_back_to_the_review() -> None:
    """One answer changes, all others stay."""
    edited = go(*CAT, Edit("name"), Typed("Pishi"))
    assert isinstance(edited.show, Review)
    assert edited.state.answers["name"] == "Pishi"
    unchanged = go(*CAT, Edit("name"), Back())
    assert isinstance(unchanged.show, Review)
    assert unchanged.state.answers["name"] == "Mimi"
    emptied = go(*CAT, Edit("note"), Typed("hello"), Edit("note"), Skipped(), Submitted())
    assert emptied.show == Finished({"name": "Mimi", "kind": "cat", "consent": True})


def test_an_edit_that_opens_a_question_asks_it_before_the_review() -> None:
    """The cat becomes a dog: its bark is asked now, and the question that hangs on it."""
    outcome = go(*CAT, Edit("kind"), Picked("dog"))
    assert ask(outcome).field.name == "bark"
    outcome = engine.advance(FORM, outcome.state, Typed("woof"), today=TODAY)
    assert ask(outcome).field.name == "volume"
    outcome = engine.advance(FORM, outcome.state, Typed("loud"), today=TODAY)
    assert isinstance(outcome.show, Review)


def test_an_answer_hidden_by_an_edit_is_left_out_but_not_lost() -> None:
    """The dog becomes a cat and a dog again: its bark is still known."""
    dog = (Typed("Rex"), Picked("dog"), Typed("woof"), Typed("loud"), *CAT[2:])
    cat = go(*dog, Edit("kind"), Picked("cat"))
    assert cat.state.answers["bark"] == "woof"
    result = engine.advance(FORM, cat.state, Submitted(), today=TODAY).show
    assert result == Finished({"name": "Rex", "kind": "cat", "consent": True})
    again = engine.advance(FORM, cat.state, Edit("kind"), today=TODAY)
    again = engine.advance(FORM, again.state, Picked("dog"), today=TODAY)
    assert isinstance(again.show, Review)
    result = engine.advance(FORM, again.state, Submitted(), today=TODAY).show
    assert isinstance(result, Finished)
    assert result.answers["volume"] == "loud"


def test_a_button_of_an_earlier_question_changes_nothing() -> None:
    """Its revision is old."""
    first, second = go(), go(Typed("Mimi"))
    stale = engine.advance(
        FORM, second.state, Skipped(), today=TODAY, revision=first.state.revision
    )
    assert stale == Outcome(second.state, Stale())
    fresh = engine.advance(
        FORM, second.state, Picked("cat"), today=TODAY, revision=second.state.revision
    )
    assert ask(fresh).field.name == "note"
    assert fresh.state.revision == second.state.revision + 1


@pytest.mark.parametrize("event", [Edit("name"), Submitted()])
def test_the_buttons_of_the_review_do_nothing_at_a_question(event: Event) -> None:
    """Nothing is sent that was not seen whole."""
    assert isinstance(go(Typed("Mimi"), event).show, Stale)


@pytest.mark.parametrize("name", ["bark", "nothing", "_office"])
def test_only_visible_questions_can_be_edited(name: str) -> None:
    """A forged press changes nothing."""
    outcome = go(*CAT, Edit(name))
    assert isinstance(outcome.show, Stale)
    assert outcome.state == go(*CAT).state


def test_files_are_gathered_and_their_question_stays_open() -> None:
    """Every file keeps the buttons good, so that an album does not make "go on" stale."""
    before = go(Typed("Mimi"), Picked("cat"), Skipped(), Skipped())
    one = engine.advance(FORM, before.state, PHOTO, today=TODAY)
    other = Sent(Attachment("photo", "g", "v"))
    two = engine.advance(FORM, one.state, other, today=TODAY)
    shown = ask(two)
    assert (shown.field.name, shown.can_finish, shown.can_skip) == ("files", True, False)
    assert len(shown.value) == 2
    assert two.state.revision == before.state.revision
    on = engine.advance(FORM, two.state, Done(), today=TODAY, revision=before.state.revision)
    assert ask(on).field.name == "info"
    skipped = engine.advance(FORM, two.state, Skipped(), today=TODAY)
    assert len(skipped.state.answers["files"]) == 2


def test_a_wish_that_has_passed_is_asked_again_at_submission() -> None:
    """The draft lay for ten days."""
    ready = go(*CAT[:3], Typed("2026-11-25"), *CAT[4:])
    assert isinstance(ready.show, Review)
    late = engine.advance(FORM, ready.state, Submitted(), today=date(2026, 11, 30))
    assert ask(late).field.name == "until"
    assert ask(late).problem is not None
    fixed = engine.advance(FORM, late.state, Typed("2026-12-01"), today=date(2026, 11, 30))
    assert isinstance(fixed.show, Review)


def test_what_is_known_already_is_not_asked() -> None:
    """Facts and answers given at the beginning; they stand in the review and can be edited."""
    outcome = go(prefill={"_office": "qom", "name": "Mimi", "kind": "cat"})
    assert ask(outcome).field.name == "note"
    assert outcome.state.answers["_office"] == "qom"
    final = go(*CAT[2:], Submitted(), prefill={"_office": "qom", "name": "Mimi", "kind": "cat"})
    assert final.show == Finished({"name": "Mimi", "kind": "cat", "consent": True})


@pytest.mark.parametrize("given", ["x" * 900, "", 5, ["x"]])
def test_what_cannot_be_an_answer_is_asked(given: object) -> None:
    """A prefilled value goes through the same door as a typed one."""
    outcome = go(prefill={"name": given})
    assert ask(outcome).field.name == "name"
    assert "name" not in outcome.state.answers


def test_a_prefilled_answer_that_is_refused_is_shown_with_its_reason() -> None:
    """The person sees their question again and why it does not do."""
    problem = ask(go(prefill={"name": "x" * 900})).problem
    assert problem is not None
    assert problem.raw == "x" * 900


def test_cancelling_is_possible_anywhere() -> None:
    """At a question, at the review, while editing."""
    for events in ((), CAT, (*CAT, Edit("name"))):
        assert isinstance(go(*events, Cancelled()).show, Dropped)


def test_typing_at_the_review_says_what_to_press() -> None:
    """The text is not silently taken for something."""
    outcome = go(*CAT, Typed("thanks"))
    assert isinstance(outcome.show, Review)
    assert outcome.show.note is not None
    assert outcome.state == go(*CAT).state
