"""Numbers in Persian, Arabic and Latin digits, both ways.

Babel writes the separators of a language but not its digits, hence these few functions.
"""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from handlers.i18n import bidi

DIGITS: Final = {"fa": "۰۱۲۳۴۵۶۷۸۹", "ar": "٠١٢٣٤٥٦٧٨٩", "en": "0123456789"}
_SEPARATORS: Final = {"fa": ("٬", "٫"), "ar": ("٬", "٫"), "en": (",", ".")}
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([,'٬،\u00a0\u202f ])\d{3}(?:\1\d{3})*)?")
_PLAIN = re.compile(r"[+-]?\d+")


def to_latin(text: str) -> str:
    """``text`` with every decimal digit of any script as 0-9; all else unchanged."""
    return "".join(
        char if char.isascii() or not char.isdecimal() else str(unicodedata.decimal(char))
        for char in text
    )


def to_language(text: str, language: str) -> str:
    """``text`` with every digit as the language writes it (fa ۰-۹, ar ٠-٩, else 0-9)."""
    digits = DIGITS.get(language, DIGITS["en"])
    return "".join(
        digits[ord(char) - 48] if "0" <= char <= "9" else char for char in to_latin(text)
    )


def number(value: float | Decimal, language: str, *, decimals: int = 2) -> str:
    """A quantity with thousands separators: 1234567.5 is ۱٬۲۳۴٬۵۶۷٫۵ in Persian.

    At most ``decimals`` places, without trailing zeros. Not for years and identifiers, which
    carry no separators: those go through ``to_language``.
    """
    plain = f"{value:,}" if isinstance(value, int) else f"{value:,.{decimals}f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    thousands, point = _SEPARATORS.get(language, _SEPARATORS["en"])
    swapped = plain.translate({ord(","): thousands, ord("."): point, ord("-"): "\u2212"})
    return to_language(swapped, language)


def read_int(text: str) -> int | None:
    """The whole number somebody typed, in any digits, with or without separators; None if none."""
    latin = to_latin(bidi.clean(text)).strip().replace("\u2212", "-")
    if _PLAIN.fullmatch(latin) or _GROUPED.fullmatch(latin):
        return int(re.sub(r"[^\d+-]", "", latin)) if len(latin) <= _LONGEST else None
    return None


_LONGEST: Final = 40
