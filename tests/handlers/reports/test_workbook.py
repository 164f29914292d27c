"""Workbooks as Excel opens them."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl

from handlers.i18n import bidi
from handlers.i18n.translator import Translators
from handlers.reports import export, periods, tables, workbook
from handlers.reports.sheet import Column, Form, Sheet
from tests.handlers.reports import numbers

TEHRAN = ZoneInfo("Asia/Tehran")


def opened(*sheets: Sheet, rtl: bool = True) -> openpyxl.Workbook:
    """The workbook, read back."""
    return openpyxl.load_workbook(io.BytesIO(workbook.write(sheets, rtl=rtl, zone=TEHRAN)))


def test_values_keep_their_kind() -> None:
    """Numbers are numbers, days and moments are dates, a share is a percentage."""
    columns = [Column("a"), *(Column("b", form) for form in (Form.COUNT, Form.SHARE, Form.DAY))]
    columns.append(Column("c", Form.MOMENT))
    moment = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    sheet = Sheet("x", columns, [["الف", 1200, 0.25, date(2026, 11, 20), moment], [None] * 5])
    made: Any = opened(sheet)["x"]
    row = made[2]
    assert [cell.value for cell in row] == [
        "الف",
        1200,
        0.25,
        datetime(2026, 11, 20),  # noqa: DTZ001 - Excel knows no zones
        datetime(2026, 11, 20, 11, 30),  # noqa: DTZ001 - by the clock in Tehran
    ]
    assert [cell.is_date for cell in row] == [False, False, False, True, True]
    assert row[2].number_format == "0%"
    assert [cell.value for cell in made[3]] == [None] * 5
    assert (made.freeze_panes, made.auto_filter.ref) == ("A2", "A1:E3")


def test_only_right_to_left_languages_run_so() -> None:
    """An English workbook reads from the left."""
    sheet = Sheet("x", [Column("a")], [["b"]])
    assert opened(sheet)["x"].sheet_view.rightToLeft is True
    assert opened(sheet, rtl=False)["x"].sheet_view.rightToLeft is not True


def test_names_of_sheets_are_made_to_fit() -> None:
    """Too long, with forbidden letters, or twice: Excel would call the file damaged."""
    names = ["a" * 40, "a" * 40, "x/y:z", ""]
    found = opened(*(Sheet(name, [Column("a")], []) for name in names)).sheetnames
    assert len(set(found)) == 4
    assert all(len(one) <= 31 for one in found)
    assert found[2] == "x y z"


def test_what_people_typed_is_text_whatever_it_is() -> None:
    """Formulas, control characters, a novel: kept as text as far as a cell can hold it."""
    typed = ['=cmd|"/c calc"!A1', "+98912", "bad\x00\x0bword", "ن" * 40_000]
    made: Any = opened(Sheet("x", [Column("a")], [[one] for one in typed]))["x"]
    values = [made.cell(row, 1) for row in range(2, 6)]
    assert {cell.data_type for cell in values} == {"s"}
    assert [cell.value for cell in values][:3] == [typed[0], typed[1], "badword"]
    assert len(values[3].value) == 32_767


def test_a_report_has_a_sheet_for_each_view() -> None:
    """Summary, course, by kind, service and office, outcomes, satisfaction, unanswered."""
    month = periods.of(periods.Span.MONTH, date(2026, 11, 20))
    t = Translators.load(TEHRAN).for_("en")
    sheets = tables.of_report(numbers.busy(month), month, "Aban 1405", numbers.NAMES, t)
    book = opened(*sheets, rtl=False)
    assert book.sheetnames == [
        "Summary",
        "Course",
        "By kind",
        "By service",
        "By office",
        "Outcomes",
        "Satisfaction",
        "Unanswered",
    ]
    assert all(len(row) == len(one.columns) for one in sheets for row in one.rows)
    quiet = tables.of_report(numbers.quiet(month), month, "Aban 1405", numbers.NAMES, t)
    assert [one.name for one in quiet] == ["Summary", "Course"]


def test_a_masked_name_is_its_initials() -> None:
    """Enough to tell two cases apart, not enough to tell who it is."""
    assert export.masked("مریم  رضایی") == "م… ر…"
    assert export.masked("") == ""


def test_satisfaction_has_the_stars_and_their_mean() -> None:
    """What was given is listed, the best first, below what people said."""
    month = periods.of(periods.Span.MONTH, date(2026, 11, 20))
    t = Translators.load(TEHRAN).for_("en")
    sheets = tables.of_report(numbers.busy(month), month, "Aban 1405", numbers.NAMES, t)
    rows = next(one.rows for one in sheets if one.name == "Satisfaction")
    shown = [[bidi.clean(str(label)), count] for label, count in rows]
    assert shown[-3:] == [["5 of 5 stars", 3], ["2 of 5 stars", 1], ["Mean: 4.2 stars", 4]]
