"""What is shown: the same screen again, forms that have changed, files that come in between."""

import json
from dataclasses import replace

import pytest

from handlers.forms import engine
from handlers.forms.engine import Finished, Review
from handlers.forms.events import (
    Picked,
    Sent,
    Submitted,
    Typed,
)
from handlers.forms.field import Problem, Words
from handlers.forms.fields import Choice, Option
from handlers.forms.form import REVIEW, Form, State
from tests.handlers.forms.pets import CAT, FORM, PHOTO, TODAY, ask, go


def test_the_screen_knows_how_far_it_is_and_what_can_be_pressed() -> None:
    """Hidden questions do not count; a dog makes the form longer."""
    first = ask(go())
    assert (first.index, first.total, first.can_go_back, first.can_skip) == (1, 7, False, False)
    second = ask(go(Typed("Mimi")))
    assert (second.index, second.can_go_back) == (2, True)
    third = ask(go(Typed("Rex"), Picked("dog")))
    assert (third.field.name, third.index, third.total) == ("bark", 3, 8)
    optional = ask(go(Typed("Mimi"), Picked("cat")))
    assert optional.can_skip
    assert go(Typed("Mimi")).answered == "name"


def test_a_file_that_comes_early_is_kept_for_its_question() -> None:
    """The question on the screen stays, and the person is told."""
    outcome = go(PHOTO)
    assert ask(outcome).field.name == "name"
    assert ask(outcome).note is not None
    assert len(outcome.state.answers["files"]) == 1
    at_review = go(*CAT, PHOTO)
    assert isinstance(at_review.show, Review)
    result = engine.advance(FORM, at_review.state, Submitted(), today=TODAY).show
    assert isinstance(result, Finished)
    assert len(result.answers["files"]) == 1


def test_a_file_for_a_form_that_takes_none_is_refused_with_its_words() -> None:
    """What is not kept is said; what was written beside it is shown again."""
    form = Form("f", 1, "F", FORM.fields[:2], refuse_file=Words("not kept"))
    outcome = go(Sent(replace(PHOTO.file, caption="my cat")), form=form)
    assert ask(outcome).note == Problem("not kept", raw="my cat")
    assert outcome.state.answers == {}


def test_a_state_survives_the_draft() -> None:
    """JSON there and back gives the same state, at any point."""
    for count in range(len(CAT) + 1):
        state = go(PHOTO, *CAT[:count]).state
        assert State.from_json(json.loads(json.dumps(state.to_json()))) == state
    assert State.from_json({}).step == ""


def test_a_changed_form_goes_on_with_the_answers_that_fit() -> None:
    """A new version without the note and with another kind of pet asks only what is open."""
    kinds = Choice(name="kind", label="K", prompt="K?", options=(Option("fish", "Fish"),))
    newer = Form("pet", 2, "Pet", (FORM.fields[0], kinds, FORM.fields[-1]))
    old = go(*CAT[:3]).state
    outcome = engine.advance(newer, old, Typed("whatever"), today=TODAY)
    shown = ask(outcome)
    assert shown.field.name == "kind"
    assert shown.note is not None
    assert outcome.state.answers == {"name": "Mimi"}
    assert outcome.state.version == 2
    assert outcome.state.revision > old.revision


def test_a_changed_form_takes_the_answer_when_its_question_is_still_there() -> None:
    """The person does not notice a change elsewhere."""
    newer = Form("pet", 2, "Pet", FORM.fields[:-1])
    outcome = engine.advance(newer, go().state, Typed("Mimi"), today=TODAY)
    assert ask(outcome).field.name == "kind"


@pytest.mark.parametrize("step", ["", "gone", "bark", REVIEW])
def test_a_broken_state_is_put_right(step: str) -> None:
    """An unknown or hidden step, or a review too early, leads to the first open question."""
    state = State("pet", 1, step, {"name": "Mimi"}, settled=("name",))
    outcome = engine.advance(FORM, state, Typed("cat"), today=TODAY)
    assert ask(outcome).field.name == "kind"
    assert engine.show(FORM, state, TODAY).state.step == "kind"


def test_the_question_can_be_said_again() -> None:
    """After something in between, the same screen is shown without a change."""
    outcome = go(Typed("Mimi"))
    assert engine.show(FORM, outcome.state, TODAY).show == outcome.show
    review = go(*CAT)
    assert engine.show(FORM, review.state, TODAY).show == review.show
