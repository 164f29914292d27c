"""Headings are recognised however they are written, and text is not taken for one."""

from __future__ import annotations

import pytest

from knowledge import articles
from knowledge.statements import headings, read_text
from knowledge.statements.lines import fold


def _section(text: str) -> str | None:
    (line,) = read_text.read(text)
    found = headings.recognise(line)
    return found.section if found else None


@pytest.mark.parametrize(
    ("written", "section"),
    [
        ("هزینهها و پرداختها", "costs"),
        ("هزینه ها و پرداخت ها", "costs"),
        ("هزینه‌ها و پرداخت‌ها", "costs"),
        ("## هزینه‌ها و پرداخت‌ها ##", "costs"),
        ("**هزینه‌ها و پرداخت‌ها:**", "costs"),
        ("• هزینه ها و پرداختها", "costs"),
        ("مقدمه:", "intro"),
        ("۱.مقدمه", "intro"),
        ("1- مقدمه", "intro"),
        ("1) مقدمه", "intro"),
        ("١ـ مقدمه", "intro"),
        ("2 .هدف :", "purpose"),
        ("ماده ۲ - هدف", "purpose"),
        ("بخش دوم: اهداف اجرای خدمت", "purpose"),
        ("3-تعاريف", "definitions"),
        ("مسئوليت:", "responsibility"),
        ("۳. مسؤولیت", "responsibility"),
        ("تعهدات متقابل خدمتگیرنده و دستگاه اجرایی", "mutual_obligations"),
        ("تعهدات متقابل خدمت گيرنده و دستگاه اجرايي", "mutual_obligations"),
        ("نحوه گزارش‌دهی و بازبینی", "reporting"),
        ("مراحل درخواست خدمت", "interaction"),
        ("دوره عملکرد", "term"),
        ("خاتمه توافق‌نامه", "termination"),
    ],
)
def test_a_heading_is_known_in_every_writing(written: str, section: str) -> None:
    """Glued, spaced, joined, numbered, with Arabic letters, with a colon, with marks."""
    assert _section(written) == section


def test_a_misspelt_heading_is_known_with_doubt() -> None:
    """The report asks a person to look."""
    (line,) = read_text.read("## تعهدات متقابل خدمت گیرندگان و دستگاه اجرایی")
    found = headings.recognise(line)
    assert found is not None
    assert (found.section, found.sure) == ("mutual_obligations", False)


def test_text_behind_a_heading_is_not_lost() -> None:
    """«هزینه: …» is a heading and the text of its section."""
    (line,) = read_text.read("هزینه‌ها و پرداخت‌ها: هزینه ندارد.")
    found = headings.recognise(line)
    assert found is not None
    assert (found.section, found.rest) == ("costs", "هزینه ندارد.")


@pytest.mark.parametrize(
    "written",
    [
        "هدف ما ارائهٔ خدمت است.",
        "مسئولیت پاسخ با کارشناس است",
        "- هزینه: ندارد",
        "این توافقنامه سطح خدمت تا زمانی که لغو نشود اعتبار دارد.",
        "مدارک لازم:",
    ],
)
def test_text_is_no_heading(written: str) -> None:
    """A sentence that begins with the word of a heading stays text."""
    assert _section(written) is None
    (line,) = read_text.read(written)
    assert headings.recognise(line) is None


@pytest.mark.parametrize(
    "written",
    [
        "بیانیه توافق سطح خدمت",
        "## بیانیه سطح توافق خدمات",
        "توافق نامه سطح خدمات",
        "شرح بيانيه سطح خدمت",
    ],
)
def test_titles_of_pages_are_known(written: str) -> None:
    """Wherever they stand."""
    (line,) = read_text.read(written)
    assert headings.is_title(line, before_sections=False)


def test_a_clause_that_begins_like_a_title_is_none() -> None:
    """It says something, and ends as a sentence."""
    (line,) = read_text.read("توافقنامه سطح خدمت تا پایان سال اعتبار دارد.")
    assert not headings.is_title(line, before_sections=True)


def test_every_section_of_an_answer_has_a_heading() -> None:
    """And no spelling belongs to two sections."""
    assert set(articles.SECTIONS) <= set(headings.SPELLINGS)
    forms = [fold(form) for forms in headings.SPELLINGS.values() for form in forms]
    assert len(forms) == len(set(forms))
