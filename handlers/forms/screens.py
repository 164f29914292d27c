"""What a form shows, as a message: the question or the review, and the buttons under it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from handlers import keyboards
from handlers.buttons import Verb
from handlers.forms import summary
from handlers.forms.fields import Choice, Consent, Info, Phone, Problem
from handlers.i18n.translator import N_

if TYPE_CHECKING:
    from handlers.forms.fields import Words
    from handlers.forms.form import Form, State
    from handlers.forms.outcome import Ask, Review
    from handlers.i18n.translator import Translator

#: Letters of a proposed answer that a button shows.
PROPOSED = 40
#: Letters that are shown of what was typed and not taken.
SHOWN = 300
#: So many options stand one below the other; more stand in two columns.
FEW = 3
#: Typed instead of pressed where a reply keyboard stands (the question for the phone).
SKIP, BACK, CANCEL = N_("⏭ Skip"), N_("◀️ Back"), N_("✖️ Cancel")
SUBMIT = N_("📨 Submit")
GO_ON = (N_("✅ Understood, go on"), N_("✅ That is all, go on"), N_("✅ Keep this answer"))


def question(form: Form, ask: Ask, t: Translator) -> str:
    """One question: where it stands in the form, what was wrong, what is asked."""
    parts: list[str] = [
        t.html(
            N_("<i>{form} · question {index} of {total}</i>"),
            form=t.text(form.title),
            index=ask.index,
            total=ask.total,
        )
    ]
    if ask.problem is not None:
        parts += _said("⚠️", ask.problem, t)
    if ask.note is not None:
        parts += _said("☝️", ask.note, t)
    parts.append(f"<b>{ask.prompt.html(t)}</b>")
    if ask.hint is not None:
        parts.append(ask.hint.html(t))
    if ask.value not in (None, [], "") and (ask.can_keep or ask.can_finish):
        shown = html.escape(ask.field.show(ask.value, t), quote=False)
        head = N_("As I read your subject:") if ask.is_proposed else N_("So far:")
        parts.append(t.html(head) + "\n" + shown)
    return "\n\n".join(parts)


def _said(sign: str, words: Words, t: Translator) -> list[str]:
    """A word about the answer; what was typed and not taken is shown again."""
    parts = [f"{sign} {words.html(t)}"]
    if isinstance(words, Problem) and words.raw:
        parts.append(t.html(N_("You wrote: {text}"), text=words.raw[:SHOWN]))
    return parts


def question_keyboard(form: Form, ask: Ask, state: State, t: Translator) -> keyboards.Markup:
    """The options of a question, then done, skip, back and cancel."""
    field, revision = ask.field, state.revision
    if isinstance(field, Phone):
        others = [t.text(SKIP)] if ask.can_skip else []
        others += [t.text(BACK)] if ask.can_go_back else []
        return keyboards.ask_contact(
            t.text(N_("📱 Share my phone number")), [*others, t.text(CANCEL)]
        )
    rows: list[keyboards.Row] = []
    if isinstance(field, Choice):
        chosen = ask.value if isinstance(ask.value, list) else []
        options = [
            keyboards.button(
                ("☑️ " if option.value in chosen else "") + t.text(option.label),
                Verb.STEP,
                revision,
                "pick",
                option.value,
            )
            for option in field.options
        ]
        rows += keyboards.grid(options, 2 if len(options) > FEW else 1)
    elif isinstance(field, Consent):
        rows.append(
            [keyboards.button(t.text(N_("✅ I agree")), Verb.STEP, revision, "pick", "yes")]
        )
    rows.append(_going_on(ask, revision, t))
    rows.append(_leading(form, state, t))
    rows.append(_controls(ask, revision, t))
    return keyboards.inline(rows)


def _going_on(ask: Ask, revision: int, t: Translator) -> keyboards.Row:
    if isinstance(ask.field, Info):
        label = GO_ON[0]
    elif ask.can_finish:
        label = GO_ON[1]
    elif ask.can_keep:
        label = GO_ON[2]
    else:
        return []
    text = t.text(label)
    if ask.is_proposed:
        text = t.text(N_("✅ Yes: {answer}"), answer=ask.field.show(ask.value, t)[:PROPOSED])
    return [keyboards.button(text, Verb.STEP, revision, "done", None)]


def _leading(form: Form, state: State, t: Translator) -> keyboards.Row:
    if form.lead is None or not form.may_lead(state.answers):
        return []
    label = t.text(form.lead.label)
    return [keyboards.button(label, Verb.STEP, state.revision, "lead", None)]


def _controls(ask: Ask, revision: int, t: Translator) -> keyboards.Row:
    row = []
    if ask.can_skip:
        row.append(keyboards.button(t.text(SKIP), Verb.STEP, revision, "skip", None))
    if ask.can_go_back:
        row.append(keyboards.button(t.text(BACK), Verb.STEP, revision, "back", None))
    row.append(keyboards.button(t.text(CANCEL), Verb.STEP, revision, "cancel", None))
    return row


def review(form: Form, shown: Review, t: Translator) -> str:
    """All answers, before anything is registered."""
    parts = [
        t.html(N_("<b>{form}: please check</b>"), form=t.text(form.title)),
        *(_said("☝️", shown.note, t) if shown.note is not None else ()),
        "\n".join(
            summary.line(field, value, t)
            for field, value in shown.items
            if value not in (None, [], "")
        ),
        t.html(N_("Nothing is registered until you press “Submit”.")),
    ]
    return "\n\n".join(part for part in parts if part)


def review_keyboard(form: Form, shown: Review, state: State, t: Translator) -> keyboards.Markup:
    """Submit, an edit button for each question, back and cancel."""
    revision = state.revision
    submit = keyboards.button(t.text(SUBMIT), Verb.STEP, revision, "submit", None)
    edits = [
        keyboards.button(f"✏️ {t.text(field.label)}", Verb.STEP, revision, "edit", field.name)
        for field, _ in shown.items
    ]
    controls = [
        keyboards.button(t.text(BACK), Verb.STEP, revision, "back", None),
        keyboards.button(t.text(CANCEL), Verb.STEP, revision, "cancel", None),
    ]
    lead = _leading(form, state, t)
    return keyboards.inline([[submit], *keyboards.grid(edits, 2), lead, controls])


def settled(ask_label: str, value: str, t: Translator) -> str:
    """What stays of a question once it was answered by a button."""
    label = html.escape(ask_label, quote=False)
    return t.html(N_("<b>{label}:</b>"), label=label) + " " + html.escape(value, quote=False)
