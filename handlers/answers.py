"""What the knowledge base found, put into words: the answer with its source, nothing invented."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from handlers import limits, sheets
from handlers.i18n import dates
from handlers.i18n.translator import N_
from handlers.sheets import Setting
from knowledge import articles

if TYPE_CHECKING:
    from knowledge.articles import Article, Finding
    from knowledge.limits.values import Limit

__all__ = [
    "Setting",
    "asked_back",
    "choice_labels",
    "compose",
    "limited",
    "not_found",
    "plain",
    "searched_for",
]

_TAG = re.compile(r"<[^>]+>")


def compose(finding: Finding, setting: Setting) -> str:
    """The HTML text a person reads for what was found."""
    if finding.outcome == "answer":
        text = sheets.brief(finding.matches[0].article, setting, limited(finding, setting)).text
    elif rule := setting.services.understanding.rules.get(finding.choice):
        text = html.escape(articles.in_language(rule.question, setting.language), quote=False)
    elif finding.outcome == "choose" and len(finding.matches) == 1:
        title = _title(finding.matches[0].article, setting)
        text = setting.t.html(N_("Did you mean “{title}”?"), title=title)
    elif finding.outcome == "choose":
        text = setting.t.html(N_("I am not sure which one you mean. Is it one of these?"))
    else:
        text = not_found(finding, setting)
    told = searched_for(finding, setting) if finding.matches else ""
    return f"{told}\n\n{text}" if told else text


def asked_back(finding: Finding, setting: Setting) -> Finding:
    """The finding, as a choice where its question leaves open what decides the answer."""
    services, office = setting.services, setting.office
    today = dates.local_date(setting.now, services.zone)
    return services.understanding.asked_back(finding, today, office.id if office else None)


def limited(finding: Finding, setting: Setting) -> tuple[Limit, ...]:
    """What of the question the article found cannot give."""
    if finding.outcome != "answer":
        return ()
    article = finding.matches[0].article
    return limits.of(article, finding.question, setting, finding.corrections)


def plain(finding: Finding, setting: Setting) -> str:
    """The same words without markup, as the command line prints them."""
    text = compose(finding, setting)
    if finding.outcome == "choose":
        text = "\n".join([text, *(f"- {label}" for label in choice_labels(finding, setting))])
    return html.unescape(_TAG.sub("", text))


def choice_labels(finding: Finding, setting: Setting) -> list[str]:
    """What the buttons of a choice say, in the order of its matches."""
    rule = setting.services.understanding.rules.get(finding.choice)
    if rule is not None:
        names = (choice.label for choice in rule.choices)
        return [articles.in_language(name, setting.language) for name in names]
    return [_title(match.article, setting) for match in finding.matches]


def searched_for(finding: Finding, setting: Setting) -> str:
    """Which words were searched for where some were read differently from what was typed."""
    words = dict.fromkeys(read for _, read in finding.corrections)
    if not words:
        return ""
    return setting.t.html(N_("🔎 Searched for “{words}”."), words=" ".join(words))


def _title(found: Article, setting: Setting) -> str:
    """A title; with its province where no office is chosen and both have such an article."""
    title = found.text(setting.language).title
    office = setting.services.knowledge.offices.get(found.office or "")
    if setting.office is not None or office is None:
        return title
    return f"{title} – {office.province_in(setting.language)}"


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
