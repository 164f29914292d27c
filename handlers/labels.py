"""Human names of states, kinds, roles and the main acts, marked for translation."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from handlers.i18n.translator import N_
from storage.staff import StaffRole
from storage.tickets.states import Action, Kind, Status

if TYPE_CHECKING:
    from handlers.i18n.translator import Translator, Translators

KINDS: dict[Kind, str] = {
    Kind.REQUEST: N_("Data request"),
    Kind.COMPLAINT: N_("Complaint"),
    Kind.OPINION: N_("Opinion"),
    Kind.SUGGESTION: N_("Suggestion"),
    Kind.QUESTION: N_("Question"),
    Kind.DISCREPANCY: N_("Wrong figure in the yearbook"),
}

#: A picture in front of the kind, so that a clerk sees it at a glance.
KIND_SIGNS: dict[Kind, str] = {
    Kind.REQUEST: "📊",
    Kind.COMPLAINT: "⚠️",
    Kind.OPINION: "💬",
    Kind.SUGGESTION: "💡",
    Kind.QUESTION: "❓",
    Kind.DISCREPANCY: "🔎",
}

STATUSES: dict[Status, str] = {
    Status.NEW: N_("new"),
    Status.IN_REVIEW: N_("in review"),
    Status.WAITING_PERSON: N_("waiting for your answer"),
    Status.PREPARING: N_("being prepared"),
    Status.WAITING_PAYMENT: N_("waiting for your answer on the cost"),
    Status.CHECKING_PAYMENT: N_("your payment is being checked"),
    Status.ANSWERED_FULL: N_("answered in full"),
    Status.ANSWERED_PARTLY: N_("answered in part"),
    Status.NOT_HELD: N_("not held by the office"),
    Status.REFUSED: N_("refused"),
    Status.DUPLICATE: N_("dealt with in another case"),
    Status.WITHDRAWN: N_("withdrawn"),
    Status.CLOSED: N_("closed"),
    Status.REOPENED: N_("reopened"),
    Status.OBJECTED: N_("your objection is being looked at"),
    Status.UPHELD: N_("upheld after your objection"),
}

#: The same state as staff see it, where the words differ from the person's.
STAFF_STATUSES: dict[Status, str] = {
    **STATUSES,
    Status.WAITING_PERSON: N_("waiting for the person"),
    Status.WAITING_PAYMENT: N_("waiting for the person: cost"),
    Status.CHECKING_PAYMENT: N_("payment to be checked"),
    Status.DUPLICATE: N_("duplicate"),
    Status.OBJECTED: N_("objection: a supervisor decides"),
    Status.UPHELD: N_("upheld after an objection"),
}

#: What happened to a case, as its person reads it.
ACTIONS: dict[Action, str] = {
    Action.OPEN: N_("registered"),
    Action.TAKE: N_("taken"),
    Action.RELEASE: N_("released"),
    Action.ASK_BACK: N_("the office asked you"),
    Action.PERSON_WRITES: N_("you wrote"),
    Action.PREPARE: N_("preparation began"),
    Action.ANSWER: N_("answered"),
    Action.CLOSE_FULL: N_("closed: answered in full"),
    Action.CLOSE_PARTLY: N_("closed: answered in part"),
    Action.CLOSE_NOT_HELD: N_("closed: not held"),
    Action.REFUSE: N_("refused"),
    Action.CLOSE_DUPLICATE: N_("closed: dealt with in another case"),
    Action.WITHDRAW: N_("withdrawn"),
    Action.EXPIRE: N_("closed: no answer came from you"),
    Action.CONFIRM: N_("you confirmed the outcome"),
    Action.DISPUTE: N_("you were not satisfied"),
    Action.OBJECT: N_("you objected"),
    Action.UPHOLD: N_("looked at again: the outcome stands"),
    Action.GRANT: N_("your objection was accepted"),
    Action.RATE: N_("you rated it"),
    Action.REOPEN: N_("reopened"),
    Action.QUOTE: N_("the office named a cost"),
    Action.ACCEPT_COST: N_("you accepted the cost"),
    Action.DECLINE_COST: N_("you declined the cost"),
    Action.PAY: N_("you sent a receipt"),
    Action.CONFIRM_PAYMENT: N_("payment confirmed"),
    Action.REJECT_PAYMENT: N_("the receipt was not accepted"),
    Action.MERGE: N_("another case of yours was joined to this one"),
    Action.LINK: N_("linked to another case"),
    Action.NOTE: N_("note"),
    Action.HAND_OVER: N_("handed over"),
    Action.RETRACT: N_("an answer was taken back"),
    Action.REVEAL: N_("identity looked at"),
}
#: What the person is not told of: it happens among the staff.
INTERNAL = frozenset(
    {
        Action.NOTE,
        Action.RELEASE,
        Action.HAND_OVER,
        Action.RETRACT,
        Action.REVEAL,
        Action.LINK,
    }
)

#: What the person presses after an answer, in the first person.
VERDICTS: dict[str, str] = {
    "all": N_("✅ I received everything I asked for"),
    "part": N_("🌓 I received a part of it"),
    "none": N_("❌ I received no answer"),
    "object": N_("✋ I object"),
}

#: What a member of the staff may do.
ROLES: dict[StaffRole, str] = {
    StaffRole.CLERK: N_("clerk"),
    StaffRole.SUPERVISOR: N_("supervisor"),
}

LANGUAGE_NAMES = {"fa": "فارسی", "en": "English", "ar": "العربية"}

#: What only the office can say, by the keys of its `office.toml`.
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

#: For which places there are figures, by the keys of the articles.
LEVELS: dict[str, str] = {
    "country": N_("the country"),
    "province": N_("the province"),
    "county": N_("counties"),
    "district": N_("districts"),
    "rural_district": N_("rural districts"),
    "city": N_("cities"),
    "village": N_("villages"),
}

#: How often new figures come out.
PERIODICITIES: dict[str, str] = {
    "monthly": N_("every month"),
    "quarterly": N_("every quarter"),
    "yearly": N_("every year"),
    "crop_year": N_("every crop year"),
    "periodic": N_("every few years"),
}

#: In what the figures are given.
UNITS: dict[str, str] = {
    "percent": N_("percent"),
    "person": N_("people"),
    "household": N_("households"),
    "rial": N_("rials"),
    "index": N_("index number"),
    "ratio": N_("ratio"),
    "permit": N_("permits"),
    "person_per_km2": N_("people per square kilometre"),
    "0_to_1": N_("a number from 0 to 1"),
}


class Act(StrEnum):
    """The main acts of the private chat: keys of the reply keyboard."""

    REQUEST = "request"  #: ask for data formally
    COMPLAINT = "complaint"  #: complain
    OPINION = "opinion"  #: give an opinion
    SUGGESTION = "suggestion"  #: suggest
    DISCREPANCY = "discrepancy"  #: report a figure of the yearbook
    TICKETS = "tickets"  #: own tickets
    BROWSE = "browse"  #: subjects of the knowledge base
    OFFICE = "office"  #: choose the office
    LANGUAGE = "language"  #: choose the language
    HELP = "help"  #: what the bot does


MENU: dict[Act, str] = {
    Act.REQUEST: N_("📊 Request data"),
    Act.BROWSE: N_("📚 Subjects"),
    Act.COMPLAINT: N_("⚠️ Complaint"),
    Act.OPINION: N_("💬 Opinion"),
    Act.SUGGESTION: N_("💡 Suggestion"),
    Act.DISCREPANCY: N_("🔎 A wrong figure"),
    Act.TICKETS: N_("🗂 My cases"),
    Act.OFFICE: N_("🏛 Office"),
    Act.LANGUAGE: N_("🌐 Language"),
    Act.HELP: N_("ℹ️ Help"),
}


def sign(value: Kind | str) -> str:
    """The picture of a kind of ticket."""
    return KIND_SIGNS[Kind(value)]


def kind(value: Kind | str, t: Translator) -> str:
    """The name of a kind of ticket with its sign."""
    known = Kind(value)
    return f"{KIND_SIGNS[known]} {t.text(KINDS[known])}"


def status(value: Status | str, t: Translator) -> str:
    """The name of a state in the person's words."""
    return t.text(STATUSES[Status(value)])


def staff_status(value: Status | str, t: Translator) -> str:
    """The name of a state in the staff's words."""
    return t.text(STAFF_STATUSES[Status(value)])


@lru_cache(maxsize=8)
def acts_by_label(translators: Translators) -> dict[str, Act]:
    """The acts by the labels of their buttons, in all languages."""
    return {
        translators.for_(language).text(label): act
        for language in LANGUAGE_NAMES
        for act, label in MENU.items()
    }
