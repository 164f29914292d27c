"""`amaryar kb import-statement` from the command line."""

import json
from pathlib import Path

import pytest

from tests.bot.cli import programs
from tests.knowledge import folder
from tests.knowledge.statements import samples


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with the offices of Qom and Semnan."""
    (tmp_path / "content").mkdir()
    return folder.small(tmp_path / "content")


def _file(tmp_path: Path, text: str, name: str = "statement.md") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def _names(folder_: Path) -> list[str]:
    return sorted(path.name for path in folder_.iterdir())


async def test_a_statement_becomes_drafts_beside_the_content(tmp_path: Path, content: Path) -> None:
    """Report and files; the content stays clean; a second run changes nothing."""
    file = _file(tmp_path, samples.GLUED)
    words = ("kb", "import-statement", str(file), "--office", "qom")
    first = await programs.command(tmp_path, *words, KNOWLEDGE_DIR=content)
    assert first.code == 0, first.err
    assert "Read as another word" in first.out
    assert "Not stated: nothing is missing" in first.out
    made = sorted((content / "offices/qom/drafts/fa").iterdir())
    assert len(made) == 7
    assert made[0].name == "qom-yearbook-costs.md"
    again = await programs.command(tmp_path, *words, KNOWLEDGE_DIR=content)
    assert again.out.count("  unchanged offices/qom/drafts/fa/") == 7
    checked = await programs.command(tmp_path, "kb", "check", KNOWLEDGE_DIR=content)
    assert checked.code == 0, checked.err


async def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """The packaged office is known; JSON tells the same; the default folder is not the content."""
    file = _file(tmp_path, samples.SPACED)
    words = ("kb", "import-statement", str(file), "--office", "semnan", "--dry-run", "--json")
    outcome = await programs.command(tmp_path, *words)
    assert outcome.code == 0, outcome.err
    data = json.loads(outcome.out)
    assert data["dry_run"] is True
    assert data["folder"] == "imported"
    assert {draft["state"] for draft in data["drafts"]} == {"new"}
    assert [item["line"] for item in data["placeholder_links"]] == [16, 16]
    assert _names(tmp_path) == ["statement.md"]


async def test_changed_drafts_are_kept(tmp_path: Path) -> None:
    """What a clerk has written stays, until told otherwise."""
    words = ("kb", "import-statement", str(_file(tmp_path, samples.GLUED)), "--office", "qom")
    await programs.command(tmp_path, *words)
    (costs,) = (tmp_path / "imported").rglob("*-costs.md")
    costs.write_text("mine", encoding="utf-8")
    kept = await programs.command(tmp_path, *words)
    assert "kept      " in kept.out
    assert costs.read_text(encoding="utf-8") == "mine"
    await programs.command(tmp_path, *words, "--overwrite")
    assert costs.read_text(encoding="utf-8") != "mine"


async def test_a_statement_of_another_province_is_refused(tmp_path: Path) -> None:
    """Its rules would be told to the wrong people; a person may insist."""
    words = ("kb", "import-statement", str(_file(tmp_path, samples.SPACED)), "--office", "qom")
    outcome = await programs.command(tmp_path, *words)
    assert outcome.code == 1
    assert "another province" in outcome.err
    assert not (tmp_path / "imported").exists()
    assert (await programs.command(tmp_path, *words, "--other-province")).code == 0


async def test_mistakes_are_told(tmp_path: Path) -> None:
    """An unknown office or service, a missing file, a kind that cannot be read, nothing in it."""
    file = str(_file(tmp_path, samples.GLUED))
    empty = str(_file(tmp_path, "\n\n", "empty.txt"))
    for words, code, message in (
        ((file, "--office", "nowhere"), 2, "amaryar kb new-office nowhere"),
        ((file, "--office", "qom", "--service", "x"), 2, "has no service x; there are: stat"),
        (("no.md", "--office", "qom"), 2, "no.md: the file cannot be opened"),
        (("a.pdf", "--office", "qom"), 2, "save it as Word"),
        ((empty, "--office", "qom"), 1, "nothing to make a draft of"),
    ):
        outcome = await programs.command(tmp_path, "kb", "import-statement", *words)
        assert outcome.code == code, outcome.err
        assert message in outcome.err
        assert "Traceback" not in outcome.err


async def test_which_service_is_asked_where_it_is_not_clear(tmp_path: Path, content: Path) -> None:
    """An office with two services, and a statement that names neither."""
    office = content / "offices/qom/office.toml"
    text = office.read_text(encoding="utf-8")
    service = text[text.index("[[services]]") : text.index("[contacts]")]
    second = service.replace('"yearbook"', '"map"').replace("تامین آمار (سالنامه)", "دفترچه‌نقشه")
    office.write_text(text.replace("[contacts]", second + "[contacts]"), encoding="utf-8")
    words = ("kb", "import-statement", str(_file(tmp_path, samples.GLUED)), "--office", "qom")
    outcome = await programs.command(tmp_path, *words, KNOWLEDGE_DIR=content)
    assert outcome.code == 2
    assert "--service with one of: yearbook, map" in outcome.err
    outcome = await programs.command(
        tmp_path, *words, "--service", "map", "--each-clause", KNOWLEDGE_DIR=content
    )
    assert outcome.code == 0, outcome.err
    assert (content / "offices/qom/drafts/fa/qom-map-mutual-obligations-3.md").is_file()
