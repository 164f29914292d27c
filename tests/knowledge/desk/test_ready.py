"""Ready replies: read, checked, found by their title, laid over by what a group has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import loader
from knowledge.articles import LANGUAGES
from knowledge.desk import files, ready
from knowledge.desk.ready import ReadyReply
from knowledge.errors import Problem
from storage.tickets.states import Phase

REPLY = """[[replies]]
id = "hello"
title.fa = "سلام و درود"
title.en = "Hello"
says.fa = "سلام {name}"
"""


def read(folder: Path, replies: str) -> tuple[tuple[ReadyReply, ...], list[str]]:
    """What is read of this file, and what is wrong with it."""
    (folder / "desk").mkdir()
    for name in ("bodies.toml", "grounds.toml"):
        (folder / "desk" / name).write_text("", "utf-8")
    (folder / "desk" / "replies.toml").write_text(replies, "utf-8")
    problems: list[Problem] = []
    found = files.read(lambda name: folder / name, ("qom",), problems)
    return found.replies, [str(one) for one in problems]


def test_a_reply_is_read(tmp_path: Path) -> None:
    """Persian is enough; another language is answered in Persian."""
    (reply,), problems = read(tmp_path, REPLY)
    assert problems == []
    assert (reply.title_in("en"), reply.says_in("en")) == ("Hello", "سلام {name}")
    assert (reply.asks, reply.phases, reply.office) == (False, (), None)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (REPLY.replace("{name}", "{phone}"), "fa: unknown: {phone} (known: {name}"),
        (REPLY.replace("{name}", "{name"), "fa: unknown: {"),
        (REPLY.replace("says.fa", "says.en"), "says: missing language: fa"),
        (REPLY + 'says.de = "Hallo"\n', "unknown language: de"),
        (REPLY + 'phases = ["lost"]\n', "unknown: lost"),
        (REPLY + 'office = "rasht"\n', "unknown: rasht"),
        (REPLY + REPLY, "repeated: hello"),
        (REPLY.replace("Hello", "H" * 61), "title: longer than 60 characters"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, wrong: str) -> None:
    """With the file and the line."""
    _, problems = read(tmp_path, text)
    assert any(wrong in one and one.startswith("desk/replies.toml") for one in problems), problems


def test_it_is_found_by_the_beginnings_of_its_words(tmp_path: Path) -> None:
    """In any language, in any order; all typed words must fit."""
    (reply,), _ = read(tmp_path, REPLY)
    assert all(reply.is_called(words) for words in ("", "سلا", "درود سلام", "hello", "HELLO"))
    assert not any(reply.is_called(words) for words in ("لام", "سلام خوبی"))


def test_what_a_group_changed_lies_over_the_content() -> None:
    """In its place; what is new comes last; what was taken away is gone."""
    one, two, new = (ReadyReply(id, {"fa": id}, {"fa": id}) for id in ("one", "two", "new"))
    other = ReadyReply("two", {"fa": "other"}, {"fa": "other"})
    found = ready.laid_over([one, two], [("one", None), ("two", other), ("new", new)])
    assert found == [other, new]


def test_the_packaged_replies_speak_all_languages_and_know_the_phases() -> None:
    """Each with the same slots in each language; the phases are those of the ticket."""
    assert set(ready.PHASES) == {str(one) for one in Phase}
    replies = loader.load(loader.PACKAGED).desk.replies
    assert replies
    for reply in replies:
        assert set(reply.title) == set(reply.says) == set(LANGUAGES), reply.id
        assert len({tuple(sorted(ready.slots(said))) for said in reply.says.values()}) == 1
