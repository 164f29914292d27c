"""The form of a figure in the yearbook that looks wrong, declared (BR-06).

It goes to the yearbook expert of the province, apart from complaints, with the place in the book,
the figure and the reason. No figure is corrected here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from handlers.forms import shared
from handlers.forms.field import Answers, Field, Problem
from handlers.forms.fields import Choice, Files, Option, Period, Text
from handlers.forms.form import Form
from handlers.i18n.translator import N_

NAME: Final = "discrepancy"
ONE_YEAR = N_("Please give one year: that of the yearbook in which the figure is printed.")
#: Keys of the chapters in the order of the yearbook; a test compares them with the content.
CHAPTERS: Final = (
    Option("land-climate", N_("Land and climate"), ("land and climate",)),
    Option("environment", N_("Environment"), ("environment",)),
    Option("population", N_("Population"), ("population",)),
    Option("labour", N_("Labour"), ("labour",)),
    Option(
        "agriculture",
        N_("Agriculture, forestry and fisheries"),
        ("agriculture, forestry and fisheries",),
    ),
    Option("mining", N_("Mining"), ("mining",)),
    Option("oil-gas", N_("Oil and gas"), ("oil and gas",)),
    Option("manufacturing", N_("Manufacturing"), ("manufacturing",)),
    Option("water-electricity", N_("Water and electricity"), ("water and electricity",)),
    Option("construction-housing", N_("Construction and housing"), ("construction and housing",)),
    Option("urban-development", N_("Urban development"), ("urban development",)),
    Option("trade-hotels", N_("Trade and hotels"), ("trade and hotels",)),
    Option("transport", N_("Transport and storage"), ("transport and storage",)),
    Option("communications", N_("Communications"), ("communications",)),
    Option("financial-markets", N_("Financial markets"), ("financial markets",)),
    Option("judicial", N_("Judicial affairs"), ("judicial affairs",)),
    Option("welfare", N_("Welfare and social security"), ("welfare and social security",)),
    Option("education", N_("Education"), ("education",)),
    Option("health", N_("Health"), ("health",)),
    Option("culture", N_("Culture, sport and tourism"), ("culture, sport and tourism",)),
    Option("budget", N_("Government budget"), ("government budget",)),
    Option(
        "household-budget",
        N_("Household expenditure and income"),
        ("household expenditure and income",),
    ),
    Option("prices", N_("Price indices"), ("price indices",)),
    Option("regional-accounts", N_("Regional accounts"), ("regional accounts",)),
    Option("politics", N_("Political affairs"), ("political affairs",)),
    Option("other", N_("Another, or not known"), ("دیگر", "نمی‌دانم", "other", "لا أعرف")),
)


def _one_year(value: Any, answers: Answers, today: date) -> Problem | None:
    """A figure is printed in one book."""
    del answers, today
    return None if value[0] == value[-1] else Problem(ONE_YEAR)


#: A fact: the questions of a complaint that were answered there and are shown here, too.
CARRIED: Final = "_carried"


def _carried(*fields: Field) -> tuple[Field, ...]:
    return tuple(replace(one, when=_where_carried(one)) for one in fields)


def _where_carried(field: Field) -> Callable[[Answers], bool]:
    asks = field.when if field.name in {"contact", "phone"} else None

    def when(answers: Answers) -> bool:
        is_carried = field.name in (answers.get(CARRIED) or ())
        return is_carried and (asks is None or asks(answers))

    return when


FORM: Final = Form(
    name=NAME,
    version=1,
    title=N_("Wrong figure in the yearbook"),
    intro=N_(
        "Your report goes to the yearbook expert of the province and gets a number here. It is no "
        "complaint, and the bot corrects no figure: the expert looks at it and answers you."
    ),
    fields=(
        Period(
            name="year",
            label=N_("Yearbook of"),
            prompt=N_("In which yearbook is the figure printed? Write its year, as on the cover."),
            rules=(_one_year,),
        ),
        Choice(
            name="chapter",
            label=N_("Chapter"),
            prompt=N_("In which chapter?"),
            options=CHAPTERS,
        ),
        Text(
            name="table",
            label=N_("Table"),
            prompt=N_("In which table? Its number, its title, or both."),
            min=1,
            max=200,
        ),
        Text(
            name="row",
            label=N_("Row and column"),
            prompt=N_("In which row, and in which column if there are several?"),
            min=1,
            max=200,
        ),
        Text(
            name="printed",
            label=N_("Figure as printed"),
            prompt=N_("Which figure is printed there?"),
            min=1,
            max=100,
        ),
        Text(
            name="right",
            label=N_("Figure believed right"),
            prompt=N_("Which figure do you believe to be right?"),
            hint=N_("Skip this if you only see that the printed one cannot be right."),
            optional=True,
            min=1,
            max=100,
        ),
        Text(
            name="reason",
            label=N_("Reason"),
            prompt=N_("Why do you think that it is wrong?"),
            hint=N_("Name your source, if you have one."),
            min=5,
            max=2500,
            multiline=True,
        ),
        Files(
            name="files",
            label=N_("Files"),
            prompt=N_("A photo of the page or your source, if there is one."),
            optional=True,
        ),
        *_carried(shared.IDENTITY, shared.RELATED, shared.WHEN, shared.FIGURE_PLACE),
        Text(
            name="name",
            label=N_("Name"),
            prompt=N_("Your name, if the expert may know it?"),
            optional=True,
            max=80,
            when=lambda answers: not shared.is_anonymous(answers),
        ),
        *_carried(shared.CONTACT, shared.PHONE),
    ),
)
