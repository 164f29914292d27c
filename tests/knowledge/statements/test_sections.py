"""Statements of every family fall into their sections, and nothing of them gets lost."""

from __future__ import annotations

import pytest

from knowledge import articles
from knowledge.statements import read_html, read_text, sections
from knowledge.statements.lines import fold
from knowledge.statements.sections import OPENING, OTHER, Statement
from tests.knowledge.statements import samples

TEXTS = {
    "glued": samples.GLUED,
    "spaced": samples.SPACED,
    "numbered": samples.NUMBERED,
    "clauses": samples.CLAUSES,
    "template": samples.TEMPLATE,
}


def _statement(text: str) -> Statement:
    return sections.split(read_text.read(text))


def _texts(statement: Statement, key: str) -> list[str]:
    return [c.text for section in statement.sections if section.key == key for c in section.clauses]


def _numbers(statement: Statement, key: str) -> list[list[int]]:
    return [
        [line.number for line in clause.lines]
        for section in statement.sections
        if section.key == key
        for clause in section.clauses
    ]


@pytest.mark.parametrize("name", ["glued", "spaced"])
def test_a_statement_of_family_a_has_all_seven_sections(name: str) -> None:
    """Glued as well as spaced, with or without marks."""
    statement = _statement(TEXTS[name])
    assert [section.key for section in statement.sections] == list(articles.SECTIONS)
    assert statement.not_stated == []


def test_a_list_with_an_empty_line_stays_one_section() -> None:
    """Each item is a clause with its line."""
    assert _numbers(_statement(samples.GLUED), "mutual_obligations") == [[21], [22], [24]]


def test_a_known_slip_is_mended_and_the_raw_line_kept() -> None:
    """«صلاحیه» is read as «اصلاحیه» (BR-23)."""
    statement = _statement(samples.GLUED)
    (term,) = (section for section in statement.sections if section.key == "term")
    (clause,) = term.clauses
    assert "اصلاحیه آن" in clause.text
    assert clause.corrections == (("صلاحیه", "اصلاحیه"),)
    assert clause.lines[0].raw == "این نوشته تا زمانی که صلاحیه آن نیامده باشد پابرجاست."


def test_the_right_word_is_left_alone() -> None:
    """«اصلاحیه» and «صلاحیت» are no slips."""
    statement = _statement("دوره عملکرد\n\nاصلاحیه و صلاحیت")
    assert _texts(statement, "term") == ["اصلاحیه و صلاحیت"]


def test_a_page_title_is_dropped_and_told() -> None:
    """It is no section, and what follows it keeps its own."""
    statement = _statement(samples.SPACED)
    assert [(d.line.number, d.line.text) for d in statement.dropped] == [
        (22, "بیانیه توافق سطح خدمت")
    ]
    assert _texts(statement, "costs") == ["رایگان"]


def test_a_broken_sentence_is_whole_again() -> None:
    """The clause names both of its lines."""
    (clause,) = _texts(_statement(samples.SPACED), "termination")
    assert clause.endswith("موضوع پایان شمارش خبر داده میشود.")
    assert _numbers(_statement(samples.SPACED), "termination") == [[30, 32]]


def test_paragraphs_stay_apart() -> None:
    """Two finished sentences with an empty line between them are two clauses."""
    assert len(_texts(_statement(samples.GLUED), "purpose")) == 2


def test_links_are_kept_and_dead_ones_known() -> None:
    """A real address stands behind its words; `#` leads nowhere."""
    statement = _statement(samples.SPACED)
    (text,) = _texts(statement, "mutual_obligations")
    assert "فرم نظر سنجی و فرم ثبت" in text
    assert "راهنما (https://example.org/help)" in text
    links = [link for section in statement.sections for c in section.clauses for link in c.links]
    assert [link.is_placeholder for link in links] == [True, True, False]


def test_service_and_organisation_are_taken_from_the_text() -> None:
    """As the introduction names them; None where it names none."""
    statement = _statement(samples.GLUED)
    assert statement.service == "دفترچه نقشه استان (کتاب نقشه)"
    assert statement.organisation == "سازمان مدیریت و برنامهریزی استان قم"
    assert _statement(samples.SPACED).service == "شمارش درختان (باغ ها)"
    assert _statement(samples.CLAUSES).service is None


def test_family_b_is_read() -> None:
    """Numbers of both scripts, definitions, version and date, lettered items, an unknown annex."""
    statement = _statement(samples.NUMBERED)
    keys = [section.key for section in statement.sections]
    assert keys == ["intro", "purpose", "definitions", "responsibility", OTHER]
    assert [(key, value) for _, key, value in statement.meta] == [
        ("نسخه", "۲.۱"),
        ("تاریخ تدوین", "۱۴۰۲/۰۳/۰۱"),
    ]
    assert len(_texts(statement, "definitions")) == 2
    assert statement.sections[-1].title == "پیوست خدمات"
    assert _texts(statement, OTHER) == ["کارت طلایی برای پژوهشگران است."]
    assert {d.why for d in statement.dropped} == {
        "title of the document or of a page",
        "page number",
    }
    assert "mutual_obligations" in statement.not_stated


def test_family_c_has_clauses_without_sections() -> None:
    """Each numbered clause is one, over the end of a line; every section is "not stated"."""
    statement = _statement(samples.CLAUSES)
    assert not statement.has_headings
    assert _numbers(statement, OPENING) == [[1], [2, 3], [4]]
    assert statement.not_stated == list(articles.SECTIONS)


def test_templates_that_nobody_filled_in_state_nothing() -> None:
    """Their sections count as not stated."""
    statement = _statement(samples.TEMPLATE)
    assert set(articles.SECTIONS) - set(statement.not_stated) == {"term"}
    unfilled = [c.unfilled for section in statement.sections for c in section.clauses]
    assert unfilled[0] == ("[عنوان خدمت]", "[خدمت‌گیرندگان]")
    assert unfilled[1] == ("متن نمونه:",)


def test_lines_of_every_page_are_dropped() -> None:
    """What comes three times or more is no clause."""
    page = "استان نمونه\n\nبند یک است.\n\n"
    statement = _statement("هدف\n\n" + page + page.replace("یک", "دو") + page.replace("یک", "سه"))
    assert _texts(statement, "purpose") == ["بند یک است.", "بند دو است.", "بند سه است."]


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_no_line_is_lost(name: str) -> None:
    """Every line with letters is in a clause, a heading, the meta data or among the dropped."""
    lines = read_text.read(TEXTS[name])
    statement = sections.split(lines)
    told = {d.line.number for d in statement.dropped} | {line.number for line, *_ in statement.meta}
    for section in statement.sections:
        told |= {line.number for line, _ in section.headings}
        told |= {line.number for clause in section.clauses for line in clause.lines}
    wanted = {n for n, line in enumerate(TEXTS[name].splitlines(), 1) if fold(line)}
    assert wanted == told


def test_a_web_page_is_read_like_a_text() -> None:
    """Menus are dropped, bold and tables understood, broken lines joined."""
    statement = sections.split(read_html.read(samples.PAGE))
    keys = [section.key for section in statement.sections]
    assert keys == ["intro", "purpose", "mutual_obligations", "costs"]
    assert _texts(statement, "intro") == ["پارک را به همه نشان می‌دهیم."]
    assert _texts(statement, "costs") == ["رایگان"]
