"""How long a message is as Telegram counts it, and where a long one is cut.

Bot API: 4096 characters of text, 1024 of a caption, counted in UTF-16 units after the
entities are parsed.
"""

from __future__ import annotations

import html
import re

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
#: A place smaller than this is left empty rather than filled with the beginning of a long line.
SCRAP = 200
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
        left = limit - visible_length(room) - 1 if room else limit
        left = left if left >= SCRAP else limit
        # A paragraph goes on to the next message as a whole, unless it is half a message long.
        whole = left if visible_length(line) > limit // 2 else limit
        for piece in [line] if visible_length(line) <= whole else _cut(line, limit, left):
            joined = f"{room}\n{piece}" if room else piece
            if visible_length(joined) <= limit:
                room = joined
            else:
                parts.append(room)
                room = piece
    parts.append(room)
    return [part for part in parts if part.strip()] or [text]


def _cut(line: str, limit: int, left: int) -> list[str]:
    """Pieces of a long line: the first as long as the place left, the others up to the limit."""
    plain = html.unescape(_TAG.sub("", line))
    pieces: list[str] = []
    while plain:
        most = limit if pieces else max(left, 1)
        size = most
        while len(plain[:size].encode("utf-16-le")) // 2 > most:
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
    """An HTML text of at most `limit` visible units; a longer one is cut, and shows it."""
    return divide(text, limit)[0]


def divide(text: str, limit: int) -> tuple[str, str]:
    """An HTML text of at most `limit` visible units with an ellipsis, and all the rest of it."""
    if visible_length(text) <= limit:
        return text, ""
    first, *rest = split(text, limit - 1)
    return f"{first}…", "\n".join(rest)
