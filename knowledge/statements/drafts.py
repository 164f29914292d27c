"""Sections become draft articles: files in the article format that cannot go live by themselves.

They stand in a folder that no loader reads, say `status = "unverified"`, and lack what only a
person can add: the ways people ask, the day of comparison, the other language. Their body holds
the words of the statement; above it, as remarks, stand the source lines as they are written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from knowledge import article_files, articles
from knowledge.statements import lines as line_shapes
from knowledge.statements.clauses import Clause
from knowledge.statements.sections import OTHER, Section, Statement

#: What a placeholder link leads to, by a word in it: the contact key that holds the address.
_CONTACTS = (
    ("نظرسنجی", "survey_form_url"),
    ("شکایات", "complaint_form_url"),
    ("شکایت", "complaint_form_url"),
    ("پیشنهاد", "suggestion_form_url"),
    ("خدمات برخط", "online_services_url"),
    ("میز خدمت", "online_services_url"),
    ("سالنامه", "yearbook_url"),
    ("تارنما", "website"),
    ("وبسایت", "website"),
)
_TITLE_WORDS = 8


@dataclass(frozen=True)
class Draft:
    """One article to be finished; `path` is below the content folder."""

    id: str
    path: PurePosixPath
    content: str
    section: Section
    clauses: tuple[Clause, ...]

    @property
    def lines(self) -> tuple[int, ...]:
        """The source lines its text stands on."""
        return tuple(line.number for clause in self.clauses for line in clause.lines)


@dataclass(frozen=True)
class Plan:
    """How drafts are to be made: for which office and service, from which file, on which day."""

    office: str
    service: str | None
    source: str
    today: date
    each_clause: bool = False


def make(statement: Statement, plan: Plan) -> list[Draft]:
    """The drafts of a statement; a section without usable clauses has none."""
    made: list[Draft] = []
    taken: dict[str, int] = {}
    for section in statement.sections:
        for clauses in _groups(section, plan):
            stem = _stem(section, plan)
            taken[stem] = taken.get(stem, 0) + 1
            many = plan.each_clause or section.key == OTHER or taken[stem] > 1
            article_id = f"{stem}-{taken[stem]}" if many else stem
            path = PurePosixPath(
                "offices", plan.office, article_files.DRAFTS, articles.MAIN_LANGUAGE
            )
            content = "\n".join(_render(article_id, section, clauses, statement, plan)) + "\n"
            made.append(Draft(article_id, path / f"{article_id}.md", content, section, clauses))
    return made


def needs(clauses: tuple[Clause, ...]) -> list[str]:
    """The contact keys that hold the addresses which placeholder links leave open."""
    found = []
    for link in (link for clause in clauses for link in clause.links if link.is_placeholder):
        folded = line_shapes.fold(link.text)
        keys = [key for word, key in _CONTACTS if line_shapes.fold(word) in folded]
        found.extend(keys[:1])
    return list(dict.fromkeys(found))


def _groups(section: Section, plan: Plan) -> list[tuple[Clause, ...]]:
    usable = tuple(section.usable)
    if plan.each_clause:
        return [(clause,) for clause in usable]
    return [usable] if usable else []


def _stem(section: Section, plan: Plan) -> str:
    parts = (plan.office, plan.service or "", section.key)
    return "-".join(part.casefold().replace("_", "-") for part in parts if part)


def _render(
    article_id: str, section: Section, clauses: tuple[Clause, ...], statement: Statement, plan: Plan
) -> Iterator[str]:
    yield "+++"
    yield f"# A draft from {_remark(plan.source)}. To go live: finish it, move it to ../../fa/,"
    yield "# and write the same id in ../../en/. CONTRIBUTING.md says how."
    yield from (f"# {_remark(line.raw)} (line {line.number})" for line, *_ in statement.meta)
    yield "# The source lines as they are written:"
    yield from _sources(section, clauses, plan)
    yield f"id = {_text(article_id)}"
    if plan.service:
        yield f"service = {_text(plan.service)}"
    if section.key in articles.SECTIONS:
        yield f"section = {_text(section.key)}"
    yield f"kind = {_text('definition' if section.key == 'definitions' else 'fact')}"
    yield "facts = []"
    yield 'status = "unverified" # "verified" when a person has compared it with the statement'
    yield f"# checked_on = {plan.today} # the day of that comparison"
    yield "actions = []"
    yield "related = []"
    yield f"needs = [{', '.join(map(_text, needs(clauses)))}]"
    yield f"title = {_text(_title(section, clauses, plan))} # say it as people would"
    yield "questions = [] # eight or more ways in which people ask for this"
    yield "+++"
    yield ""
    yield from (f"{clause.label} {clause.text}".strip() for clause in clauses)


def _sources(section: Section, clauses: tuple[Clause, ...], plan: Plan) -> Iterator[str]:
    for clause in clauses:
        yield from (f"#   {line.number}: {_remark(line.raw)}" for line in clause.lines)
        for written, meant in clause.corrections:
            yield f"#     «{written}» is read as «{meant}»"
        for link in clause.links:
            if link.is_placeholder:
                yield f"#     the link «{_remark(link.text)}» leads nowhere; only the office knows"
    for clause in section.clauses if not plan.each_clause else ():
        if clause.unfilled:
            yield f"#   {clause.number}: left out, a template not filled in: {_remark(clause.text)}"


def _title(section: Section, clauses: tuple[Clause, ...], plan: Plan) -> str:
    if section.title and not plan.each_clause:
        return section.title
    return " ".join(clauses[0].text.split()[:_TITLE_WORDS])


def _text(value: str) -> str:
    """A TOML text: JSON writes it the same way."""
    return json.dumps(value, ensure_ascii=False)


def _remark(text: str) -> str:
    """Text that may stand in a remark of TOML: one line, no control characters."""
    return line_shapes.clean(text)
