"""A form as a conversation: update → event → engine → draft → the next screen.

The draft lies in the database after every answer, so the talk goes on after a restart and on
any replica. What the events do is the engine's; what is shown is `screens`'; what becomes of
a finished form is `submission`'s.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from telegram import Update

from handlers import buttons, forms, guard, keyboards
from handlers.forms import (
    engine,
    inputs,
    kept,
    leading,
    offers,
    proposals,
    screens,
    submission,
)
from handlers.forms import outcome as outcomes
from handlers.forms.fields import Consent, Phone
from handlers.forms.form import Form, State
from handlers.forms.outcome import Ask, Dropped, Elsewhere, Finished, Outcome, Review, Stale
from handlers.i18n.translator import N_
from handlers.visitor import menu
from storage import drafts
from storage.drafts import Draft
from storage.tickets import reference

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from handlers.i18n.translator import Translator

#: Seconds the next screen waits for further parts of an album.
GATHER = 1.0


def today(context: OfficeContext) -> date:
    """The day in the zone of the office."""
    return context.now.astimezone(context.services.zone).date()


async def is_open(context: OfficeContext) -> bool:
    """Whether the person is in the middle of a form."""
    return await drafts.load(context.tx, context.person.id) is not None


async def start(context: OfficeContext, name: str, prefill: dict[str, Any]) -> None:
    """Begin a form with what is known already; its introduction is said once."""
    if not await guard.may_open(context):
        return
    form, office = forms.FORMS[name], context.office
    facts = {
        "_office": office.id if office else None,
        "_documents_in_chat": office.accepts_documents_in_chat if office else True,
        **prefill,
    }
    outcome = engine.start(form, facts, today=today(context), read_reference=_reader(context))
    draft = Draft(
        person_id=context.person.id,
        form=name,
        form_version=form.version,
        step=outcome.state.step,
        office=office.id if office else None,
    )
    if form.intro:
        await context.out.text(context.person.id, context.t.html(form.intro))
    if "subject" in outcome.state.answers:
        await offers.filled_in(context, str(outcome.state.answers["subject"]))
        outcome = replace(outcome, answered="subject")
    await _go_on(context, form, draft, outcome)


async def answered(update: Update, context: OfficeContext) -> bool:
    """Take a message as the answer to the open question; False when no form is open."""
    message = update.effective_message
    draft = await drafts.load(context.tx, context.person.id)
    if message is None or draft is None or draft.form not in forms.FORMS:
        return False
    form = forms.FORMS[draft.form]
    state = kept.state(draft)
    event = inputs.of_message(message, form, state, context)
    if event is None:
        text = context.t.html(N_("I cannot read this kind of message. Please write it as text."))
        await context.out.text(context.person.id, text)
        return True
    outcome = engine.advance(
        form, state, event, today=today(context), read_reference=_reader(context)
    )
    context.work.outcome = f"form:{form.name}:{state.step}"
    delay = GATHER if message.media_group_id else 0.0
    if isinstance(form.field(state.step), Phone) and outcome.state.step != state.step:
        await context.out.text(
            context.person.id,
            context.t.html(N_("Thank you.")),
            keyboard=menu.keyboard(context.t, context.services, context.office),
        )
    await _go_on(context, form, draft, outcome, delay=delay)
    return True


async def pressed(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """Take a pressed button of a form; an old one says so and does no harm."""
    query = update.callback_query
    draft = await drafts.load(context.tx, context.person.id)
    event = inputs.of_press(press)
    if query is None or query.message is None or draft is None or event is None:
        context.answer(context.t.text(N_("This question has moved on.")))
        return
    form = forms.FORMS[draft.form]
    state = kept.state(draft)
    outcome = engine.advance(
        form,
        state,
        event,
        today=today(context),
        read_reference=_reader(context),
        revision=press.number(0),
    )
    if isinstance(outcome.show, Stale):
        context.answer(context.t.text(N_("This question has moved on.")))
        return
    context.answer()
    context.work.outcome = f"form:{form.name}:{state.step}"
    same = outcome.state.revision == state.revision and isinstance(outcome.show, Ask)
    message_id = query.message.message_id
    if not same:
        await _settle(context, form, state, outcome, message_id)
    await _go_on(context, form, draft, outcome, in_place=message_id if same else None)


async def _go_on(
    context: OfficeContext,
    form: Form,
    draft: Draft,
    outcome: Outcome,
    *,
    in_place: int | None = None,
    delay: float = 0.0,
) -> None:
    """Keep the state and show what comes next."""
    if isinstance(outcome.show, Elsewhere):
        form, outcome = leading.follow(form, outcome, today(context))
        await context.out.text(context.person.id, _introduced(form, context.t))
    outcome = proposals.attach(context, form, outcome)
    shown, state = outcome.show, outcome.state
    if isinstance(shown, Finished):
        await submission.submit(context, form, draft, shown.answers)
        await drafts.discard(context.tx, context.person.id)
        return
    if isinstance(shown, Dropped):
        await _drop(context)
        return
    if isinstance(shown, Stale | Elsewhere):
        return
    kept.put(draft, state)
    await drafts.save(context.tx, draft, context.now)
    if outcome.answered == "subject" and not state.editing and form.name == "request":
        await offers.published(context, str(state.answers.get("subject", "")))
    await _show(context, form, state, shown, in_place=in_place, delay=delay)


def _introduced(form: Form, t: Translator) -> str:
    """What is said where another form has led into this one."""
    return "\n\n".join([t.html(form.intro or form.title), t.html(leading.LED)])


async def _show(
    context: OfficeContext,
    form: Form,
    state: State,
    shown: Ask | Review,
    *,
    in_place: int | None,
    delay: float,
) -> None:
    t = context.t
    if isinstance(shown, Ask):
        text = screens.question(form, shown, t)
        keyboard = screens.question_keyboard(form, shown, state, t)
    else:
        text = screens.review(form, shown, t)
        keyboard = screens.review_keyboard(form, shown, state, t)
    if in_place is not None and "inline_keyboard" in keyboard:
        await context.out.edit(context.person.id, text, message_id=in_place, keyboard=keyboard)
        return
    await context.out.text(context.person.id, text, keyboard=keyboard, key="form", delay=delay)


async def _settle(
    context: OfficeContext, form: Form, before: State, outcome: Outcome, message_id: int
) -> None:
    """The pressed question loses its buttons and keeps the answer that was given."""
    field = form.field(outcome.answered) if outcome.answered else None
    if field is None or not field.is_answer or isinstance(field, Consent):
        await context.out.edit_keyboard(context.person.id, keyboards.NONE, message_id=message_id)
        return
    t = context.t
    value = outcome.state.answers.get(field.name)
    is_left_out = value in (None, [], "")
    shown = t.text(N_("left out")) if is_left_out else field.show(value, t)
    text = screens.settled(t.text(field.label), shown, t)
    await context.out.edit(context.person.id, text, message_id=message_id, keyboard=keyboards.NONE)


async def cancel(update: Update, context: OfficeContext) -> None:
    """/cancel: leave the open form, if there is one."""
    if await is_open(context):
        await _drop(context)
        return
    text = context.t.html(N_("There is nothing to cancel. Write your question at any time."))
    await context.out.text(context.person.id, text)


async def _drop(context: OfficeContext) -> None:
    await drafts.discard(context.tx, context.person.id)
    await context.out.text(
        context.person.id,
        context.t.html(N_("The form was cancelled; nothing was registered.")),
        keyboard=menu.keyboard(context.t, context.services, context.office),
        key="form",
    )


async def resume(context: OfficeContext) -> None:
    """Show the open question again."""
    draft = await drafts.load(context.tx, context.person.id)
    if draft is None:
        return
    form = forms.FORMS[draft.form]
    outcome = outcomes.show(form, kept.state(draft), today(context))
    await _go_on(context, form, draft, outcome)


def _reader(context: OfficeContext) -> Any:
    codes = [context.services.knowledge.offices[one].code for one in context.services.offices]
    return lambda text: reference.read(text, codes)
