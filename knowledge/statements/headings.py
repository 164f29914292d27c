"""Which lines are headings, and of which section, however offices write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.statements import lines as line_shapes
from knowledge.statements.lines import Line, fold

#: The sections that statements have: those of articles, and three that only some families know.
SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "intro": ("مقدمه", "پیشگفتار"),
    "purpose": (
        "هدف",
        "اهداف",
        "هدف توافقنامه",
        "هدف بیانیه",
        "هدف از توافقنامه",
        "هدف خدمت",
        "اهداف شرح بیانیه",
        "اهداف اجرای خدمت",
    ),
    "definitions": ("تعاریف", "تعاریف و اصطلاحات", "تعاریف و مفاهیم", "تعریف خدمت"),
    "responsibility": (
        "مسئولیت",
        "مسؤولیت",
        "مسئولیت ها",
        "مسئولیت دستگاه اجرایی",
        "مسئولیت های دستگاه اجرایی",
        "مسئولیت خدمت دهنده",
    ),
    "mutual_obligations": (
        "تعهدات متقابل خدمت گیرنده و دستگاه اجرایی",
        "تعهدات متقابل دستگاه اجرایی و خدمت گیرنده",
        "تعهدات متقابل خدمت دهنده و خدمت گیرنده",
        "تعهدات متقابل",
        "تعهدات طرفین",
        "تعهدات",
    ),
    "interaction": (
        "نحوه انجام تعاملات با خدمت گیرنده",
        "نحوه تعامل با خدمت گیرنده",
        "مراحل درخواست خدمت",
        "ماهیت",
    ),
    "reporting": ("نحوه گزارش دهی و بازبینی", "گزارش دهی و بازبینی"),
    "costs": (
        "هزینه ها و پرداخت ها",
        "هزینه و پرداخت",
        "هزینه ها و نحوه پرداخت",
        "هزینه ها",
        "هزینه خدمت",
        "هزینه",
    ),
    "term": ("دوره عملکرد", "دوره توافقنامه", "مدت توافقنامه", "مدت اعتبار توافقنامه"),
    "termination": ("خاتمه توافقنامه", "خاتمه", "پایان توافقنامه", "فسخ توافقنامه"),
}
TITLES = (
    "بیانیه توافق سطح خدمت",
    "بیانیه سطح توافق خدمت",
    "بیانیه توافق خدمت",
    "بیانیه سطح خدمت",
    "بیانیه سطح توافق خدمات",
    "بیانیه توافق سطح خدمات",
    "توافقنامه سطح خدمت",
    "توافقنامه سطح خدمات",
    "توافقنامه سطح خدمت (SLA)",
    "بیانیه توافق سطح خدمت (SLA)",
    "شرح بیانیه سطح خدمت",
)

_FORMS = {fold(spelling): key for key, forms in SPELLINGS.items() for spelling in forms}
_TITLE_FORMS = tuple(fold(title) for title in TITLES)
_ORDINALS = "اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم".replace(" ", "|")
_NUMBERED = re.compile(
    rf"\s*(?:(?:ماده|بند|بخش|فصل|قسمت)\s*(?:\d{{1,2}}|{_ORDINALS})|\d{{1,2}})\s*[\s:.)\-–—ـ]+"
)
_INLINE = re.compile(r"(.{2,70}?)\s*(?::|\s[-–—]\s)\s*(\S.*)")
_SENTENCE = re.compile(r"[.!؟?؛][»\")\]]*\s*$")
_ALIKE = 90
_SHORTEST_ALIKE = 8
_MOST_WORDS = 10
_MOST_TITLE_WORDS = 25
_MOST_BOLD_WORDS = 8


@dataclass(frozen=True)
class Heading:
    """A line read as a heading: `section` None where it is none we know; `rest` stands behind it.

    `sure` is False where the spelling is only close to one that we know.
    """

    written: str
    section: str | None
    sure: bool = True
    rest: str = ""


def recognise(line: Line) -> Heading | None:
    """The heading in a line, or None where it is text."""
    text = _NUMBERED.sub("", line.text, count=1).strip()
    key = _FORMS.get(fold(text))
    if key:
        return Heading(text.rstrip(" :"), key)
    if line.mark == "furniture" or line.label == "-":
        return None
    return _with_text(text) or _alike(line, text) or _unknown(line)


def is_title(line: Line, *, before_sections: bool) -> bool:
    """Whether a line is the title of the whole statement, as it also stands on top of pages."""
    folded = fold(line.text)
    if folded in _TITLE_FORMS:
        return True
    set_apart = line.mark in {"heading", "bold"} or (before_sections and line.gap)
    return (
        set_apart
        and not is_sentence(line.text)
        and line_shapes.words(line.text) <= _MOST_TITLE_WORDS
        and folded.startswith(_TITLE_FORMS)
    )


def is_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    return _SENTENCE.search(text) is not None


def _with_text(text: str) -> Heading | None:
    """A heading whose text begins on the same line: «هدف: ارائهٔ …»."""
    found = _INLINE.fullmatch(text)
    key = _FORMS.get(fold(found[1])) if found else None
    return Heading(found[1], key, rest=found[2]) if found and key else None


def _alike(line: Line, text: str) -> Heading | None:
    """A heading with a slip of the pen, where the line stands as headings do."""
    folded = fold(text)
    stands = line.mark in {"heading", "bold"} or line.gap or line.text.endswith(":")
    if not stands or is_sentence(text) or line_shapes.words(text) > _MOST_WORDS:
        return None
    if len(folded) < _SHORTEST_ALIKE:
        return None
    best = max(_FORMS, key=lambda form: fuzz.ratio(folded, form))
    if fuzz.ratio(folded, best) < _ALIKE:
        return None
    return Heading(text.rstrip(" :"), _FORMS[best], sure=False)


def _unknown(line: Line) -> Heading | None:
    """A line set as a heading that is none we know."""
    is_bold = line.mark == "bold" and line_shapes.words(line.text) <= _MOST_BOLD_WORDS
    if line.mark == "heading" or (is_bold and not is_sentence(line.text)):
        return Heading(line.text.rstrip(" :"), None)
    return None
