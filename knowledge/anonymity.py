"""Taking out of a text what tells who wrote it: names that are known, numbers, addresses. Pure.

What is taken out leaves a mark, so that whoever reads the text sees that something was there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

HIDDEN = "▢"
"""Stands where something was taken out."""
LONGEST_MATTER = 200
"""Letters of a matter as it is listed."""
_LEAST_DIGITS = 8
"""Digits in a row from which on a number is somebody's: telephone, national ID, card."""
_DIGIT = r"[0-9۰-۹٠-٩]"
_NUMBER = re.compile(rf"(?:\+|00)?{_DIGIT}(?:[\s\-–_.()/]{{0,2}}{_DIGIT})*")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ACCOUNT = re.compile(r"(?<![\w@])@\w{4,32}")
_REFERENCE = re.compile(rf"\b[A-Za-z]{{1,3}}-{_DIGIT}{{4}}-[0-9A-Za-z]{{4,8}}\b")
_YEARS = re.compile(rf"{_DIGIT}{{4}}(?:\s*[-–/]\s*{_DIGIT}{{2,4}}){{0,2}}")
_LETTERS = {"ی": "[یيى]", "ي": "[یيى]", "ک": "[کك]", "ك": "[کك]", "ه": "[هة]", "آ": "[آا]"}
_LEAST_NAME = 3
"""Shorter parts of a name are words of their own too often."""
_TITLES = frozenset("سید سیده دکتر مهندس آقای خانم حاج".split())


def hide(text: str, names: Iterable[str] = ()) -> str:
    """The text without addresses, accounts, references, long numbers, and these names.

    Years, periods and quantities stay: `۱۳۹۵-۱۴۰۰`, `12,500,000`.
    """
    text = _REFERENCE.sub(HIDDEN, text)
    text = _ADDRESS.sub(HIDDEN, text)
    text = _ACCOUNT.sub(HIDDEN, text)
    text = _NUMBER.sub(_hidden_number, text)
    pattern = _of_names(names)
    return text if pattern is None else pattern.sub(HIDDEN, text)


def matter(text: str) -> str:
    """What a matter is called after a question: one line of it, without what tells who asked."""
    return " ".join(hide(text).split())[:LONGEST_MATTER]


def _hidden_number(found: re.Match[str]) -> str:
    shown = found[0]
    digits = sum(one.isdigit() for one in shown)
    return shown if digits < _LEAST_DIGITS or _YEARS.fullmatch(shown.strip()) else HIDDEN


def _of_names(names: Iterable[str]) -> re.Pattern[str] | None:
    """Each whole name, and each part of it that is long enough, as words of their own."""
    wanted: set[str] = set()
    for name in names:
        parts = [one for one in re.split(r"[\s\u200c]+", name.strip()) if one not in _TITLES]
        wanted.update(part for part in parts if len(part) >= _LEAST_NAME)
        if len(parts) > 1:
            wanted.add(" ".join(parts))
    if not wanted:
        return None
    each = "|".join(map(_spelled, sorted(wanted, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)", re.IGNORECASE)


def _spelled(name: str) -> str:
    """The name in whatever keyboard's letters, its parts apart or joined by ZWNJ."""
    return "".join(
        r"[\s\u200c]+" if letter == " " else _LETTERS.get(letter, re.escape(letter))
        for letter in name
    )
