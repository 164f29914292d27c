"""Words across scripts and keyboards: what a word sounds like, what a finger meant to type.

`skeleton` gives one code to «سرشماری», "sarshomari" and "sarshomaari"; `as_persian_keys` reads
"svalhvd", typed with the keyboard left in English, as «سرشماری».
"""

from __future__ import annotations

import re
from functools import lru_cache

_PERSIAN_CODES = {
    "b": "ب",
    "p": "پ",
    "t": "تط",
    "s": "ثسص",
    "j": "جژ",
    "c": "چ",
    "h": "حه",
    "x": "خ",
    "d": "د",
    "z": "ذزضظ",
    "r": "ر",
    "S": "ش",
    "q": "غق",
    "f": "ف",
    "k": "ک",
    "g": "گ",
    "l": "ل",
    "m": "م",
    "n": "ن",
    "": "عاویءآ",
}
_CODE_OF = {letter: code for code, letters in _PERSIAN_CODES.items() for letter in letters}
_LATIN_PAIRS = {"kh": "x", "gh": "q", "sh": "S", "ch": "c", "zh": "j", "ph": "f", "ck": "k"}
_LATIN_PAIR = re.compile("|".join(_LATIN_PAIRS))
_LATIN_SILENT = re.compile("[aeiouvwy0-9]")
_TWICE = re.compile(r"(.)\1+")

_ROMAN = {
    "ا": "a",
    "و": "o",
    "ی": "i",
    "ع": "a",
    "خ": "kh",
    "ش": "sh",
    "چ": "ch",
    "ژ": "zh",
    "غ": "gh",
    "ق": "gh",
}
_SPELLINGS = (
    ("aa", "a"),
    ("ee", "i"),
    ("oo", "o"),
    ("ou", "o"),
    ("ei", "e"),
    ("ey", "e"),
    ("q", "gh"),
    ("x", "kh"),
    ("u", "o"),
    ("v", "o"),
    ("w", "o"),
    ("y", "i"),
)

_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,"
_KEYS_PERSIAN = "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو"
_TO_PERSIAN = str.maketrans(_KEYS + "H" + "`\\", _KEYS_PERSIAN + "آ" + "پژ")
_TO_LATIN = str.maketrans(_KEYS_PERSIAN + "ئ", _KEYS + "m")


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a normalised word as codes common to Persian and Latin letters."""
    if word.isascii():
        code = _LATIN_PAIR.sub(lambda found: _LATIN_PAIRS[found[0]], word)
        code = _LATIN_SILENT.sub("", code)
    else:
        code = "".join(_CODE_OF.get(letter, letter) for letter in word)
    if word.endswith(("ه", "h")) and len(code) > 1 and code.endswith("h"):
        code = code[:-1]
    return _TWICE.sub(r"\1", code)


@lru_cache(maxsize=65536)
def romanised(word: str) -> str:
    """A normalised word in plain Latin letters, each sound written one way, to compare with."""
    if word.isascii():
        for written, plain in _SPELLINGS:
            word = word.replace(written, plain)
        return _TWICE.sub(r"\1", word)
    text = "".join(_ROMAN.get(letter) or _CODE_OF.get(letter, letter) for letter in word)
    return text[:-1] + "e" if word.endswith("ه") else text


def as_persian_keys(text: str) -> str:
    """What these keys write on the Persian keyboard («salam» -> «سشمشپ»)."""
    return text.replace("H", "آ").lower().translate(_TO_PERSIAN)


def as_latin_keys(text: str) -> str:
    """What these keys write on the English keyboard; `text` is raw Persian."""
    return text.translate(_TO_LATIN)
