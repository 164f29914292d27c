"""Files that somebody has brought: opened with care, and refused in words.

A file may come from anywhere. XML with a document type definition is refused (entities could grow
without end: neither Word nor Excel writes one), and so is an archive that unpacks to too much.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

from knowledge.errors import Unreadable

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_ARCHIVE = 512 * 1024 * 1024

#: What reading a damaged archive, and the XML in it, raises beside its own errors: places outside
#: of the file, unknown ways to pack and to write letters, parts that need a password.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, LookupError, NotImplementedError, RuntimeError),
)

_CHUNK = 64 * 1024
_XML = (".xml", ".rels", ".vml")


def read(file: Path) -> bytes:
    """The bytes of a file. Raises `Unreadable`."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise Unreadable(f"the file is larger than {LARGEST_FILE // 1024 // 1024} MB")
        return file.read_bytes()
    except OSError as error:
        raise Unreadable(f"the file cannot be opened: {error.strerror or error}") from None


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


def archive(data: bytes, kind: str) -> zipfile.ZipFile:
    """An office file (they are ZIP archives), checked; `kind` names it. Raises `Unreadable`."""
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
        parts = opened.infolist()
        if sum(part.file_size for part in parts) > LARGEST_ARCHIVE:
            largest = LARGEST_ARCHIVE // 1024 // 1024
            raise Unreadable(f"the file unpacks to more than {largest} MB")
        for part in parts:
            if part.filename.casefold().endswith(_XML):
                _refuse_definitions(opened, part)
    except DAMAGE as error:
        raise Unreadable(f"this is not {kind}: {error}") from None
    return opened


class _RootReached(Exception):
    """A definition could only have come before this."""


def _refuse_definitions(opened: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    def refuse(*_: object) -> None:
        raise Unreadable(f"{part.filename} has a document type definition, which is never needed")

    def stop(*_: object) -> None:
        raise _RootReached

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        with opened.open(part) as file:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk, False)
    except _RootReached:
        return
    except expat.ExpatError as error:
        raise Unreadable(f"{part.filename} is damaged: {error}") from None
