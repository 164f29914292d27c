"""What is made in another process: pictures and workbooks.

The libraries that draw and write are imported there only: the program itself stays small.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from handlers.reports.shapes import Chart
    from handlers.reports.sheet import Sheet


def pictures(charts: Sequence[Chart], language: str) -> list[bytes]:
    """Draw charts; a PNG each."""
    from handlers.reports import drawing  # noqa: PLC0415 - matplotlib is for the other process

    return [drawing.draw(one, language) for one in charts]


def workbook(sheets: Sequence[Sheet], rtl: bool, zone: ZoneInfo) -> bytes:
    """Write a workbook."""
    from handlers.reports import workbook as books  # noqa: PLC0415 - and so is openpyxl

    return books.write(sheets, rtl=rtl, zone=zone)
