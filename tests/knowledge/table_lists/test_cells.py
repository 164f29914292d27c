"""CSV and XLSX files of every make become the same rows."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from knowledge import files
from knowledge.errors import Unreadable
from knowledge.table_lists import cells, columns

LINES = ["عنوان,فصل,واحد", '"جمعیت، بر حسب ""جنس""",جمعیت,نفر', ",,", "بيكاري,كار,درصد"]
ROWS = [
    (1, ("عنوان", "فصل", "واحد")),
    (2, ('جمعیت، بر حسب "جنس"', "جمعیت", "نفر")),
    (4, ("بيكاري", "كار", "درصد")),
]


def _rows(file: Path, sheet: str | None = None) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, row.cells) for row in cells.read(file, columns.judge, sheet=sheet)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", list(cells.DELIMITERS))
def test_csv_of_every_make_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """The delimiter is found out; numbers are those of a spreadsheet, empty rows counted."""
    file = tmp_path / "a.csv"
    lines = LINES
    if delimiter == "،":
        lines = [line.replace("جمعیت، بر", "جمعیت بر") for line in lines]
    content = "\r\n".join(line.replace(",", delimiter) for line in lines)
    file.write_bytes(content.encode(encoding))
    wanted = [(n, tuple(c.replace("، بر", " بر") for c in row)) for n, row in ROWS]
    assert _rows(file) == (wanted if delimiter == "،" else ROWS)


def test_the_old_code_page_is_read(tmp_path: Path) -> None:
    """Windows-1256 has Arabic letters for the Persian ones."""
    file = tmp_path / "a.csv"
    file.write_bytes("عنوان;فصل\nبيكاري;كار\n".encode("cp1256"))
    assert _rows(file) == [(1, ("عنوان", "فصل")), (2, ("بيكاري", "كار"))]


def test_excel_s_own_line_about_the_delimiter_is_obeyed(tmp_path: Path) -> None:
    """`sep=|` counts as a row, as in Excel."""
    file = tmp_path / "a.csv"
    file.write_text("sep=|\nعنوان|فصل\nالف|ب\n", encoding="utf-8")
    assert _rows(file) == [(2, ("عنوان", "فصل")), (3, ("الف", "ب"))]


def _book(file: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "راهنما"
    first.append(["این کارپوشه را نگه دارید"])
    page = book.create_sheet("فهرست")
    page.append(["title", "chapter", "years"])
    page.append([])
    page.append(["الف", "ب", 1395])
    page.append(["پ", "ب", 1396.0])
    page.append(["ت", None, datetime(2026, 11, 20)])  # noqa: DTZ001 - Excel knows no zones
    book.save(file)


def test_a_workbook_is_read_from_the_sheet_that_looks_like_a_list(tmp_path: Path) -> None:
    """Whole numbers are shown without a fraction; another sheet can be named."""
    file = tmp_path / "a.xlsx"
    _book(file)
    assert _rows(file) == [
        (1, ("title", "chapter", "years")),
        (3, ("الف", "ب", "1395")),
        (4, ("پ", "ب", "1396")),
        (5, ("ت", "", "2026-11-20")),
    ]
    assert _rows(file, "راهنما") == [(1, ("این کارپوشه را نگه دارید",))]
    with pytest.raises(Unreadable, match="no sheet x; there are: راهنما, فهرست"):
        _rows(file, "x")


def test_a_workbook_with_entities_is_refused(tmp_path: Path) -> None:
    """Whatever part they are in."""
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(Unreadable, match="document type definition"):
        _rows(file)


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything of it is unpacked."""
    file = tmp_path / "a.xlsx"
    _book(file)
    monkeypatch.setattr(files, "LARGEST_ARCHIVE", 1000)
    with pytest.raises(Unreadable, match="unpacks to more than"):
        _rows(file)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Other kinds, other archives, broken CSV, a sheet of a CSV."""
    with pytest.raises(Unreadable, match=r"\.xls files cannot be read; save it as \.xlsx"):
        _rows(tmp_path / "a.xls")
    (tmp_path / "a.xlsx").write_bytes(b"no archive")
    with pytest.raises(Unreadable, match="not an Excel file"):
        _rows(tmp_path / "a.xlsx")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("x.txt", "y")
    (tmp_path / "a.xlsx").write_bytes(data.getvalue())
    with pytest.raises(Unreadable, match="not an Excel file that can be read"):
        _rows(tmp_path / "a.xlsx")
    (tmp_path / "a.csv").write_text("a,b\n" + "x" * 200_000, encoding="utf-8")
    with pytest.raises(Unreadable, match="row 2 is not valid CSV"):
        _rows(tmp_path / "a.csv")
    with pytest.raises(Unreadable, match="no sheets"):
        _rows(tmp_path / "a.csv", "x")
