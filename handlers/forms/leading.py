"""Where a form leads into another one: a complaint into the report of a figure of the yearbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from handlers.forms import discrepancy, outcome
from handlers.forms.field import Answers
from handlers.forms.form import Form, State
from handlers.forms.outcome import Elsewhere, Outcome
from handlers.i18n.translator import N_

#: Answers of a complaint that have no question of the report's own.
CARRIED: Final[tuple[str, ...]] = (
    "identity",
    "related",
    "when",
    "figure_place",
    "contact",
    "phone",
)
LED: Final = N_("What you have written is kept; please complete it here.")


def follow(form: Form, before: Outcome, today: date) -> tuple[Form, Outcome]:
    """The other form with what was written, where the outcome leads there; else both as given."""
    if not isinstance(before.show, Elsewhere):
        return form, before
    answers = dict(_reported(before.state.answers))
    settled = tuple(name for name in answers if not name.startswith("_"))
    other = discrepancy.FORM
    state = State(other.name, 0, "", answers, before.state.revision, settled=settled)
    return other, outcome.show(other, state, today)


def _reported(answers: Answers) -> Mapping[str, Any]:
    """What was written in a complaint, as answers of a report; nothing is left behind."""
    told = {name: value for name, value in answers.items() if value not in (None, [], "")}
    facts = {name: value for name, value in told.items() if name.startswith("_")}
    kept = {name: told[name] for name in (*CARRIED, "files", "name") if name in told}
    words = [told[name] for name in ("text", "figure_reason") if name in told]
    reason = {"reason": "\n\n".join(words)} if words else {}
    printed = {"printed": told["figure_value"]} if "figure_value" in told else {}
    carried = [name for name in CARRIED if name in told]
    return {**facts, **kept, **reason, **printed, discrepancy.CARRIED: carried}
