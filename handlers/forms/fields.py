"""All kinds of fields, in one place to import from; and the plainest of them, words.

Buttons are in ``choices``, files in ``files``, days and years in ``moments``; numbers with a check
digit, telephone, e-mail and references in ``identifiers``.
"""

from __future__ import annotations

from dataclasses import dataclass

from handlers.forms.choices import Choice, Consent, Info, Option
from handlers.forms.events import Input, Sent, Typed
from handlers.forms.field import (
    NO_FILE_HERE,
    WRITE,
    Answers,
    Field,
    Problem,
    Reading,
    Setting,
    Words,
)
from handlers.forms.files import Files
from handlers.forms.identifiers import Email, LegalId, NationalId, Phone, Reference
from handlers.forms.moments import Date, Period
from handlers.i18n import bidi
from handlers.i18n.translator import N_

__all__ = [
    "Answers",
    "Choice",
    "Consent",
    "Date",
    "Email",
    "Field",
    "Files",
    "Info",
    "LegalId",
    "NationalId",
    "Option",
    "Period",
    "Phone",
    "Problem",
    "Reading",
    "Reference",
    "Setting",
    "Text",
    "Words",
]

TOO_SHORT = N_("That is very short. Please write at least {min} characters.")
TOO_LONG = N_(
    "Your text has {length} letters; at most {max} fit here. "
    "Please shorten it, or send the long version as a file when files are asked for."
)


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Words. ``min`` and ``max`` count characters; one line unless ``multiline``."""

    min: int = 2
    max: int = 500
    multiline: bool = False

    def _read(self, raw: Input, answers: Answers, setting: Setting) -> Reading | Problem:
        del answers, setting
        if not isinstance(raw, Typed):
            return Problem(NO_FILE_HERE if isinstance(raw, Sent) else WRITE)
        text = bidi.clean(raw.text).strip()
        if not self.multiline:
            text = " ".join(text.split())
        if len("".join(text.split())) < self.min or not any(char.isalnum() for char in text):
            return Problem(TOO_SHORT, {"min": self.min})
        if len(text) > self.max:
            return Problem(TOO_LONG, {"length": len(text), "max": self.max})
        return Reading(text)
