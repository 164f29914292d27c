"""Questions answered with buttons: a choice, a consent, an information to be taken note of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers.forms.events import Done, Input, Picked, Sent, Typed
from handlers.forms.field import PRESS, Answers, Field, Problem, Reading, Setting, Words
from handlers.i18n.translator import N_, Translator
from handlers.i18n.typed_dates import fold

NO_CONSENT = N_(
    "Without your agreement nothing can be recorded. Agree with the button below, "
    "or cancel: then everything you wrote here is thrown away."
)
YES_WORDS = (
    "yes",
    "ok",
    "i agree",
    "agree",
    "بله",
    "بلی",
    "آره",
    "باشه",
    "حتما",
    "متوجه شدم",
    "موافقم",
    "قبول",
    "نعم",
    "أوافق",
    "موافق",
)
NO_WORDS = ("no", "خیر", "نه", "مخالفم", "لا")
YES = N_("✅ Yes")
_BETWEEN = re.compile(r"[,،;؛\n/+]|\s(?:و|and|&)\s")


@dataclass(frozen=True)
class Option:
    """One button of a choice. ``words``: what people may type instead of pressing it."""

    value: str
    label: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of several buttons, or with ``many`` several of them, ended by ``Done``."""

    options: tuple[Option, ...]
    many: bool = False

    @property
    def gathers(self) -> bool:
        """Several options make one answer."""
        return self.many

    def picked(self, text: str, t: Translator) -> Picked | None:
        """The option whose label in the language of ``t`` somebody typed instead of pressing it."""
        wanted = bare(text)
        for option in self.options:
            if wanted == bare(t.text(option.label)):
                return Picked(option.value)
        return None

    def typed(self, text: str, t: Translator) -> Picked | Typed:
        """What was typed, with the labels of the language in it read as their options."""
        if not self.many:
            return self.picked(text, t) or Typed(text)
        parts = [text] if self.picked(text, t) else _split(text)
        found = [(part, self.picked(part, t)) for part in parts]
        return Typed(", ".join(option.value if option else part for part, option in found))

    def holds(self, value: Any) -> bool:
        """An option, or a list of them."""
        known = {option.value for option in self.options}
        if self.many:
            return isinstance(value, list) and all(item in known for item in value)
        return isinstance(value, str) and value in known

    def show(self, value: Any, t: Translator) -> str:
        """The labels."""
        labels = {option.value: option.label for option in self.options}
        chosen = value if isinstance(value, list) else [value]
        joint = N_("{first}, {second}")
        shown = [t.text(labels[item]) if item in labels else str(item) for item in chosen]
        joined = shown[0] if shown else ""
        for item in shown[1:]:
            joined = t.text(joint, first=joined, second=item)
        return joined

    def _read(self, raw: Input, answers: Answers, setting: Setting) -> Reading | Problem:
        del setting
        if isinstance(raw, Typed):
            return self._typed(raw.text, answers.get(self.name))
        if not isinstance(raw, Picked) or not self.holds([raw.value] if self.many else raw.value):
            return Problem(PRESS)
        if not self.many:
            return Reading(raw.value)
        return Reading(_toggled(self.options, answers.get(self.name), raw.value), is_open=True)

    def _typed(self, text: str, chosen: Any) -> Reading | Problem:
        if not self.many:
            value = self._option_of(text)
            return Problem(PRESS) if value is None else Reading(value)
        parts = [self._option_of(part) for part in _split(text)]
        known = [part for part in parts if part is not None]
        if not known or len(known) != len(parts):
            return Problem(PRESS)
        known += chosen if isinstance(chosen, list) else []
        return Reading([o.value for o in self.options if o.value in known])

    def _option_of(self, text: str) -> str | None:
        wanted = bare(text)
        for option in self.options:
            if wanted in {bare(name) for name in (option.value, option.label, *option.words)}:
                return option.value
        place = int(wanted) if wanted.isdecimal() and len(wanted) <= 2 else 0  # noqa: PLR2004
        # where the values are numbers themselves (stars), a number is never a place in the list
        is_place = 0 < place <= len(self.options) and not self.options[0].value.isdecimal()
        return self.options[place - 1].value if is_place else None


def _toggled(options: Sequence[Option], chosen: Any, value: str) -> list[str]:
    held = set(chosen) if isinstance(chosen, list) else set()
    held ^= {value}
    return [option.value for option in options if option.value in held]


def bare(text: str) -> str:
    """Letters and digits only: the picture in front of a label is not typed."""
    return "".join(char for char in fold(text) if char.isalnum())


def _split(text: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


@dataclass(frozen=True, kw_only=True)
class Consent(Field):
    """The terms, to be agreed to: ``Picked("yes")`` or a word for yes."""

    def holds(self, value: Any) -> bool:
        """Only "agreed" is ever kept."""
        return value is True

    def show(self, value: Any, t: Translator) -> str:
        """Yes."""
        del value
        return t.text(YES)

    def _read(self, raw: Input, answers: Answers, setting: Setting) -> Reading | Problem:
        del answers, setting
        said = raw.value if isinstance(raw, Picked) else raw.text if isinstance(raw, Typed) else ""
        if bare(said) in {bare(word) for word in YES_WORDS}:
            return Reading(value=True)
        refused = bare(said) in {bare(word) for word in NO_WORDS}
        return Problem(NO_CONSENT if refused else PRESS)


@dataclass(frozen=True, kw_only=True)
class Info(Field):
    """No question but something to know; ``Done`` (or a word for yes) goes on.

    ``refuse_file`` is said when a file is sent here.
    """

    refuse_file: Words

    @property
    def is_answer(self) -> bool:
        """Nothing is asked."""
        return False

    def holds(self, value: Any) -> bool:
        """Only that it was read."""
        return value is True

    def _read(self, raw: Input, answers: Answers, setting: Setting) -> Reading | Problem:
        del answers, setting
        if isinstance(raw, Sent):
            return Problem(self.refuse_file.msgid, self.refuse_file.values)
        agreed = isinstance(raw, Typed) and bare(raw.text) in {bare(w) for w in YES_WORDS}
        return Reading(value=True) if agreed or isinstance(raw, Done | Picked) else Problem(PRESS)
