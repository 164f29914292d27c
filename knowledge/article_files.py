"""One article file: a TOML head between two `+++` lines, then the body as plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from knowledge import articles
from knowledge.articles import ArticleText
from knowledge.errors import Problem
from knowledge.tables import Source, Table

FENCE = "+++"
DRAFTS = "drafts"
"""The folder beside the languages whose files are not read: what is not finished cannot go live."""
TEXT_KEYS = ("id", "title", "questions", "source")
NEUTRAL_KEYS = (
    "service",
    "section",
    "kind",
    "facts",
    "status",
    "checked_on",
    "actions",
    "related",
    "needs",
    "subject",
    "chapter",
    "unit",
    "levels",
    "periodicity",
    "coverage",
    "letter",
    "stages",
)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BRACES = re.compile(r"\{([^{}\n]*)\}|[{}]")
_HTML = re.compile(r"</?[a-zA-Z][^>]*>")


@dataclass(frozen=True)
class ArticleFile:
    """One file, read: where it stands, its text, and its head for what only the fa file says."""

    path: str
    language: str
    office: str | None
    id: str
    text: ArticleText
    head: Table

    @property
    def first_line(self) -> int:
        """Where the article begins: the top of its own file, or its entry in a list of tables."""
        return self.line_of("id") if self.path.endswith(".toml") else 1

    def line_of(self, key: str) -> int:
        """The line of a head key."""
        return self.head.source.line_of(key)

    def line_holding(self, text: str) -> int:
        """The line of the head where a wording stands."""
        return self.head.source.line_holding(text, self.line_of("questions"))


def read(
    file: Path, *, path: str, language: str, office: str | None, problems: list[Problem]
) -> ArticleFile | None:
    """Read one file; None where nothing usable is in it. Problems go to the list."""
    try:
        content = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(path, 1, f"cannot be read: {error}"))
        return None
    parts = _split(content)
    if parts is None:
        problems.append(Problem(path, 1, f"must begin with a head between two lines {FENCE}"))
        return None
    head_text, body, body_line = parts
    source = Source(path, head_text, 2, problems)
    data = source.parse()
    if data is None:
        return None
    head = Table(data, source)
    head.only(TEXT_KEYS + (NEUTRAL_KEYS if language == articles.MAIN_LANGUAGE else ()))
    text = ArticleText(
        title=head.text("title", required=True) or "",
        questions=head.texts("questions"),
        body=body.strip(),
    )
    _check_id(head, file.stem)
    _check_wordings(head, text)
    _check_body(source, text.body, body, body_line)
    return ArticleFile(path, language, office, file.stem, text, head)


def _split(content: str) -> tuple[str, str, int] | None:
    """Head, body, and the file line on which the body begins."""
    lines = content.splitlines()
    if not lines or lines[0].strip() != FENCE:
        return None
    for number in range(1, len(lines)):
        if lines[number].strip() == FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None


def _check_id(head: Table, stem: str) -> None:
    written = head.text("id", required=True)
    if written is not None and written != stem:
        head.wrong("id", f"must be the name of the file: {stem}")
    if not _ID.fullmatch(stem):
        head.wrong("id", "must be small Latin letters and digits joined by '-'")


def _check_wordings(head: Table, text: ArticleText) -> None:
    if not text.questions:
        head.wrong("questions", "is missing: nobody could find this article")
    for wording in (text.title, *text.questions):
        if _BRACES.search(wording):
            line = head.source.line_holding(wording, head.source.line_of("questions"))
            head.source.report(line, "no placeholders in titles and questions")


def _check_body(source: Source, text: str, raw: str, first_line: int) -> None:
    if not text:
        source.report(first_line, "the body is empty")
    for number, line in enumerate(raw.splitlines()):
        for found in _BRACES.finditer(line):
            if found[1] not in articles.PLACEHOLDERS:
                known = ", ".join(articles.PLACEHOLDERS)
                source.report(
                    first_line + number, f"unknown placeholder: {found[0]} (known: {known})"
                )
        if _HTML.search(line):
            source.report(first_line + number, "no HTML in the body")
