"""What every reader makes of a file: lines with their number, their mark and their links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Mark = Literal["plain", "heading", "bold", "furniture"]
"""How a line is set; furniture is what surrounds a text: menus of a page, tables of contents."""

_ZWNJ = "\u200c"
_JOINTS = re.compile("(?<=\\w)[\u200b\u00ad\u00ac\ufeff](?=\\w)")
_CONTROLS = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u061c\ufeff]")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SHAPES = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_LETTERS = str.maketrans({**dict.fromkeys("يىےېۍ", "ی"), **dict.fromkeys("كڪګ", "ک"), "ٱ": "ا"})
_HEH = str.maketrans(dict.fromkeys("ہەةھۃۂ", "ه"))
_DOTS = r"-•●▪■□◦○·–—➢❖✓\uf0b7\uf0a7"
_BULLET = re.compile(rf"\s*(?:[*{_DOTS}][\s\u200c]+(?=\S)|[{_DOTS}](?=[^\W\d_]))")
_NUMBER = re.compile(
    r"\s*([(\[]?\s*(?:\d{1,2}(?:\s*[.\-/]\s*\d{1,2})*|الف|[ابپتثجچحخدذرزس])\s*[)\].:\-–—ـ]+)\s*"
    r"(?=[^\d\s])"
)
_PLACEHOLDER = re.compile(r"\s*(?:#.*|javascript:.*|about:blank|/?)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """A link in a line."""

    text: str
    address: str

    @property
    def is_placeholder(self) -> bool:
        """Whether it leads nowhere: `#`, an empty address, a script."""
        return _PLACEHOLDER.fullmatch(self.address) is not None


@dataclass(frozen=True)
class Line:
    """One line (a block of HTML, a paragraph of a Word file) without its markup.

    `number` counts from 1; `raw` is the line as written; `label` is the bullet or number of an item
    of a list; `gap`: something separates it from the line before; `level` of a heading: 1 to 6.
    """

    number: int
    text: str
    raw: str
    mark: Mark = "plain"
    label: str = ""
    gap: bool = False
    level: int = 0
    links: tuple[Link, ...] = ()


def clean(text: str) -> str:
    """The text without invisible marks, single spaces; letters and spelling stay as written."""
    text = _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = _JOINTS.sub(_ZWNJ, text)
    return " ".join(_DIRECTIONS.sub("", _CONTROLS.sub("", text)).split())


def fold(text: str) -> str:
    """Letters and digits alone, one spelling for each: under it, headings compare equal.

    Glued, spaced and ZWNJ-joined words become one, as do Arabic and Persian letters and digits.
    """
    text = unicodedata.normalize("NFKD", text).translate(_LETTERS).translate(_HEH).casefold()
    kept = [char for char in text if char.isalnum() and char not in "ءـ"]
    return "".join(str(int(char)) if char.isdecimal() else char for char in kept)


def label_of(text: str) -> tuple[str, str]:
    """The bullet or number before an item of a list, and the rest; ("", text) without one."""
    bullet = _BULLET.match(text)
    if bullet:
        label, rest = label_of(text[bullet.end() :])
        return label or "-", rest
    number = _NUMBER.match(text)
    if number:
        return number[1].strip(), text[number.end() :].strip()
    return "", text.strip()


def shown(text: str, link: Link) -> str:
    """How a link stands in plain text: its words, and its address where it leads somewhere."""
    if link.is_placeholder or fold(link.address) == fold(text):
        return text
    return f"{text} ({link.address.strip()})"


def words(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def spaced(lines: Iterable[Line]) -> str:
    """The texts of lines as one."""
    return " ".join(line.text for line in lines)
