"""Where a person stands in a form, as it is kept in the draft."""

from __future__ import annotations

from handlers.forms.form import State
from storage.drafts import Draft


def state(draft: Draft) -> State:
    """Where the person stands."""
    return State(
        form=draft.form,
        version=draft.form_version,
        step=draft.step,
        answers=draft.answers,
        revision=draft.revision,
        editing=bool(draft.data.get("editing")),
        settled=tuple(draft.data.get("settled", ())),
    )


def put(draft: Draft, state: State) -> None:
    """Write into the draft where the person stands now; `drafts.save` keeps it."""
    draft.form = state.form
    draft.form_version = state.version
    draft.step = state.step
    draft.answers = dict(state.answers)
    draft.revision = state.revision
    draft.data = {
        **draft.data,
        "editing": state.editing,
        "settled": list(state.settled),
    }
