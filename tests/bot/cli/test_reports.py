"""`amaryar report`: files for a period, by the database of the settings."""

import io
from pathlib import Path

import openpyxl

from tests.bot.cli import programs


async def test_a_report_is_written_into_a_folder(tmp_path: Path) -> None:
    """Of an empty database: the workbook alone, in the language asked for."""
    words = ("report", "مهر", "۱۴۰۵", "--out", "made", "--language", "en")
    done = await programs.command(tmp_path, *words)
    assert done.code == 0, done.err
    (name,) = done.out.split()
    assert name == "made/amaryar-report-m-1405-07.xlsx"
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / name).read_bytes()))
    assert book.sheetnames == ["Summary", "Course"]


async def test_words_that_are_no_period_are_refused(tmp_path: Path) -> None:
    """Told with an example, and nothing is made."""
    done = await programs.command(tmp_path, "report", "someday")
    assert done.code == 2
    assert "Mehr 1405" in done.err
    assert not (tmp_path / "reports").exists()
