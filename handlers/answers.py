"""What the knowledge base found, put into words: the text with its source, nothing invented.

Every answer names the office, the service and the section it stands in (BR-18). What only
the office can say (telephone, fax, addresses) is read from its `office.toml` and said to be
missing when the office has not filled it in (BR-17).
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from handlers.i18n import dates
from handlers.i18n.translator import N_

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.i18n.translator import Translator
    from knowledge.articles import Article, Finding, Office

CONTACTS: dict[str, str] = {
    "phone": N_("Telephone"),
    "fax": N_("Fax"),
    "official_email": N_("Official e-mail"),
    "address": N_("Address"),
    "postal_code": N_("Postal code"),
    "website": N_("Website"),
    "online_services_url": N_("Online services system"),
    "survey_form_url": N_("Opinion survey form"),
    "complaint_form_url": N_("Complaint form"),
    "suggestion_form_url": N_("Suggestions and criticisms form"),
    "yearbook_url": N_("Address of the yearbook"),
    "office_hours": N_("Office hours"),
    "yearbook_expert": N_("Yearbook expert"),
}
_PLACEHOLDER = re.compile(r"\{(data_year|edition_year|this_year)\}")
_TAG = re.compile(r"<[^>]+>")


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


def compose(finding: Finding, setting: Setting) -> str:
    """The HTML text a person reads for what was found."""
    if finding.outcome == "answer":
        return article(finding.matches[0].article, setting)
    if finding.outcome == "choose":
        return setting.t.html(N_("I am not sure which one you mean. Is it one of these?"))
    return not_found(finding, setting)


def plain(finding: Finding, setting: Setting) -> str:
    """The same words without markup, as the command line prints them."""
    text = compose(finding, setting)
    if finding.outcome == "choose":
        text = "\n".join([text, *(f"- {_title(m.article, setting)}" for m in finding.matches)])
    return html.unescape(_TAG.sub("", text))


def _title(found: Article, setting: Setting) -> str:
    """A title; with its province where no office is chosen and both have such an article."""
    title = found.text(setting.language).title
    office = setting.services.knowledge.offices.get(found.office or "")
    if setting.office is not None or office is None:
        return title
    return f"{title} – {office.province_in(setting.language)}"


def article(found: Article, setting: Setting) -> str:
    """An article as an answer: title, text, what the office has to add, source."""
    t = setting.t
    text = found.text(setting.language)
    parts = [f"<b>{html.escape(text.title, quote=False)}</b>", body(found, setting)]
    if setting.language not in found.texts:
        parts.append(t.html(N_("<i>This text is available only in Persian.</i>")))
    if found.status == "unverified":
        parts.append(
            t.html(N_("⚠️ Not verified in an official source; please ask the office to confirm."))
        )
    parts.extend(["\n".join(contacts(found, setting)), source(found, setting)])
    return "\n\n".join(part for part in parts if part)


def body(found: Article, setting: Setting) -> str:
    """The text of an article with the years filled in, escaped."""
    years = setting.years
    text = html.escape(found.text(setting.language).body.strip(), quote=False)

    def year(match: re.Match[str]) -> str:
        shown = setting.language if setting.language in found.texts else "fa"
        return setting.services.translator(shown).digits(str(years[match[1]]))

    return _PLACEHOLDER.sub(year, text)


def contacts(found: Article, setting: Setting) -> list[str]:
    """A line for each thing only the office can say: given, or said not to be given yet."""
    lines: list[str] = []
    for key in found.needs:
        label = setting.t.text(CONTACTS[key])
        value = setting.office.contacts.get(key) if setting.office else None
        if value:
            lines.append(setting.t.html(N_("{label}: {value}"), label=label, value=value))
        else:
            lines.append(
                setting.t.html(N_("{label}: the office has not given it yet."), label=label)
            )
    return lines


def source(found: Article, setting: Setting) -> str:
    """The source line: office, service and section, or the publication; and when checked."""
    t, base = setting.t, setting.services.knowledge
    names: list[str] = []
    office = setting.services.knowledge.offices.get(found.office or "")
    if office is not None:
        names.append(office.name_in(setting.language))
        service = base.service(office.id, found.service) if found.service else None
        if service is not None:
            names.append(
                t.text(N_("service “{title}”"), title=service.statement_title_in(setting.language))
            )
        if found.section:
            names.append(
                t.text(
                    N_("section “{title}”"),
                    title=base.section_title(found.section, setting.language),
                )
            )
    elif publication := found.source_in(setting.language):
        names.append(publication)
    joined = t.text(N_(", ")).join(names)
    return t.html(
        N_("<i>Source: {source}\nChecked: {date}</i>"),
        source=joined,
        date=t.date(found.checked_on),
    )


def not_found(finding: Finding, setting: Setting) -> str:
    """An honest no, with the ways on under it (BR-17)."""
    t = setting.t
    other = next(
        (one for one in setting.services.knowledge.provinces if one.id == finding.other_province),
        None,
    )
    if other is not None:
        return t.html(
            N_(
                "This bot answers for the offices it serves and has nothing about “{place}”.\n"
                "Please ask the statistics office of that province."
            ),
            place=other.name.get(setting.language) or other.name["fa"],
        )
    if setting.office is None:
        return t.html(N_("I found nothing about this in the knowledge base."))
    return t.html(
        N_(
            "I found nothing about this in the knowledge base of the {office}.\n"
            "I can hand your question to the experts, begin a data request with it, "
            "or show you the subjects."
        ),
        office=setting.office.name_in(setting.language),
    )
