"""Questions of a complaint that go along where it becomes a report of a wrong figure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from handlers.forms import request_rules
from handlers.forms.field import Answers
from handlers.forms.fields import Choice, Date, Option, Phone, Reference, Text
from handlers.i18n.translator import N_

NAMED: Final = "named"
ANONYMOUS: Final = "anonymous"
YES, NO = "yes", "no"


def is_anonymous(answers: Answers) -> bool:
    """Whether the person chose to stay without a name."""
    return answers.get("identity") == ANONYMOUS


def is_named(answers: Answers) -> bool:
    """Whether the person chose to give a name."""
    return answers.get("identity") == NAMED


def _wants_call(answers: Answers) -> bool:
    return answers.get("contact") == YES


def is_data_error(answers: Answers) -> bool:
    """Whether it is about a wrong figure."""
    return answers.get("about") == "data_error"


def _example_year(answers: Answers, today: date) -> Mapping[str, int]:
    return {"year": request_rules.latest_year(answers, today) - 1}


IDENTITY: Final = Choice(
    name="identity",
    label=N_("Signed"),
    prompt=N_("With your name, or without?"),
    hint=N_(
        "Without your name, staff see neither your name nor your account nor your number; "
        "answers still reach you in this chat through the bot. Nobody can call you then, "
        "and what needs your identity cannot be checked. "
        "Please take care that your words and files do not name you."
    ),
    options=(
        Option(NAMED, N_("With my name"), ("با نام", "بانام", "باسمي")),
        Option(ANONYMOUS, N_("Without my name"), ("بی نام", "بدون نام", "ناشناس")),
    ),
)

FIGURE_PLACE: Final = Text(
    name="figure_place",
    label=N_("Place of the figure"),
    prompt=N_("Where does the figure stand? Publication and its year, page, table, row."),
    hint=N_("For example: report of {year}, page 12, table 3, row 4."),
    max=300,
    multiline=True,
    when=is_data_error,
    values=_example_year,
)

RELATED: Final = Reference(
    name="related",
    label=N_("Earlier case"),
    prompt=N_("Is it about an earlier case of yours? Then give its tracking number."),
    hint=N_("Skip this if there is none."),
    optional=True,
)

WHEN: Final = Date(
    name="when",
    label=N_("When"),
    prompt=N_("When did it happen?"),
    hint=N_("A day such as {day}, or the word for today or yesterday."),
    optional=True,
    is_past=True,
    years=30,
    when=lambda answers: not is_data_error(answers),
    values=lambda _answers, today: {"day": today},
)

CONTACT: Final = Choice(
    name="contact",
    label=N_("May we call?"),
    prompt=N_("May the office call you about it?"),
    options=(
        Option(YES, N_("Yes, call me"), ("بله", "آره", "yes", "نعم")),
        Option(NO, N_("No, only this chat"), ("نه", "خیر", "no", "لا")),
    ),
    when=is_named,
)

PHONE: Final = Phone(
    name="phone",
    label=N_("Phone"),
    prompt=N_("Under which number?"),
    hint=N_("Share your number with the button, or write one."),
    when=_wants_call,
)
