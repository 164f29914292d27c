"""What a sheet of a workbook is before it is written: headings, what they hold, rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Form(StrEnum):
    """What a column holds; its number format."""

    TEXT = "@"
    NUMBER = "General"
    COUNT = "#,##0"
    HOURS = "#,##0.0"
    SHARE = "0%"
    DAY = "yyyy-mm-dd"
    MOMENT = "yyyy-mm-dd hh:mm"


Value = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class Column:
    """A column: its heading, what it holds, and its width in letters."""

    heading: str
    form: Form = Form.TEXT
    width: int = 16


@dataclass(frozen=True)
class Sheet:
    """A sheet: a table under a header."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
