"""Files that somebody brings stop nothing: statements, lists of tables, content.

Whatever they hold, there is a result or an error that says what is wrong (`Unreadable`, an error
of a row, a problem of a file), and what is written can be read again.
"""

from __future__ import annotations

import io
import tempfile
import tomllib
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import loader, word_files
from knowledge.errors import Problem, Unreadable
from knowledge.statements import drafts, identity, reading, report, sections
from knowledge.statements.lines import fold
from knowledge.table_lists import cells, columns, entries, rows, updates
from tests.knowledge import folder
from tests.knowledge.statements import samples
from tests.properties.damage import archives, damaged
from tests.properties.fuzzing import cases
from tests.properties.test_loader_garbage import FILES, GARBAGE

TODAY = date(2026, 11, 20)
TEXTS = [
    text.encode()
    for text in (samples.GLUED, samples.SPACED, samples.NUMBERED, samples.CLAUSES, samples.TEMPLATE)
]
MANNER = rows.Manner("qom", {fold("استان"): "province"}, "unverified", TODAY)
PROVINCES = word_files.read_provinces(loader.PACKAGED / "provinces.toml", [])
OFFICES = loader.load().offices
ROWS = [
    "عنوان,فصل,واحد,سال,سطح,لینک",
    '"جمعیت، بر حسب ""جنس""",۲. جمعیت,نفر,۱۳۹۰-۱۴۰۲,استان,https://example.org/a.xlsx',
    "بيكاري,كار,درصد,1395، 1400,استان,b.xlsx",
]
LIST = "\r\n".join(ROWS).encode()


def workbook() -> bytes:
    """A list of tables as Excel writes it, with a day and numbers in its cells."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(ROWS[0].split(","))
    page.append(["الف", "ب", "نفر", 1395, "استان", "a.xlsx"])
    page.append(["پ", "ب", 1.5, TODAY, True, None])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


STATEMENTS = st.one_of(
    st.tuples(st.sampled_from([".md", ".txt"]), damaged(TEXTS)),
    st.tuples(st.just(".html"), damaged([samples.PAGE.encode(), *TEXTS[:1]])),
    st.tuples(st.just(".docx"), archives(samples.word_file())),
)
LISTS = st.one_of(
    st.tuples(st.sampled_from([".csv", ".tsv"]), damaged([LIST, LIST.replace(b",", b";")])),
    st.tuples(st.just(".xlsx"), archives(workbook())),
)


@cases(150)
@given(brought=STATEMENTS, each_clause=st.booleans())
def test_any_statement_becomes_drafts_or_is_refused(
    brought: tuple[str, bytes], each_clause: bool
) -> None:
    """The head of each draft is read as TOML, and the report can be told."""
    ending, data = brought
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / f"statement{ending}"
        file.write_bytes(data)
        try:
            statement = sections.split(reading.read(file))
        except Unreadable:
            return
    identity.other_province(statement, OFFICES["qom"], PROVINCES)
    identity.service(statement, OFFICES["qom"])
    made = drafts.make(statement, drafts.Plan("qom", "yearbook", "a\nb", TODAY, each_clause))
    assert list(report.as_text(report.as_data(statement, made)))
    for draft in made:
        draft.content.encode()
        head = tomllib.loads(draft.content.removeprefix("+++\n").split("\n+++\n")[0])
        assert head["id"] == draft.id


@cases(100)
@given(brought=LISTS)
def test_any_list_of_tables_is_read_or_told(brought: tuple[str, bytes]) -> None:
    """What is taken from it is written, and read again as the very same."""
    ending, data = brought
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / f"list{ending}"
        file.write_bytes(data)
        try:
            read = rows.read(cells.read(file, columns.judge), MANNER)
        except Unreadable:
            return
        assert all(str(error) for error in read.errors)
        update = updates.compare(entries.TableList(None, ()), read.entries)
        written = Path(name) / entries.NAME
        written.write_text(updates.render(update.entries, "yearbook"), encoding="utf-8")
        problems: list[Problem] = []
        assert entries.read(written, "x", problems).entries == update.entries
        assert not problems


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small folder that is all right."""
    return folder.small(tmp_path_factory.mktemp("content"))


def test_any_content_file_is_loaded_or_its_problems_are_told(content: Path) -> None:
    """One file is damaged or replaced; with it right again, all is right again."""
    files = [content / name for name in FILES if (content / name).exists()]
    files += [content / "offices/qom/tables.toml"]
    originals = {file: file.read_bytes() if file.exists() else b"" for file in files}
    originals[files[-1]] = updates.render(rows.read(_lines(), MANNER).entries, None).encode()

    @cases(60)
    @given(data=st.data(), file=st.sampled_from(files))
    def spoil(data: st.DataObject, file: Path) -> None:
        garbage = GARBAGE.map(lambda x: x.encode("utf-8", "replace") if isinstance(x, str) else x)
        file.write_bytes(data.draw(st.one_of(damaged([originals[file]]), garbage)))
        try:
            problems = loader.problems(content)
            assert all(problem.line >= 1 and problem.message for problem in problems)
        finally:
            file.write_bytes(originals[file])

    spoil()
    assert loader.problems(content) == ()


def _lines() -> list[cells.Row]:
    return [cells.Row(n, tuple(line.split(","))) for n, line in enumerate([ROWS[0], ROWS[2]], 1)]
