"""What all fields of a form have in common, and the words they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from handlers.forms.events import Input, Sent
from handlers.i18n.translator import N_, Html, Translator

#: Field name -> JSON value. Names that begin with "_" are facts given from outside (the office).
Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """A sentence that waits for its language: a msgid and what fills its slots."""

    msgid: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def text(self, t: Translator) -> str:
        """As plain text."""
        return t.text(self.msgid, **_filled(self.values, t))

    def html(self, t: Translator) -> Html:
        """As Telegram HTML; the values are escaped."""
        return t.html(self.msgid, **_filled(self.values, t))


def _filled(values: Mapping[str, Any], t: Translator) -> dict[str, Any]:
    return {name: v.text(t) if isinstance(v, Words) else v for name, v in values.items()}


@dataclass(frozen=True)
class Problem(Words):
    """Why an answer was not taken, and what to do. The question stays open.

    ``raw`` is what was typed, so that it can be shown again. ``is_declined``: understood, but this
    is a thing the office may not give; the person can say it in other words, or leave.
    """

    raw: str | None = None
    is_declined: bool = False


@dataclass(frozen=True)
class Reading:
    """An answer that was taken. ``is_open``: more may follow (files, several options).

    ``note`` is something the person should know although the answer was taken.
    """

    value: Any
    is_open: bool = False
    note: Words | None = None


@dataclass(frozen=True)
class Setting:
    """What reading may need from outside: the day, and who knows reference numbers."""

    today: date  #: in the zone of the office
    read_reference: Callable[[str], str | None] | None = None


#: A rule of a form over the value of a field: refuse it, or say something with it, or nothing.
Rule = Callable[[Any, Answers, date], "Problem | Words | None"]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question of a form.

    ``label`` is the short name in the review and on cards, ``prompt`` the question, ``hint`` a
    line of help below it; all msgids, Telegram HTML allowed in prompt and hint. ``when`` says
    whether the question is asked, given the answers to the questions before it. ``is_private``:
    shown masked on cards. ``values`` fills the slots of prompt and hint.
    """

    name: str
    label: str
    prompt: str
    hint: str | None = None
    optional: bool = False
    when: Callable[[Answers], bool] | None = None
    is_private: bool = False
    values: Callable[[Answers, date], Mapping[str, Any]] | None = None
    rules: tuple[Rule, ...] = ()

    @property
    def is_answer(self) -> bool:
        """False: it only says something and is no part of the result."""
        return True

    @property
    def gathers(self) -> bool:
        """True: several inputs make one answer, and ``Done`` ends it."""
        return False

    def read(self, raw: Input, answers: Answers, setting: Setting) -> Reading | Problem:
        """Take an answer or say politely why not; what was typed is kept in the problem."""
        found = self._read(raw, answers, setting)
        if isinstance(found, Reading):
            found = self._judged(found, answers, setting.today)
        if isinstance(found, Problem) and found.raw is None:
            return Problem(found.msgid, found.values, _typed(raw), found.is_declined)
        return found

    def check(self, value: Any, answers: Answers, today: date) -> Problem | None:
        """Whether a stored answer still holds on this day; asked before it is submitted."""
        judged = self._judged(Reading(value), answers, today)
        return judged if isinstance(judged, Problem) else None

    def holds(self, value: Any) -> bool:
        """Whether the JSON value has the shape of an answer to this field."""
        return isinstance(value, str)

    def show(self, value: Any, t: Translator) -> str:
        """The answer as plain text for the review and for cards (the caller escapes it)."""
        del t
        return str(value)

    def show_masked(self, value: Any, t: Translator) -> str:
        """The answer for eyes that need not see all of it (private fields on group cards)."""
        return self.show(value, t)

    def _read(self, raw: Input, answers: Answers, setting: Setting) -> Reading | Problem:
        del raw, answers, setting
        return Problem(PRESS)

    def _judged(self, found: Reading, answers: Answers, today: date) -> Reading | Problem:
        note = found.note
        for rule in self.rules:
            verdict = rule(found.value, answers, today)
            if isinstance(verdict, Problem):
                return verdict
            note = verdict or note
        return Reading(found.value, found.is_open, note)


def _typed(raw: Input) -> str | None:
    if isinstance(raw, Sent):
        return raw.file.caption
    return getattr(raw, "text", None) or getattr(raw, "phone", None)


PRESS = N_("Please use one of the buttons below this question.")
WRITE = N_("Please answer this question in writing, as a text message.")
NO_FILE_HERE = N_(
    "This question is answered in words, so the file was <b>not recorded</b>. "
    "Please write your answer."
)
