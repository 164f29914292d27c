"""Properties of the form engine, for all forms and any order of events."""

import json
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.forms import FORMS, engine, leading
from handlers.forms.engine import Ask, Dropped, Finished, Outcome, Review, Stale
from handlers.forms.events import (
    Attachment,
    Back,
    Cancelled,
    Done,
    Edit,
    Event,
    Led,
    Picked,
    Sent,
    SharedPhone,
    Skipped,
    Submitted,
    Typed,
)
from handlers.forms.field import Field
from handlers.forms.fields import (
    Choice,
    Consent,
    Date,
    Email,
    Files,
    Info,
    LegalId,
    NationalId,
    Period,
    Phone,
)
from handlers.forms.form import Form, State

TODAY = date(2026, 11, 20)
FACTS = st.fixed_dictionaries(
    {
        "_office": st.sampled_from(["qom", "semnan"]),
        "_documents_in_chat": st.booleans(),
        "_yearbook": st.booleans(),
    }
)
VALUES = sorted(
    {
        o.value
        for form in FORMS.values()
        for f in form.fields
        if isinstance(f, Choice)
        for o in f.options
    }
    | {"yes", "nonsense"}
)
NAMES = sorted({f.name for form in FORMS.values() for f in form.fields} | {"nonsense"})
TYPED = [
    "جمعیت قم به تفکیک سن", "۱۴۰۰ تا ۱۴۰۳", "0013542419", "10380284790", "09121234567", "a@b.ir",
    "بله", "csv", "فردا", "دیروز", "ریزداده", "x", "", "Q-1405-7K3MX9",
]  # fmt: skip
FILES = st.builds(
    lambda kind, number: Sent(Attachment(kind, f"f{number}", f"u{number}", file_size=number)),
    st.sampled_from(["photo", "document", "voice", "sticker"]),
    st.integers(0, 30),
)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Typed, st.sampled_from(TYPED) | st.text(max_size=30)),
    st.builds(Picked, st.sampled_from(VALUES)),
    st.builds(Edit, st.sampled_from(NAMES)),
    st.builds(SharedPhone, st.sampled_from(["989121234567", "+1", ""])),
    FILES,
    st.sampled_from([Done(), Skipped(), Back(), Submitted(), Led()]),
)
FORM = st.sampled_from(sorted(FORMS)).map(FORMS.__getitem__)
JOURNEYS = st.lists(EVENTS, max_size=40)


def good(field: Field) -> Event:
    """An answer that this field takes."""
    kinds: dict[type[Field], Event] = {
        Consent: Picked("yes"),
        Info: Done(),
        Files: Skipped(),
        NationalId: Typed("0013542419"),
        LegalId: Typed("10380284790"),
        Phone: Typed("09121234567"),
        Email: Typed("a@b.ir"),
        Period: Typed("1402"),
        Date: Typed("امروز"),
    }
    if isinstance(field, Choice):
        return Picked(field.options[0].value)
    if type(field) in kinds:
        return kinds[type(field)]
    return Skipped() if field.optional else Typed("جمعیت شهرستان‌ها در سال")


def travel(form: Form, facts: dict[str, Any], events: list[Event]) -> Outcome:
    """Begin a form and let everything happen."""
    outcome = engine.start(form, facts, today=TODAY)
    for event in events:
        outcome = engine.advance(form, outcome.state, event, today=TODAY)
    return outcome


def finish(form: Form, state: State) -> tuple[Form, Outcome]:
    """From any state: answer what is asked, then submit; where it leads elsewhere, there."""
    outcome = engine.show(form, state, TODAY)
    for _ in range(3 * len(form.fields) + 3):
        form, outcome = leading.follow(form, outcome, TODAY)
        shown = outcome.show
        if isinstance(shown, Review):
            event: Event = Submitted()
        elif isinstance(shown, Ask):
            enough = shown.can_finish or shown.can_keep
            event = Done() if enough else good(shown.field)
        else:
            break
        outcome = engine.advance(form, outcome.state, event, today=TODAY)
    return form, outcome


