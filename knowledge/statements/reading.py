"""A file of any kind that offices publish statements in becomes lines."""

from __future__ import annotations

from pathlib import Path

from knowledge import files
from knowledge.errors import Unreadable
from knowledge.statements import read_docx, read_html, read_text
from knowledge.statements.lines import Line

TEXT = (".md", ".markdown", ".txt", "")
HTML = (".html", ".htm", ".xhtml")
WORD = (".docx", ".docm")


def read(file: Path) -> list[Line]:
    """The lines of a statement; the kind is told by the ending. Raises `Unreadable`."""
    kind = file.suffix.casefold()
    if kind not in (*TEXT, *HTML, *WORD):
        raise Unreadable(
            f"{kind} files cannot be read; save it as Word (.docx), a web page (.html), "
            "Markdown (.md) or plain text (.txt)"
        )
    data = files.read(file)
    if kind in WORD:
        return read_docx.read(data)
    text = files.decode(data)
    return read_html.read(text) if kind in HTML else read_text.read(text)
