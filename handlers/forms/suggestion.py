"""The form of a suggestion, declared: something the office could do, and what it would bring."""

from __future__ import annotations

from typing import Final

from handlers.forms.fields import Choice, Files, Option, Phone, Text
from handlers.forms.form import Form
from handlers.i18n.translator import N_

FORM: Final = Form(
    name="suggestion",
    version=1,
    title=N_("Suggestion"),
    intro=N_(
        "Suggest what the office could do better or anew. It goes to the staff and gets a number "
        "here. This does <b>not</b> replace the online services system on the website of the "
        "office, which is the official way."
    ),
    fields=(
        Choice(
            name="area",
            label=N_("Area"),
            prompt=N_("Which area is your suggestion for?"),
            options=(
                Option("new_statistic", N_("A new statistic or table"), ("آمار تازه", "جدول")),
                Option("presentation", N_("How figures are shown"), ("نمایش", "نمودار")),
                Option("service", N_("The service of the office"), ("خدمت", "خدمات", "خدمة")),
                Option("website", N_("The website"), ("سایت", "تارنما", "وب‌سایت", "الموقع")),
                Option("bot", N_("This bot"), ("ربات", "بات", "البوت")),
                Option("other", N_("Something else"), ("دیگر", "سایر", "غیره", "غير ذلك")),
            ),
        ),
        Text(
            name="text",
            label=N_("Suggestion"),
            prompt=N_("What do you suggest?"),
            hint=N_("Please write it in your own words, in one message."),
            min=10,
            max=2000,
            multiline=True,
        ),
        Text(
            name="benefit",
            label=N_("Benefit"),
            prompt=N_("What would get better by it, and for whom?"),
            optional=True,
            max=1000,
            multiline=True,
        ),
        Files(
            name="files",
            label=N_("Files"),
            prompt=N_("Files that show what you mean, if there are any."),
            optional=True,
            max_count=5,
        ),
        Text(
            name="name",
            label=N_("Name"),
            prompt=N_("Would you like to sign it with your name?"),
            hint=N_("Skip this to stay without a name."),
            optional=True,
            max=80,
        ),
        Phone(
            name="phone",
            label=N_("Phone"),
            prompt=N_("A number under which the office may ask about it, if you want to give one."),
            hint=N_("Share your number with the button, or write one."),
            optional=True,
            when=lambda answers: bool(answers.get("name")),
        ),
    ),
)