@settings(deadline=None)
@given(FORM, FACTS, JOURNEYS)
def test_every_journey_can_end_in_submitting_or_in_cancelling(
    form: Form, facts: dict[str, Any], events: list[Event]
) -> None:
    """From any state reached by anything, finish and cancel are reachable."""
    state = travel(form, facts, events).state
    assert isinstance(finish(form, state)[1].show, Finished)
    assert isinstance(engine.advance(form, state, Cancelled(), today=TODAY).show, Dropped)


@settings(deadline=None)
@given(FORM, FACTS, JOURNEYS)
def test_no_answer_is_lost(form: Form, facts: dict[str, Any], events: list[Event]) -> None:
    """An answer changes only by an event at its own question (files also by a file)."""
    state = engine.start(form, facts, today=TODAY).state
    for event in events:
        after = engine.advance(form, state, event, today=TODAY).state
        for name, value in state.answers.items():
            if after.answers.get(name) != value:
                assert name == state.step or (isinstance(event, Sent) and name == "files")
        assert set(state.answers) <= set(after.answers)
        state = after


@settings(deadline=None)
@given(FORM, FACTS, JOURNEYS)
def test_the_result_holds_what_is_visible_and_nothing_else(
    form: Form, facts: dict[str, Any], events: list[Event]
) -> None:
    """Every needed question that is visible is answered; no hidden one, no fact of the office."""
    form, outcome = finish(form, travel(form, facts, events).state)
    assert isinstance(outcome.show, Finished)
    visible = {field.name: field for field in form.visible(outcome.state.answers)}
    assert set(outcome.show.answers) <= set(visible)
    for name, field in visible.items():
        if not field.optional and field.is_answer:
            assert outcome.show.answers[name] not in (None, [], "")
    json.dumps(dict(outcome.show.answers))


@settings(deadline=None)
@given(FORM, FACTS, JOURNEYS, st.integers(-3, 60))
def test_an_old_button_changes_nothing_and_every_step_makes_buttons_old(
    form: Form, facts: dict[str, Any], events: list[Event], revision: int
) -> None:
    """A press with another revision is stale; a moved step always has a new revision."""
    state = engine.start(form, facts, today=TODAY).state
    for event in events:
        pressed = engine.advance(form, state, event, today=TODAY, revision=revision)
        if revision != state.revision:
            assert isinstance(pressed.show, Stale)
            assert pressed.state == state
        after = engine.advance(form, state, event, today=TODAY).state
        assert after.revision - state.revision in (0, 1)
        if after.step != state.step:
            assert after.revision == state.revision + 1
        state = after


@settings(deadline=None)
@given(FORM, FACTS, JOURNEYS)
def test_a_restart_between_any_two_events_changes_nothing(
    form: Form, facts: dict[str, Any], events: list[Event]
) -> None:
    """The state goes through JSON after each event and comes to the same end."""
    outcome = engine.start(form, facts, today=TODAY)
    for event in events:
        stored = json.loads(json.dumps(outcome.state.to_json()))
        assert State.from_json(stored) == outcome.state
        outcome = engine.advance(form, State.from_json(stored), event, today=TODAY)
    assert outcome.state == travel(form, facts, events).state


@settings(deadline=None)
@given(FORM, FACTS, JOURNEYS, FORM, st.integers(0, 400))
def test_any_state_fits_any_form_on_any_day(
    form: Form, facts: dict[str, Any], events: list[Event], other: Form, days: int
) -> None:
    """A draft of a form that has changed beyond recognition, opened a year later, can be ended."""
    state = travel(form, facts, events).state
    later = TODAY + timedelta(days=days)
    outcome = engine.advance(other, state, Submitted(), today=later)
    assert isinstance(outcome.show, Ask | Review | Finished | Stale)
    assert isinstance(finish(other, outcome.state)[1].show, Finished)
