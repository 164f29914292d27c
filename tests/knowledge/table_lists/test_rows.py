"""Rows become tables of the catalogue, or errors that say what to write."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.errors import Unreadable
from knowledge.statements.lines import fold
from knowledge.table_lists import columns, rows
from knowledge.table_lists.cells import Row
from knowledge.table_lists.rows import Manner, Reading

LEVELS = {fold(name): key for name, key in (("استان", "province"), ("شهرستان", "county"))}
MANNER = Manner("qom", LEVELS, "unverified", date(2026, 11, 20))


def _read(*lines: str) -> Reading:
    listed = [Row(n, tuple(line.split("|"))) for n, line in enumerate(lines, 1)]
    return rows.read(listed, MANNER)


def _errors(*cells: str) -> list[str]:
    head = "عنوان|فصل|سال|سطح|لینک"
    return [str(error) for error in _read(head, "|".join(cells)).errors]


@pytest.mark.parametrize(
    "head",
    [
        "عنوان جدول|نام فصل|واحد اندازه‌گیری|سال‌ها|سطح جغرافیایی|لینک یا فایل",
        "عنوان جدول|نام فصل|واحد اندازه گيري|سالها|سطح جغرافيايي|لینک/فایل",
        "Table title|Chapter|Unit|Years|Level|Link/File",
        "TITLE|subject|units|year|Geography|URL",
    ],
)
def test_columns_are_known_by_many_names(head: str) -> None:
    """Persian and English, with Arabic letters, glued or not."""
    (entry,) = _read(
        head.replace("لینک/فایل", "لینک یا فایل"), "الف|ب|نفر|1395|استان|a.xlsx"
    ).entries
    assert (entry.title, entry.chapter, entry.unit) == ({"fa": "الف"}, "ب", "نفر")
    assert (entry.years, entry.levels, entry.link, entry.file) == (
        ("1395",),
        ("province",),
        None,
        "a.xlsx",
    )


def test_columns_stand_in_any_order_below_a_title() -> None:
    """Rows above the header are passed over, columns we do not know are named."""
    reading = _read("سالنامهٔ استان", "یادداشت|ردیف|فصل|عنوان", "x|1|ب|الف")
    assert [(entry.title["fa"], entry.chapter) for entry in reading.entries] == [("الف", "ب")]
    assert reading.unknown_columns == ("یادداشت",)


def test_a_list_without_its_columns_is_refused() -> None:
    """It says which are missing and what was read; two of one are refused as well."""
    with pytest.raises(Unreadable, match=r"there is no chapter \(فصل\)\. Read: عنوان, x"):
        _read("عنوان|x", "الف|ب")
    with pytest.raises(Unreadable, match="row 1 names two columns title"):
        _read("عنوان|فصل|title", "الف|ب|پ")
    with pytest.raises(Unreadable, match="Read: nothing"):
        _read()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("۱۳۹۵", ("1395",)),
        ("۱۳۹۰-۱۴۰۲", ("1390-1402",)),
        ("1402 تا 1390", ("1390-1402",)),
        ("از ۱۳۹۰ تا ۱۴۰۲", ("1390-1402",)),
        ("1394/1395", ("1394-1395",)),
        ("1394-95", ("1394-95",)),
        ("95-1394", ("1394-95",)),
        ("1399-00", ("1399-00",)),
        ("۱۳۹۰، ۱۳۹۵ و ۱۴۰۰", ("1390", "1395", "1400")),
        ("", ()),
    ],
)
def test_years_are_read_as_they_are_written(written: str, read: tuple[str, ...]) -> None:
    """Single, ranges in both directions, seasons, lists."""
    (entry,) = _read("عنوان|فصل|سال", f"الف|ب|{written}").entries
    assert entry.years == read


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (("", "ب"), "row 2: title is empty; write it in every row"),
        (("الف", ""), "row 2: chapter is empty; write it in every row (of merged cells"),
        (("#REF!", "ب"), "row 2: title is an error of Excel: #REF!"),
        (("الف {x}", "ب"), "row 2: title holds braces"),
        (("الف" * 200, "ب"), "row 2: title is longer than 250"),
        (("الف", "ب", "98"), "row 2: years: «98» is not understood; write Jalali years in full"),
        (("الف", "ب", "2019"), "row 2: years: «2019» is not understood"),
        (("الف", "ب", "1394-97x"), "row 2: years: «1394-97x»"),
        (("الف", "ب", "", "محله"), "row 2: level: «محله» is not understood; there are: province"),
        (("الف", "ب", "", "", "example.org/a"), "row 2: link: «example.org/a» is no address"),
        (("الف", "ب", "", "", "http://[x"), "row 2: link: «http://[x» is no address"),
        (("الف", "ب", "", "", "www.example.org"), "row 2: link: «www.example.org» is no address"),
    ],
)
def test_each_error_names_its_row_and_the_way_out(cells: tuple[str, ...], message: str) -> None:
    """A row with an error is not brought in."""
    (error,) = _errors(*cells)
    assert error.startswith(message)


def test_all_errors_of_a_row_are_told_at_once() -> None:
    """Not one at each attempt."""
    assert len(_errors("", "", "98", "محله", "x y")) == 5


def test_a_table_twice_is_an_error() -> None:
    """The same title in the same chapter, however written; in another chapter it is another."""
    reading = _read("عنوان|فصل", "سالنامه ها|۳- جمعیت", "سالنامه‌ها|فصل 4: جمعيت", "سالنامه ها|کار")
    assert [str(error) for error in reading.errors] == [
        "row 3: the same title and chapter as row 2; remove one"
    ]
    assert [entry.chapter for entry in reading.entries] == ["جمعیت", "کار"]


def test_ids_last() -> None:
    """They depend on office, chapter and title alone; this one must never change."""
    assert rows.entry_id("qom", "جمعیت برحسب جنس", "جمعیت") == "qom-table-2c445aaf3b"
    assert rows.entry_id("qom", "جمعيت بر حسب جنس", "فصل ۳: جمعیت") == "qom-table-2c445aaf3b"


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("۳- جمعیت", "جمعیت"),
        ("فصل ۳: جمعیت", "جمعیت"),
        ("فصل جمعیت", "جمعیت"),
        ("3. جمعیت", "جمعیت"),
        ("فصلنامه", "فصلنامه"),
        ("12", "12"),
    ],
)
def test_the_number_of_a_chapter_is_left_out(written: str, bare: str) -> None:
    """It changes from year to year."""
    assert rows.bare_chapter(written) == bare


def test_progress_is_told() -> None:
    """For each row below the header, the empty ones too."""
    told: list[int] = []
    listed = [Row(1, ("عنوان", "فصل")), *(Row(n, (f"الف {n}", "ب")) for n in range(2, 30))]
    rows.read(listed, MANNER, told.append)
    assert told == list(range(1, 29))


def test_no_name_means_two_columns() -> None:
    """Else the order of columns would decide."""
    forms = [(fold(name), key) for key, names in columns.NAMES.items() for name in names]
    assert len(dict(forms)) == len({form for form, _ in forms if form} | {""})
    for form in {form for form, _ in forms}:
        assert len({key for other, key in forms if other == form}) == 1
