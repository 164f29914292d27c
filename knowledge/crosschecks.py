"""What no single file shows: links between articles, offices, facts, languages and wordings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from knowledge import articles, text
from knowledge.article_files import ArticleFile
from knowledge.articles import Article, Office
from knowledge.errors import Problem

FACT = re.compile(r"([A-Z]{3})-(N?\d+)")
"""A fact of a statement: the first letters of the office's id, then its number."""

_OF_CHAPTERS = ("chapter", "table")


def check(
    read: Mapping[str, Article],
    files: Iterable[ArticleFile],
    offices: Mapping[str, Office],
    breaks: Collection[str],
    problems: list[Problem],
) -> None:
    """Report everything that is wrong between the files."""
    every = list(files)
    main = {file.id: file for file in every if file.language == articles.MAIN_LANGUAGE}
    for article in read.values():
        _check_links(article, main[article.id], read, problems)
        _check_source(article, main[article.id], offices, problems)
        for key, message in _wrong_coverage(article, read, breaks):
            file = main[article.id]
            problems.append(Problem(file.path, file.line_of(key), f"{key}: {message}"))
    _check_wordings(every, problems)
    _check_offices(offices, problems)


def _check_links(
    article: Article, file: ArticleFile, read: Mapping[str, Article], problems: list[Problem]
) -> None:
    if article.stages is not None and article.stages not in read:
        line = file.line_of("stages")
        problems.append(Problem(file.path, line, f"stages: unknown article: {article.stages}"))
    for other in article.related:
        line = file.line_of("related")
        if other not in read:
            problems.append(Problem(file.path, line, f"related: unknown article: {other}"))
        elif other == article.id:
            problems.append(Problem(file.path, line, "related: names itself"))
        elif article.office is not None and not read[other].is_for(article.office):
            message = f"related: {other} belongs to another office"
            problems.append(Problem(file.path, line, message))


def _check_source(
    article: Article, file: ArticleFile, offices: Mapping[str, Office], problems: list[Problem]
) -> None:
    """The source line of an answer names office, service and section (BR-18)."""
    office = offices.get(article.office or "")
    services = {service.id for service in office.services} if office else set()
    for key, message in (*_wrong_facts(article), *_wrong_service(article, services)):
        problems.append(Problem(file.path, file.line_of(key), f"{key}: {message}"))


def _wrong_facts(article: Article) -> Iterator[tuple[str, str]]:
    for fact in article.facts:
        found = FACT.fullmatch(fact)
        if found is None:
            yield "facts", f"unknown fact: {fact} (like QOM-14 or SEM-N1)"
        elif article.office is None or found[1] != article.office[:3].upper():
            yield "facts", f"{fact} does not belong to this office"


def _wrong_service(article: Article, services: set[str]) -> Iterator[tuple[str, str]]:
    if article.office is None and article.service:
        yield "service", "an article of every office has no service"
    if article.office and services and article.service and article.service not in services:
        yield "service", f"unknown service: {article.service}"
    if article.office is None and not article.sources.get(articles.MAIN_LANGUAGE):
        yield "source", "is missing: an article of every office names its publication"
    if article.facts and not article.service:
        yield "service", "is missing: a stated fact names its service"
    if article.facts and not article.section:
        yield "section", "is missing: a stated fact names its section"


def _wrong_coverage(
    article: Article, read: Mapping[str, Article], breaks: Collection[str]
) -> Iterator[tuple[str, str]]:
    """The chapter of an article, and what its coverage names."""
    chapters = {other.chapter for other in read.values() if other.kind in _OF_CHAPTERS}
    if article.chapter is not None and article.chapter not in chapters:
        yield "chapter", f"no chapter or table of the yearbook has it: {article.chapter}"
    if article.coverage is None:
        return
    for name in article.coverage.breaks:
        if name not in breaks:
            yield "coverage", f"unknown break: {name} (known: {', '.join(breaks)})"
    if article.coverage.of is not None:
        other = read.get(article.coverage.of)
        if other is None or other.coverage is None or other.coverage.of is not None:
            message = f"of: no article with a coverage of its own: {article.coverage.of}"
            yield "coverage", message


def _check_wordings(files: list[ArticleFile], problems: list[Problem]) -> None:
    """One wording finds one article: among those one office can see, none says it twice."""
    places: defaultdict[tuple[str, str], list[tuple[ArticleFile, str]]] = defaultdict(list)
    for file in files:
        own: dict[str, str] = {}
        for wording in (file.text.title, *file.text.questions):
            own.setdefault(text.normalise(wording), wording)
        for key, wording in own.items():
            places[file.language, key].append((file, wording))
    for same in places.values():
        for number, (file, wording) in enumerate(same):
            for other, _ in same[:number]:
                if file.office == other.office or None in (file.office, other.office):
                    line = file.line_holding(wording)
                    message = f"the same wording is in {other.path}: {wording}"
                    problems.append(Problem(file.path, line, message))


def _check_offices(offices: Mapping[str, Office], problems: list[Problem]) -> None:
    for key in ("code", "aliases"):
        owner: dict[str, str] = {}
        for office in offices.values():
            values = (office.code,) if key == "code" else office.aliases
            for value in values:
                first = owner.setdefault(text.normalise(value), office.id)
                if first != office.id:
                    path = f"offices/{office.id}/office.toml"
                    problems.append(Problem(path, 1, f"{key}: {value} is also in {first}"))
