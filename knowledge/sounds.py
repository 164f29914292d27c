"""Words across scripts and keyboards: what a word sounds like, what a finger meant to type.

`skeleton` gives one code to «سرشماری», "sarshomari" and "sarshomaari"; `spelling` measures how
well a Latin word spells a Persian one; `as_persian_keys` reads "svalhvd", typed with the keyboard
left in English, as «سرشماری».
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


@lru_cache(maxsize=65536)
def spelling(latin: str, persian: str) -> float:
    """How well a Latin word spells a Persian one, from 0 to 1 (as any reader would write it).

    Persian leaves short vowels out and writes long ones, so a vowel of the Latin word that stands
    for no letter costs little, a letter that the Latin word does not sound costs much.
    """
    typed = _sounds(latin)
    size = len(persian)
    row = [0.0]
    for place, letter in enumerate(persian):
        row.append(row[-1] + _unsounded(letter, place, size))
    for number, sound in enumerate(typed):
        unwritten = _unwritten(sound, is_last=number == len(typed) - 1)
        new = [row[0] + unwritten]
        for place, letter in enumerate(persian):
            new.append(
                min(
                    row[place] + _written(sound, letter, place, size),
                    row[place + 1] + unwritten,
                    new[place] + _unsounded(letter, place, size),
                )
            )
        row = new
    return max(0.0, 1 - row[-1] / max(size, len(typed)))


_DIGRAPHS = {
    **_LATIN_PAIRS,
    "aa": "A",
    "ee": "i",
    "oo": "u",
    "ou": "u",
    "ei": "y",
    "ey": "y",
    "ii": "i",
    "ow": "u",
}
_SOUND = re.compile("|".join([*_DIGRAPHS, "."]))
_MUTE = {"a": 0.15, "e": 0.08, "o": 0.12, "A": 0.6, "i": 0.5, "u": 0.5, "y": 0.4, "'": 0.0}
_UNHEARD = {"ا": 0.5, "و": 0.45, "ی": 0.45, "ع": 0.15, "ه": 0.6, "ء": 0.0}
_VOWELS = {
    "ا": {"a": 0.0, "A": 0.0, "e": 0.3, "o": 0.3, "i": 0.5, "u": 0.4},
    "و": {"u": 0.0, "o": 0.05, "v": 0.0, "w": 0.0, "a": 0.6},
    "ی": {"i": 0.0, "y": 0.0, "e": 0.3, "a": 0.5},
    "ع": {"a": 0.05, "A": 0.1, "e": 0.1, "o": 0.1, "i": 0.3, "u": 0.3, "'": 0.0},
}
_LAST_HEH = {"e": 0.0, "a": 0.15, "h": 0.0, "i": 0.6}
_MISSPELT = 0.9


def _sounds(latin: str) -> list[str]:
    return [_DIGRAPHS.get(part, part) for part in _SOUND.findall(_TWICE.sub(r"\1\1", latin))]


def _written(sound: str, letter: str, place: int, size: int) -> float:
    """The cost of this letter for this sound."""
    if letter in _VOWELS:
        cost = _VOWELS[letter].get(sound, _MISSPELT)
        return min(cost, 0.05) if place == 0 and letter == "ا" and sound in _MUTE else cost
    if letter == "ه" and place == size - 1:
        return _LAST_HEH.get(sound, _MISSPELT)
    return 0.0 if _CODE_OF.get(letter, letter) == sound else _MISSPELT


def _unwritten(sound: str, *, is_last: bool) -> float:
    """The cost of a sound for which there is no letter."""
    if is_last and sound in ("a", "h"):
        return 0.5 if sound == "a" else 0.15
    return _MUTE.get(sound, _MISSPELT)


def _unsounded(letter: str, place: int, size: int) -> float:
    """The cost of a letter that is not sounded."""
    if letter == "ا" and place == 0:
        return 0.15
    if letter == "ه" and place == size - 1:
        return 0.25
    return _UNHEARD.get(letter, _MISSPELT)


def as_persian_keys(text: str) -> str:
    """What these keys write on the Persian keyboard («salam» -> «سشمشپ»)."""
    return text.replace("H", "آ").lower().translate(_TO_PERSIAN)


def as_latin_keys(text: str) -> str:
    """What these keys write on the English keyboard; `text` is raw Persian."""
    return text.translate(_TO_LATIN)
