"""Files of every kind become lines; what cannot be read is refused in words."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from knowledge import files
from knowledge.errors import Unreadable
from knowledge.statements import read_docx, read_html, read_text, reading, sections
from knowledge.statements.sections import OTHER
from tests.knowledge.statements import samples


def test_markdown_marks_are_taken_off() -> None:
    """Headings of both kinds, bold, links, quotes, tables, escapes; the raw line is kept."""
    text = "Title\n=====\n\n> **پررنگ** و *کج* و `کد`\n\n| الف | ب |\n|---|---|\n\n1\\. یک\n***\n"
    lines = read_text.read(text)
    assert [(line.number, line.text, line.mark) for line in lines] == [
        (1, "Title", "heading"),
        (4, "پررنگ و کج و کد", "plain"),
        (6, "الف | ب", "plain"),
        (9, "1. یک", "plain"),
    ]
    assert lines[1].raw == "> **پررنگ** و *کج* و `کد`"
    assert all(line.gap for line in lines)


@pytest.mark.parametrize(
    ("raw", "label", "text"),
    [
        ("- بند", "-", "بند"),
        ("•بند", "-", "بند"),
        ("* بند", "-", "بند"),
        ("۱- بند", "۱-", "بند"),
        ("(2) بند", "(2)", "بند"),
        ("الف) بند", "الف)", "بند"),
        ("- ۳. بند", "۳.", "بند"),
        ("1.5 درصد", "", "1.5 درصد"),
        ("24-7 در دسترس", "", "24-7 در دسترس"),
        ("۱۴۰۲/۳/۱ تصویب شد", "", "۱۴۰۲/۳/۱ تصویب شد"),
    ],
)
def test_items_of_lists_are_known(raw: str, label: str, text: str) -> None:
    """Bullets and numbers are labels; figures and dates are text."""
    (line,) = read_text.read(raw)
    assert (line.label, line.text) == (label, text)


def test_a_web_page_becomes_lines() -> None:
    """Headings, numbered lists, links, line breaks and rows of tables, with their source lines."""
    lines = {line.text: line for line in read_html.read(samples.PAGE)}
    assert "بیانیه" not in lines, "the title in the head is no line"
    assert not any("var" in text for text in lines)
    assert lines["خانه"].mark == "furniture"
    assert (lines["مقدمه"].mark if "مقدمه" in lines else lines["۱. مقدمه"].mark) == "heading"
    assert lines["پارک را به همه نشان می‌دهیم."].number == 7
    assert lines["هدف:"].mark == "bold"
    assert not lines["آسان شود."].gap
    assert lines["در را ببندید."].label == "1."
    linked = lines["از نقشه (https://example.org/map) و فرم شکایات بهره ببرید."]
    assert [link.is_placeholder for link in linked.links] == [False, True]


def test_a_page_with_open_tags_is_read_to_its_end() -> None:
    """Browsers save what they were given."""
    lines = read_html.read("<p>یک<p>دو<ul><li>سه<li>چهار</ul><div><b>پنج")
    assert [line.text for line in lines] == ["یک", "دو", "سه", "چهار", "پنج"]


def test_a_word_file_becomes_lines() -> None:
    """Styles, bold short lines, lists, links, tables; a table of contents is furniture."""
    lines = {line.text: line for line in read_docx.read(samples.word_file())}
    assert lines["مقدمه ۱"].mark == "furniture"
    assert (lines["مقدمه"].mark, lines["مقدمه"].level) == ("heading", 1)
    assert lines["هدف:"].mark == "bold"
    assert lines["جلیقه بپوشید."].label == "-"
    assert lines["ساعت | ۸ تا ۱۲"].number == 9
    assert [line.text for line in lines.values() if not line.gap] == ["آسان شود."]
    (form,) = (line for line in lines.values() if line.links)
    assert [link.address for link in form.links] == ["https://example.org/form", "#"]


def test_a_word_file_falls_into_sections() -> None:
    """As a text would."""
    statement = sections.split(read_docx.read(samples.word_file()))
    keys = [section.key for section in statement.sections]
    assert keys == ["intro", "purpose", "mutual_obligations", OTHER]
    assert statement.sections[1].clauses[0].text == "سواری در دریاچه آسان شود."
    assert statement.sections[3].title == "سخن آخر"


def test_entities_of_a_word_file_are_refused() -> None:
    """A document type definition could make one line grow to gigabytes."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(Unreadable, match="document type definition"):
        read_docx.read(samples.docx(samples.paragraph("x"), before=bomb))


def test_a_part_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is unpacked."""
    monkeypatch.setattr(files, "LARGEST_ARCHIVE", 100)
    with pytest.raises(Unreadable, match="unpacks to more than"):
        read_docx.read(samples.word_file())


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    """Text with the wrong ending, an archive of something else, damaged XML."""
    file = tmp_path / "a.docx"
    file.write_text("text", encoding="utf-8")
    with pytest.raises(Unreadable, match="not a Word file"):
        reading.read(file)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("x", "y")
    with pytest.raises(Unreadable, match=r"no word/document\.xml"):
        reading.read(file)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<a><b></a>")
    with pytest.raises(Unreadable, match="damaged"):
        reading.read(file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_texts_are_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    """The old code page of Windows has Arabic letters, which headings may have."""
    file = tmp_path / "a.txt"
    file.write_bytes("مسئوليت\n\nپاسخ داده شود.\n".encode(encoding))
    statement = sections.split(reading.read(file))
    assert [section.key for section in statement.sections] == ["responsibility"]


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A kind we do not know, a file that is not there, bytes that are no text, too large a file."""
    with pytest.raises(Unreadable, match="save it as Word"):
        reading.read(tmp_path / "a.pdf")
    with pytest.raises(Unreadable, match="cannot be opened"):
        reading.read(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes(b"\x00\x81\x00")
    with pytest.raises(Unreadable, match="no text"):
        reading.read(tmp_path / "b.txt")
    with (tmp_path / "c.txt").open("wb") as file:
        file.truncate(files.LARGEST_FILE + 1)
    with pytest.raises(Unreadable, match="larger than"):
        reading.read(tmp_path / "c.txt")


def test_damaged_files_are_told() -> None:
    """A page whose marked section never ends, tables in tables without end, an empty outline."""
    with pytest.raises(Unreadable, match="damaged on line 2"):
        read_html.read("<p>a</p>\n<![x<p>b</p>")
    nested = "<w:tbl><w:tr><w:tc>" * 1500, "</w:tc></w:tr></w:tbl>" * 1500
    with pytest.raises(Unreadable, match="nested too deeply"):
        read_docx.read(samples.docx(samples.paragraph("x").join(nested)))
    outline = '<w:p><w:pPr><w:outlineLvl w:val=""/></w:pPr><w:r><w:t>متن</w:t></w:r></w:p>'
    (line,) = read_docx.read(samples.docx(outline))
    assert (line.text, line.mark) == ("متن", "plain")
