"""A Word file: its paragraphs become lines, numbered as paragraphs. Tables become lines of cells.

Nothing but the standard library; `files.archive` has refused what is dangerous.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from knowledge import files
from knowledge.errors import Unreadable
from knowledge.statements import lines as line_shapes
from knowledge.statements.lines import Line, Link, Mark

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEVEL = re.compile(r"[1-9]")
_OFF = {"0", "false", "off", "none"}
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_PASSED = {f"{_W}del", f"{_W}moveFrom", f"{_COMPATIBLE}Fallback", f"{_W}pPr", f"{_W}rPr"}


@dataclass
class _Paragraph:
    """What a paragraph says, while it is being read."""

    text: str = ""
    plain: int = 0
    links: list[Link] = field(default_factory=list)


def read(data: bytes) -> list[Line]:
    """The lines of a Word file. Raises `Unreadable`."""
    with files.archive(data, "a Word file (DOCX)") as archive:
        document = _part(archive, "word/document.xml")
        if document is None:
            raise Unreadable("this is not a Word file: it has no word/document.xml")
        styles = _styles(_part(archive, "word/styles.xml"))
        targets = _targets(_part(archive, "word/_rels/document.xml.rels"))
    found: list[Line] = []
    try:
        for number, paragraph in enumerate(_paragraphs(document), 1):
            found.extend(_lines(number, paragraph, styles, targets))
    except RecursionError:
        raise Unreadable("its tables are nested too deeply; save it as plain text") from None
    return found


def _part(archive: zipfile.ZipFile, name: str) -> ET.Element | None:
    if name not in archive.namelist():
        return None
    try:
        return ET.fromstring(archive.read(name))  # noqa: S314 - checked by files.archive
    except (ET.ParseError, *files.DAMAGE) as error:
        raise Unreadable(f"{name} is damaged: {error}") from None


def _styles(root: ET.Element | None) -> dict[str, str]:
    """Style id -> its name in small letters: "heading 1", "title", "toc 2"."""
    found = {}
    for style in root.iter(f"{_W}style") if root is not None else ():
        name = style.find(f"{_W}name")
        if name is not None:
            found[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "").casefold()
    return found


def _targets(root: ET.Element | None) -> dict[str, str]:
    return {
        item.get("Id", ""): item.get("Target", "") for item in (root if root is not None else ())
    }


def _paragraphs(root: ET.Element) -> Iterator[ET.Element]:
    """Paragraphs and rows of tables, in reading order; a row of one cell is only a frame."""
    for child in root:
        is_row = child.tag == f"{_W}tr" and len(child.findall(f"{_W}tc")) > 1
        if child.tag == f"{_W}p" or is_row:
            yield child
        elif child.tag not in _PASSED:
            yield from _paragraphs(child)


def _lines(
    number: int, element: ET.Element, styles: Mapping[str, str], targets: Mapping[str, str]
) -> Iterator[Line]:
    """The lines of a paragraph (more than one where it holds line breaks), or of a row."""
    is_row = element.tag == f"{_W}tr"
    cells = element.findall(f"{_W}tc") if is_row else [element]
    read_cells = [_read(cell, targets) for cell in cells]
    text = " | ".join(cell.text.replace("\n", " ") for cell in read_cells) if is_row else ""
    text = text or read_cells[0].text
    links = tuple(link for cell in read_cells for link in cell.links)
    style = "" if is_row else _style(element, styles)
    is_bold = not is_row and not read_cells[0].plain
    mark, level = _mark(style, is_bold=is_bold)
    is_item = not is_row and element.find(f"{_W}pPr/{_W}numPr") is not None
    for place, piece in enumerate(text.split("\n")):
        words = line_shapes.clean(piece).strip("| ")
        label, rest = ("", words) if mark == "heading" else line_shapes.label_of(words)
        label = label or ("-" if is_item and mark == "plain" and not place else "")
        if rest:
            held = tuple(link for link in links if link.text in words)
            yield Line(number, rest, words, mark, label, not place, level, held)


def _style(paragraph: ET.Element, styles: Mapping[str, str]) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    outlined = outline.get(f"{_W}val") if outline is not None else None
    if outlined is not None and outlined in {*"012345"}:
        return f"heading {int(outlined) + 1}"
    key = style.get(f"{_W}val", "") if style is not None else ""
    return styles.get(key, key.casefold().replace("heading", "heading "))


def _mark(style: str, *, is_bold: bool) -> tuple[Mark, int]:
    if style.startswith("toc"):
        return "furniture", 0
    if style in {"title", "subtitle"}:
        return "heading", 1
    if style.startswith("heading"):
        level = _LEVEL.search(style)
        return "heading", min(6, int(level[0])) if level else 1
    return ("bold" if is_bold else "plain"), 0


def _read(element: ET.Element, targets: Mapping[str, str]) -> _Paragraph:
    paragraph = _Paragraph()
    _collect(element, paragraph, targets, bold=False)
    return paragraph


def _collect(
    element: ET.Element, into: _Paragraph, targets: Mapping[str, str], *, bold: bool
) -> None:
    for child in element:
        if child.tag in _PASSED:
            continue
        if child.tag == f"{_W}t":
            into.text += child.text or ""
            into.plain += 0 if bold else len(line_shapes.fold(child.text or ""))
        elif child.tag in _BREAKS:
            into.text += _BREAKS[child.tag]
        elif child.tag == f"{_W}hyperlink":
            _collect_link(child, into, targets, bold=bold)
        else:
            _collect(child, into, targets, bold=_is_bold(child) if _is_run(child) else bold)
            into.text += " " if child.tag == f"{_W}p" else ""


def _collect_link(
    element: ET.Element, into: _Paragraph, targets: Mapping[str, str], *, bold: bool
) -> None:
    start = len(into.text)
    _collect(element, into, targets, bold=bold)
    words = line_shapes.clean(into.text[start:])
    if words:
        link = Link(words, targets.get(element.get(f"{_R}id", ""), "#"))
        into.links.append(link)
        into.text = into.text[:start] + line_shapes.shown(words, link)


def _is_run(element: ET.Element) -> bool:
    return element.tag == f"{_W}r"


def _is_bold(run: ET.Element) -> bool:
    """Bold as the run itself says; Persian letters take `bCs`."""
    for name in ("b", "bCs"):
        mark = run.find(f"{_W}rPr/{_W}{name}")
        if mark is not None and mark.get(f"{_W}val", "1") not in _OFF:
            return True
    return False
