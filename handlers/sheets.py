"""One article as a person reads it: the short answer, and all of it page by page.

The short answer has two to six lines of the text; the details have all of it, and what is known
about the figure (unit, level, how often). Both end with the source (BR-18). What only the office
can say is read from its `office.toml` and said to be missing when it has not filled it in (BR-17).
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from handlers import labels, lengths, limits
from handlers.i18n import dates
from handlers.i18n.translator import N_

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.i18n.translator import Translator
    from knowledge.articles import Article, Office
    from knowledge.limits.values import Limit

#: Lines of a short answer. A rest of no more than `SPARE` lines is not worth a button.
LINES = 6
SPARE = 2
#: UTF-16 units of a short answer's text, and of one page of the details: about one screen.
BRIEF_UNITS = 900
PAGE_UNITS = 1500
#: Kinds whose figures are printed in the yearbook, with the year before its own (BR-04).
_YEARBOOK = frozenset({"chapter", "table"})
_PLACEHOLDER = re.compile(r"\{(data_year|edition_year|this_year)\}")


@dataclass(frozen=True)
class Setting:
    """For whom and when an answer is put into words."""

    services: Services
    language: str
    now: datetime
    office: Office | None

    @property
    def t(self) -> Translator:
        """The translator of the reader's language."""
        return self.services.translator(self.language)

    @property
    def years(self) -> dict[str, int]:
        """Jalali years by name; the data year is the year before this one (QOM-16, BR-04)."""
        this_year = dates.jalali_year(self.now, self.services.zone)
        return {"this_year": this_year, "edition_year": this_year, "data_year": this_year - 1}


@dataclass(frozen=True)
class Sheet:
    """An HTML text for one message, and where it stands in the article.

    `page` counts the pages of the details from 0 and is None for the short answer; `has_more`
    says of a short answer that the details hold more.
    """

    text: str
    page: int | None = None
    pages: int = 1
    has_more: bool = False


def brief(found: Article, setting: Setting, limited: Sequence[Limit] = ()) -> Sheet:
    """The short answer: title, a few lines, what the office has to add, the source.

    What of the question cannot be had is said first.
    """
    lines = [line for line in body(found, setting).splitlines() if line.strip()]
    kept = lines if len(lines) <= LINES + SPARE else lines[:LINES]
    text = lengths.clip_html("\n".join(kept), BRIEF_UNITS)
    is_cut = len(kept) < len(lines) or text != "\n".join(kept)
    parts = [
        _title(found, setting),
        *limits.told(limited, setting),
        text,
        *_remarks(found, setting),
        "\n".join(contacts(found, setting)),
        source(found, setting),
    ]
    return Sheet(_joined(parts), has_more=is_cut or bool(facts(found, setting)))


def details(found: Article, setting: Setting, page: int) -> Sheet:
    """A page of the whole article, counted from 0; a page that is none is the nearest one."""
    known = facts(found, setting)
    whole = _joined([body(found, setting), "\n".join(known)])
    pages = lengths.split(whole, PAGE_UNITS)
    page = min(max(page, 0), len(pages) - 1)
    is_last = page == len(pages) - 1
    parts = [
        _title(found, setting),
        pages[page].strip("\n"),
        *(_remarks(found, setting) if is_last else ()),
        "\n".join(contacts(found, setting)) if is_last else "",
        source(found, setting),
    ]
    return Sheet(_joined(parts), page, len(pages))


def first_line(found: Article, setting: Setting) -> str:
    """The beginning of the text as one plain line, for a list of answers."""
    lines = body(found, setting).splitlines()
    return html.unescape(next((line for line in lines if line.strip()), "")).lstrip("-• ")


def body(found: Article, setting: Setting) -> str:
    """The text of an article with the years filled in, escaped."""
    years = setting.years
    text = html.escape(found.text(setting.language).body.strip(), quote=False)

    def year(match: re.Match[str]) -> str:
        shown = setting.language if setting.language in found.texts else "fa"
        return setting.services.translator(shown).digits(str(years[match[1]]))

    return _PLACEHOLDER.sub(year, text)


