"""The questions of a data request about who asks: declared apart, for length only.

National and legal ID are checked but never required; the law lets anybody ask.
"""

from __future__ import annotations

from typing import Final

from handlers.forms.field import Answers, Field
from handlers.forms.fields import Choice, Email, LegalId, NationalId, Option, Phone, Text
from handlers.i18n.translator import N_


def _is_organised(answers: Answers) -> bool:
    return answers.get("requester") in ("business", "executive_body")


def _is_citizen(answers: Answers) -> bool:
    return answers.get("requester") == "citizen"


FIELDS: Final[tuple[Field, ...]] = (
    Choice(
        name="requester",
        label=N_("Requester"),
        prompt=N_("For whom do you ask?"),
        options=(
            Option("citizen", N_("Citizen"), ("شهروند", "خودم", "مواطن")),
            Option("business", N_("Business"), ("شرکت", "کسب و کار", "شركة")),
            Option("executive_body", N_("Executive body"), ("اداره", "سازمان", "دستگاه اجرایی")),
        ),
    ),
    Text(
        name="name",
        label=N_("Name"),
        prompt=N_("Your first and last name?"),
        max=80,
    ),
    Text(
        name="organisation",
        label=N_("Organisation"),
        prompt=N_("Name of the business or body?"),
        max=150,
        when=_is_organised,
    ),
    NationalId(
        name="national_id",
        label=N_("National ID"),
        prompt=N_("Your national ID (ten digits), if you want to give it."),
        hint=N_("Never required. It is shown to staff only in part."),
        optional=True,
        when=_is_citizen,
    ),
    LegalId(
        name="legal_id",
        label=N_("Legal ID"),
        prompt=N_("The legal ID of the business or body (eleven digits), if you want to give it."),
        hint=N_("Never required. It is shown to staff only in part."),
        optional=True,
        when=_is_organised,
    ),
    Phone(
        name="phone",
        label=N_("Phone"),
        prompt=N_("A telephone number for questions about your request, if you want to give one."),
        hint=N_("Share your number with the button, or write one. The answer comes to this chat."),
        optional=True,
    ),
    Email(
        name="email",
        label=N_("E-mail"),
        prompt=N_("An e-mail address, if you want to give one."),
        optional=True,
    ),
)
