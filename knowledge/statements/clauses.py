"""The lines of one section become its clauses: broken sentences whole again, known slips mended."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from knowledge.statements import headings
from knowledge.statements import lines as line_shapes
from knowledge.statements.lines import Line, Link

#: A word that statements misspell, as its corrected form (BR-23); the raw line is kept beside it.
CORRECTIONS = {"صلاحیه": "اصلاحیه"}

_MISSPELT = re.compile(r"(?<![\w\u200c])صلاح[یيى]ه(?!\w)")
_UNFILLED = re.compile(
    r"\[[^\[\]]*[\u0621-\u06d3][^\[\]]*\]|متن\s*نمونه\s*:?|این بخش حاوی اطلاعات کلی[^.]*"
    r"|\.{5,}|…{2,}|_{3,}|\{[^{}]*\}"
)
_WAITING = re.compile(r"(?:[،,]|(?:^|\s)(?:و|که|یا|از|به|در|با|تا|برای|توسط|جهت|طبق))\s*$")
_GOING_ON = re.compile(r"(?:و|که|یا|تا|[،,])\s")
_TERM = re.compile(r"\S+(?:\s\S+){0,3}?\s*:\s")
_VERBS = tuple(
    "است نیست هست باشد شود گردد نماید کند دارد ندارد ند شد دهد گیرد پذیرد رسد یابد آید بود".split()
)
_MANY_WORDS = 6


@dataclass(frozen=True)
class Clause:
    """A paragraph or an item of a list, with the source lines it was made of.

    `corrections` are (written, read); `unfilled` what of a template nobody has filled in.
    """

    text: str
    lines: tuple[Line, ...]
    label: str = ""
    corrections: tuple[tuple[str, str], ...] = ()
    unfilled: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The source line on which it begins."""
        return self.lines[0].number

    @property
    def links(self) -> tuple[Link, ...]:
        """The links in it."""
        return tuple(link for line in self.lines for link in line.links)

    @property
    def is_rejoined(self) -> bool:
        """Whether something stood between its lines in the source."""
        return any(line.gap for line in self.lines[1:])


def gather(lines: Iterable[Line]) -> list[Clause]:
    """The clauses in the lines of a section, in their order."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_clause(group) for group in groups]


def _clause(group: list[Line]) -> Clause:
    text = line_shapes.spaced(group)
    clause = Clause(text, tuple(group), group[0].label)
    found = [(word, CORRECTIONS["صلاحیه"]) for word in _MISSPELT.findall(text)]
    return replace(
        clause,
        text=_MISSPELT.sub(CORRECTIONS["صلاحیه"], text),
        corrections=tuple(found),
        unfilled=tuple(part.strip() for part in _UNFILLED.findall(text)),
    )


def _goes_on(group: list[Line], line: Line) -> bool:
    """Whether a line continues the clause before it.

    Within a paragraph it does unless a sentence has ended or a term is explained ("term: ..."); and
    across an empty line (or the title of a page) only where the sentence is clearly unfinished.
    """
    if line.label or line.mark == "heading":
        return False
    before = group[-1].text
    if _WAITING.search(before):
        return True
    if _is_ended(before) and not (not line.gap and _GOING_ON.match(line.text)):
        return False
    if line.gap:
        many = line_shapes.words(line_shapes.spaced(group)) >= _MANY_WORDS
        return many and not group[0].label and group[-1].mark == "plain"
    return _TERM.match(line.text) is None


def _is_ended(text: str) -> bool:
    """Whether a sentence may end here: a full stop, a colon, or a verb as the last word."""
    if headings.is_sentence(text) or text.rstrip().endswith((":", "…")):
        return True
    last = line_shapes.fold(text.rsplit(maxsplit=1)[-1]) if text.split() else ""
    return last.endswith(_VERBS) or last == line_shapes.fold("رایگان")
