"""The form of a complaint, declared. It may be filed without a name.

A figure of the yearbook that looks wrong is no complaint: the form leads into that of its expert,
with all that was written (BR-06). A wrong figure elsewhere gets questions of its own here.
"""

from __future__ import annotations

from typing import Final

from handlers.forms import facts, shared
from handlers.forms.field import Answers
from handlers.forms.fields import Choice, Files, Option, Text
from handlers.forms.form import Form, Lead
from handlers.i18n.translator import N_

DISCREPANCY = N_(
    "A figure of the yearbook is checked by the yearbook expert of the province, apart from "
    "complaints. All that you have written goes along."
)
LEAD = N_("🔎 It is about a figure of the yearbook")


def _may_be_in_yearbook(answers: Answers) -> bool:
    return shared.is_data_error(answers) and facts.is_yearbook(answers)


def _may_be_meant_for_expert(answers: Answers) -> bool:
    about = answers.get("about")
    return about is not None and not shared.is_data_error(answers) and facts.is_yearbook(answers)


def _is_meant_for_expert(answers: Answers) -> bool:
    return _may_be_in_yearbook(answers) and answers.get("book") == shared.YES


FORM: Final = Form(
    name="complaint",
    version=2,
    title=N_("Complaint"),
    intro=N_(
        "Your complaint goes to the staff of the office and gets a number here. "
        "This does <b>not</b> replace the online services system on the website of the office, "
        "which is the official way."
    ),
    lead=Lead(LEAD, _may_be_meant_for_expert, _is_meant_for_expert),
    fields=(
        shared.IDENTITY,
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
        ),
        Choice(
            name="book",
            label=N_("Printed in"),
            prompt=N_("Where is the figure printed?"),
            hint=DISCREPANCY,
            options=(
                Option(shared.YES, N_("In the yearbook"), ("سالنامه", "yearbook", "الكتاب السنوي")),
                Option(shared.NO, N_("Somewhere else"), ("جای دیگر", "elsewhere", "مكان آخر")),
            ),
            when=_may_be_in_yearbook,
        ),
        shared.FIGURE_PLACE,
        Text(
            name="figure_value",
            label=N_("Figure as printed"),
            prompt=N_("Which figure is printed there?"),
            min=1,
            max=100,
            when=shared.is_data_error,
        ),
        shared.RELATED,
        Text(
            name="text",
            label=N_("Complaint"),
            prompt=N_("What happened?"),
            hint=N_("Please write it in your own words, in one message."),
            min=10,
            max=2500,
            multiline=True,
            when=lambda answers: not shared.is_data_error(answers),
        ),
        Text(
            name="figure_reason",
            label=N_("Reason"),
            prompt=N_("Why do you think that it is wrong?"),
            hint=N_("Name your source, if you have one."),
            min=5,
            max=2500,
            multiline=True,
            when=shared.is_data_error,
        ),
        shared.WHEN,
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
            when=shared.is_named,
        ),
        shared.CONTACT,
        shared.PHONE,
    ),
)
