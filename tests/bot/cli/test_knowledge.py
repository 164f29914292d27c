"""`amaryar kb`: the articles from the command line."""

import json
from pathlib import Path

from tests.bot.cli import programs
from tests.knowledge import folder

FREE = "سالنامه آماری رایگان است؟"


async def test_questions_are_answered_as_json(tmp_path: Path) -> None:
    """One object a line with question, outcome, text, limits and matches; also from input."""
    words = ("kb", "ask", "--json", "--office", "qom")
    by_argument = await programs.command(tmp_path, *words, FREE, "xyzzy plugh")
    by_input = await programs.command(tmp_path, *words, given=f"{FREE}\n\nxyzzy plugh\n")
    assert by_argument.code == 0, by_argument.err
    assert by_argument.out == by_input.out
    answered, unknown = map(json.loads, by_argument.out.splitlines())
    assert set(answered) == {"question", "outcome", "text", "limits", "matches"}
    assert answered["limits"] == []
    assert answered["question"] == FREE
    assert answered["outcome"] in {"answer", "choose"}
    assert set(answered["matches"][0]) == {"article", "title", "score", "facts", "office"}
    assert unknown["outcome"] == "not_found"
    assert "<b>" not in answered["text"]


async def test_what_cannot_be_had_is_named(tmp_path: Path) -> None:
    """As a reason for machines, in words for people."""
    words = ("kb", "ask", "--json", "--office", "semnan", "نرخ بیکاری شهرستان شاهرود")
    outcome = await programs.command(tmp_path, *words)
    found = json.loads(outcome.out)
    assert found["limits"] == ["sample"]
    assert "آمارگیری نمونه‌ای" in found["text"]


async def test_the_language_of_the_answer_is_chosen(tmp_path: Path) -> None:
    """--language en gives English words."""
    words = ("kb", "ask", "--office", "qom", "--language", "en", "Is the yearbook free?")
    outcome = await programs.command(tmp_path, *words)
    assert outcome.code == 0, outcome.err
    assert "yearbook" in outcome.out.casefold().replace("? is the yearbook free?", "")


async def test_articles_of_two_offices_are_told_apart(tmp_path: Path) -> None:
    """Without an office both have an article of that name, so its province stands beside it."""
    outcome = await programs.command(tmp_path, "kb", "ask", "--json", FREE)
    found = json.loads(outcome.out)
    titles = [line for line in found["text"].splitlines() if line.startswith("- ")]
    assert found["outcome"] == "choose"
    assert len(set(titles)) == len(titles) == len(found["matches"])


async def test_an_unknown_office_or_language_is_told(tmp_path: Path) -> None:
    """With the list of those there are."""
    for option, value in (("--office", "nowhere"), ("--language", "xx")):
        outcome = await programs.command(tmp_path, "kb", "ask", option, value, "x")
        assert outcome.code == 2
        assert value in outcome.err


async def test_the_content_is_checked(tmp_path: Path) -> None:
    """Ours is good, and a small one looked at wholly; an empty folder is not, and that is told."""
    own = tmp_path / "own"
    own.mkdir()
    folder.small(own)
    for words in (("--quick",), (str(own),)):
        good = await programs.command(tmp_path, "kb", "check", *words)
        assert good.code == 0, good.err
        assert "no problem" in good.out
    bad = await programs.command(tmp_path, "kb", "check", str(own / "fa"))
    assert bad.code == 1
    assert bad.err.strip()
    assert "Traceback" not in bad.err
