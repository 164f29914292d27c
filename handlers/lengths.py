"""How long a message is as Telegram counts it, and where a long one is cut.

Bot API: 4096 characters of text, 1024 of a caption, counted in UTF-16 units after the
entities are parsed.
"""

from __future__ import annotations

import html
import re

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_TAG = re.compile(r"</?(?:b|i|u|s|code|pre|blockquote|a)(?: [^>]*)?>")


def visible_length(text: str) -> int:
    """Length of an HTML text as Telegram counts it: UTF-16 units without the tags."""
    plain = html.unescape(_TAG.sub("", text))
    return len(plain.encode("utf-16-le")) // 2


def split(text: str, limit: int = TEXT_LIMIT) -> list[str]:
    """Cut an HTML text into parts of at most `limit` visible units, at line ends.

    Tags never cross a line in what we write; a line that is too long is somebody's own text
    and is cut between its words, never inside an escaped sign.
    """
    parts: list[str] = []
    room = ""
    for line in text.split("\n"):
        for piece in [line] if visible_length(line) <= limit else _cut(line, limit):
            joined = f"{room}\n{piece}" if room else piece
            if visible_length(joined) <= limit:
                room = joined
            else:
                parts.append(room)
                room = piece
    parts.append(room)
    return [part for part in parts if part.strip()] or [text]


def _cut(line: str, limit: int) -> list[str]:
    plain = html.unescape(_TAG.sub("", line))
    pieces: list[str] = []
    while plain:
        size = limit
        while len(plain[:size].encode("utf-16-le")) // 2 > limit:
            size -= 1
        space = plain.rfind(" ", size // 2, size) if len(plain) > size else -1
        cut = space if space > 0 else size
        pieces.append(html.escape(plain[:cut], quote=False))
        plain = plain[cut:].lstrip(" ")
    return pieces


def clip(text: str, limit: int) -> str:
    """Plain text of at most `limit` UTF-16 units, with an ellipsis where it was cut."""
    if len(text.encode("utf-16-le")) // 2 <= limit:
        return text
    cut = text[: limit - 1]
    while len(cut.encode("utf-16-le")) // 2 > limit - 1:
        cut = cut[:-1]
    return cut + "…"


def clip_html(text: str, limit: int) -> str:
    """An HTML text of at most `limit` visible units; a longer one is cut after a whole line."""
    return text if visible_length(text) <= limit else split(text, limit)[0]
