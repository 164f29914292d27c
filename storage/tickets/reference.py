"""The name of a ticket that people see and type: `Q-1405-7K3MX9`. Pure.

Office code, Jalali year of opening, five unguessable characters, one check character. No letter
is ever mistaken for a digit (the alphabet has no I, L, O, U); reading forgives what people do:
Persian or Arabic digits, lower case, O for 0, I or L for 1, any dashes and spaces or none.

The check character is a weighted sum modulo 37 over all that stands before it. 37 is prime and
larger than any symbol's value, and the weights are powers of 2 (all different): so every single
wrong character and every swap of two neighbours changes the sum.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX = "T_"
RANDOM_LENGTH = 5
BODY_LENGTH = RANDOM_LENGTH + 1
_MODULUS = 37
_LOOKALIKES = str.maketrans("OIL", "011")
# U is in no reference but may be in an office code; it needs a value of its own
_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET + "U")}
_GAP = r"[\s_\-]*"
_CANONICAL = re.compile(rf"([A-Z]{{1,3}})-(\d{{4}})-([{ALPHABET}]{{{BODY_LENGTH}}})")


def make(office_code: str, jalali_year: int, random: Callable[[int], bytes]) -> str:
    """Make a reference; `random(n)` gives n random bytes, of which five are used.

    Raises ValueError for a code that is not one to three capital letters.
    """
    if not re.fullmatch("[A-Z]{1,3}", office_code):
        raise ValueError("an office code is one to three capital letters")
    head = f"{office_code}{jalali_year:04d}"
    symbols = [byte % len(ALPHABET) for byte in random(RANDOM_LENGTH)]
    # the sum has 37 values and the alphabet 32 symbols: move on from the five without a symbol
    while True:
        body = "".join(ALPHABET[symbol] for symbol in symbols)
        check = _sum(head + body)
        if check < len(ALPHABET):
            return f"{office_code}-{jalali_year:04d}-{body}{ALPHABET[check]}"
        symbols[-1] = (symbols[-1] + 1) % len(ALPHABET)


def is_valid(reference: str) -> bool:
    """Tell whether this is exactly a reference as `make` writes it, of whatever office."""
    found = _CANONICAL.fullmatch(reference)
    return found is not None and _checks(*found.groups())


def read(text: str, codes: Collection[str]) -> str | None:
    """Give the reference that the whole text is, as `make` writes it, or None.

    `codes` are the offices' codes. A deep link's `t_` in front is passed over.
    """
    plain = _plain(text).strip()
    for candidate in (plain, plain.removeprefix(PREFIX)):
        found = _pattern(codes).fullmatch(candidate.strip(" -_")) if candidate else None
        if found is not None and (reference := _from_match(found, codes)) is not None:
            return reference
    return None


def find_all(text: str, codes: Collection[str]) -> list[str]:
    """Give every reference inside a text, once each, in order."""
    return list(dict.fromkeys(_find(text, codes)))


def _find(text: str, codes: Collection[str]) -> Iterator[str]:
    plain = _plain(text).replace(PREFIX, " ")
    pattern = re.compile(rf"(?<![A-Z0-9])(?=({_pattern(codes).pattern})(?![A-Z0-9]))")
    for place in pattern.finditer(plain):
        found = _pattern(codes).fullmatch(place.group(1))
        if found is not None and (reference := _from_match(found, codes)) is not None:
            yield reference


def _pattern(codes: Collection[str]) -> re.Pattern[str]:
    """Match one of the codes, a year and a body, each letter as people may write it."""
    spelled = sorted({_fold(code) for code in codes}, key=lambda code: (-len(code), code))
    either = "|".join(_GAP.join(_spellings(letter) for letter in code) for code in spelled)
    year = _GAP.join(["[0-9OIL]"] * 4)
    body = _GAP.join([f"[{ALPHABET}OIL]"] * BODY_LENGTH)
    return re.compile(rf"({either or '(?!)'}){_GAP}({year}){_GAP}({body})")


def _spellings(folded: str) -> str:
    return {"0": "[0O]", "1": "[1IL]"}.get(folded, folded)


def _from_match(found: re.Match[str], codes: Collection[str]) -> str | None:
    """Write a match as `make` does, if its check character is right for just one code."""
    written, year, body = (
        re.sub(_GAP, "", part).translate(_LOOKALIKES) for part in found.group(1, 2, 3)
    )
    owners = [code for code in codes if _fold(code) == written and _checks(code, year, body)]
    return f"{owners[0]}-{year}-{body}" if len(owners) == 1 else None


def _checks(code: str, year: str, body: str) -> bool:
    return _sum(f"{code}{year}{body[:-1]}") == _VALUES[body[-1]]


def _sum(text: str) -> int:
    """Sum the symbols by place, counted from the right, so that the office code may be short."""
    values = [_VALUES[symbol] for symbol in reversed(_fold(text))]
    weighted = (value << place for place, value in enumerate(values, start=1))
    return sum(weighted) % _MODULUS


def _fold(text: str) -> str:
    return text.translate(_LOOKALIKES)


def _plain(text: str) -> str:
    """Bring digits, dashes and letters to their plain forms, and drop marks that are not seen."""
    return "".join(_plain_character(character) for character in text).upper()


def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character in "−ـ":  # minus sign, tatweel
        return "-"
    if category == "Cf":
        return ""
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character
