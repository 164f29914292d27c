"""Excel workbooks: sheets that run from right to left, real numbers and dates, a frozen header.

Whatever people wrote is kept as text: a cell that begins with `=` is no formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from handlers.reports.sheet import Column, Sheet, Value

#: Excel's own limits: of a name of a sheet, of the text in a cell.
NAME_LIMIT, CELL_LIMIT = 31, 32767
_NOT_IN_NAMES = re.compile(r"[\\/*?:\[\]]")
_HEAD_FONT = Font(bold=True, color="FFFFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="FF0072B2")
_TITLE_FONT = Font(bold=True, size=14)


def write(sheets: Iterable[Sheet], *, rtl: bool, zone: ZoneInfo) -> bytes:
    """Write a workbook; moments (aware) are shown in the zone."""
    book = Workbook(write_only=True)
    names: set[str] = set()
    for sheet in sheets:
        _add(book, sheet, _name(sheet.name, names), rtl=rtl, zone=zone)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes, and that no other sheet has."""
    name = _NOT_IN_NAMES.sub(" ", wanted).strip("' ")[:NAME_LIMIT] or "1"
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{name[: NAME_LIMIT - 3]} {number}"
    taken.add(name.casefold())
    return name


def _add(book: Workbook, sheet: Sheet, name: str, *, rtl: bool, zone: ZoneInfo) -> None:
    made = book.create_sheet(name)
    made.sheet_view.rightToLeft = rtl
    made.freeze_panes = "A2"
    for number, column in enumerate(sheet.columns, 1):
        made.column_dimensions[get_column_letter(number)].width = column.width
    made.append([_head(made, column.heading) for column in sheet.columns])
    count = 1
    for row in sheet.rows:
        pairs = zip(sheet.columns, row, strict=True)
        made.append([_cell(made, column, value, zone) for column, value in pairs])
        count += 1
    made.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{count}"


def _head(made: Any, heading: str) -> Cell:
    cell = _text(made, heading)
    cell.font, cell.fill = _HEAD_FONT, _HEAD_FILL
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


def _cell(made: Any, column: Column, value: Value, zone: ZoneInfo) -> Cell | None:
    if value is None:
        return None
    if isinstance(value, str):
        return _text(made, value)
    if isinstance(value, datetime):
        value = value.astimezone(zone).replace(tzinfo=None)  # Excel knows no zones
    cell = _made(made, value)
    cell.number_format = column.form.value
    return cell


def _text(made: Any, text: str) -> Cell:
    cell = _made(made, "")
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:CELL_LIMIT]
    cell.data_type = "s"  # whatever it begins with
    return cell


def _made(made: Any, value: Any) -> Cell:
    cell: Cell = WriteOnlyCell(made, value=value)
    return cell
