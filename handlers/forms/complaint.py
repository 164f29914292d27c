"""The form of a complaint, declared. It may be filed without a name.

A figure that looks wrong gets questions of its own (BR-06): the clerk who checks it needs the place
in the book, the figure and the reason. The figure is never corrected here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from handlers.forms import facts, request_rules
from handlers.forms.field import Answers, Words
from handlers.forms.fields import Choice, Date, Files, Option, Phone, Reference, Text
from handlers.forms.form import Form
from handlers.i18n.translator import N_

DISCREPANCY = N_(
    "A figure in the yearbook that looks wrong is checked by the yearbook expert of the province, "
    "apart from other complaints. The next questions help to find it; it is not corrected here."
)
NAMED: Final = "named"
ANONYMOUS: Final = "anonymous"
YES, NO = "yes", "no"


def is_anonymous(answers: Answers) -> bool:
    """Whether the person chose to stay without a name."""
    return answers.get("identity") == ANONYMOUS


def _is_named(answers: Answers) -> bool:
    return answers.get("identity") == NAMED


def _wants_call(answers: Answers) -> bool:
    return answers.get("contact") == YES


def _is_data_error(answers: Answers) -> bool:
    return answers.get("about") == "data_error"


def _example_year(answers: Answers, today: date) -> Mapping[str, int]:
    return {"year": request_rules.latest_year(answers, today) - 1}


def _to_the_expert(value: Any, answers: Answers, today: date) -> Words | None:
    """A wrong figure in a yearbook is checked by the yearbook's expert of the province (BR-06)."""
    del today
    is_yearbook = value == "data_error" and facts.is_yearbook(answers)
    return Words(DISCREPANCY) if is_yearbook else None


FORM: Final = Form(
    name="complaint",
    version=1,
    title=N_("Complaint"),
    intro=N_(
        "Your complaint goes to the staff of the office and gets a number here. "
        "This does <b>not</b> replace the online services system on the website of the office, "
        "which is the official way."
    ),
    fields=(
        Choice(
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
        ),
        Choice(
            name="about",
            label=N_("About"),
            prompt=N_("What is your complaint about?"),
            options=(
                Option("service", N_("A service"), ("خدمت", "خدمة")),
                Option("staff", N_("Conduct of staff"), ("کارمند", "رفتار", "برخورد")),
                Option("delay", N_("Delay, no answer"), ("تأخیر", "دیر", "بی‌پاسخ", "تأخير")),
                Option("data_error", N_("A wrong figure"), ("خطای داده", "آمار غلط", "اشتباه")),
                Option("website", N_("The website"), ("سایت", "تارنما", "وب‌سایت", "الموقع")),
                Option("other", N_("Something else"), ("دیگر", "سایر", "غیره", "غير ذلك")),
            ),
            rules=(_to_the_expert,),
        ),
        Text(
            name="figure_place",
            label=N_("Place of the figure"),
            prompt=N_("Where does the figure stand? Year of the book, chapter, table, row."),
            hint=N_("For example: yearbook of {year}, chapter 3, table 12, row 4."),
            max=300,
            multiline=True,
            when=_is_data_error,
            values=_example_year,
        ),
        Text(
            name="figure_value",
            label=N_("Figure as printed"),
            prompt=N_("Which figure is printed there?"),
            min=1,
            max=100,
            when=_is_data_error,
        ),
        Reference(
            name="related",
            label=N_("Earlier case"),
            prompt=N_("Is it about an earlier case of yours? Then give its tracking number."),
            hint=N_("Skip this if there is none."),
            optional=True,
        ),
        Text(
            name="text",
            label=N_("Complaint"),
            prompt=N_("What happened?"),
            hint=N_("Please write it in your own words, in one message."),
            min=10,
            max=2500,
            multiline=True,
            when=lambda answers: not _is_data_error(answers),
        ),
        Text(
            name="figure_reason",
            label=N_("Reason"),
            prompt=N_("Why do you think that it is wrong?"),
            hint=N_("Name your source, if you have one."),
            min=5,
            max=2500,
            multiline=True,
            when=_is_data_error,
        ),
        Date(
            name="when",
            label=N_("When"),
            prompt=N_("When did it happen?"),
            hint=N_("A day such as {day}, or the word for today or yesterday."),
            optional=True,
            is_past=True,
            years=30,
            when=lambda answers: not _is_data_error(answers),
            values=lambda _answers, today: {"day": today},
        ),
        Files(
            name="files",
            label=N_("Files"),
            prompt=N_("Photos, documents or voice messages that belong to it, if there are any."),
            optional=True,
        ),
        Text(
            name="name",
            label=N_("Name"),
            prompt=N_("Your first and last name?"),
            max=80,
            when=_is_named,
        ),
        Choice(
            name="contact",
            label=N_("May we call?"),
            prompt=N_("May the office call you about it?"),
            options=(
                Option(YES, N_("Yes, call me"), ("بله", "آره", "yes", "نعم")),
                Option(NO, N_("No, only this chat"), ("نه", "خیر", "no", "لا")),
            ),
            when=_is_named,
        ),
        Phone(
            name="phone",
            label=N_("Phone"),
            prompt=N_("Under which number?"),
            hint=N_("Share your number with the button, or write one."),
            when=_wants_call,
        ),
    ),
)
