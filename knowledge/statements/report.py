"""What was made of a statement, and what was not understood: for people, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from knowledge.statements.clauses import Clause
from knowledge.statements.drafts import Draft
from knowledge.statements.sections import OPENING, OTHER, Statement

_LONGEST = 90
_NOTES = (
    ("not_understood", "Not understood"),
    ("unsure", "Headings read with doubt"),
    ("unfilled", "Template text nobody filled in, left out"),
    ("placeholder_links", "Links that lead nowhere; the office must give the addresses"),
    ("corrected", "Read as another word; the draft keeps the raw line, too"),
    ("rejoined", "Broken sentences put together"),
    ("dropped", "Left out"),
    ("meta", "Version and date"),
    ("links", "Links kept"),
)


def as_data(statement: Statement, drafts: Iterable[Draft]) -> dict[str, Any]:
    """Everything there is to tell, for programs."""
    clauses = [clause for section in statement.sections for clause in section.clauses]
    return {
        "organisation": statement.organisation,
        "service": statement.service,
        "sections": [
            {
                "section": section.key,
                "headings": [_at(line.number, found.written) for line, found in section.headings],
                "clauses": [
                    _at(clause.number, clause.text) | {"lines": _numbers(clause)}
                    for clause in section.usable
                ],
            }
            for section in statement.sections
        ],
        "not_stated": statement.not_stated,
        "not_understood": list(_not_understood(statement)),
        "unsure": list(_unsure(statement)),
        **_of_clauses(clauses),
        "dropped": [_at(d.line.number, d.line.text) | {"why": d.why} for d in statement.dropped],
        "meta": [_at(line.number, f"{key}: {value}") for line, key, value in statement.meta],
        "drafts": [
            {"id": draft.id, "path": str(draft.path), "lines": list(draft.lines)}
            for draft in drafts
        ],
    }


def as_text(data: dict[str, Any]) -> Iterator[str]:
    """The same for people, a line at a time."""
    named = data["service"] or "not found; write it into office.toml yourself"
    yield f"Service: {named}"
    yield f"Organisation: {data['organisation'] or 'not found'}"
    for section in data["sections"]:
        written = ", ".join(f"«{h['text']}» (line {h['line']})" for h in section["headings"])
        clauses = len(section["clauses"])
        yield f"{section['section']}: {written or 'no heading'}, {clauses} clauses"
    yield f"Not stated: {', '.join(data['not_stated']) or 'nothing is missing'}"
    for key, title in _NOTES:
        if data[key]:
            yield f"{title}:"
            yield from (f"  {_told(item)}" for item in data[key])


def _told(item: dict[str, Any]) -> str:
    text = item["text"] if len(item["text"]) <= _LONGEST else item["text"][:_LONGEST] + " …"
    why = f" ({item['why']})" if item.get("why") else ""
    return f"line {item['line']}: {text}{why}"


def _of_clauses(clauses: list[Clause]) -> dict[str, list[dict[str, Any]]]:
    linked = [(clause, link) for clause in clauses for link in clause.links]
    return {
        "unfilled": [
            _at(clause.number, clause.text) | {"why": ", ".join(clause.unfilled)}
            for clause in clauses
            if clause.unfilled
        ],
        "placeholder_links": [
            _at(clause.number, link.text) for clause, link in linked if link.is_placeholder
        ],
        "links": [
            _at(clause.number, f"{link.text}: {link.address}")
            for clause, link in linked
            if not link.is_placeholder
        ],
        "corrected": [
            _at(clause.number, f"«{written}» as «{meant}»")
            for clause in clauses
            for written, meant in clause.corrections
        ],
        "rejoined": [
            _at(clause.number, clause.text) | {"why": f"lines {_numbers(clause)}"}
            for clause in clauses
            if clause.is_rejoined
        ],
    }


def _not_understood(statement: Statement) -> Iterator[dict[str, Any]]:
    for section in statement.sections:
        if section.key == OTHER:
            line, heading = section.headings[0]
            why = "a heading of no section we know; its text has a draft without a section"
            yield _at(line.number, heading.written) | {"why": why}
        elif section.key == OPENING:
            why = "before any heading" if statement.has_headings else "there are no headings"
            for clause in section.clauses:
                yield _at(clause.number, clause.text) | {"why": why}


def _unsure(statement: Statement) -> Iterator[dict[str, Any]]:
    for section in statement.sections:
        for line, heading in section.headings:
            if not heading.sure:
                yield _at(line.number, heading.written) | {"why": f"read as {section.key}"}


def _numbers(clause: Clause) -> list[int]:
    return [line.number for line in clause.lines]


def _at(number: int, text: str) -> dict[str, Any]:
    return {"line": number, "text": text}
