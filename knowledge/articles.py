"""The shapes of knowledge: articles, offices, services, and what a search returns.

Values only. How they come from files: `loader`. How a question finds them: `search`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from knowledge.coverage import Coverage

from knowledge.working import Working

LANGUAGES = ("fa", "en", "ar")
MAIN_LANGUAGE = "fa"
REQUIRED_LANGUAGES = ("fa", "en")
"""What every content folder has; the packaged one speaks all of `LANGUAGES` (see `loader`)."""

KINDS = (
    "fact",
    "rule",
    "absence",
    "table",
    "chapter",
    "census",
    "survey",
    "definition",
    "guide",
    "law",
)
STATISTICS = frozenset({"table", "chapter", "survey", "census", "definition"})
"""Kinds about statistics; the others are about the service, the law and the bot."""
LEVELS = ("country", "province", "county", "city", "district", "rural_district", "village")
"""Levels of geography, from the whole country down."""
STATUSES = ("verified", "unverified")
ACTIONS = ("request", "complaint", "opinion", "suggestion", "discrepancy", "human")
SECTIONS = (
    "intro",
    "purpose",
    "responsibility",
    "mutual_obligations",
    "costs",
    "term",
    "termination",
)
CONTACT_KEYS = (
    "phone",
    "fax",
    "official_email",
    "address",
    "website",
    "online_services_url",
    "survey_form_url",
    "complaint_form_url",
    "suggestion_form_url",
    "yearbook_url",
    "office_hours",
    "yearbook_expert",
    "postal_code",
)
#: Days after its end for which a case can be opened again, where an office says nothing else.
REOPEN_DAYS = 30
PLACEHOLDERS = ("data_year", "edition_year", "this_year")

Outcome = Literal["answer", "choose", "not_found"]


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in that language, or in Persian where it is not translated."""
    return texts.get(language) or texts[MAIN_LANGUAGE]


@dataclass(frozen=True)
class ArticleText:
    """An article in one language; `questions` are the ways people ask for it."""

    title: str
    questions: tuple[str, ...]
    body: str


@dataclass(frozen=True)
class Article:
    """One answer. `office` None means that it holds in every office (BR-21: never across offices).

    `facts` are the statement facts it states, `needs` the contact keys whose values go below it,
    `checked_on` the (Gregorian) day somebody last compared it with its source. `chapter` is the
    key of the yearbook's chapter it belongs to, `levels` are those of `LEVELS` at which it has
    figures, `periodicity` is one of `coverage.PERIODICITIES`. Tables of the catalogue carry the
    name of their chapter, by language. `letter` is what an executive body writes, in Persian as
    letters are; `stages` names the article whose numbered lines are the stages of its work.
    """

    id: str
    office: str | None
    kind: str
    status: str
    checked_on: date
    texts: Mapping[str, ArticleText]
    service: str | None = None
    section: str | None = None
    facts: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    subject: str | None = None
    chapter: str | None = None
    unit: str | None = None
    levels: tuple[str, ...] = ()
    periodicity: str | None = None
    coverage: Coverage | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    chapter_name: Mapping[str, str] = field(default_factory=dict)
    letter: str | None = None
    stages: str | None = None

    def text(self, language: str) -> ArticleText:
        """The article in that language, or in Persian where it is not translated."""
        return self.texts.get(language) or self.texts[MAIN_LANGUAGE]

    def source_in(self, language: str) -> str | None:
        """The publication it comes from, in that language or in Persian; None: a statement."""
        return self.sources.get(language) or self.sources.get(MAIN_LANGUAGE)

    def is_for(self, office: str | None) -> bool:
        """Whether it may be shown to somebody asking that office (BR-21)."""
        return self.office is None or self.office == office


@dataclass(frozen=True)
class Service:
    """A service of an office, as its statement names it (`statement_title`)."""

    id: str
    title: Mapping[str, str]
    statement_title: Mapping[str, str]
    free: bool

    def title_in(self, language: str) -> str:
        """The everyday title in that language."""
        return in_language(self.title, language)

    def statement_title_in(self, language: str) -> str:
        """The title as the statement gives it, for the source line (BR-18)."""
        return in_language(self.statement_title, language)


@dataclass(frozen=True)
class Office:
    """A provincial office. What only it can say stands in `contacts`; None means not given yet.

    For `reopen_days` after its end a case is opened again; later a new one follows it.
    With `costs` the desk can name a cost, which the person accepts and pays.
    """

    id: str
    code: str
    name: Mapping[str, str]
    province: Mapping[str, str]
    unit: Mapping[str, str]
    aliases: tuple[str, ...]
    services: tuple[Service, ...]
    contacts: Mapping[str, str | None]
    accepts_documents_in_chat: bool
    yearbook: bool
    microdata: bool = False
    working: Working = field(default_factory=Working)
    reopen_days: int = REOPEN_DAYS
    costs: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The contact keys the office has not filled in yet."""
        return tuple(key for key in CONTACT_KEYS if not self.contacts.get(key))

    def name_in(self, language: str) -> str:
        """The name of the organisation in that language."""
        return in_language(self.name, language)

    def province_in(self, language: str) -> str:
        """The name of the province in that language."""
        return in_language(self.province, language)

    def unit_in(self, language: str) -> str:
        """The unit responsible for the services (BR-19), in that language."""
        return in_language(self.unit, language)


@dataclass(frozen=True)
class Match:
    """An article found, with its evidence from 0 (nothing) to 1 (the question itself)."""

    article: Article
    score: float


@dataclass(frozen=True)
class Finding:
    """What a question found.

    `matches` stand best first: one for "answer", two to four for "choose" (one only where the
    office is unknown and the article belongs to an office), none for "not_found".
    `office` is the office named in the question itself, `other_province` the id of a named
    province that has no office here, `corrections` what was read differently: (typed, read).
    `choice` is the rule of `choices.toml` by which "choose" asks back what decides the answer.
    """

    question: str
    outcome: Outcome
    matches: tuple[Match, ...] = ()
    office: str | None = None
    other_province: str | None = None
    corrections: tuple[tuple[str, str], ...] = ()
    choice: str | None = None
