"""What a form is as declared, and where a person stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from handlers.forms.field import Answers, Field, Words

REVIEW = "review"


@dataclass(frozen=True)
class Lead:
    """The way into another form (``leading``) that what is written here may belong into.

    ``label`` (msgid) stands on a button ``when`` the answers allow; answers that are ``meant`` for
    it lead there without the button.
    """

    label: str
    when: Callable[[Answers], bool]
    meant: Callable[[Answers], bool]


@dataclass(frozen=True)
class Form:
    """A declared form. ``intro`` is said once, before the first question (msgid, HTML allowed).

    ``refuse_file`` gives the words for a file in a form that does not ask for files now.
    """

    name: str
    version: int
    title: str  #: msgid
    fields: tuple[Field, ...]
    intro: str | None = None
    refuse_file: Words | None = None
    lead: Lead | None = None

    def field(self, name: str) -> Field | None:
        """The field of a name, if the form has it."""
        return next((field for field in self.fields if field.name == name), None)

    def visible(self, answers: Answers) -> tuple[Field, ...]:
        """The questions that are asked, given these answers, in order."""
        seen = {name: value for name, value in answers.items() if name.startswith("_")}
        shown = []
        for item in self.fields:
            if item.when is None or item.when(seen):
                shown.append(item)
                if answers.get(item.name) is not None:
                    seen[item.name] = answers[item.name]
        return tuple(shown)

    def may_lead(self, answers: Answers) -> bool:
        """Whether the way into the other form is offered."""
        return self.lead is not None and self.lead.when(answers)

    def still_open(self, state: State) -> list[Field]:
        """The questions that are neither answered nor skipped."""
        return [field for field in self.visible(state.answers) if field.name not in state.settled]


@dataclass(frozen=True)
class State:
    """Where a person stands in a form: JSON all through, kept in the draft.

    ``settled``: the fields that were answered or skipped. ``revision`` changes whenever the
    question on the screen changes, and is carried by its buttons.
    """

    form: str
    version: int
    step: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    revision: int = 0
    editing: bool = False
    settled: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The state as a JSON object."""
        return {
            "form": self.form,
            "version": self.version,
            "step": self.step,
            "answers": dict(self.answers),
            "revision": self.revision,
            "editing": self.editing,
            "settled": list(self.settled),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> State:
        """The state written by ``to_json``; parts that are missing get their beginnings."""
        return cls(
            form=str(data.get("form", "")),
            version=int(data.get("version", 0)),
            step=str(data.get("step", "")),
            answers=dict(data.get("answers") or {}),
            revision=int(data.get("revision", 0)),
            editing=bool(data.get("editing", False)),
            settled=tuple(data.get("settled") or ()),
        )
