"""The lines of a file become a statement: sections in their order, and what was left aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge import articles
from knowledge.statements import clauses, headings
from knowledge.statements import lines as line_shapes
from knowledge.statements.clauses import Clause
from knowledge.statements.headings import Heading
from knowledge.statements.lines import Line, fold

OPENING, OTHER = "opening", "other"
"""Sections without a name of ours: text before any heading, and text below an unknown heading."""

_PAGE = re.compile(
    r"(?:صفحه|page|p\.)?\s*[-–]?\s*\d{1,3}\s*(?:(?:از|of|/)\s*\d{1,3})?\s*[-–]?", re.IGNORECASE
)
_META = re.compile(
    r"((?:شماره\s+)?(?:نسخه|ویرایش|بازنگری)|تاریخ(?:\s+\S+){0,2}|شماره(?:\s+سند)?|کد(?:\s+سند)?"
    r"|شناسه\s+خدمت)\s*:\s*(\S.{0,60})"
)
_SERVICE = re.compile(
    r"(?:توافق خدمت|توافق سطح خدمت|سطح توافق خدمت|ارائه با کیفیت خدمت)\s+(?P<service>.+?)\s+"
    r"(?:توسط\s+)?(?P<office>(?:سازمان|اداره|استانداری|فرمانداری|دانشگاه|شرکت|مرکز)\s.+?)"
    r"\s*(?:را\s|[،,.]|به شرح|به دستگاه)"
)
_RUNNING = 3
_MOST_RUNNING_WORDS = 12


@dataclass(frozen=True)
class Dropped:
    """A line that went into no draft, and why."""

    line: Line
    why: str


@dataclass
class Section:
    """A section: its key, the headings it had, and its clauses."""

    key: str
    headings: list[tuple[Line, Heading]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading as it is written; "" for text that has none."""
        return self.headings[0][1].written if self.headings else ""

    @property
    def usable(self) -> list[Clause]:
        """The clauses that are the office's own words: not a template that nobody filled in."""
        return [clause for clause in self.clauses if not clause.unfilled]


@dataclass
class Statement:
    """A statement as it was understood."""

    sections: list[Section] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    meta: list[tuple[Line, str, str]] = field(default_factory=list)
    service: str | None = None
    organisation: str | None = None

    @property
    def has_headings(self) -> bool:
        """Whether any heading was recognised."""
        return any(section.key not in {OPENING, OTHER} for section in self.sections)

    @property
    def not_stated(self) -> list[str]:
        """The sections of an answer about which the statement says nothing."""
        stated = {section.key for section in self.sections if section.usable}
        return [key for key in articles.SECTIONS if key not in stated]


def split(lines: Sequence[Line]) -> Statement:
    """Put every line where it belongs: a section, a heading, the meta data, or what is dropped."""
    statement = Statement()
    running = _running(lines)
    current = Section(OPENING)
    gap = False
    for line in lines:
        why = _useless(line, running, statement)
        meta = _META.fullmatch(line.text) if not line.label and not why else None
        if why or meta:
            if meta:
                statement.meta.append((line, meta[1], meta[2]))
            else:
                statement.dropped.append(Dropped(line, why))
            gap = True
            continue
        current = _place(_apart(line) if gap else line, current, statement)
        gap = False
    for section in statement.sections:
        section.clauses = clauses.gather(section.lines)
    _name(statement)
    return statement


def _apart(line: Line) -> Line:
    """The same line, set apart from what stood before what was dropped."""
    return Line(
        line.number, line.text, line.raw, line.mark, line.label, True, line.level, line.links
    )


def _place(line: Line, current: Section, statement: Statement) -> Section:
    """Put one line into its section; returns the section that the next line is in."""
    heading = headings.recognise(line)
    if heading is None or _is_below(line, heading, current):
        if current.key == OPENING and not current.lines:
            statement.sections.append(current)
        current.lines.append(line)
        return current
    section = _section(heading, statement)
    section.headings.append((line, heading))
    if heading.rest:
        section.lines.append(
            Line(line.number, heading.rest, line.raw, "plain", "", True, 0, line.links)
        )
    return section


def _section(heading: Heading, statement: Statement) -> Section:
    """The section of a heading: the one there is already, or a new one."""
    if heading.section is not None:
        for section in statement.sections:
            if section.key == heading.section:
                return section
    section = Section(heading.section or OTHER)
    statement.sections.append(section)
    return section


def _is_below(line: Line, heading: Heading, current: Section) -> bool:
    """Whether an unknown heading is of a lower level, so that its text stays in the section."""
    if heading.section is not None or not current.headings:
        return False
    above = current.headings[-1][0].level
    return 0 < above < line.level


def _running(lines: Sequence[Line]) -> set[str]:
    """Short lines that come again and again: what is printed on each page."""
    short = (
        fold(line.text)
        for line in lines
        if not headings.is_sentence(line.text)
        and line_shapes.words(line.text) <= _MOST_RUNNING_WORDS
        and not line.label
        and headings.recognise(line) is None
    )
    return {folded for folded, times in Counter(short).items() if times >= _RUNNING and folded}


def _useless(line: Line, running: set[str], statement: Statement) -> str:
    """Why a line is left out; "" for one that is not."""
    known = any(section.key != OPENING for section in statement.sections)
    if line.mark == "furniture":
        return "menu or table of contents"
    if not fold(line.text):
        return "no letters"
    if not line.label and _PAGE.fullmatch(line.text):
        return "page number"
    if not line.label and headings.is_title(line, before_sections=not known):
        return "title of the document or of a page"
    return "stands on every page" if fold(line.text) in running and not line.label else ""


def _name(statement: Statement) -> None:
    """The service and the organisation, as introduction and purpose name them."""
    for section in statement.sections:
        if section.key in {OPENING, "intro", "purpose"}:
            found = _SERVICE.search(line_shapes.spaced(section.lines))
            if found:
                statement.service = found["service"].strip(" «»\"'")
                statement.organisation = found["office"].strip()
                return
