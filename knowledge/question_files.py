"""Files of questions the search is measured with; `evaluation/README.md` describes the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import ContentError, Problem
from knowledge.loader import KnowledgeBase
from knowledge.tables import Source, Table

PACKAGED = Path(__file__).parent / "evaluation"
SPLITS = ("dev", "test")
KINDS = ("formal", "colloquial", "typo", "finglish", "english", "arabic")
FOREIGN_KINDS = ("near", "far")
NO_OFFICE = "none"


@dataclass(frozen=True)
class Question:
    """What somebody asks and what answers it; no article: it must not be answered.

    `office` is the one chosen in the chat, None for none.
    """

    text: str
    kind: str
    articles: frozenset[str]
    office: str | None
    split: str
    path: str
    line: int

    @property
    def is_foreign(self) -> bool:
        """Whether nothing here answers it."""
        return not self.articles


def read(place: Path = PACKAGED) -> tuple[Question, ...]:
    """The questions of one file, or of every `.toml` file of a folder, in their order.

    A file without `split` counts as "test": it only measures. Raises ContentError with every
    problem at once, also where there is no question.
    """
    problems: list[Problem] = []
    questions: list[Question] = []
    for path in sorted(place.glob("*.toml")) if place.is_dir() else [place]:
        questions += _file(path, problems)
    if not questions and not problems:
        problems.append(Problem(str(place), 1, "no question here"))
    if problems:
        raise ContentError(problems)
    return tuple(questions)


def check(questions: Iterable[Question], knowledge: KnowledgeBase) -> list[Problem]:
    """Questions about articles or offices that this content has not."""
    problems = []
    for question in questions:
        unknown = sorted(question.articles - knowledge.articles.keys())
        problems += [_about(question, f"there is no article {id_}") for id_ in unknown]
        if question.office is not None and question.office not in knowledge.offices:
            problems.append(_about(question, f"there is no office {question.office}"))
    return problems


def _about(question: Question, message: str) -> Problem:
    return Problem(question.path, question.line, message)


def _file(path: Path, problems: list[Problem]) -> Iterator[Question]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(path.name, 1, f"cannot be read: {error}"))
        return
    source = Source(path.name, text, 1, problems)
    head = Table(source.parse() or {}, source)
    head.only(("split", "asked", "foreign"))
    split = head.choice("split", SPLITS, "test") or "test"
    for key, kinds in (("asked", KINDS), ("foreign", FOREIGN_KINDS)):
        for number, data in enumerate(_tables(head, key)):
            start = _start(source, key, number)
            yield from _questions(Table(data, source, start, f"{key}."), kinds, split)


def _tables(head: Table, key: str) -> list[dict[str, Any]]:
    found = head.data.get(key, [])
    if isinstance(found, list) and all(isinstance(item, dict) for item in found):
        return found
    head.wrong(key, f"must be tables: [[{key}]]")
    return []


def _start(source: Source, key: str, number: int) -> int:
    """The index of the line on which that table of the file begins."""
    heads = [i for i, line in enumerate(source.lines) if line.split("#")[0].strip() == f"[[{key}]]"]
    return heads[number] if number < len(heads) else 0


def _questions(table: Table, kinds: tuple[str, ...], split: str) -> Iterator[Question]:
    is_asked = kinds is KINDS
    table.only(("split", "office", *kinds, *(("articles",) if is_asked else ())))
    articles = frozenset(table.texts("articles")) if is_asked else frozenset[str]()
    if is_asked and not articles:
        table.wrong("articles", "is missing")
    office = table.text("office", required=True)
    side = table.choice("split", SPLITS, split) or split
    for kind in kinds:
        for text in table.texts(kind):
            line = table.source.line_holding(text, table.start + 1)
            yield Question(
                text,
                kind,
                articles,
                None if office == NO_OFFICE else office,
                side,
                table.source.path,
                line,
            )
