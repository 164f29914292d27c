"""Files on the emulated server: kept in memory, found by file_id, described as Telegram does."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

KINDS = ("photo", "document", "voice", "video", "audio", "animation", "sticker", "video_note")
FOLDERS = {
    "photo": "photos",
    "document": "documents",
    "voice": "voice",
    "video": "videos",
    "audio": "music",
    "animation": "animations",
    "sticker": "stickers",
    "video_note": "video_notes",
}
ENDINGS = {
    "photo": "jpg",
    "voice": "oga",
    "video": "mp4",
    "audio": "mp3",
    "animation": "mp4",
    "sticker": "webp",
    "video_note": "mp4",
}
MIME_TYPES = {
    "voice": "audio/ogg",
    "video": "video/mp4",
    "audio": "audio/mpeg",
    "animation": "video/mp4",
}
DEFAULT_SIZE = (800, 600)
PHOTO_SIDES = (90, 320, 1280)
PNG_HEAD, GIF_HEAD = 24, 10
JPEG_MARK = 0xFF
JPEG_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass
class StoredFile:
    """One file; photo sizes of one picture are separate files over the same bytes."""

    file_id: str
    unique_id: str
    kind: str
    data: bytes
    number: int
    name: str | None = None
    mime_type: str | None = None
    size: tuple[int, int] = (0, 0)
    is_gone: bool = False

    @property
    def path(self) -> str:
        """Where the file is downloaded, as getFile tells."""
        ending = ENDINGS.get(self.kind, "")
        if self.name and "." in self.name:
            ending = self.name.rsplit(".", 1)[1]
        stem = f"{FOLDERS[self.kind]}/file_{self.number}"
        return f"{stem}.{ending}" if ending else stem


class FileStore:
    """All files the emulated server knows; ids are counted, never random."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}
        self._number = 0

    def add(
        self,
        kind: str,
        data: bytes,
        *,
        name: str | None = None,
        mime_type: str | None = None,
        size: tuple[int, int] = (0, 0),
    ) -> StoredFile:
        """Keep a file and give it its ids."""
        self._number += 1
        file = StoredFile(
            file_id=f"{kind}-AgACAgQAAx{self._number:06d}",
            unique_id=f"AQAD{self._number:06d}",
            kind=kind,
            data=data,
            number=self._number,
            name=name,
            mime_type=mime_type,
            size=size,
        )
        self._files[file.file_id] = file
        return file

    def get(self, file_id: str) -> StoredFile | None:
        """The file of that id, unless unknown or gone."""
        file = self._files.get(file_id)
        return None if file is None or file.is_gone else file

    def by_path(self, path: str) -> StoredFile | None:
        """The file downloaded from that path."""
        return next((f for f in self._files.values() if f.path == path and not f.is_gone), None)

    def forget(self, file_id: str) -> None:
        """From now on the id is refused, as when Telegram loses a file."""
        self._files[file_id].is_gone = True

    def content(
        self, kind: str, data: bytes, *, name: str | None = None, mime_type: str | None = None
    ) -> Json:
        """Keep a new file; answer the message fields that show it (`{"photo": [...]}`)."""
        if kind == "photo":
            return {"photo": self._photo_sizes(data)}
        file = self.add(
            kind, data, name=name, mime_type=mime_type or MIME_TYPES.get(kind), size=DEFAULT_SIZE
        )
        return fields_of(file)

    def known(self, kind: str, file: StoredFile) -> Json:
        """The message fields for a file that is already here."""
        if kind != "photo":
            return fields_of(file)
        return {
            "photo": [describe(other) for other in self._files.values() if other.data is file.data]
        }

    def _photo_sizes(self, data: bytes) -> list[Json]:
        width, height = image_size(data) or DEFAULT_SIZE
        longest = max(width, height)
        sides = [side for side in PHOTO_SIDES if side < longest]
        sides.append(min(longest, PHOTO_SIDES[-1]))
        sizes = []
        for side in dict.fromkeys(sides):
            scaled = (max(1, width * side // longest), max(1, height * side // longest))
            sizes.append(describe(self.add("photo", data, size=scaled)))
        return sizes


def describe(file: StoredFile) -> Json:
    """The Bot API object of a file: PhotoSize, Document, Voice and so on."""
    body: Json = {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
    }
    if file.kind in {"photo", "video", "animation", "sticker"}:
        body["width"], body["height"] = file.size
    if file.kind in {"voice", "video", "audio", "animation", "video_note"}:
        body["duration"] = 1
    if file.kind == "video_note":
        body["length"] = 240
    if file.kind == "sticker":
        body |= {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}
    if file.kind in {"document", "video", "audio", "animation"} and file.name:
        body["file_name"] = file.name
    if file.mime_type and file.kind not in {"photo", "sticker", "video_note"}:
        body["mime_type"] = file.mime_type
    return body


def fields_of(file: StoredFile) -> Json:
    """The message fields that show the file; an animation is shown as a document too."""
    if file.kind == "animation":
        document = {k: v for k, v in describe(file).items() if k not in {"width", "height"}}
        document.pop("duration")
        return {"animation": describe(file), "document": document}
    return {file.kind: describe(file)}


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF or JPEG; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= PNG_HEAD:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if data[:6] in {b"GIF87a", b"GIF89a"} and len(data) >= GIF_HEAD:
        width, height = struct.unpack("<HH", data[6:10])
        return int(width), int(height)
    if data.startswith(b"\xff\xd8"):
        return _jpeg_size(data)
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == JPEG_MARK:
        marker = data[at + 1]
        if marker in JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
