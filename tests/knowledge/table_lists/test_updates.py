"""A list brought in again changes only what is different; its tables are answered from the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge import loader
from knowledge.search import Index
from knowledge.table_lists import answers, entries, updates
from knowledge.table_lists.entries import Entry, TableList
from tests.knowledge import folder
from tests.knowledge.folder import problems_of

OLD, NEW = date(2026, 11, 20), date(2027, 3, 21)
POPULATION = Entry(
    id="qom-table-1",
    title={"fa": "شمار مسافران قایق «آبی»", "en": "Boat passengers"},
    chapter="حمل و نقل",
    unit="نفر",
    years=("1390-1402", "1404"),
    levels=("province", "county"),
    link="https://example.org/a",
    file=None,
    status="unverified",
    checked_on=OLD,
)
OTHER = replace(POPULATION, id="qom-table-2", title={"fa": "طول راه قایق"}, unit="کیلومتر")


def _written(content: Path, *listed: Entry, service: str | None = "yearbook") -> Path:
    file = content / "offices/qom" / entries.NAME
    file.write_text(updates.render(listed, service), encoding="utf-8")
    return file


def test_a_list_is_read_as_it_was_written(content: Path) -> None:
    """Every field, over the file."""
    problems: list[object] = []
    file = _written(content, POPULATION, OTHER)
    assert entries.read(file, "x", problems) == TableList("yearbook", (POPULATION, OTHER))  # type: ignore[arg-type]
    assert problems == []


def test_unchanged_tables_stay_as_they_are() -> None:
    """With their status and day; new and changed ones are to be checked again."""
    old = TableList(None, (replace(POPULATION, status="verified"), OTHER))
    third = replace(OTHER, id="qom-table-3", checked_on=NEW)
    listed = [
        replace(POPULATION, checked_on=NEW),
        replace(OTHER, unit="متر", checked_on=NEW),
        third,
    ]
    update = updates.compare(old, listed)
    assert update.entries == (old.entries[0], *listed[1:])
    assert [change.keys for change in update.changed] == [("unit",)]
    assert update.new == (third,)
    assert update.unchanged == (old.entries[0],)
    assert updates.compare(old, listed[:1]).gone == (OTHER,)


def test_the_same_list_twice_is_the_same_file() -> None:
    """Brought in on another day, byte for byte."""
    old = TableList("yearbook", (POPULATION, OTHER))
    again = updates.compare(old, [replace(entry, checked_on=NEW) for entry in old.entries])
    assert updates.render(again.entries, "yearbook") == updates.render(old.entries, "yearbook")


def test_a_confirmed_list_is_verified() -> None:
    """What was unverified is verified from that day on."""
    confirmed = replace(POPULATION, status="verified", checked_on=NEW)
    update = updates.compare(TableList(None, (POPULATION,)), [confirmed], verified=True)
    assert update.entries == (confirmed,)


def test_tables_are_answered(content: Path) -> None:
    """In the words of the list, in the language asked; years and levels are put into words."""
    _written(content, POPULATION, OTHER)
    folder.article(
        content / "common",
        "chapter-transport",
        "فصل حمل‌ونقل",
        head='kind = "chapter"\nsubject = "t"',
    )
    knowledge = loader.load(content)
    article = knowledge.article("qom-table-1")
    assert article is not None
    assert (article.kind, article.office, article.service) == ("table", "qom", "yearbook")
    assert (article.status, article.subject, article.related) == (
        "unverified",
        "t",
        ("chapter-transport",),
    )
    assert article.text("fa").body.splitlines() == [
        "- فصل: حمل و نقل",
        "- واحد: نفر",
        "- سال‌ها: ۱۳۹۰ تا ۱۴۰۲، ۱۴۰۴",
        "- سطح: استان، شهرستان",
        "- پیوند: https://example.org/a",
    ]
    assert article.coverage is not None
    assert article.coverage.years == (*range(1390, 1403), 1404)
    assert "- Level: province, county" in article.text("en").body
    assert article.text("ar") == article.text("fa")
    found = Index(knowledge).find("شمار مسافران قایق آبی", office="qom", language="fa")
    assert found.matches[0].article == article
    assert not Index(knowledge).find("طول راه قایق", office="semnan", language="fa").matches


def test_one_title_in_two_chapters_is_told_apart(content: Path) -> None:
    """The chapter stands behind it."""
    _written(content, POPULATION, replace(POPULATION, id="qom-table-2", chapter="گردشگری"))
    titles = [
        a.text("fa").title for a in loader.load(content).articles.values() if a.kind == "table"
    ]
    assert titles == ["شمار مسافران قایق «آبی» (حمل و نقل)", "شمار مسافران قایق «آبی» (گردشگری)"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('service = "yearbook"', 'service = "x"', "tables.toml:1: service: unknown service: x"),
        ('"county"', '"moon"', "levels: unknown: moon (table qom-table-1)"),
        ("qom-table-2", "qom-table-1", "two tables with the id qom-table-1"),
        ("qom-table-2", "qom-cost", "this id is also in an article: qom-cost"),
        ('title.fa = "طول', 'title.en = "طول', ":21: tables.title: missing language: fa"),
        ("checked_on = 2026", "checked = 2026", "tables.checked: unknown key"),
        ('unit = "نفر"', "unit = 3", ":12: tables.unit: must be a text"),
        ("[[tables]]", "[tables]", "not valid TOML"),
    ],
)
def test_mistakes_of_the_file_are_told(content: Path, old: str, new: str, message: str) -> None:
    """By `kb check`, with file and line."""
    folder.replace(_written(content, POPULATION, OTHER), old, new)
    assert message in "\n".join(problems_of(content))


def test_the_packaged_wording_is_complete() -> None:
    """Every line and level in every language, without a problem."""
    problems: list[object] = []
    wording = answers.read_wording(loader.PACKAGED / answers.LINES, problems)  # type: ignore[arg-type]
    assert problems == []
    assert set(wording.lines) == set(entries.LINE_KEYS)
    for names in (*wording.lines.values(), *wording.levels.values(), wording.range):
        assert set(names) == {"fa", "en", "ar"}
