"""The words of a report that its charts, its workbook and its message share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers import labels
from handlers.i18n.translator import N_
from handlers.reports.palette import Colour
from storage.tickets.states import Status

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.i18n.translator import Translator

#: Outcomes in the order in which they are shown.
OUTCOME_COLOURS: Mapping[Status, Colour] = {
    Status.ANSWERED_FULL: Colour.BLUE,
    Status.ANSWERED_PARTLY: Colour.SKY,
    Status.NOT_HELD: Colour.ORANGE,
    Status.REFUSED: Colour.VERMILION,
    Status.DUPLICATE: Colour.PURPLE,
    Status.WITHDRAWN: Colour.LIGHT,
    Status.CLOSED: Colour.DARK,
}
#: What people say of the outcome, from the best to the worst; without the picture of the button.
VERDICTS: Mapping[str, str] = {
    "all": N_("I received everything"),
    "part": N_("I received a part"),
    "none": N_("I received no answer"),
    "object": N_("I object"),
}
#: How a case can end by itself: the person never answered.
EXPIRED = N_("closed, no answer came")


@dataclass(frozen=True)
class Names:
    """The names of offices and services in the language of the report; it can be sent away."""

    offices: Mapping[str, str]
    services: Mapping[tuple[str, str], str]
    unknown: str

    def office(self, office: str) -> str:
        """The province of an office; its id when it is not known any more."""
        return self.offices.get(office, office)

    def service(self, office: str, service: str | None) -> str:
        """A service of an office, with the office where there are several."""
        name = self.services.get((office, service or ""), service or self.unknown)
        return name if len(self.offices) == 1 else f"{name} – {self.office(office)}"


def names(services: Services, language: str) -> Names:
    """The names of everything served here."""
    known = [services.knowledge.offices[one] for one in services.offices]
    return Names(
        offices={one.id: one.province_in(language) for one in known},
        services={
            (office.id, service.id): service.title_in(language)
            for office in known
            for service in office.services
        },
        unknown=services.translator(language).text(N_("no service named")),
    )


def outcome(status: Status, t: Translator) -> str:
    """How a case ended, in the words of the staff."""
    return t.text(EXPIRED if status is Status.CLOSED else labels.STAFF_STATUSES[status])


def in_order(found: Iterable[Status]) -> list[Status]:
    """Outcomes in the order in which they are shown; others at the end."""
    order = list(OUTCOME_COLOURS)
    return sorted(set(found), key=lambda one: order.index(one) if one in order else len(order))


def verdict(value: str, t: Translator) -> str:
    """What a person says of the outcome; empty when nothing was said."""
    return t.text(VERDICTS[value]) if value in VERDICTS else ""


def kept(share: float, t: Translator) -> str:
    """How many of the deadlines were kept."""
    return t.text(N_("kept: {share}%"), share=t.number(round(share * 100)))


def hours(value: float, t: Translator) -> str:
    """Working hours as they are read: below ten with one decimal."""
    return t.number(round(value, 1) if value < 10 else round(value))  # noqa: PLR2004


def clipped(text: str, limit: int) -> str:
    """A text of somebody in one line of at most so many letters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"
