"""`offices/<id>/tables.toml`: the tables that an office publishes, by its own list.

One compact file an office, made by `amaryar kb import-tables` and readable for a clerk. What the
list does not say, no answer says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge import articles
from knowledge.errors import Problem
from knowledge.tables import Source, Table

NAME = "tables.toml"
LINE_KEYS = ("chapter", "unit", "years", "levels", "link", "file")
ENTRY_KEYS = ("id", "title", "status", "checked_on", *LINE_KEYS)

_ENTRY = re.compile(r"\s*\[\[\s*tables\s*\]\]")
_BRACES = re.compile(r"[{}]")


@dataclass(frozen=True)
class Entry:
    """One table of a list. `years` are "1395", "1390-1402" (a range) or "1394-95" (a season)."""

    id: str
    title: Mapping[str, str]
    chapter: str
    unit: str | None
    years: tuple[str, ...]
    levels: tuple[str, ...]
    link: str | None
    file: str | None
    status: str
    checked_on: date


@dataclass(frozen=True)
class TableList:
    """A whole file: the service the tables belong to, and the tables."""

    service: str | None
    entries: tuple[Entry, ...]


def read(file: Path, path: str, problems: list[Problem]) -> TableList:
    """The list in a file; problems go to the list of problems."""
    table = opened(file, path, problems)
    if table is None:
        return TableList(None, ())
    table.only(("service", "tables"))
    entries = tuple(_entry(part) for part in _parts(table))
    for repeated, times in sorted(Counter(entry.id for entry in entries).items()):
        if times > 1:
            table.wrong("tables", f"two tables with the id {repeated}")
    return TableList(table.text("service"), entries)


def opened(file: Path, path: str, problems: list[Problem]) -> Table | None:
    """A TOML file as a table; None, and a problem told, where it is none."""
    try:
        content = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(path, 1, f"cannot be read: {error}"))
        return None
    source = Source(path, content, 1, problems)
    data = source.parse()
    return None if data is None else Table(data, source)


def _parts(table: Table) -> Iterator[Table]:
    """Each table of the list, with the line on which it begins."""
    data = table.data.get("tables", [])
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        table.wrong("tables", "must be written as [[tables]]")
        return
    starts = [n for n, line in enumerate(table.source.lines) if _ENTRY.match(line)]
    starts += [0] * len(data)
    for item, start in zip(data, starts, strict=False):
        yield Table(item, table.source, start, "tables.")


def _entry(part: Table) -> Entry:
    part.only(ENTRY_KEYS)
    title = part.data.get("title")
    texts = {} if not isinstance(title, dict) else title
    if not texts.get(articles.MAIN_LANGUAGE):
        part.wrong("title", f"missing language: {articles.MAIN_LANGUAGE}")
    if any(_BRACES.search(str(text)) for text in texts.values()):
        part.wrong("title", "no braces in titles")
    return Entry(
        id=part.text("id", required=True) or "",
        title={lang: str(text) for lang, text in texts.items() if lang in articles.LANGUAGES},
        chapter=part.text("chapter", required=True) or "",
        unit=part.text("unit"),
        years=part.texts("years"),
        levels=part.texts("levels"),
        link=part.text("link"),
        file=part.text("file"),
        status=part.choice("status", articles.STATUSES, "unverified") or "unverified",
        checked_on=part.day("checked_on"),
    )
