"""`amaryar kb import-tables` from the command line."""

from pathlib import Path

import openpyxl
import pytest

from tests.bot.cli import programs
from tests.knowledge import folder

HEAD = "عنوان;فصل;واحد;سال‌ها;سطح;لینک\n"
LIST = HEAD + "شمار قایق‌های آبی;حمل و نقل;فروند;۱۳۹۰-۱۴۰۲;استان;boats.xlsx\nطول راه;حمل و نقل\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with the offices of Qom and Semnan."""
    (tmp_path / "content").mkdir()
    return folder.small(tmp_path / "content")


def _file(tmp_path: Path, text: str) -> str:
    file = tmp_path / "list.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


def _go_live(content: Path) -> Path:
    live = content / "offices/qom/tables.toml"
    (content / "offices/qom/drafts/tables.toml").replace(live)
    return live


def _names(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


async def test_a_list_goes_from_the_file_to_the_answer(tmp_path: Path, content: Path) -> None:
    """Brought in, moved, checked, asked; a second time nothing changes; a changed row is told."""
    words = ("kb", "import-tables", _file(tmp_path, LIST), "--office", "qom")
    first = await programs.command(tmp_path, *words, KNOWLEDGE_DIR=content)
    assert first.code == 0, first.err
    assert "new: 2" in first.out
    live = _go_live(content)
    checked = await programs.command(tmp_path, "kb", "check", KNOWLEDGE_DIR=content)
    assert checked.code == 0, checked.err
    asked = await programs.command(
        tmp_path, "kb", "ask", "--office", "qom", "شمار قایق های آبی", KNOWLEDGE_DIR=content
    )
    assert "سال‌ها: ۱۳۹۰ تا ۱۴۰۲" in asked.out
    again = await programs.command(tmp_path, *words, KNOWLEDGE_DIR=content)
    assert f"{live} says the same already" in again.out
    _file(tmp_path, LIST.replace("فروند", "دستگاه").replace("طول راه", "طول راه آبی"))
    changed = await programs.command(tmp_path, *words, KNOWLEDGE_DIR=content)
    for line in (
        "2 rows, 2 tables; 0 unchanged",
        "changed: 1\n  شمار قایق‌های آبی (حمل و نقل): unit",
        "new: 1\n  طول راه آبی",
        "no longer in the list: 1\n  طول راه (",
    ):
        assert line in changed.out


async def test_wrong_rows_are_told_and_nothing_is_written(tmp_path: Path, content: Path) -> None:
    """Unless the right ones are wanted anyway; the exit code still says that rows are wrong."""
    text = LIST + "بی‌فصل;;نفر\nبا سال;فصل;نفر;98\n"
    words = ("kb", "import-tables", _file(tmp_path, text), "--office", "qom")
    outcome = await programs.command(tmp_path, *words, KNOWLEDGE_DIR=content)
    assert outcome.code == 1
    assert "row 4: chapter is empty" in outcome.err
    assert "row 5: years: «98»" in outcome.err
    assert "2 errors" in outcome.err
    assert "drafts" not in _names(content / "offices/qom")
    outcome = await programs.command(tmp_path, *words, "--skip-wrong", KNOWLEDGE_DIR=content)
    assert outcome.code == 1
    assert "new: 2" in outcome.out
    assert _go_live(content).is_file()


async def test_a_long_workbook_tells_its_progress(tmp_path: Path) -> None:
    """On standard error; a dry run writes nothing; the packaged offices are known."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["title", "chapter", "unit"])
    for number in range(2500):
        page.append([f"جدول {number}", "جمعیت", "نفر"])
    book.save(tmp_path / "list.xlsx")
    words = ("kb", "import-tables", "list.xlsx", "--office", "qom", "--verified", "--dry-run")
    outcome = await programs.command(tmp_path, *words)
    assert outcome.code == 0, outcome.err
    assert outcome.err.splitlines() == ["1,000 rows read", "2,000 rows read"]
    assert "2500 rows, 2500 tables" in outcome.out
    assert "and 2450 more" in outcome.out
    assert "new, not written" in outcome.out
    assert _names(tmp_path) == ["list.xlsx"]


async def test_mistakes_are_told(tmp_path: Path) -> None:
    """Office, service, file, columns, an empty list."""
    file = _file(tmp_path, LIST)
    (tmp_path / "head.csv").write_text(HEAD, encoding="utf-8")
    (tmp_path / "other.csv").write_text("a,b\nc,d\n", encoding="utf-8")
    for words, code, message in (
        ((file, "--office", "nowhere"), 2, "There is no office nowhere"),
        ((file, "--office", "qom", "--service", "x"), 2, "has no service x"),
        (("no.csv", "--office", "qom"), 2, "no.csv: the file cannot be opened"),
        (("other.csv", "--office", "qom"), 2, "other.csv: no row names the columns"),
        (("head.csv", "--office", "qom"), 1, "there is no table below"),
    ):
        outcome = await programs.command(tmp_path, "kb", "import-tables", *words)
        assert outcome.code == code, outcome.err
        assert message in outcome.err
        assert "Traceback" not in outcome.err


async def test_a_damaged_list_is_not_written_over(tmp_path: Path, content: Path) -> None:
    """What cannot be read cannot be compared."""
    (content / "offices/qom/tables.toml").write_text("x = 1\n[[tables]]\n", encoding="utf-8")
    words = ("kb", "import-tables", _file(tmp_path, LIST), "--office", "qom")
    outcome = await programs.command(tmp_path, *words, KNOWLEDGE_DIR=content)
    assert outcome.code == 2
    assert "must be mended first" in outcome.err
    assert "tables.toml:2: tables.id: is missing" in outcome.err
