"""What Telegram marks in plain text by itself: commands, mentions, hashtags, links, addresses."""

from __future__ import annotations

import re

from bot.playground.entities import Json, units

PATTERNS = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w", re.ASCII)),
    (
        "url",
        re.compile(
            r"https?://[^\s<>\"]+[^\s<>\".,;:!?؟،)\]]"
            r"|\b(?:[\w-]+\.)+(?:ir|com|org|net|me|gov|info)\b(?:/[^\s<>\"]*[^\s<>\".,;:!?؟،)\]])?"
        ),
    ),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>@])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/])"),
    ),
    ("mention", re.compile(r"(?<![\w@])@[a-zA-Z][a-zA-Z0-9_]{2,31}\b")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])[\w\u200c]+")),
)


def detect(plain: str, taken: list[Json]) -> list[Json]:
    """`taken` and what was found besides it, without overlaps between found ones."""
    code = [span(e) for e in taken if e["type"] in {"code", "pre", "text_link"}]
    found: list[Json] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(plain):
            start = units(plain[: match.start()])
            place = (start, start + units(match.group()))
            if any(place[0] < b and a < place[1] for a, b in [*code, *map(span, found)]):
                continue
            found.append({"type": kind, "offset": start, "length": place[1] - start})
    return sorted([*taken, *found], key=lambda e: (e["offset"], -e["length"]))


def span(entity: Json) -> tuple[int, int]:
    """Where an entity stands, as half-open UTF-16 range."""
    return entity["offset"], entity["offset"] + entity["length"]
