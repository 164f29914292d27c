"""Reading TOML with an eye on the line: a wrong value is a `Problem`, never an exception."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from knowledge import articles
from knowledge.errors import Problem

_FIRST_YEAR = 1900  # a Jalali year is far below
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass
class Source:
    """The text of one file (or of the head of one) and the problems found in it so far.

    `first_line` is the number, in the file, of the first line of `text`.
    """

    path: str
    text: str
    first_line: int
    problems: list[Problem]
    lines: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = self.text.splitlines()

    def report(self, line: int, message: str) -> None:
        """Remember one problem at that line of the file."""
        self.problems.append(Problem(self.path, line, message))

    def line_of(self, key: str, start: int = 0) -> int:
        """The file line where `key = …`, `key.x = …` or `[key]` stands; else the start."""
        pattern = re.compile(rf"\s*(\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
        for number in range(start, len(self.lines)):
            if pattern.match(self.lines[number]):
                return self.first_line + number
        return self.first_line + start

    def line_holding(self, text: str, fallback: int) -> int:
        """The file line on which that text stands, else `fallback`."""
        for number, line in enumerate(self.lines):
            if text in line:
                return self.first_line + number
        return fallback

    def parse(self) -> dict[str, Any] | None:
        """The TOML in the text, or None with one problem reported."""
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = _AT_LINE.search(str(error))
            inner = int(found[1]) if found and found[1] else max(1, len(self.lines))
            message = _AT_LINE.sub("", str(error))
            self.report(self.first_line + inner - 1, f"not valid TOML: {message}")
            return None


@dataclass
class Table:
    """One TOML table being read; `start` is its first line within the source, `name` its path."""

    data: Mapping[str, Any]
    source: Source
    start: int = 0
    name: str = ""

    def wrong(self, key: str, message: str) -> None:
        """Report a problem at the line of that key."""
        self.source.report(self.source.line_of(key, self.start), f"{self.name}{key}: {message}")

    def text(self, key: str, *, required: bool = False) -> str | None:
        """A text; an empty one counts as not given."""
        value = self.data.get(key, "")
        if not isinstance(value, str):
            self.wrong(key, "must be a text")
            return None
        if required and not value.strip():
            self.wrong(key, "is missing")
        return value.strip() or None

    def texts(self, key: str, *, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        """A list of texts without repetition, each from `allowed` where that is given."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(key, "must be a list of texts")
            return ()
        items = [item.strip() for item in value]
        for item in sorted({item for item in items if not item or items.count(item) > 1}):
            self.wrong(key, f"repeated: {item}" if item else "holds an empty text")
        if allowed is not None:
            for item in items:
                if item not in allowed:
                    self.wrong(key, f"unknown: {item} (known: {', '.join(allowed)})")
        return tuple(items)

    def choice(self, key: str, allowed: Collection[str], default: str | None) -> str | None:
        """One of the allowed texts; the default where the key is absent or empty."""
        value = self.data.get(key) or default
        if value is not None and value not in allowed:
            self.wrong(key, f"unknown: {value} (known: {', '.join(allowed)})")
            return default
        return value

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """A yes or no; required where no default is given."""
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            self.wrong(key, "is missing" if value is None else "must be true or false")
            return False
        return value

    def whole(self, key: str, least: int, most: int) -> int | None:
        """A whole number within limits; None where the key is absent."""
        value = self.data.get(key)
        if value is None or _is_whole(value, least, most):
            return value
        self.wrong(key, f"must be a whole number from {least} to {most}")
        return None

    def wholes(self, key: str, least: int, most: int) -> tuple[int, ...]:
        """A list of whole numbers within limits."""
        value = self.data.get(key, [])
        if isinstance(value, list) and all(_is_whole(item, least, most) for item in value):
            return tuple(value)
        self.wrong(key, f"must be a list of whole numbers from {least} to {most}")
        return ()

    def day(self, key: str) -> date:
        """A required Gregorian date, written as a TOML date or as a text like "2026-11-20"."""
        value = self.data.get(key)
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                value = False
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date) and value.year >= _FIRST_YEAR:
            return value
        self.wrong(key, "is missing" if value is None else "must be a Gregorian date: 2026-11-20")
        return date.min

    def translations(self, key: str) -> dict[str, str]:
        """Texts by language (`key.fa = …`); the required languages must be there."""
        value = self.data.get(key)
        if not isinstance(value, Mapping):
            self.wrong(key, f"must have {', '.join(articles.REQUIRED_LANGUAGES)}")
            return {articles.MAIN_LANGUAGE: ""}
        found = {lang: text for lang, text in value.items() if isinstance(text, str) and text}
        for language in value:
            if language not in articles.LANGUAGES:
                self.wrong(key, f"unknown language: {language}")
        for language in articles.REQUIRED_LANGUAGES:
            if language not in found:
                self.wrong(key, f"missing language: {language}")
        return {articles.MAIN_LANGUAGE: "", **found}

    def parts(self, key: str) -> list[Table]:
        """The tables of a list `[[key]]`, each knowing its line; none where it is absent."""
        data = self.data.get(key, [])
        if not isinstance(data, list) or not all(isinstance(item, Mapping) for item in data):
            self.wrong(key, f"must be written as [[{key}]]")
            return []
        head = re.compile(rf"\s*\[\[\s*{re.escape(key)}\s*\]\]")
        lines = [n for n, line in enumerate(self.source.lines) if head.match(line)]
        lines += [0] * len(data)
        return [
            Table(item, self.source, line, f"{key}.")
            for item, line in zip(data, lines, strict=False)
        ]

    def only(self, known: Collection[str]) -> None:
        """Report every key that is not known here: a misspelt key would be silently lost."""
        for key in self.data:
            if key not in known:
                self.wrong(key, f"unknown key (known: {', '.join(known)})")


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
