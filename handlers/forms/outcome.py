"""What a form shows next, made out of a form and a state; and states fitted to changed forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers.forms.events import Sent
from handlers.forms.field import NO_FILE_HERE, Field, Problem, Reading, Setting, Words
from handlers.forms.fields import Files, Info
from handlers.forms.form import REVIEW, Form, State
from handlers.i18n.translator import N_

FILE_KEPT = N_("Your file was added to the files of this form.")


@dataclass(frozen=True)
class Ask:
    """Ask this question (again, if there is a ``problem``). ``value`` is the answer so far."""

    field: Field
    prompt: Words
    hint: Words | None
    index: int  #: 1 for the first question
    total: int  #: questions visible now; may change with the answers
    value: Any = None
    problem: Problem | None = None
    note: Words | None = None
    can_go_back: bool = True
    can_skip: bool = False
    can_keep: bool = False  #: there is an earlier answer: offer ``Done`` to keep it
    is_proposed: bool = False  #: it was not given here but follows from another answer
    can_finish: bool = False  #: gathering: offer ``Done`` to go on


@dataclass(frozen=True)
class Review:
    """Show all answers, with "edit" for each, before "submit"."""

    items: tuple[tuple[Field, Any], ...]  #: value None: left out
    note: Words | None = None


@dataclass(frozen=True)
class Finished:
    """Submitted. ``answers``: what was asked and answered, and nothing else."""

    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Dropped:
    """Given up by the person."""


@dataclass(frozen=True)
class Elsewhere:
    """It goes on in the form that this one leads to, with the answers given here."""


@dataclass(frozen=True)
class Stale:
    """A button of a question that has moved on; nothing changed."""


Show = Ask | Review | Finished | Dropped | Elsewhere | Stale


@dataclass(frozen=True)
class Outcome:
    """The next state, what to show, and the name of the field that was answered just now."""

    state: State
    show: Show
    answered: str | None = None


def show(form: Form, state: State, today: date, *, note: Words | None = None) -> Outcome:
    """What is on the screen in this state (to say it again after a question in between)."""
    current = migrate(form, state)
    if current.step == REVIEW:
        return Outcome(current, review(form, current, note))
    field = form.field(current.step)
    if field is None:  # a form without questions
        return Outcome(replace(current, step=REVIEW), review(form, current, note))
    return Outcome(current, ask(form, current, field, today, note=note))


def migrate(form: Form, state: State) -> State:
    """The state fitted to the form: answers whose fields still exist and can hold them are kept.

    Gives the same state back when it fits already.
    """
    visible = form.visible(state.answers)
    known = {field.name for field in visible} | {REVIEW}
    same = (state.form, state.version) == (form.name, form.version)
    if same and state.step in known and (state.step != REVIEW or not form.still_open(state)):
        return state
    answers = {
        name: value for name, value in state.answers.items() if _still_fits(form, name, value)
    }
    settled = tuple(name for name in state.settled if name in answers and form.field(name))
    fitted = replace(
        state,
        form=form.name,
        version=form.version,
        answers=answers,
        settled=settled,
        editing=False,
        revision=state.revision + 1,
    )
    waiting = form.still_open(fitted)
    names = {field.name for field in form.visible(answers)}
    step = state.step if state.step in names else waiting[0].name if waiting else REVIEW
    return replace(fitted, step=step)


def ask(
    form: Form,
    state: State,
    field: Field,
    today: date,
    *,
    problem: Problem | None = None,
    note: Words | None = None,
) -> Ask:
    """The question of a field with all that a screen needs."""
    names = [item.name for item in form.visible(state.answers)]
    values = dict(field.values(state.answers, today)) if field.values else {}
    value = state.answers.get(field.name)
    is_settled = field.name in state.settled
    return Ask(
        field=field,
        prompt=Words(field.prompt, values),
        hint=Words(field.hint, values) if field.hint else None,
        index=names.index(field.name) + 1 if field.name in names else 1,
        total=len(names),
        value=value,
        problem=problem,
        note=note,
        can_go_back=state.editing or field.name != names[0],
        can_skip=field.optional and (is_settled or not value or not field.gathers),
        can_keep=value is not None and not field.gathers,
        is_proposed=value is not None and not is_settled and not field.gathers,
        can_finish=field.gathers and bool(value),
    )


def review(form: Form, state: State, note: Words | None) -> Review:
    """All visible questions with their answers."""
    items = tuple(
        (field, state.answers.get(field.name))
        for field in form.visible(state.answers)
        if field.is_answer
    )
    return Review(items, note)


def _still_fits(form: Form, name: str, value: Any) -> bool:
    if name.startswith("_"):
        return True
    field = form.field(name)
    return field is not None and (value is None or field.holds(value))


def file_in_between(form: Form, state: State, event: Sent, setting: Setting) -> Outcome:
    """A file that comes while another question is open: kept if the form takes files at all."""
    visible = form.visible(state.answers)
    files = next((field for field in visible if isinstance(field, Files)), None)
    refused = form.refuse_file or Words(NO_FILE_HERE)
    note: Words = Problem(refused.msgid, refused.values, event.file.caption)
    if files is not None:
        found = files.read(event, state.answers, setting)
        note = found if isinstance(found, Problem) else Words(FILE_KEPT)
        if isinstance(found, Reading):
            state = replace(state, answers={**state.answers, files.name: found.value})
    elif any(isinstance(field, Info) for field in visible):
        info = next(field for field in visible if isinstance(field, Info))
        found = info.read(event, state.answers, setting)
        note = found if isinstance(found, Problem) else note
    return show(form, state, setting.today, note=note)
