"""The form of a data request, declared.

What is wanted comes first, so that it can be compared with what is published already, and declined
where the law forbids it, before anybody has typed their identity. Rules: ``request_rules``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from handlers.forms import facts, proposals, request_person, request_rules
from handlers.forms.field import Answers, Field, Words
from handlers.forms.fields import (
    Choice,
    Consent,
    Date,
    Files,
    Info,
    Option,
    Period,
    Text,
)
from handlers.forms.form import Form
from handlers.i18n.translator import N_

REFUSED_FILE: Final = Words(
    N_(
        "This office takes documents only by office automation, by fax or by official e-mail, "
        "so the file you sent was <b>not accepted and not kept</b>. "
        "After submitting you get a tracking number to write on the letter."
    )
)
#: Level -> (label, the question for the place), from the country down to the village.
_PLACES: Final = {
    "county": (N_("County"), N_("Which county or counties?")),
    "district": (N_("District"), N_("Which district, and of which county?")),
    "rural_district": (N_("Rural district"), N_("Which rural district, and of which county?")),
    "city": (N_("City"), N_("Which city or cities?")),
    "village": (N_("Village"), N_("Which village, and of which rural district and county?")),
}


def _is(name: str, *values: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.get(name) in values


def _wants_other_format(answers: Answers) -> bool:
    return "other" in (answers.get("format") or ())


def _refuses_documents(answers: Answers) -> bool:
    return not facts.takes_documents(answers)


_WISH: Final[tuple[Field, ...]] = (
    Text(
        name="subject",
        label=N_("Subject"),
        prompt=N_("Which statistic or indicator do you need?"),
        hint=N_("For example: population by sex and age, or number of pupils by county."),
        min=3,
        max=500,
        rules=(request_rules.not_about_persons, request_rules.yearly),
    ),
    Period(
        name="period",
        label=N_("Years"),
        prompt=N_("For which years (Jalali)?"),
        hint=N_(
            "One year such as {last}, or from-to such as {first}-{last}. Latest year: {latest}."
        ),
        values=request_rules.year_slots,
        rules=(request_rules.previous_year,),
    ),
    Choice(
        name="geography",
        label=N_("Geographic level"),
        prompt=N_("For which geographic level?"),
        hint=N_("Not every figure exists below the province: sample surveys often end there."),
        options=(
            Option("country", N_("Whole country"), ("کشور", "کل کشور", "البلد")),
            Option("province", N_("Whole province"), ("استان", "کل استان", "محافظة")),
            Option("county", _PLACES["county"][0], ("شهرستان",)),
            Option("district", _PLACES["district"][0], ("بخش",)),
            Option("rural_district", _PLACES["rural_district"][0], ("دهستان",)),
            Option("city", _PLACES["city"][0], ("شهر", "مدينة")),
            Option("village", _PLACES["village"][0], ("روستا", "آبادی", "قرية")),
        ),
    ),
    *(
        Text(
            name=f"place_{level}",
            label=label,
            prompt=question,
            max=200,
            when=_is("geography", level),
        )
        for level, (label, question) in _PLACES.items()
    ),
    Text(
        name="breakdown",
        label=N_("Breakdown"),
        prompt=N_("Broken down by what?"),
        hint=N_("For example by sex, age group or activity. Skip this if a total is enough."),
        optional=True,
        max=600,
        multiline=True,
        rules=(request_rules.not_about_persons, request_rules.yearly),
    ),
    Text(
        name="indicator",
        label=N_("Indicator"),
        prompt=N_("Which indicator is it about?"),
        hint=N_("Put down as I read your subject; a hint for the experts, no more."),
        optional=True,
        max=200,
        when=lambda answers: bool(answers.get(proposals.INDICATOR)),
    ),
    Choice(
        name="format",
        label=N_("Format"),
        prompt=N_("In which format? You can choose several."),
        many=True,
        options=(
            Option("excel", N_("Excel"), ("xlsx", "xls", "اکسل", "إكسل")),
            Option("csv", N_("CSV"), ("سی‌اس‌وی",)),
            Option("pdf", N_("PDF"), ("پی‌دی‌اف", "بي دي إف")),
            Option("other", N_("Other"), ("غیره", "سایر", "دیگر", "غير ذلك")),
        ),
    ),
    Text(
        name="format_other",
        label=N_("Other format"),
        prompt=N_("Which other format?"),
        max=100,
        when=_wants_other_format,
    ),
    Text(
        name="use",
        label=N_("Use"),
        prompt=N_("What will you use it for? You need not say."),
        hint=N_(
            "Article 7 of the law on free access to information forbids asking for the reason; "
            "an answer only helps us to choose the figures that fit."
        ),
        optional=True,
        max=500,
        multiline=True,
    ),
    Date(
        name="needed_by",
        label=N_("Needed by"),
        prompt=N_("Until which day do you need it?"),
        hint=N_("A wish, not a promise of the office. Skip this if there is no such day."),
        optional=True,
        is_future=True,
        years=5,
    ),
)

_END: Final[tuple[Field, ...]] = (
    Files(
        name="files",
        label=N_("Files"),
        prompt=N_("Files that explain your request, if there are any: a letter, a sample table."),
        optional=True,
        max_count=10,
        when=facts.takes_documents,
    ),
    Info(
        name="documents",
        label=N_("Documents"),
        prompt=N_(
            "Documents and letters: this office takes them only by office automation, by fax or by "
            "official e-mail."
        ),
        hint=N_(
            "Files sent here are refused and not kept. "
            "After submitting you get a tracking number: write it on the letter."
        ),
        refuse_file=REFUSED_FILE,
        when=_refuses_documents,
    ),
    Consent(
        name="consent",
        label=N_("Consent"),
        prompt=N_("Do you agree with the terms?"),
        hint=N_(
            "What you wrote is kept by the office and used only to handle this request. "
            "Only statistics that may be published are given. "
            "No payment is ever asked for in this chat."
        ),
    ),
)

FORM: Final = Form(
    name="request",
    version=2,
    title=N_("Data request"),
    intro=N_(
        "I will ask a few questions. Many can be skipped; you can go back or cancel at any time. "
        "Nothing is sent before you have seen everything once more."
    ),
    fields=(*_WISH, *request_person.FIELDS, *_END),
    refuse_file=REFUSED_FILE,
)
