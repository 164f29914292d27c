"""A row of a list becomes an entry, or errors that say what to write instead."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from knowledge.statements.lines import fold, label_of
from knowledge.table_lists import columns
from knowledge.table_lists.cells import Row
from knowledge.table_lists.columns import Columns
from knowledge.table_lists.entries import Entry

_LONGEST = 250
_YEARS_FROM, _YEARS_TO = 1300, 1499
_EXCEL_ERROR = re.compile(r"#(?:REF|N/A|NAME\?|VALUE|DIV/0|NULL|NUM)!?")
_SPLIT = re.compile(r"\s*[،,;؛/\n]\s*|\s+و\s+|\s+and\s+")
_YEAR_SPLIT = re.compile(r"\s*[،,;؛]\s*|\s+و\s+")
_RANGE = re.compile(r"(?:از\s+)?(\d{2,4})\s*(?:-|–|—|/|تا|الی|to)\s*(\d{2,4})")
_FILE = re.compile(r"[^\s/\\:]+(?:\s[^\s/\\:]+)*\.[A-Za-z]{2,5}")
_CHAPTER = re.compile(r"(?:فصل|chapter)?\s*\d{1,2}\s*[-–:.)]*\s*", re.IGNORECASE)


@dataclass(frozen=True)
class RowError:
    """What is wrong with a row, and what to do."""

    row: int
    message: str

    def __str__(self) -> str:
        return f"row {self.row}: {self.message}"


@dataclass
class Reading:
    """The entries of a list, in its order, and the errors of its rows."""

    entries: list[Entry] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)
    unknown_columns: tuple[str, ...] = ()
    read: int = 0


@dataclass(frozen=True)
class Manner:
    """How rows are to be read: for which office, level spellings, status and day of new entries."""

    office: str
    levels: Mapping[str, str]
    status: str
    today: date


def read(
    rows: Iterable[Row], manner: Manner, progress: Callable[[int], None] = lambda _: None
) -> Reading:
    """Read a whole list; `progress` is told the number of rows read so far. Raises `Unreadable`."""
    source = iter(rows)
    first = list(itertools.islice(source, columns.HEAD_ROWS))
    found = columns.find(first)
    reading = Reading(unknown_columns=found.unknown)
    body = [row for row in first if row.number > found.row]
    for row in itertools.chain(body, source):
        _add(row, found, manner, reading)
        progress(reading.read)
    return reading


def entry_id(office: str, title: str, chapter: str) -> str:
    """The lasting id of a table: the same title in the same chapter has the same one.

    Spaces, ZWNJ, Arabic letters, digits and the number of the chapter make no difference: chapters
    are numbered differently from year to year.
    """
    key = f"{fold(bare_chapter(chapter))}/{fold(title)}"
    digest = hashlib.blake2s(key.encode(), digest_size=5).hexdigest()
    return f"{office}-table-{digest}"


def bare_chapter(chapter: str) -> str:
    """The name of a chapter without its number."""
    rest = _CHAPTER.sub("", chapter, count=1) if _CHAPTER.match(chapter) else chapter
    rest = label_of(rest)[1]
    return re.sub(r"^فصل\s+", "", rest).strip() or chapter


def _add(row: Row, found: Columns, manner: Manner, reading: Reading) -> None:
    reading.read += 1
    values = {
        key: row.cells[place] if place < len(row.cells) else ""
        for key, place in found.places.items()
        if key != "number"
    }
    if not any(values.values()):
        return
    wrong: list[str] = []
    entry = _entry(values, manner, wrong)
    if entry.id in reading.rows and not wrong:
        wrong.append(f"the same title and chapter as row {reading.rows[entry.id]}; remove one")
    if wrong:
        reading.errors.extend(RowError(row.number, message) for message in wrong)
    else:
        reading.rows[entry.id] = row.number
        reading.entries.append(entry)


def _entry(values: Mapping[str, str], manner: Manner, wrong: list[str]) -> Entry:
    for key, value in values.items():
        _check_text(key, value, wrong)
    title, chapter = values["title"], bare_chapter(values["chapter"])
    titles = {"fa": title, "en": values.get("title_en", ""), "ar": values.get("title_ar", "")}
    link, file = _link(values, wrong)
    return Entry(
        id=entry_id(manner.office, title, chapter),
        title={language: text for language, text in titles.items() if text},
        chapter=chapter,
        unit=values.get("unit") or None,
        years=_years(values.get("years", ""), wrong),
        levels=_levels(values.get("levels", ""), manner.levels, wrong),
        link=link,
        file=file,
        status=manner.status,
        checked_on=manner.today,
    )


def _check_text(key: str, value: str, wrong: list[str]) -> None:
    if not value and key in columns.REQUIRED:
        hint = " (of merged cells only the first has it)" if key == "chapter" else ""
        wrong.append(f"{key} is empty; write it in every row{hint}")
    if _EXCEL_ERROR.fullmatch(value):
        wrong.append(f"{key} is an error of Excel: {value}; write the value itself")
    if len(value) > _LONGEST:
        wrong.append(f"{key} is longer than {_LONGEST} letters; shorten it")
    if "{" in value or "}" in value:
        wrong.append(f"{key} holds braces; remove them")


def _years(text: str, wrong: list[str]) -> tuple[str, ...]:
    found = []
    for part in _YEAR_SPLIT.split(text) if text else ():
        year = _year("".join(str(int(c)) if c.isdecimal() else c for c in part.strip()))
        if year is None:
            wrong.append(
                f"years: «{part}» is not understood; write Jalali years in full: 1395, 1390-1402"
            )
        elif year not in found:
            found.append(year)
    return tuple(found)


def _year(text: str) -> str | None:
    """A year, a range, or a season like 1394-95; None where it is none of them."""
    span = _RANGE.fullmatch(text)
    if span is None:
        return text if _is_year(text) else None
    parts = sorted(span.groups(), key=len, reverse=True)  # «95-1394» is written from right to left
    if _is_year(parts[0]) and _is_year(parts[1]):
        return "-".join(sorted(parts)) if parts[0] != parts[1] else parts[0]
    if _is_year(parts[0]) and int(parts[1]) == (int(parts[0]) + 1) % 100:
        return "-".join(parts)
    return None


def _is_year(text: str) -> bool:
    return text.isdecimal() and len(text) == len("1400") and _YEARS_FROM <= int(text) <= _YEARS_TO


def _levels(text: str, known: Mapping[str, str], wrong: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for part in _SPLIT.split(text) if text else ():
        key = known.get(fold(part))
        if key is None:
            there_are = ", ".join(dict.fromkeys(known.values()))
            wrong.append(f"level: «{part}» is not understood; there are: {there_are}")
        elif key not in found:
            found.append(key)
    return tuple(found)


def _link(values: Mapping[str, str], wrong: list[str]) -> tuple[str | None, str | None]:
    """The address and the file of a table; one column may hold either."""
    link, file = values.get("link", ""), values.get("file", "")
    if link and not file and not link.startswith(("http", "www.")) and _FILE.fullmatch(link):
        link, file = "", link
    if link and not _is_address(link):
        wrong.append(f"link: «{link}» is no address; write it in full: https://…")
    return link or None, file or None


def _is_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:  # brackets that hold no number of a machine
        return False
    return parts.scheme in {"http", "https"} and "." in parts.netloc and " " not in link
