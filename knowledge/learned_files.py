"""What was learned, written as content: an article a file, wordings into the files they belong to.

Articles are written as a person would write them; into files that are there, only lines are put.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from knowledge import article_files, learned
from knowledge.articles import MAIN_LANGUAGE, REQUIRED_LANGUAGES, Article
from knowledge.learned import Answer, Wording
from knowledge.loader import KnowledgeBase
from knowledge.text import normalise

_ENTRY = "[[tables]]"


@dataclass
class Export:
    """Files to be written, by their paths below the content folder, and what could not be placed.

    `drafts` are among the files: articles that lack a language the content requires.
    """

    files: dict[Path, str] = field(default_factory=dict)
    drafts: list[Path] = field(default_factory=list)
    unplaced: list[Wording] = field(default_factory=list)


def export(
    base: KnowledgeBase,
    content: Path,
    answers: Iterable[Answer],
    wordings: Iterable[Wording],
) -> Export:
    """Say what the content folder must hold so that it says what was learned, too.

    `base` is that folder as it was read. What it says already is left out.
    """
    made = Export()
    for answer in answers:
        if answer.id not in base.articles:
            _add_article(made, answer)
    for one in wordings:
        known = base.articles.get(one.article_id)
        if known is not None and _says(known, one.words):
            continue
        is_taken = any(_says(other, one.words) for other in base.articles.values())
        if known is None or is_taken or not _add_wording(made, content, known, one):
            made.unplaced.append(one)
    return made


def _says(known: Article, words: str) -> bool:
    spelled = normalise(words)
    texts = known.texts.values()
    return any(normalise(one) == spelled for t in texts for one in (t.title, *t.questions))


def _add_article(made: Export, answer: Answer) -> None:
    folder = Path("offices", answer.office) if answer.office else Path("common")
    is_draft = any(language not in answer.texts for language in REQUIRED_LANGUAGES)
    if is_draft:
        folder /= article_files.DRAFTS
    for language in answer.texts:
        path = folder / language / f"{answer.id}.md"
        made.files[path] = _file(answer, language)
        if is_draft:
            made.drafts.append(path)


def _file(answer: Answer, language: str) -> str:
    told = answer.texts[language]
    head = [f"id = {_quoted(answer.id)}"]
    if language == MAIN_LANGUAGE:
        head += [
            f"kind = {_quoted(learned.KIND)}",
            f"status = {_quoted(learned.STATUS)}",
            f"checked_on = {answer.checked_on.isoformat()}",
            'actions = ["human"]',
        ]
    if not answer.office:
        head.append(f"source = {_quoted(learned.SOURCE[language])}")
    head.append(f"title = {_quoted(told.title)}")
    head += ["questions = [", *(f"  {_quoted(one)}," for one in told.questions), "]"]
    fence = article_files.FENCE
    return "\n".join([fence, *head, fence, "", told.body.strip(), ""])


def _quoted(words: str) -> str:
    """A TOML string: JSON's escapes are TOML's, too."""
    return json.dumps(words, ensure_ascii=False)


def _add_wording(made: Export, content: Path, known: Article, one: Wording) -> bool:
    """Put a line into the list of wordings of its article; False where none is found."""
    language = one.language if one.language in known.texts else MAIN_LANGUAGE
    for path in _places(content, known, language):
        text = made.files.get(path)
        if text is None and (content / path).is_file():
            text = (content / path).read_text(encoding="utf-8")
        changed = _inserted(text, known.id, language, one.words) if text else None
        if changed is not None:
            made.files[path] = changed
            return True
    return False


def _places(content: Path, known: Article, language: str) -> list[Path]:
    """Where the wordings of an article may stand."""
    folder = Path("offices", known.office) if known.office else Path("common")
    lists = sorted((content / folder / "tables").glob("*.toml"))
    return [
        folder / language / f"{known.id}.md",
        folder / "tables.toml",
        *(one.relative_to(content) for one in lists),
    ]


def _inserted(text: str, article_id: str, language: str, words: str) -> str | None:
    """The file with one wording more, before the end of the list; None where it is not found."""
    if text.startswith(article_files.FENCE):
        start, end, name = 0, len(text), r"questions"
    else:
        found = re.search(rf'^id\s*=\s*"{re.escape(article_id)}"', text, re.MULTILINE)
        if found is None:
            return None
        start = found.start()
        following = text.find(_ENTRY, start)
        end, name = (len(text) if following < 0 else following), rf"questions\.{language}"
    array = re.compile(rf"^{name}\s*=\s*\[", re.MULTILINE).search(text, start, end)
    closes = _closing(text, array.end(), end) if array else None
    if closes is None:
        return None
    before = text[:closes].rstrip()
    comma = "" if before.endswith((",", "[")) else ","
    indent = re.search(r"\n([ \t]+)[^\n]*$", before)
    return f"{before}{comma}\n{indent[1] if indent else '  '}{_quoted(words)},\n{text[closes:]}"


def _closing(text: str, start: int, end: int) -> int | None:
    """Where the list that begins at `start` ends: the bracket outside of strings and remarks."""
    quoted = re.compile(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|\]')
    for found in quoted.finditer(text, start, end):
        if found[0] == "]":
            return found.start()
    return None
