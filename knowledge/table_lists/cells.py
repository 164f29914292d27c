"""A CSV or XLSX file becomes rows of text, numbered as a spreadsheet shows them."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge import files
from knowledge.errors import Unreadable
from knowledge.statements.lines import clean

DELIMITERS = ",;\t|؛،"
CSV = (".csv", ".tsv", ".txt")
WORKBOOK = (".xlsx", ".xlsm")

_HEAD_ROWS = 12


@dataclass(frozen=True)
class Row:
    """One row: its number from 1, and its cells as clean text."""

    number: int
    cells: tuple[str, ...]


Judge = Callable[[list[Row]], int]
"""How well some rows look like the head of a table list; the best reading of a file wins."""


def read(file: Path, judge: Judge, *, sheet: str | None = None) -> Iterator[Row]:
    """The rows of a file that hold anything. Raises `Unreadable`."""
    kind = file.suffix.casefold()
    if kind in WORKBOOK:
        return _workbook(files.read(file), judge, sheet)
    if kind not in CSV:
        raise Unreadable(f"{kind or 'such'} files cannot be read; save it as .xlsx or .csv")
    if sheet is not None:
        raise Unreadable("a CSV file has no sheets")
    return _csv(files.decode(files.read(file)), judge)


def _csv(text: str, judge: Judge) -> Iterator[Row]:
    first, _, rest = text.partition("\n")
    named = first.strip().casefold().removeprefix("sep=")
    if first.strip().casefold().startswith("sep=") and len(named) == 1:
        # Excel's own way to say it; the line is a row of the file all the same.
        return _parsed("\n" + rest, named)
    best = max(DELIMITERS, key=lambda delimiter: judge(_head(_parsed(text, delimiter))))
    return _parsed(text, best)


def _parsed(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            row = Row(number, tuple(clean(cell) for cell in cells))
            if any(row.cells):
                yield row
    except csv.Error as error:
        raise Unreadable(f"row {number + 1} is not valid CSV: {error}") from None


def _head(rows: Iterator[Row]) -> list[Row]:
    found = []
    try:
        for row in rows:
            found.append(row)
            if len(found) == _HEAD_ROWS:
                break
    except Unreadable:
        return []
    return found


def _workbook(data: bytes, judge: Judge, sheet: str | None) -> Iterator[Row]:
    files.archive(data, "an Excel file (XLSX)").close()
    import openpyxl  # noqa: PLC0415 - slow to import, and only this reading needs it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about drawings and validations, which we do not read
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # noqa: BLE001 - it raises whatever its parts raise
        raise Unreadable(f"this is not an Excel file that can be read: {error}") from None
    names = [page.title for page in book.worksheets]
    if sheet is not None and sheet not in names:
        raise Unreadable(f"there is no sheet {sheet}; there are: {', '.join(names)}")
    if not names:
        raise Unreadable("the workbook has no sheet of cells")
    if sheet is None:
        sheet = max(names, key=lambda name: judge(_head(_sheet(book[name]))))
    return _sheet(book[sheet])


def _sheet(page: Any) -> Iterator[Row]:
    number = 0
    try:
        for number, cells in enumerate(page.iter_rows(values_only=True), 1):
            row = Row(number, tuple(_text(cell) for cell in cells))
            if any(row.cells):
                yield row
    except Exception as error:  # noqa: BLE001 - of openpyxl; it reads a sheet row by row
        raise Unreadable(f"the sheet is damaged below row {number}: {error}") from None


def _text(value: object) -> str:
    """A cell as it is shown: whole numbers without a fraction, dates as dates."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()[:10]
    return clean(str(value))
