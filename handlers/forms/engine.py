"""The engine of all forms, pure: a form, a state and an event give the next state and what to show.

No Telegram, no database, no clock. It never raises: what does not fit is answered by showing the
same question again (``Ask.problem`` says why) or by ``Stale``. Nothing that was answered is lost:
answers of questions that an edit has hidden stay in the state, and only the result leaves them out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from handlers.forms import events, outcome
from handlers.forms.events import Back, Cancelled, Done, Edit, Event, Input, Picked, Sent, Skipped
from handlers.forms.field import Answers, Field, Problem, Reading, Setting, Words
from handlers.forms.fields import Choice, Files, Info
from handlers.forms.form import REVIEW, Form, State
from handlers.forms.outcome import (
    Ask,
    Dropped,
    Finished,
    Outcome,
    Review,
    Show,
    Stale,
    migrate,
    show,
)
from handlers.i18n.translator import N_

__all__ = [
    "REVIEW",
    "Ask",
    "Dropped",
    "Finished",
    "Form",
    "Outcome",
    "Review",
    "Show",
    "Stale",
    "State",
    "advance",
    "migrate",
    "show",
    "start",
]

NEEDED = N_("This question needs an answer. You can cancel the whole form at any time.")
PRESS_SUBMIT = N_(
    "Everything is answered. Press <b>submit</b>, or change an answer with its button; "
    "what you just wrote was not added."
)
FORM_CHANGED = N_(
    "This form was changed since you began. Your answers are kept; please go on from here."
)


def start(
    form: Form,
    prefill: Mapping[str, Any] | None = None,
    *,
    today: date,
    read_reference: Callable[[str], str | None] | None = None,
) -> Outcome:
    """Begin a form. ``prefill``: facts ("_office") and answers known already, which are not asked.

    A prefilled answer that its field does not accept is left out; if it is the first question,
    the problem is shown with it.
    """
    setting = Setting(today, read_reference)
    given = dict(prefill or {})
    answers = {name: value for name, value in given.items() if name.startswith("_")}
    settled: list[str] = []
    problems: dict[str, Problem] = {}
    note = None
    for field in form.fields:
        if given.get(field.name) is None:
            continue
        found = _prefilled(field, given[field.name], answers, setting)
        if isinstance(found, Problem):
            problems[field.name] = found
        else:
            answers[field.name] = found.value
            settled.append(field.name)
            note = found.note or note
    state = State(form.name, form.version, "", answers, 0, settled=tuple(settled))
    first = _onward(form, state, today, note)
    problem = problems.get(first.state.step)
    if problem is not None and isinstance(first.show, Ask):
        return replace(first, show=replace(first.show, problem=problem))
    return first


def advance(
    form: Form,
    state: State,
    event: Event,
    *,
    today: date,
    read_reference: Callable[[str], str | None] | None = None,
    revision: int | None = None,
) -> Outcome:
    """Take one event. ``revision`` is that of the pressed button; None for typed and sent things.

    ``today`` is the day in the office's zone. The state passed in is never changed.
    """
    if revision is not None and revision != state.revision:
        return Outcome(state, Stale())
    if isinstance(event, Cancelled):
        return Outcome(state, Dropped())
    current = migrate(form, state)
    if current.step != state.step:
        return show(form, current, today, note=Words(FORM_CHANGED))
    if isinstance(event, events.Led):
        return Outcome(current, outcome.Elsewhere() if form.may_lead(current.answers) else Stale())
    setting = Setting(today, read_reference)
    if current.step == REVIEW:
        return _at_review(form, current, event, setting)
    return _at_question(form, current, event, setting)


def _at_review(form: Form, state: State, event: Event, setting: Setting) -> Outcome:
    visible = form.visible(state.answers)
    if isinstance(event, events.Submitted):
        return _submitted(form, state, visible, setting.today)
    if isinstance(event, Edit) and event.field not in {field.name for field in visible}:
        return Outcome(state, Stale())
    if isinstance(event, Edit) or (isinstance(event, Back) and visible):
        step = event.field if isinstance(event, Edit) else visible[-1].name
        moved = replace(state, step=step, editing=True, revision=state.revision + 1)
        return show(form, moved, setting.today)
    if isinstance(event, Sent):
        return outcome.file_in_between(form, state, event, setting)
    note = Words(PRESS_SUBMIT) if isinstance(event, events.Typed) else None
    return Outcome(state, outcome.review(form, state, note))


def _submitted(form: Form, state: State, visible: tuple[Field, ...], today: date) -> Outcome:
    for field in visible:
        value = state.answers.get(field.name)
        problem = None if value is None else field.check(value, state.answers, today)
        if problem is not None:
            moved = replace(state, step=field.name, editing=True, revision=state.revision + 1)
            return Outcome(moved, outcome.ask(form, moved, field, today, problem=problem))
    answers = {
        field.name: state.answers[field.name]
        for field in visible
        if field.is_answer and state.answers.get(field.name) not in (None, [], "")
    }
    return Outcome(state, Finished(answers))


def _at_question(form: Form, state: State, event: Event, setting: Setting) -> Outcome:
    field = form.field(state.step)
    if field is None or isinstance(event, Edit | events.Submitted | events.Led | Cancelled):
        return Outcome(state, Stale())
    if isinstance(event, Back):
        return _back(form, state, field, setting.today)
    if isinstance(event, Skipped):
        return _skipped(form, state, field, setting.today)
    if isinstance(event, Sent) and not isinstance(field, Files | Info):
        return outcome.file_in_between(form, state, event, setting)
    if isinstance(event, Done) and not isinstance(field, Info):
        return _done(form, state, field, setting.today)
    return _answered(form, state, field, event, setting)


def _answered(form: Form, state: State, field: Field, event: Input, setting: Setting) -> Outcome:
    found = field.read(event, state.answers, setting)
    if isinstance(found, Problem):
        return Outcome(state, outcome.ask(form, state, field, setting.today, problem=found))
    answers = {**state.answers, field.name: found.value}
    state = replace(state, answers=answers)
    if found.is_open:
        # the same question goes on: its buttons stay good, so the revision stays
        return Outcome(
            state, outcome.ask(form, state, field, setting.today, note=found.note), field.name
        )
    return _settled(form, state, field, setting.today, found.note)


def _done(form: Form, state: State, field: Field, today: date) -> Outcome:
    if state.answers.get(field.name) in (None, []):
        return _skipped(form, state, field, today)
    return _settled(form, state, field, today)


def _skipped(form: Form, state: State, field: Field, today: date) -> Outcome:
    if not field.optional:
        problem = Problem(NEEDED)
        return Outcome(state, outcome.ask(form, state, field, today, problem=problem))
    if field.gathers and field.name not in state.settled and state.answers.get(field.name):
        return _settled(form, state, field, today)  # files were sent: "skip" cannot mean them
    answers = {**state.answers, field.name: None}
    return _settled(form, replace(state, answers=answers), field, today)


def _settled(
    form: Form, state: State, field: Field, today: date, note: Words | None = None
) -> Outcome:
    settled = (*(name for name in state.settled if name != field.name), field.name)
    state = replace(state, settled=settled)
    if form.lead is not None and form.lead.meant(state.answers):
        return Outcome(state, outcome.Elsewhere(), field.name)
    return _onward(form, state, today, note, field.name)


def _onward(
    form: Form,
    state: State,
    today: date,
    note: Words | None = None,
    answered: str | None = None,
) -> Outcome:
    """To the first question that is still open, or to the review."""
    waiting = form.still_open(state)
    step = waiting[0].name if waiting else REVIEW
    state = replace(state, step=step, editing=False, revision=state.revision + 1)
    return replace(show(form, state, today, note=note), answered=answered)


def _back(form: Form, state: State, field: Field, today: date) -> Outcome:
    if state.editing and not form.still_open(state):
        return _onward(form, state, today)
    names = [item.name for item in form.visible(state.answers)]
    place = names.index(field.name)
    if place == 0:
        return show(form, state, today)
    back = replace(state, step=names[place - 1], editing=False, revision=state.revision + 1)
    return show(form, back, today)


def _prefilled(field: Field, value: Any, answers: Answers, setting: Setting) -> Reading | Problem:
    if isinstance(value, str):
        event: Input = Picked(value) if isinstance(field, Choice) else events.Typed(value)
        return field.read(event, answers, setting)
    problem = field.check(value, answers, setting.today) if field.holds(value) else Problem(NEEDED)
    return problem or Reading(value)
