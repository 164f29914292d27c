"""The time of a case: what the office sets itself for it, and where its clock stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.tickets import calendar, deadlines
from storage.tickets.promises import Amount, Promise, Unit

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.outgoing import Outgoing
    from knowledge.articles import Office
    from storage.database import Transaction
    from storage.tickets.alerts import OfficeTime
    from storage.tickets.deadlines import Standing
    from storage.tickets.states import Kind
    from storage.tickets.tables import Ticket


def service_of(office: Office) -> str | None:
    """The service a case is about, where the office has just one."""
    return office.services[0].id if len(office.services) == 1 else None


def promise_for(office: Office, kind: Kind) -> Promise | None:
    """What the office sets itself for a case that opens now; it is frozen into the ticket."""
    target = office.working.target(str(kind), service_of(office))
    if target is None:
        return None
    return Promise(_amount(target.first_response), _amount(target.resolution), target.is_shown)


def _amount(given: tuple[int, str] | None) -> Amount | None:
    return None if given is None else Amount(given[0], Unit(given[1]))


async def of_office(tx: Transaction, services: Services, office: str) -> OfficeTime:
    """The time of an office, with the closures and extra days entered from the group."""
    return services.time(office).with_changes(await calendar.exceptions(tx, office))


async def settle(out: Outgoing, ticket: Ticket) -> Standing:
    """Count the time of a ticket after something happened to it."""
    time = await of_office(out.tx, out.services, ticket.office)
    return await deadlines.settle(out.tx, ticket, time)
