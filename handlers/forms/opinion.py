"""The form of an opinion, declared: what somebody thinks of the office's work. Short, no name."""

from __future__ import annotations

from typing import Final

from handlers.forms.fields import Choice, Option, Text
from handlers.forms.form import Form
from handlers.i18n.translator import N_

FORM: Final = Form(
    name="opinion",
    version=1,
    title=N_("Opinion"),
    intro=N_(
        "Tell the office what you think of its work. An opinion is neither a complaint nor a "
        "suggestion: nobody has to act on it, but it is read. It does <b>not</b> replace the "
        "online services system on the website of the office, which is the official way."
    ),
    fields=(
        Choice(
            name="topic",
            label=N_("About"),
            prompt=N_("What is your opinion about?"),
            options=(
                Option("statistics", N_("Statistics and publications"), ("آمار", "سالنامه")),
                Option("service", N_("The service of the office"), ("خدمت", "خدمات", "خدمة")),
                Option("staff", N_("The staff"), ("کارمندان", "کارکنان", "الموظفون")),
                Option("website", N_("The website"), ("سایت", "تارنما", "وب‌سایت", "الموقع")),
                Option("bot", N_("This bot"), ("ربات", "بات", "البوت")),
                Option("other", N_("Something else"), ("دیگر", "سایر", "غیره", "غير ذلك")),
            ),
        ),
        Choice(
            name="rating",
            label=N_("Satisfaction"),
            prompt=N_("How satisfied are you with it?"),
            optional=True,
            options=(
                Option("5", N_("😀 Very satisfied")),
                Option("4", N_("🙂 Satisfied")),
                Option("3", N_("😐 So-so")),
                Option("2", N_("🙁 Dissatisfied")),
                Option("1", N_("😠 Very dissatisfied")),
            ),
        ),
        Text(
            name="text",
            label=N_("Opinion"),
            prompt=N_("What would you like to say?"),
            min=3,
            max=2500,
            multiline=True,
        ),
        Text(
            name="name",
            label=N_("Name"),
            prompt=N_("Would you like to sign it with your name?"),
            hint=N_("Skip this to stay without a name."),
            optional=True,
            max=80,
        ),
    ),
)
