"""`texts.toml` of the catalogue: the sentences, sources, levels and notes its tables share.

A note may say what it means for the years of a table (`[coverage]`), or that a definition changed
(`[breaks]`): other articles name the same changes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge import articles, coverage_files
from knowledge.coverage import Break
from knowledge.errors import Problem
from knowledge.tables import Source, Table

NAME = "texts.toml"
SHARED = ("sources", "levels", "notes")
BODY_NAMES = ("chapter", "unit", "levels", "source", "notes")
_PERIODICITY = "yearly"
_BRACES = re.compile(r"\{([^{}\n]*)\}|[{}]")
_BULLET = "- "
_EARLIEST, _LAST = 1300, 1500

Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Texts:
    """What the tables share, by language: the sentences, and sources, levels and notes by key.

    `coverage` is what a note says about the years of its tables, as a head would say it.
    """

    body: Names
    sources: Names
    levels: Names
    notes: Names
    coverage: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    breaks: Mapping[str, Break] = field(default_factory=dict)


def read(file: Path, *, path: str, problems: list[Problem]) -> Texts:
    """The shared sentences; empty ones where the file cannot be used."""
    table = parsed(file, path, problems)
    if table is None:
        return Texts({}, {}, {}, {})
    table.only(("body", *SHARED, coverage_files.KEY, "breaks"))
    body = _names(table, "body")
    for status in articles.STATUSES:
        if status not in body:
            table.wrong("body", f"is missing: {status}")
    for sentences in body.values():
        for language, sentence in sentences.items():
            _check_body(table, language, sentence)
    sources, levels, notes = (_names(table, key) for key in SHARED)
    for level in levels:
        if level not in articles.LEVELS:
            table.wrong("levels", f"unknown: {level} (known: {', '.join(articles.LEVELS)})")
    return Texts(body, sources, levels, notes, _coverage(table, notes), _breaks(table, notes))


def parsed(file: Path, path: str, problems: list[Problem]) -> Table | None:
    """A TOML file as a table; None, and a problem told, where it is none."""
    try:
        content = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(path, 1, f"cannot be read: {error}"))
        return None
    source = Source(path, content, 1, problems)
    data = source.parse()
    return None if data is None else Table(data, source)


def _check_body(table: Table, language: str, sentence: str) -> None:
    known = (*BODY_NAMES, *articles.PLACEHOLDERS)
    for found in _BRACES.finditer(sentence):
        if found[1] not in known:
            message = f"unknown placeholder: {found[0]} (known: {', '.join(known)})"
            table.source.report(table.source.line_holding(found[0], 1), f"{language}: {message}")


def _names(table: Table, key: str) -> dict[str, dict[str, str]]:
    """Texts by key and language: `[levels]` with `province = { fa = …, en = … }`."""
    inner = _part(table, key)
    if inner is None:
        table.wrong(key, "is missing")
        return {}
    return {name: inner.translations(name) for name in inner.data}


def _part(table: Table, key: str) -> Table | None:
    value = table.data.get(key)
    if not isinstance(value, Mapping):
        return None
    return Table(
        value, table.source, table.source.line_of(key) - table.source.first_line, f"{key}."
    )


def _coverage(table: Table, notes: Names) -> dict[str, Mapping[str, Any]]:
    """What some notes say about the years, checked as in the head of an article."""
    inner = _part(table, coverage_files.KEY)
    if inner is None:
        return {}
    inner.only(notes)
    found = {}
    for note, said in inner.data.items():
        start = inner.source.line_of(note, inner.start) - inner.source.first_line
        one = Table(said if isinstance(said, Mapping) else {}, inner.source, start, f"{note}.")
        coverage_files.of(one, _PERIODICITY)
        found[note] = one.data
    return found


def _breaks(table: Table, notes: Names) -> dict[str, Break]:
    """The years of the changes that some notes describe."""
    inner = _part(table, "breaks")
    if inner is None:
        return {}
    inner.only(notes)
    return {
        name: Break(
            inner.wholes(name, _EARLIEST, _LAST),
            {lang: text.removeprefix(_BULLET) for lang, text in notes[name].items()},
        )
        for name in inner.data
        if name in notes
    }