def facts(found: Article, setting: Setting) -> list[str]:
    """What is known about the figures of an article, a line each; a table's text says it itself."""
    if found.kind == "table":
        return []
    t = setting.t
    between = t.text(N_(", "))
    levels = [t.text(labels.LEVELS[level]) for level in found.levels if level in labels.LEVELS]
    unit = labels.UNITS.get(found.unit or "")
    often = labels.PERIODICITIES.get(found.periodicity or "")
    lines = [
        t.html(N_("Unit: {unit}"), unit=t.text(unit)) if unit else "",
        t.html(N_("Level: {levels}"), levels=between.join(levels)) if levels else "",
        t.html(N_("How often: {often}"), often=t.text(often)) if often else "",
    ]
    return [line for line in lines if line]


def contacts(found: Article, setting: Setting) -> list[str]:
    """What only the office can say: a line for each that is given, one for all that are not."""
    t = setting.t
    given = setting.office.contacts if setting.office else {}
    lines: list[str] = [
        t.html(N_("{label}: {value}"), label=t.text(labels.CONTACTS[key]), value=given[key])
        for key in found.needs
        if given.get(key)
    ]
    missing = [t.text(labels.CONTACTS[key]) for key in found.needs if not given.get(key)]
    if len(missing) == 1:
        lines.append(t.html(N_("{label}: the office has not given it yet."), label=missing[0]))
    elif missing:
        names = t.text(N_(", ")).join(missing)
        lines.append(t.html(N_("The office has not given these yet: {labels}."), labels=names))
    return lines


def source(found: Article, setting: Setting) -> str:
    """The source line: office, service and section, or the publication; data year; when checked."""
    t = setting.t
    lines = [
        t.html(N_("Source: {source}"), source=t.text(N_(", ")).join(_origin(found, setting))),
        _data_year(found, setting),
        t.html(N_("Checked: {date}"), date=t.date(found.checked_on)),
    ]
    return "<i>" + "\n".join(line for line in lines if line) + "</i>"


def _origin(found: Article, setting: Setting) -> list[str]:
    t, base = setting.t, setting.services.knowledge
    office = base.offices.get(found.office or "")
    if office is None:
        publication = found.source_in(setting.language)
        return [publication] if publication else []
    names = [office.name_in(setting.language)]
    service = base.service(office.id, found.service) if found.service else None
    if service is not None:
        title = service.statement_title_in(setting.language)
        names.append(t.text(N_("service “{title}”"), title=title))
    if found.section:
        title = base.section_title(found.section, setting.language)
        names.append(t.text(N_("section “{title}”"), title=title))
    return names


def _data_year(found: Article, setting: Setting) -> str:
    """The year of the newest figures where the office's yearbook prints them (BR-04).

    An office's own list gives the years of its tables, and a text that names the year needs no
    second word on it.
    """
    has_yearbook = setting.office is not None and setting.office.yearbook
    is_said = "{data_year}" in found.text(setting.language).body
    if found.kind not in _YEARBOOK or found.office is not None or not has_yearbook or is_said:
        return ""
    years = setting.years
    return setting.t.html(
        N_("Data year: {data_year} (yearbook of {edition_year})"),
        data_year=years["data_year"],
        edition_year=years["edition_year"],
    )


def _title(found: Article, setting: Setting) -> str:
    return f"<b>{html.escape(found.text(setting.language).title, quote=False)}</b>"


def _remarks(found: Article, setting: Setting) -> list[str]:
    t, remarks = setting.t, []
    if setting.language not in found.texts:
        remarks.append(t.html(N_("<i>This text is available only in Persian.</i>")))
    if found.status == "unverified" and found.kind == "table":
        remarks.append(t.html(N_("⚠️ Usually in the yearbook; ask the office.")))
    elif found.status == "unverified":
        remarks.append(
            t.html(N_("⚠️ Not verified in an official source; please ask the office to confirm."))
        )
    return [str(remark) for remark in remarks]


def _joined(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part)
