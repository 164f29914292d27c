"""The tables of an office's own list as articles of kind "table", put into words line by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge import articles
from knowledge.articles import Article, ArticleText, Office
from knowledge.coverage import Coverage
from knowledge.errors import Problem
from knowledge.statements.lines import fold
from knowledge.table_lists import entries
from knowledge.table_lists.entries import Entry, TableList
from knowledge.tables import Table

LINES = "office_tables.toml"
ACTIONS = ("request", "human")

_RANGE = re.compile(r"(\d{4})-(\d{4})")
_DIGITS = {
    "fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
    "ar": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
}


@dataclass(frozen=True)
class Wording:
    """`office_tables.toml`, read: lines, the way to write a range, levels and their spellings."""

    lines: Mapping[str, Mapping[str, str]]
    range: Mapping[str, str]
    levels: Mapping[str, Mapping[str, str]]
    spellings: Mapping[str, tuple[str, ...]]


def add(
    directory: Path,
    wording_file: Path,
    offices: Mapping[str, Office],
    found: dict[str, Article],
    problems: list[Problem],
) -> None:
    """Read every office's list and add its tables to the articles found so far."""
    files = {name: directory / "offices" / name / entries.NAME for name in offices}
    files = {name: file for name, file in files.items() if file.is_file()}
    if not files:
        return
    wording = read_wording(wording_file, problems)
    for office, file in files.items():
        path = file.relative_to(directory).as_posix()
        table_list = entries.read(file, path, problems)
        services = {service.id for service in offices[office].services}
        if table_list.service and table_list.service not in services:
            problems.append(Problem(path, 1, f"service: unknown service: {table_list.service}"))
        problems.extend(
            Problem(path, 1, f"levels: unknown: {level} (table {entry.id})")
            for entry in table_list.entries
            for level in entry.levels
            if level not in wording.levels
        )
        for article in _articles(table_list, office, wording, _chapters(found)):
            if article.id in found:
                problems.append(Problem(path, 1, f"this id is also in an article: {article.id}"))
            found[article.id] = article


def read_wording(file: Path, problems: list[Problem]) -> Wording:
    """How tables are put into words; empty where the file cannot be used."""
    table = entries.opened(file, file.name, problems)
    if table is None:
        return Wording({}, {}, {}, {})
    table.only(("lines", "range", "levels", "spellings"))
    lines, levels = _names(table, "lines"), _names(table, "levels")
    spellings = Table(table.data.get("spellings", {}), table.source, 0, "spellings.")
    return Wording(
        {key: lines[key] for key in entries.LINE_KEYS if key in lines},
        _names(table, "range").get("years", {}),
        levels,
        {key: spellings.texts(key) for key in levels},
    )


def _names(table: Table, key: str) -> dict[str, dict[str, str]]:
    value = table.data.get(key)
    if not isinstance(value, dict):
        table.wrong(key, "is missing")
        return {}
    inner = Table(value, table.source, table.source.line_of(key) - 1, f"{key}.")
    return {name: inner.translations(name) for name in value}


def _chapters(found: Mapping[str, Article]) -> dict[str, Article]:
    """The articles about chapters, by the bare name of the chapter."""
    named = {}
    for article in found.values():
        if article.kind == "chapter" and article.office is None:
            named[fold(article.text("fa").title).removeprefix(fold("فصل"))] = article
    return named


def _articles(
    table_list: TableList, office: str, wording: Wording, chapters: Mapping[str, Article]
) -> Iterator[Article]:
    titles = Counter(entry.title.get("fa", "") for entry in table_list.entries)
    for entry in table_list.entries:
        chapter = chapters.get(fold(entry.chapter))
        more = f" ({entry.chapter})" if titles[entry.title.get("fa", "")] > 1 else ""
        yield Article(
            id=entry.id,
            office=office,
            kind="table",
            status=entry.status,
            checked_on=entry.checked_on,
            texts={
                language: ArticleText(title + more, (), _body(entry, wording, language))
                for language, title in entry.title.items()
            },
            service=table_list.service,
            actions=ACTIONS,
            related=(chapter.id,) if chapter else (),
            subject=chapter.subject if chapter else None,
            unit=entry.unit,
            chapter=chapter.chapter if chapter else None,
            levels=entry.levels,
            coverage=Coverage(years=_years(entry)) if entry.years else None,
        )


def _years(entry: Entry) -> tuple[int, ...]:
    """Each Jalali year of the list; a season such as 1394-95 is that of its first year."""
    years: set[int] = set()
    for written in entry.years:
        if found := _RANGE.fullmatch(written):
            years.update(range(int(found[1]), int(found[2]) + 1))
        elif written[:4].isdecimal():
            years.add(int(written[:4]))
    return tuple(sorted(years))


def _body(entry: Entry, wording: Wording, language: str) -> str:
    between = ", " if language == "en" else "، "
    levels = [
        articles.in_language(wording.levels[key], language)
        for key in entry.levels
        if key in wording.levels
    ]
    values: dict[str, Any] = {
        "chapter": entry.chapter,
        "unit": entry.unit,
        "years": between.join(_year(year, wording, language) for year in entry.years),
        "levels": between.join(levels),
        "link": entry.link,
        "file": entry.file,
    }
    return "\n".join(
        f"- {articles.in_language(line, language).replace('{value}', values[key])}"
        for key, line in wording.lines.items()
        if values[key]
    )


def _year(year: str, wording: Wording, language: str) -> str:
    found = _RANGE.fullmatch(year)
    if found and wording.range:
        sentence = articles.in_language(wording.range, language)
        year = sentence.replace("{first}", found[1]).replace("{last}", found[2])
    return year.translate(_DIGITS.get(language, {}))
