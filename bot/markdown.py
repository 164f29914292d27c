"""The HTML of our messages as Bale's Markdown: pure.

Bale reads all text as Markdown: `*bold*`, `_italic_`, `[words](address)`; these signs are escaped
where they are a person's. Other tags are left out, their words stay.
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser

_SIGNS = re.compile(r"([\\*_\[\]])")
_MARKS = {"b": "*", "strong": "*", "i": "_", "em": "_"}
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)

#: Gives the address a link shall have here; None when there is none.
Address = Callable[[str], str | None]


def escaped(text: str) -> str:
    """Plain words that shall be read as they are."""
    return _SIGNS.sub(r"\\\1", text)


def from_html(source: str, address: Address) -> str:
    """The same message in Markdown; `address` tells where its links lead."""
    writer = _Writer(address)
    writer.feed(source)
    writer.close()
    return "".join(writer.pieces)


class _Writer(HTMLParser):
    """Writes Markdown; marks are closed at each line end and around spaces, or they stay text."""

    def __init__(self, address: Address) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._address = address
        self._marks: list[str] = []
        self._links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _MARKS:
            self._marks.append(_MARKS[tag])
        elif tag == "a":
            self._links.append(self._address(dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS and _MARKS[tag] in self._marks:
            self._marks.remove(_MARKS[tag])
        elif tag == "a" and self._links:
            self._links.pop()

    def handle_data(self, data: str) -> None:
        self.pieces.append("\n".join(self._line(line) for line in data.split("\n")))

    def _line(self, line: str) -> str:
        found = _EDGES.fullmatch(line)
        before, words, after = found.groups() if found else ("", line, "")
        if not words:
            return line
        marks = "".join(dict.fromkeys(self._marks))
        words = f"{marks}{escaped(words)}{marks[::-1]}"
        link = self._links[-1] if self._links else None
        return f"{before}[{words}]({link}){after}" if link else f"{before}{words}{after}"
