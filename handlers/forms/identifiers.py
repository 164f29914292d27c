"""Fields with a form of their own: national and legal ID, telephone, e-mail, reference number.

Digits of any script are read. The rules of the two IDs are those of the civil registry and of the
register of companies (check digits); nothing is looked up anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import phonenumbers

from handlers.forms.events import Input, Picked, SharedPhone, Typed
from handlers.forms.field import WRITE, Answers, Field, Problem, Reading, Setting
from handlers.i18n import bidi, numbers
from handlers.i18n.translator import N_, Translator

REGION: Final = "IR"
_JOINTS = re.compile(r"[\s\-_./\u200c\u2010-\u2015]+")
_EMAIL = re.compile(
    r"[^\s@<>()\[\],;:\"\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]"
)
_WEIGHTS: Final = (29, 27, 23, 19, 17)

ID_LENGTH = N_(
    "A national ID has ten digits; this has {count}. Please check it, or skip the question."
)
ID_CHECK = N_(
    "This is not a valid national ID: the check digit does not match. "
    "Please check the ten digits, or skip the question."
)
LEGAL_LENGTH = N_(
    "A legal ID has eleven digits; this has {count}. Please check it, or skip the question."
)
LEGAL_CHECK = N_(
    "This is not a valid legal ID: the check digit does not match. "
    "Please check the eleven digits, or skip the question."
)
ONLY_DIGITS = N_("Please write only the digits, for example {example}.")
PHONE_UNREADABLE = N_(
    "This is not a telephone number that can be called. Please write a mobile number such as "
    "{mobile}, or a landline with its area code such as {landline}."
)
EMAIL_UNREADABLE = N_("This is not an e-mail address. It should look like {example}.")
REFERENCE_UNREADABLE = N_(
    "No tracking number could be read from this. It looks like {example}; "
    "you find it in the receipt of that case. You can also skip the question."
)


def is_national_id(digits: str) -> bool:
    """Ten digits, not all the same, the last one right."""
    if not re.fullmatch(r"[0-9]{10}", digits) or len(set(digits)) == 1:
        return False
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return int(digits[9]) == (rest if rest < 2 else 11 - rest)  # noqa: PLR2004 - the rule


def is_legal_id(digits: str) -> bool:
    """Eleven digits, the fourth to ninth not all zero, the last one right."""
    if not re.fullmatch(r"[0-9]{11}", digits) or digits[3:9] == "000000":
        return False
    step = int(digits[9]) + 2
    total = sum(
        (step + int(digit)) * _WEIGHTS[place % len(_WEIGHTS)]
        for place, digit in enumerate(digits[:10])
    )
    return int(digits[10]) == total % 11 % 10


def _digits(raw: Input) -> str | None:
    text = raw.text if isinstance(raw, Typed) else ""
    bare = _JOINTS.sub("", numbers.to_latin(bidi.clean(text)))
    return bare if re.fullmatch(r"[0-9]+", bare) else None


@dataclass(frozen=True, kw_only=True)
class NationalId(Field):
    """The ten digits of a person; eight or nine get their leading zeros back."""

    is_private: bool = True

    def _read(self, raw: Input, answers: Answers, setting: Setting) -> Reading | Problem:
        del answers, setting
        digits = _digits(raw)
        if digits is None:
            return Problem(ONLY_DIGITS, {"example": "0013542419"})
        if not 8 <= len(digits) <= 10:  # noqa: PLR2004 - leading zeros may be missing
            return Problem(ID_LENGTH, {"count": len(digits)})
        padded = digits.zfill(10)
        return Reading(padded) if is_national_id(padded) else Problem(ID_CHECK)

    def show(self, value: Any, t: Translator) -> str:
        """The digits, as the language writes them."""
        return t.digits(str(value))

    def show_masked(self, value: Any, t: Translator) -> str:
        """Only the last three digits."""
        text = str(value)
        return "•" * (len(text) - 3) + t.digits(text[-3:])


@dataclass(frozen=True, kw_only=True)
class LegalId(NationalId):
    """The eleven digits of a company or an executive body."""

    def _read(self, raw: Input, answers: Answers, setting: Setting) -> Reading | Problem:
        del answers, setting
        digits = _digits(raw)
        if digits is None:
            return Problem(ONLY_DIGITS, {"example": "10380284790"})
        if len(digits) != 11:  # noqa: PLR2004 - the rule
            return Problem(LEGAL_LENGTH, {"count": len(digits)})
        return Reading(digits) if is_legal_id(digits) else Problem(LEGAL_CHECK)


@dataclass(frozen=True, kw_only=True)
class Phone(Field):
    """A telephone number, shared or typed; kept as E.164 (+989121234567)."""

    is_private: bool = True

    def _read(self, raw: Input, answers: Answers, setting: Setting) -> Reading | Problem:
        del answers, setting
        typed = raw.phone if isinstance(raw, SharedPhone) else getattr(raw, "text", "")
        latin = numbers.to_latin(bidi.clean(typed)).strip()
        unreadable = Problem(
            PHONE_UNREADABLE, {"mobile": "0912 345 6789", "landline": "025 3290 0000"}
        )
        if isinstance(raw, SharedPhone) and not latin.startswith(("+", "0")):
            latin = f"+{latin}"  # Telegram shares numbers in international form without the plus
        if len(latin) > 40 or re.search(r"[^\W\d]", latin):  # noqa: PLR2004
            return unreadable
        try:
            number = phonenumbers.parse(latin, REGION)
        except phonenumbers.NumberParseException:
            return unreadable
        if not phonenumbers.is_valid_number(number):
            return unreadable
        return Reading(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))

    def show(self, value: Any, t: Translator) -> str:
        """In groups, with the country code, in Latin digits: so Telegram makes it a link."""
        del t
        number = phonenumbers.parse(str(value), REGION)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    def show_masked(self, value: Any, t: Translator) -> str:
        """Only the last three digits."""
        del t
        return "•" * 9 + str(value)[-3:]

    def holds(self, value: Any) -> bool:
        """E.164."""
        return isinstance(value, str) and re.fullmatch(r"\+[0-9]{6,15}", value) is not None


@dataclass(frozen=True, kw_only=True)
class Email(Field):
    """An e-mail address: a plain look at its form, no mail is sent to try it."""

    is_private: bool = True

    def _read(self, raw: Input, answers: Answers, setting: Setting) -> Reading | Problem:
        del answers, setting
        typed = raw.text if isinstance(raw, Typed) else ""
        latin = numbers.to_latin(bidi.clean(typed)).strip().removeprefix("mailto:").strip("<>")
        if len(latin) > 254 or ".." in latin or not _EMAIL.fullmatch(latin):  # noqa: PLR2004
            return Problem(EMAIL_UNREADABLE, {"example": "name@example.ir"})
        local, _, domain = latin.rpartition("@")
        return Reading(f"{local}@{domain.lower()}")

    def show_masked(self, value: Any, t: Translator) -> str:
        """The first letter and the domain."""
        del t
        local, _, domain = str(value).rpartition("@")
        return f"{local[:1]}•••@{domain}"


@dataclass(frozen=True, kw_only=True)
class Reference(Field):
    """The reference number of an earlier case, read as leniently as the caller can.

    How it is read comes with the setting (``read_reference``), since only the storage knows what
    a reference is; without it the text is taken as written.
    """

    def _read(self, raw: Input, answers: Answers, setting: Setting) -> Reading | Problem:
        del answers
        if not isinstance(raw, Typed | Picked):
            return Problem(WRITE)
        typed = bidi.clean(raw.text if isinstance(raw, Typed) else raw.value).strip()[:200]
        found = setting.read_reference(typed) if setting.read_reference else typed[:40]
        if not found:
            return Problem(REFERENCE_UNREADABLE, {"example": "Q-1405-7K3MX9"})
        return Reading(found)
