"""Slips as people make them: neighbouring keys, same-sounding letters, spaces, other alphabets.

Learning from a question and its slips teaches what a slip looks like to the search. `random` gives
that many random bytes; the same bytes make the same slips.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Random = Callable[[int], bytes]

_ROWS = ("ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو")
_SOUNDS = ("زذضظ", "سصث", "تط", "هح", "قغ", "اع")
_SLIPS = 4
"""One letter of a long word in so many words is wrong."""
_LONG = 4
_LATIN = {
    "ا": "a", "آ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "j", "چ": "ch", "ح": "h",
    "خ": "kh", "د": "d", "ذ": "z", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s",
    "ض": "z", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "gh", "ک": "k", "گ": "g",
    "ل": "l", "م": "m", "ن": "n", "و": "o", "ه": "h", "ی": "i", "ئ": "e", "ء": "", "أ": "a",
    "ؤ": "o", "ۀ": "e",
}  # fmt: skip
_SHORT = "aaeeo"


def misspelt(question: str, random: Random) -> str:
    """The question with a slip of the finger in some of its longer words."""
    return " ".join(
        _slip(word, random) if len(word) >= _LONG and _one_in(_SLIPS, random) else word
        for word in question.split()
    )


def glued(question: str, random: Random) -> str:
    """The question in Arabic letters, without ZWNJ, and with some spaces gone."""
    plain = question.replace("\u200c", "" if _one_in(2, random) else " ")
    words = plain.translate(str.maketrans("یک", "يك")).split()
    out = words[:1]
    for word in words[1:]:
        if _one_in(_SLIPS, random) and len(out[-1]) > 2:  # noqa: PLR2004
            out[-1] += word
        else:
            out.append(word)
    return " ".join(out)


def latin(question: str, random: Random) -> str:
    """The question in Latin letters, with the short vowels that Persian does not write."""
    return " ".join(_romanised(word, random) for word in question.replace("\u200c", "").split())


def _romanised(word: str, random: Random) -> str:
    out: list[str] = []
    for place, letter in enumerate(word):
        sound = _LATIN.get(letter, letter if letter.isdigit() else "")
        if letter == "ه" and place == len(word) - 1:
            sound = "e"
        if letter == "و" and place == 0:
            sound = "v"
        is_consonant = (
            bool(out) and out[-1][-1:] not in "aeiouv" and sound[:1] not in ("a", "o", "i", "")
        )
        if is_consonant and place < len(word) - 1 and sound != "e":
            out.append(_SHORT[random(1)[0] % len(_SHORT)])
        if sound:
            out.append(sound)
    return "".join(out)


def _slip(word: str, random: Random) -> str:
    at = 1 + random(1)[0] % (len(word) - 2)
    kind = random(1)[0] % 4
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    group = next((row for row in _SOUNDS if word[at] in row), "") if kind == 2 else ""  # noqa: PLR2004
    return word[:at] + _other(word[at], group, random) + word[at + 1 :]


def _other(letter: str, group: str, random: Random) -> str:
    """Another letter of the group, or a neighbour on the keyboard."""
    if group:
        others: Sequence[str] = [other for other in group if other != letter]
    else:
        row = next((keys for keys in _ROWS if letter in keys), letter)
        at = row.index(letter)
        others = [row[place] for place in (at - 1, at + 1) if 0 <= place < len(row)]
    return others[random(1)[0] % len(others)] if others else letter


def _one_in(many: int, random: Random) -> bool:
    return random(1)[0] % many == 0
