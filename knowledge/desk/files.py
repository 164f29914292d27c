"""Reading `content/desk/`: bodies, grounds, ready replies. Problems go to the list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TypeVar

from knowledge.articles import LANGUAGES, MAIN_LANGUAGE
from knowledge.desk import ready
from knowledge.desk.ready import ReadyReply
from knowledge.desk.values import BODY_CONTACTS, Body, DeskContent, Ground
from knowledge.errors import Problem
from knowledge.tables import Source, Table
from knowledge.working import MATTERS

FOLDER = "desk"
BODIES, GROUNDS, REPLIES = "bodies.toml", "grounds.toml", "replies.toml"
SLOT = "{article}"
_ID_LIMIT = 20
_LAST_ARTICLE = 999

Named = TypeVar("Named", Body, Ground, ReadyReply)


def read(
    find: Callable[[str], Path], offices: Collection[str], problems: list[Problem]
) -> DeskContent:
    """Read the files; `find` gives the place of one, `offices` are the ids that are known."""
    bodies = open_table(find(f"{FOLDER}/{BODIES}"), problems, ("bodies",))
    grounds = open_table(find(f"{FOLDER}/{GROUNDS}"), problems, ("grounds", "objection"))
    replies = open_table(find(f"{FOLDER}/{REPLIES}"), problems, ("replies",))
    return DeskContent(
        bodies=_unique([_body(part, offices) for part in bodies.parts("bodies")], bodies),
        grounds=_unique([_ground(part, offices) for part in grounds.parts("grounds")], grounds),
        replies=_unique([_reply(part, offices) for part in replies.parts("replies")], replies),
        objection=grounds.translations("objection") if "objection" in grounds.data else {},
    )


def open_table(file: Path, problems: list[Problem], keys: Collection[str]) -> Table:
    """The content of a file of the desk; an empty table where it cannot be read."""
    path = f"{FOLDER}/{file.name}"
    try:
        content = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(path, 1, f"cannot be read: {error}"))
        content = ""
    source = Source(path, content, 1, problems)
    table = Table(source.parse() or {}, source)
    table.only(keys)
    return table


def identity(part: Table) -> str:
    """The id of a part: it travels in buttons, so it is short and of plain letters."""
    found = part.text("id", required=True) or ""
    if len(found) > _ID_LIMIT or not all(
        letter.isascii() and (letter.isalnum() or letter == "-") for letter in found
    ):
        part.wrong("id", f"must be Latin letters, digits and “-”, {_ID_LIMIT} at most")
    return found


def _body(part: Table, offices: Collection[str]) -> Body:
    part.only(("id", "name", "holds", "where", "contacts", "words", "office", "source"))
    part.text("source", required=True)  # for whoever keeps the file: where it was verified
    contacts = part.data.get("contacts", {})
    inner = Table(
        contacts if isinstance(contacts, dict) else {}, part.source, part.start, part.name
    )
    inner.only(BODY_CONTACTS)
    return Body(
        id=identity(part),
        name=part.translations("name"),
        holds=part.translations("holds"),
        where=part.translations("where") if "where" in part.data else {"fa": ""},
        contacts={key: inner.text(key) for key in BODY_CONTACTS},
        words=part.texts("words"),
        office=part.choice("office", offices, None),
    )


def _ground(part: Table, offices: Collection[str]) -> Ground:
    part.only(("id", "label", "says", "kinds", "articles", "needs_question", "office", "source"))
    part.text("source", required=True)
    ground = Ground(
        id=identity(part),
        label=part.translations("label"),
        says=part.translations("says"),
        kinds=part.texts("kinds", allowed=MATTERS),
        articles=part.wholes("articles", 1, _LAST_ARTICLE),
        needs_question=part.flag("needs_question", default=False),
        office=part.choice("office", offices, None),
    )
    if not ground.kinds:
        part.wrong("kinds", "is missing")
    for language, said in ground.says.items():
        if said and said.replace(SLOT, "").count("{") + said.replace(SLOT, "").count("}"):
            part.wrong("says", f"{language}: only {SLOT} may stand in braces")
        elif said and (SLOT in said) != bool(ground.articles):
            part.wrong("says", f"{language}: {SLOT} stands there exactly when there are articles")
    return ground


def _reply(part: Table, offices: Collection[str]) -> ReadyReply:
    part.only(("id", "asks", "phases", "office", "title", "says"))
    reply = ReadyReply(
        id=identity(part),
        title=_said(part, "title", ready.TITLE_LIMIT),
        says=_said(part, "says", ready.TEXT_LIMIT),
        asks=part.flag("asks", default=False),
        phases=part.texts("phases", allowed=ready.PHASES),
        office=part.choice("office", offices, None),
    )
    for language, said in reply.says.items():
        wrong = ready.fault(said)
        if wrong is not None:
            known = ", ".join(f"{{{one}}}" for one in ready.SLOTS)
            part.wrong("says", f"{language}: unknown: {wrong} (known: {known})")
    return reply


def _said(part: Table, key: str, limit: int) -> dict[str, str]:
    """Texts by language. Persian is enough: a group writes a reply in the language it speaks."""
    value = part.data.get(key)
    found = value if isinstance(value, dict) else {}
    texts = {one: said for one, said in found.items() if isinstance(said, str) and said.strip()}
    for language in sorted(set(found) - set(LANGUAGES)):
        part.wrong(key, f"unknown language: {language}")
    if MAIN_LANGUAGE not in texts:
        part.wrong(key, f"missing language: {MAIN_LANGUAGE}")
    if any(len(said) > limit for said in texts.values()):
        part.wrong(key, f"longer than {limit} characters")
    return {MAIN_LANGUAGE: "", **texts}


def _unique(found: Sequence[Named], table: Table) -> tuple[Named, ...]:
    ids = [one.id for one in found]
    for one in sorted({one for one in ids if ids.count(one) > 1}):
        table.wrong("id", f"repeated: {one}")
    return tuple(found)
