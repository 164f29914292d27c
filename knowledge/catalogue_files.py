"""The catalogue of available statistics: one file of tables a chapter, their bodies from sentences.

`<chapter>.toml` names the tables of a chapter, `texts.toml` the sentences, sources, levels and
notes they share. Every table becomes article files like the others, one a language, so that what
is checked between articles is checked for tables, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge import articles, catalogue_texts, coverage_files
from knowledge.article_files import ArticleFile
from knowledge.articles import ArticleText
from knowledge.catalogue_texts import Names, Texts
from knowledge.coverage import YEARBOOK
from knowledge.errors import Problem
from knowledge.tables import Source, Table

FOLDER = "tables"
PERIODICITY = "yearly"
_ACTIONS = ["request", "human"]
_CHAPTER_KEYS = ("subject", "chapter", "related", "checked_on", "tables")
_TABLE_KEYS = (
    "id",
    "title",
    "unit",
    "status",
    "source",
    "levels",
    "notes",
    "coverage",
    "questions",
)
_ENTRY = re.compile(r"\s*\[\[\s*tables\s*\]\]")
_BRACES = re.compile(r"\{([^{}\n]*)\}|[{}]")
_AND = {"fa": "، ", "en": ", ", "ar": "، "}
_NOTHING = {articles.MAIN_LANGUAGE: ""}


@dataclass(frozen=True)
class _Chapter:
    """What all tables of one file share: its key, its name by language, and links."""

    subject: str
    name: Mapping[str, str]
    related: tuple[str, ...]
    checked_on: Any


def read(folder: Path, *, path: str, problems: list[Problem]) -> list[ArticleFile]:
    """The tables of all chapters in the folder as articles of every office, in each language.

    `path` is how problems name the folder. A folder that is not there holds no tables.
    """
    if not folder.is_dir():
        return []
    name = catalogue_texts.NAME
    texts = catalogue_texts.read(folder / name, path=f"{path}/{name}", problems=problems)
    found: list[ArticleFile] = []
    for file in sorted(folder.glob("*.toml")):
        if file.name != name:
            found.extend(_read_chapter(file, f"{path}/{file.name}", texts, problems))
    return found


def _read_chapter(
    file: Path, path: str, texts: Texts, problems: list[Problem]
) -> list[ArticleFile]:
    head = catalogue_texts.parsed(file, path, problems)
    if head is None:
        return []
    head.only(_CHAPTER_KEYS)
    subject = head.text("subject", required=True)
    if subject is not None and subject != file.stem:
        head.wrong("subject", f"must be the name of the file: {file.stem}")
    chapter = _Chapter(
        file.stem,
        head.translations("chapter"),
        head.texts("related"),
        head.day("checked_on"),
    )
    found: list[ArticleFile] = []
    for number, entry in enumerate(_entries(head), start=1):
        found.extend(_read_table(entry, number, chapter, texts))
    return found


def _entries(head: Table) -> list[Table]:
    """Each table of the file with its own lines, so that problems name the right ones."""
    data = head.data.get("tables")
    if not isinstance(data, list) or not all(isinstance(item, Mapping) for item in data):
        head.wrong("tables", "must be written as [[tables]]")
        return []
    lines = head.source.lines
    starts = [number for number, line in enumerate(lines) if _ENTRY.match(line)]
    if len(starts) != len(data):
        head.wrong("tables", "must be written as [[tables]]")
        return []
    ends = [*starts[1:], len(lines)]
    return [
        Table(
            item,
            Source(head.source.path, "\n".join(lines[start:end]), start + 1, head.source.problems),
        )
        for item, start, end in zip(data, starts, ends, strict=True)
    ]


def _read_table(entry: Table, number: int, chapter: _Chapter, texts: Texts) -> list[ArticleFile]:
    """One table as an article file in each language its title has."""
    entry.only(_TABLE_KEYS)
    article_id = f"table-{chapter.subject}-{number:02}"
    if entry.text("id", required=True) not in (None, article_id):
        entry.wrong("id", f"must be {article_id}: tables are numbered in their order")
    titles, asked = entry.translations("title"), _questions(entry)
    shared = _shared(entry, chapter, texts)
    neutral = _neutral(entry, chapter, texts)
    body = texts.body.get(neutral["status"], _NOTHING)
    found = []
    for language in (known for known in articles.LANGUAGES if known in titles):
        values = {name: spoken(language) for name, spoken in shared.items()}
        sentences = _filled(articles.in_language(body, language), values)
        text = ArticleText(titles[language], asked.get(language, ()), sentences)
        head = {**(neutral if language == articles.MAIN_LANGUAGE else {})}
        head["source"] = values["source"]
        own = Table(head, entry.source)
        found.append(ArticleFile(entry.source.path, language, None, article_id, text, own))
    return found


def _neutral(entry: Table, chapter: _Chapter, texts: Texts) -> dict[str, Any]:
    """What the head of an article says once for all languages."""
    return {
        "kind": "table",
        "status": _chosen(entry, "status", articles.STATUSES) or articles.STATUSES[-1],
        "checked_on": chapter.checked_on,
        "actions": _ACTIONS,
        "related": list(chapter.related),
        "subject": chapter.subject,
        "chapter": chapter.subject,
        "chapter_name": dict(chapter.name),
        "unit": entry.translations("unit")[articles.MAIN_LANGUAGE],
        "levels": list(entry.texts("levels")),
        "periodicity": PERIODICITY,
        coverage_files.KEY: _coverage(entry, texts),
    }


def _coverage(entry: Table, texts: Texts) -> dict[str, Any]:
    """What the table says itself; else what its notes say, and the rule of the yearbook."""
    own = entry.data.get(coverage_files.KEY)
    if own is not None:
        return dict(own) if isinstance(own, Mapping) else {}
    said: dict[str, Any] = {}
    for note in entry.texts("notes"):
        said.update(texts.coverage.get(note, {}))
    breaks = [note for note in entry.texts("notes") if note in texts.breaks]
    return said if "of" in said else {**said, "latest": YEARBOOK, "breaks": breaks}


def _shared(entry: Table, chapter: _Chapter, texts: Texts) -> dict[str, Callable[[str], str]]:
    """What goes into the sentences, each by language."""
    levels = entry.texts("levels", allowed=texts.levels)
    notes = entry.texts("notes", allowed=texts.notes)
    source = texts.sources.get(_chosen(entry, "source", texts.sources) or "", _NOTHING)
    units = entry.translations("unit")
    return {
        "chapter": lambda language: articles.in_language(chapter.name, language),
        "unit": lambda language: articles.in_language(units, language),
        "levels": lambda language: _joined(levels, texts.levels, language, _AND[language]),
        "source": lambda language: articles.in_language(source, language),
        "notes": lambda language: _joined(notes, texts.notes, language, "\n"),
    }


def _chosen(entry: Table, key: str, allowed: Collection[str]) -> str | None:
    """A key that must be given, with one of the known values."""
    if not entry.data.get(key):
        entry.wrong(key, f"is missing (known: {', '.join(allowed)})")
        return None
    return entry.choice(key, allowed, None)


def _questions(entry: Table) -> dict[str, tuple[str, ...]]:
    value = entry.data.get("questions", {})
    if not isinstance(value, Mapping):
        entry.wrong("questions", "must be written by language: questions.fa = […]")
        return {}
    inner = Table(value, entry.source, 0, "questions.")
    inner.only(articles.LANGUAGES)
    for language in articles.REQUIRED_LANGUAGES:
        if not value.get(language):
            entry.wrong("questions", f"missing language: {language}")
    return {language: inner.texts(language) for language in value}


def _joined(keys: tuple[str, ...], names: Names, language: str, between: str) -> str:
    return between.join(articles.in_language(names[key], language) for key in keys if key in names)


def _filled(sentences: str, values: Mapping[str, str]) -> str:
    """The sentences with their names put in; a line whose name is empty is left out."""
    kept = [
        line
        for line in sentences.strip().splitlines()
        if all(value for name, value in values.items() if f"{{{name}}}" in line)
    ]
    return _BRACES.sub(lambda found: values.get(found[1], found[0]), "\n".join(kept))
