"""A saved web page: its blocks become lines. Scripts and menus are no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from knowledge.errors import Unreadable
from knowledge.statements import lines as line_shapes
from knowledge.statements.lines import Line, Link, Mark

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figure form h1 h2 "
    "h3 h4 h5 h6 header hr html li main ol option p pre section summary table tbody thead tr ul "
    "nav footer".split()
)
_SILENT = frozenset("script style head noscript template svg select button iframe object".split())
_FURNITURE = frozenset("nav footer".split())
_BOLD = frozenset("b strong".split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = frozenset("td th".split())


def read(text: str) -> list[Line]:
    """The lines of a web page, each with the line of the file on which its block begins.

    Raises `Unreadable`.
    """
    parser = _Page()
    try:
        parser.feed(text)
        parser.close()
    except AssertionError:  # the parser's own: a marked section (`<![`) that is none
        line = parser.getpos()[0]
        raise Unreadable(f"the page is damaged on line {line}; save it as plain text") from None
    parser.flush()
    return parser.lines


@dataclass
class _Block:
    """The text collected since the last block began."""

    number: int = 0
    parts: list[str] = field(default_factory=list)
    plain: int = 0  # letters outside of bold
    links: list[Link] = field(default_factory=list)


class _Page(HTMLParser):
    """Collects lines. Tags need not be closed: people save what their browser shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._block = _Block()
        self._gap = True
        self._silent: list[str] = []
        self._furniture = 0
        self._bold = 0
        self._level = 0
        self._item: str | None = None
        self._numbers: list[int | None] = []
        self._link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        if tag in _SILENT:
            self._silent.append(tag)
        elif not self._silent:
            self._begin(tag, attrs)

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.flush(gap=False)
        elif tag in _CELLS:
            self._block.parts.extend([" | "] if self._block.parts else [])
        elif tag in _BLOCKS:
            self.flush()
            self._open(tag)
        elif tag in _BOLD:
            self._bold += 1
        elif tag == "a":
            self._end_link()
            self._link = (dict(attrs).get("href") or "", len(self._block.parts))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>`, `<hr/>`: nothing stays open."""
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        if self._silent:
            if tag in self._silent:
                del self._silent[self._silent.index(tag) :]
            return
        if tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag == "a":
            self._end_link()
        elif tag in _BLOCKS:
            self.flush()
            self._close(tag)

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if self._silent:
            return
        if data.strip() and not any(part.strip() for part in self._block.parts):
            before = data[: len(data) - len(data.lstrip())]
            self._block.number = self.getpos()[0] + before.count("\n")
        self._block.parts.append(data)
        if not self._bold:
            self._block.plain += len(line_shapes.fold(data))

    def _open(self, tag: str) -> None:
        if tag in _FURNITURE:
            self._furniture += 1
        elif tag in {"ul", "ol"}:
            self._numbers.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._item = self._next_label()
        self._level = _HEADINGS.get(tag, 0)

    def _close(self, tag: str) -> None:
        if tag in _FURNITURE:
            self._furniture = max(0, self._furniture - 1)
        elif tag in {"ul", "ol"} and self._numbers:
            self._numbers.pop()
        if tag in {"li", "ul", "ol"}:
            self._item = None
        self._level = 0

    def _next_label(self) -> str:
        """A bullet, or the number that the browser would show."""
        if not self._numbers or self._numbers[-1] is None:
            return "-"
        self._numbers[-1] += 1
        return f"{self._numbers[-1]}."

    def _end_link(self) -> None:
        if self._link is None:
            return
        address, start = self._link
        self._link = None
        words = line_shapes.clean("".join(self._block.parts[start:]))
        if words:
            link = Link(words, address)
            self._block.links.append(link)
            self._block.parts[start:] = [f" {line_shapes.shown(words, link)}"]

    def flush(self, *, gap: bool = True) -> None:
        """End the line that has been collected; `gap`: what follows is a paragraph of its own."""
        self._end_link()
        block, self._block = self._block, _Block()
        text = re.sub(r"^[\s|]+|[\s|]+$", "", line_shapes.clean("".join(block.parts)))
        if text:
            mark = self._mark(text, block)
            label, rest = ("", text) if mark == "heading" else line_shapes.label_of(text)
            label, self._item = label or self._item or "", None
            self.lines.append(
                Line(block.number, rest, text, mark, label, self._gap, self._level, (*block.links,))
            )
            self._gap = gap
        self._gap = self._gap or gap

    def _mark(self, text: str, block: _Block) -> Mark:
        if self._furniture:
            return "furniture"
        if self._level:
            return "heading"
        return "bold" if not block.plain and line_shapes.fold(text) else "plain"
