"""Text with formatting as the Bot API reads it: HTML tags to entities, in UTF-16 units.

Rules and error texts follow the server's HTML mode: a few tags, four named character references,
errors with the byte offset of the tag that is wrong. Finding links and commands in plain text is
`detect.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.playground.errors import bad_request

Json = dict[str, Any]

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
MAX_ENTITIES = 100
REFERENCE = re.compile(r"&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|lt|gt|amp|quot);?")
END_TAG = re.compile(r"</([^\s>]*)\s*>")
START_NAME = re.compile(r"<([^\s>]*)")
START_TAG = re.compile(
    r"<([^\s>]*)((?:\s+[^\s=>/\"']+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*)\s*>"
)
ATTRIBUTE = re.compile(r"([^\s=>/\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")
LAST_CODE_POINT = 0x10FFFF
LAST_OF_ONE_UNIT = 0xFFFF
SURROGATES = range(0xD800, 0xE000)


def units(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class _Open:
    """A tag that waits for its end."""

    tag: str
    attributes: dict[str, str]
    start: int


class _Reader:
    """One pass over the HTML; keeps the plain text and the entities found so far."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.plain: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            character = self.source[self.at]
            if character == "<":
                self._tag()
            elif character == "&":
                self._reference()
            else:
                self._put(character)
                self.at += 1
        if self.open:
            tag = self.open[-1].tag
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return "".join(self.plain), self.entities

    def _put(self, character: str) -> None:
        self.plain.append(character)
        self.length += 2 if ord(character) > LAST_OF_ONE_UNIT else 1

    def _byte(self) -> int:
        return len(self.source[: self.at].encode("utf-8", "surrogatepass"))

    def _reference(self) -> None:
        found = REFERENCE.match(self.source, self.at)
        character = _character(found.group(1)) if found else None
        if found is None or character is None:
            self._put("&")
            self.at += 1
            return
        self._put(character)
        self.at = found.end()

    def _tag(self) -> None:
        if self.source.startswith("</", self.at):
            self._end()
        else:
            self._start()

    def _start(self) -> None:
        name = START_NAME.match(self.source, self.at)
        tag = name.group(1).lower() if name else ""
        if name is None or name.end() == len(self.source):
            raise _wrong(f"Unclosed start tag at byte offset {self._byte()}")
        if tag not in TAGS:
            raise _wrong(f'Unsupported start tag "{tag}" at byte offset {self._byte()}')
        found = START_TAG.match(self.source, self.at)
        if found is None:
            raise _wrong(f'Unclosed start tag "{tag}" at byte offset {self._byte()}')
        attributes = {
            match.group(1).lower(): _plain(next((g for g in match.groups()[1:] if g), ""))
            for match in ATTRIBUTE.finditer(found.group(2))
        }
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte()}')
        self.open.append(_Open(tag, attributes, self.length))
        self.at = found.end()

    def _end(self) -> None:
        if not self.open:
            raise _wrong(f"Unexpected end tag at byte offset {self._byte()}")
        found = END_TAG.match(self.source, self.at)
        if found is None:
            raise _wrong(f"Unclosed end tag at byte offset {self._byte()}")
        last = self.open[-1]
        name = found.group(1).lower()
        if name and name != last.tag:
            raise _wrong(
                f"Unmatched end tag at byte offset {self._byte()}, "
                f'expected "</{last.tag}>", found "</{name}>"'
            )
        self.open.pop()
        self.at = found.end()
        self._close(last)

    def _close(self, tag: _Open) -> None:
        if self.length == tag.start:
            return
        entity: Json = {
            "type": TAGS[tag.tag],
            "offset": tag.start,
            "length": self.length - tag.start,
        }
        if not _complete(entity, tag, "".join(self.plain)):
            return
        previous = self.entities[-1] if self.entities else None
        if tag.tag == "pre" and previous and previous["type"] == "code":
            same = (previous["offset"], previous["length"]) == (tag.start, entity["length"])
            if same and "language" in previous:
                entity["language"] = self.entities.pop()["language"]
        self.entities.append(entity)


def _complete(entity: Json, tag: _Open, plain: str) -> bool:
    """Add what some kinds carry besides their place; False when the tag marks nothing."""
    if tag.tag == "a":
        inner = plain.encode("utf-16-le")[tag.start * 2 :].decode("utf-16-le", "replace")
        url = tag.attributes.get("href") or inner
        user_id = url.removeprefix("tg://user?id=")
        if user_id != url:
            entity |= {
                "type": "text_mention",
                "user": {"id": int(user_id) if user_id.isdecimal() else 0},
            }
            return user_id.isdecimal()
        if not re.match(r"(https?://|tg://|mailto:|tel:)?[^\s]+\.?[^\s]*$", url):
            return False
        entity["url"] = url if "://" in url or ":" in url else f"http://{url}/"
    elif tag.tag == "tg-emoji":
        entity["custom_emoji_id"] = tag.attributes.get("emoji-id", "")
    elif tag.tag == "blockquote" and "expandable" in tag.attributes:
        entity["type"] = "expandable_blockquote"
    elif tag.tag == "code" and tag.attributes.get("class", "").startswith("language-"):
        entity["language"] = tag.attributes["class"].removeprefix("language-")
    return True


def _wrong(description: str) -> Exception:
    return bad_request(f"can't parse entities: {description}")


def _character(reference: str) -> str | None:
    """The character a reference stands for; None when it stays text (`&nbsp;` does)."""
    if reference in NAMED:
        return NAMED[reference]
    digits = reference.removeprefix("#")
    code = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    if code == 0 or code > LAST_CODE_POINT or code in SURROGATES:
        return None
    return chr(code)


def _plain(text: str) -> str:
    return REFERENCE.sub(lambda found: _character(found.group(1)) or found.group(0), text)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities of Telegram HTML; refuses what Telegram refuses."""
    plain, entities = _Reader(source).read()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return plain, entities


def trimmed(plain: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Text without white space around it, entities moved and cut along; at most 100 of them."""
    shift = units(plain) - units(plain.lstrip())
    text = plain.strip()
    end = units(text)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] + entity["length"] - shift, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    kept.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return text, kept[:MAX_ENTITIES]
