"""Files that were made here on their way into a chat: pictures as an album, documents alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handlers.outgoing import Trace
from storage import uploads

if TYPE_CHECKING:
    from handlers.outgoing import Outgoing

PNG = "image/png"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Bot API, sendMediaGroup.
ALBUM_LIMIT = 10


@dataclass(frozen=True)
class File:
    """A file: its name, what it is, its bytes."""

    name: str
    mime_type: str
    data: bytes


async def pictures(out: Outgoing, chat_id: int, files: Sequence[File], caption: str) -> None:
    """Send pictures together, ten at the most; the HTML caption stands under the first."""
    kept = [await _keep(out, one) for one in files[:ALBUM_LIMIT]]
    media: list[dict[str, Any]] = [{"type": "photo", "media": one.address} for one in kept]
    media[0] |= {"caption": caption, "parse_mode": "HTML"}
    trace = Trace(uploads=tuple(one.id for one in kept))
    await out.put(chat_id, "sendMediaGroup", {"media": media}, trace=trace)


async def document(out: Outgoing, chat_id: int, file: File, caption: str) -> None:
    """Send a file as a document, with an HTML caption."""
    kept = await _keep(out, file)
    payload = {"document": kept.address, "caption": caption, "parse_mode": "HTML"}
    await out.put(chat_id, "sendDocument", payload, trace=Trace(uploads=(kept.id,)))


async def _keep(out: Outgoing, file: File) -> uploads.Upload:
    return await uploads.keep(out.tx, file.name, file.mime_type, file.data, now=out.now)
