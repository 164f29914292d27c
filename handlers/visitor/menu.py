"""The persistent reply keyboard of the private chat, for people who never type commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import keyboards, labels
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from handlers.labels import Act

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.i18n.translator import Translator
    from knowledge.articles import Office

ROWS: tuple[tuple[Act, ...], ...] = (
    (Act.REQUEST, Act.BROWSE),
    (Act.COMPLAINT, Act.SUGGESTION, Act.OPINION),
    (Act.DISCREPANCY,),
    (Act.TICKETS, Act.HELP),
    (Act.OFFICE, Act.LANGUAGE),
)


def keyboard(t: Translator, services: Services, office: Office | None = None) -> keyboards.Markup:
    """The main acts; the office is left out when there is only one.

    A wrong figure is reported to an office that makes a yearbook (BR-06, BR-21).
    """
    hidden = {Act.OFFICE} if services.only_office else set()
    if office is None or not office.yearbook:
        hidden.add(Act.DISCREPANCY)
    rows = [[t.text(labels.MENU[act]) for act in row if act not in hidden] for row in ROWS]
    return keyboards.menu([row for row in rows if row], t.text(N_("Write your question here")))


def languages() -> keyboards.Markup:
    """The languages, each by its own name."""
    return keyboards.inline(
        [
            [
                keyboards.button(name, Verb.LANGUAGE, code)
                for code, name in labels.LANGUAGE_NAMES.items()
            ]
        ]
    )


def offices(services: Services, t: Translator, waiting: int | str | None) -> keyboards.Markup:
    """The offices by province, with the question or the form that waits for the choice."""
    row = []
    for office_id in services.offices:
        office = services.knowledge.offices[office_id]
        label = office.province_in(t.language)
        row.append(keyboards.button(f"🏛 {label}", Verb.OFFICE, office_id, waiting))
    return keyboards.inline(keyboards.grid(row, 2))
