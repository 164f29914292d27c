"""Which column of a list is what: header names in Persian and English spellings, in any order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.errors import Unreadable
from knowledge.statements.lines import fold
from knowledge.table_lists.cells import Row

NAMES: Mapping[str, tuple[str, ...]] = {
    "title": (
        "عنوان",
        "عنوان جدول",
        "نام جدول",
        "جدول",
        "شرح جدول",
        "عنوان فارسی",
        "title",
        "table",
        "table title",
        "table name",
    ),
    "title_en": (
        "عنوان انگلیسی",
        "عنوان لاتین",
        "عنوان به انگلیسی",
        "english title",
        "title (en)",
        "title in English",
    ),
    "title_ar": ("عنوان عربی", "title (ar)", "Arabic title"),
    "chapter": ("فصل", "نام فصل", "عنوان فصل", "موضوع", "chapter", "chapter title", "subject"),
    "unit": ("واحد", "واحد اندازه گیری", "واحد سنجش", "یکا", "unit", "units", "measure"),
    "years": (
        "سال",
        "سال ها",
        "سال های موجود",
        "سال آمار",
        "دوره",
        "دوره زمانی",
        "years",
        "year",
        "period",
    ),
    "levels": (
        "سطح",
        "سطوح",
        "سطح جغرافیایی",
        "سطح انتشار",
        "سطح ارائه",
        "level",
        "levels",
        "geography",
        "geographic level",
    ),
    "link": ("پیوند", "لینک", "نشانی", "آدرس", "نشانی اینترنتی", "link", "url", "address", "web"),
    "file": ("فایل", "پرونده", "نام فایل", "نام پرونده", "file", "file name"),
    "number": ("ردیف", "شماره", "شماره جدول", "#", "no", "no.", "number", "row", "table number"),
}
REQUIRED = ("title", "chapter")

_FORMS = {fold(name): key for key, names in NAMES.items() for name in names if fold(name)}
_BOTH = tuple(fold(name) for name in ("لینک یا فایل", "پیوند یا فایل", "link or file", "link/file"))
HEAD_ROWS = 12


@dataclass(frozen=True)
class Columns:
    """The place of each column, the row that names them, and the names that mean nothing to us."""

    row: int
    places: Mapping[str, int]
    unknown: tuple[str, ...]


def find(rows: list[Row]) -> Columns:
    """The header among the first rows. Raises `Unreadable` where there is none, or two of one."""
    best = max(rows[:HEAD_ROWS], key=lambda row: len(set(_keys(row))), default=None)
    keys = set(_keys(best)) if best else set()
    if best is None or not set(REQUIRED) <= keys:
        lacking = " and ".join(f"{key} ({NAMES[key][0]})" for key in REQUIRED if key not in keys)
        seen = ", ".join(cell for cell in best.cells if cell) if best else "nothing"
        raise Unreadable(f"no row names the columns; there is no {lacking}. Read: {seen}")
    places: dict[str, int] = {}
    for place, cell in enumerate(best.cells):
        key = _key(cell)
        if key in places and key != "number":
            raise Unreadable(f"row {best.number} names two columns {key}: «{cell}»")
        if key:
            places[key] = place
    unknown = tuple(cell for cell in best.cells if cell and _key(cell) is None)
    return Columns(best.number, places, unknown)


def judge(rows: Iterable[Row]) -> int:
    """How many columns the best of these rows names."""
    return max((len(set(_keys(row))) for row in rows), default=0)


def _keys(row: Row) -> list[str]:
    return [key for key in map(_key, row.cells) if key]


def _key(cell: str) -> str | None:
    folded = fold(cell)
    return "link" if folded in _BOTH else _FORMS.get(folded)
