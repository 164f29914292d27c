"""Markdown and plain text. A plain text is Markdown without marks, so one reader does both."""

from __future__ import annotations

import re

from knowledge.statements import lines as line_shapes
from knowledge.statements.lines import Line, Link, Mark

_HASHES = re.compile(r"\s{0,3}(#{1,6})\s*(.*?)\s*#*\s*")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*")
_RULE = re.compile(r"\s*([-*_]\s*){3,}")
_TABLE_RULE = re.compile(r"\s*\|?[\s:|\-]+\|[\s:|\-]*")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(\s*<?([^()\s>]*(?:\([^()\s]*\)[^()\s>]*)*)>?[^)]*\)")
_BARE = re.compile(r"<(https?://[^<>\s]+|[\w.+-]+@[\w.-]+)>")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|(?<![\w*])\*(?=\S)|`)(.+?)\1")
_BOLD_LINE = re.compile(r"\s*(\*\*|__)(?P<inner>(?:(?!\1).)+)\1\s*[:.]?\s*")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


def read(text: str) -> list[Line]:
    """The lines of a Markdown or plain text; empty lines show only as gaps."""
    found: list[Line] = []
    gap = True
    for number, raw in enumerate(text.splitlines(), 1):
        if _is_underline(raw, found, gap=gap):
            level = 1 if raw.strip().startswith("=") else 2
            found[-1] = _as_heading(found[-1], level)
        elif not raw.strip() or _RULE.fullmatch(raw) or _TABLE_RULE.fullmatch(raw):
            gap = True
            continue
        else:
            line = _line(number, raw, gap=gap)
            if line.text:
                found.append(line)
        gap = False
    return found


def _is_underline(raw: str, found: list[Line], *, gap: bool) -> bool:
    """A row of = or - right below a short line makes a heading of it."""
    least = 3
    return (
        not gap
        and bool(found)
        and _UNDERLINE.fullmatch(raw) is not None
        and len(raw.strip()) >= least
        and not found[-1].label
    )


def _as_heading(line: Line, level: int) -> Line:
    return Line(line.number, line.text, line.raw, "heading", "", line.gap, level, line.links)


def _line(number: int, raw: str, *, gap: bool) -> Line:
    mark: Mark = "plain"
    level = 0
    text = raw.strip().removeprefix(">").strip()
    hashes = _HASHES.fullmatch(text)
    if hashes:
        mark, level, text = "heading", len(hashes[1]), hashes[2]
    elif _BOLD_LINE.fullmatch(line_shapes.label_of(text)[1]):
        mark = "bold"
    label, text = ("", text) if hashes else line_shapes.label_of(_cells(text))
    text, links = _inline(text)
    raw = line_shapes.clean(raw)
    return Line(number, line_shapes.clean(text), raw, mark, label, gap, level, links)


def _cells(text: str) -> str:
    """A row of a table as one text."""
    if text.startswith("|") and text.endswith("|"):
        return " | ".join(cell.strip() for cell in text.strip("|").split("|") if cell.strip())
    return text


def _inline(text: str) -> tuple[str, tuple[Link, ...]]:
    links: list[Link] = []

    def link(found: re.Match[str]) -> str:
        words = line_shapes.clean(_unmarked(found[1]))
        links.append(Link(words, found[2]))
        return line_shapes.shown(words, links[-1])

    text = _BARE.sub(r"\1", _LINK.sub(link, text))
    return _ESCAPE.sub(r"\1", _unmarked(text)), tuple(links)


def _unmarked(text: str) -> str:
    """Without bold, italics and code."""
    before = None
    while before != text:
        before, text = text, _EMPHASIS.sub(r"\2", text)
    return text
