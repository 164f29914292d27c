"""A file of any kind that offices publish statements in becomes lines."""

from __future__ import annotations

from pathlib import Path

from knowledge.statements import read_docx, read_html, read_text
from knowledge.statements.errors import Unreadable
from knowledge.statements.lines import Line

LARGEST_FILE = 32 * 1024 * 1024
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
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise Unreadable(f"the file is larger than {LARGEST_FILE // 1024 // 1024} MB")
        data = file.read_bytes()
    except OSError as error:
        raise Unreadable(f"the file cannot be opened: {error.strerror or error}") from None
    if kind in WORD:
        return read_docx.read(data)
    text = decode(data)
    return read_html.read(text) if kind in HTML else read_text.read(text)


def decode(data: bytes) -> str:
    """Text in UTF-8, UTF-16 or the old Windows code page of Arabic letters. Raises `Unreadable`."""
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for name in ["utf-16"] if is_wide else ["utf-8-sig", "cp1256"]:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable("this is no text; save it as UTF-8")
