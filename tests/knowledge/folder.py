"""A small content folder made by tests: two offices, a few articles, all of it right."""

from __future__ import annotations

from pathlib import Path

from knowledge import loader
from knowledge.articles import CONTACT_KEYS, SECTIONS


def article(
    folder: Path,
    article_id: str,
    title: str,
    *,
    questions: tuple[str, ...] = (),
    body: str = "متن پاسخ.",
    head: str = "",
    english: str | None = None,
) -> Path:
    """Write one article in Persian and English below `folder`; returns the Persian file.

    `head` is more TOML for the Persian head; the English title is `english` or made of the id.
    An article of every office names its publication, in Persian.
    """
    source = 'source = "مرکز آمار"\n' if folder.name == "common" else ""
    more = f"checked_on = 2026-11-20\n{head}\n{source}"
    texts = {
        "fa": (title, questions or (f"{title} چیست؟",), body, more),
        "en": (english or article_id, (f"What about {english or article_id}?",), "Text.", ""),
    }
    for language, (name, asked, content, more) in texts.items():
        file = folder / language / f"{article_id}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        listed = ", ".join(f'"{item}"' for item in asked)
        lines = f'+++\nid = "{article_id}"\ntitle = "{name}"\nquestions = [{listed}]\n{more}+++\n'
        file.write_text(lines + content + "\n", encoding="utf-8")
    return folder / "fa" / f"{article_id}.md"


def office(folder: Path, office_id: str, code: str, province: str, english: str) -> Path:
    """Write one office with one free service and nothing filled in; returns its folder."""
    contacts = "\n".join(f'{key} = ""' for key in CONTACT_KEYS)
    text = f"""id = "{office_id}"
code = "{code}"
name = {{ fa = "سازمان {province}", en = "Organisation of {english}" }}
province = {{ fa = "{province}", en = "{english}" }}
unit = {{ fa = "معاونت آمار", en = "Deputy of Statistics" }}
aliases = []
accepts_documents_in_chat = false
yearbook = true

[[services]]
id = "yearbook"
title = {{ fa = "سالنامه", en = "Yearbook" }}
statement_title = {{ fa = "تامین آمار (سالنامه)", en = "Supply of statistics" }}
free = true

[contacts]
{contacts}
"""
    home = folder / "offices" / office_id
    home.mkdir(parents=True)
    (home / "office.toml").write_text(text, encoding="utf-8")
    return home


def small(folder: Path) -> Path:
    """Write the whole small folder; returns it."""
    titles = "\n".join(
        f'{section} = {{ fa = "{section}", en = "{section}" }}' for section in SECTIONS
    )
    (folder / "services.toml").write_text(f"[sections]\n{titles}\n", encoding="utf-8")
    qom = office(folder, "qom", "Q", "قم", "Qom")
    semnan = office(folder, "semnan", "S", "سمنان", "Semnan")
    source = 'service = "yearbook"\nsection = "costs"\n'
    article(
        qom,
        "qom-cost",
        "هزینهٔ سالنامه",
        questions=("سالنامه رایگان است؟", "برای سالنامه چقدر باید پرداخت؟"),
        head=source + 'facts = ["QOM-23"]',
        english="Cost of the yearbook",
    )
    article(
        qom,
        "qom-documents",
        "راه ارسال مدارک",
        questions=("مدارک را چگونه بفرستم؟", "فکس برای ارسال مدارک"),
        head=source + 'facts = ["QOM-14"]\nneeds = ["fax"]',
        english="Sending documents",
    )
    article(
        semnan,
        "semnan-cost",
        "هزینهٔ خدمت",
        questions=("آمارگیری رایگان است؟", "سالنامه رایگان است؟"),
        head=source + 'facts = ["SEM-18"]',
        english="Cost of the service",
    )
    common = folder / "common"
    article(
        common,
        "def-unemployment",
        "نرخ بیکاری",
        questions=("نرخ بیکاری استان چقدر است؟", "بیکاری چگونه حساب می‌شود؟"),
        head='kind = "definition"\nrelated = ["qom-cost", "def-inflation"]',
        english="Unemployment rate",
    )
    article(
        common,
        "def-inflation",
        "نرخ تورم",
        questions=("تورم استان چقدر است؟", "تورم سالانه یعنی چه؟"),
        head='kind = "definition"',
        english="Inflation rate",
    )
    article(
        common,
        "census",
        "سرشماری نفوس و مسکن",
        questions=("سرشماری در چه سال‌هایی بوده است؟", "برنامه‌ریزی سرشماری بعدی"),
        head='kind = "census"',
        english="Population census",
    )
    return folder


def problems_of(content: Path) -> list[str]:
    """The problems of a folder, as a clerk sees them."""
    return [str(problem) for problem in loader.problems(content)]


def replace(file: Path, old: str, new: str) -> None:
    """Change one place of a file; the place must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
