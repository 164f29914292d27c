"""What the subject of a data request says already becomes its later answers, one press each.

Its years, its level and place and its breakdown are put down as answers that are not settled yet:
each question shows its own, and a press takes it. The indicator is put down at once; it is on the
last page and can be changed there like every answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handlers.forms import outcome as outcomes
from handlers.forms.outcome import Ask, Outcome, Review
from handlers.i18n import dates
from handlers.i18n.translator import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from handlers.context import OfficeContext
    from handlers.forms.form import Form
    from handlers.i18n.translator import Translator
    from knowledge.dimensions.values import Dimensions

#: A fact: the question that led to the form, where the subject is the title it found.
WORDS = "_words"
#: A fact: the subject names an indicator.
INDICATOR = "_indicator"
FORM, SUBJECT = "request", "subject"
BREAKDOWNS: dict[str, str] = {
    "sex": N_("sex"),
    "age": N_("age"),
    "area": N_("urban and rural"),
    "season": N_("season"),
    "month": N_("month"),
}
EVERY = N_("all of the province")
_WITHOUT_PLACE = frozenset({"country", "province"})


def attach(context: OfficeContext, form: Form, outcome: Outcome) -> Outcome:
    """Where the subject was answered just now, the outcome with what it proposes."""
    shown = outcome.show
    if form.name != FORM or outcome.answered != SUBJECT or not isinstance(shown, Ask | Review):
        return outcome
    today = dates.local_date(context.now, context.services.zone)
    state, answers = outcome.state, dict(outcome.state.answers)
    words = f"{answers[SUBJECT]} {answers.pop(WORDS, '')}"
    asked = context.services.understanding.read(words, today)
    named = _indicator(context, asked)
    answers |= {INDICATOR: bool(named), "indicator": named or None}
    settled = tuple(dict.fromkeys((*state.settled, "indicator")))
    _propose(form, answers, settled, _values(asked, context.t), today)
    state = replace(state, answers=answers, settled=settled)
    problem = shown.problem if isinstance(shown, Ask) else None
    fresh = outcomes.show(form, state, today, note=shown.note)
    if problem is not None and isinstance(fresh.show, Ask):
        fresh = replace(fresh, show=replace(fresh.show, problem=problem))
    return replace(fresh, answered=SUBJECT)


def _propose(
    form: Form,
    answers: dict[str, Any],
    settled: tuple[str, ...],
    values: Mapping[str, Any],
    today: date,
) -> None:
    """Put down what holds, for questions still open; what another subject proposed goes."""
    names = ["period", "geography", "breakdown"]
    names += [field.name for field in form.fields if field.name.startswith("place_")]
    for name in names:
        field = form.field(name)
        if field is None or name in settled:
            continue
        value = values.get(name)
        holds = value is not None and field.holds(value)
        answers[name] = value if holds and field.check(value, answers, today) is None else None


def _values(asked: Dimensions, t: Translator) -> dict[str, Any]:
    """The answers by the names of their questions."""
    found: dict[str, Any] = {}
    if asked.period is not None:
        found["period"] = [asked.period.first, asked.period.last]
    if asked.level is not None:
        found["geography"] = asked.level
        if asked.level not in _WITHOUT_PLACE:
            place = asked.place.name_in(t.language) if asked.place else t.text(EVERY)
            found[f"place_{asked.level}"] = place
    if asked.breakdowns:
        names = [t.text(BREAKDOWNS[one]) for one in asked.breakdowns]
        found["breakdown"] = t.text(N_(", ")).join(names)
    return found


def _indicator(context: OfficeContext, asked: Dimensions) -> str:
    """The indicators by the first name that the content has for them in that language."""
    t, known = context.t, context.services.knowledge.words.indicators
    names = [_name(known[one], t.language) for one in asked.indicators if one in known]
    return str(t.text(N_(", ")).join(name for name in names if name))


def _name(names: tuple[str, ...] | list[str], language: str) -> str:
    """The content names them in Persian and English; an Arabic name would be a guess."""
    if language == "ar":
        return ""
    return next((name for name in names if name.isascii() == (language == "en")), "")
