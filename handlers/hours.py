"""Outside working hours: the person is told once when the office is back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from handlers import timing
from handlers.i18n.translator import N_
from storage import people
from storage.tickets import queries

if TYPE_CHECKING:
    from handlers.outgoing import Outgoing
    from storage.tickets.tables import Ticket

#: For so long after a word of the office the person is talking with somebody who is there.
DIALOGUE = timedelta(hours=1)


async def notice(out: Outgoing, ticket: Ticket) -> str | None:
    """When the office is back, as HTML; None while it is there, or when the person was told.

    Hours that the office has not stated itself are not told, only the day that is usual.
    """
    time = await timing.of_office(out.tx, out.services, ticket.office)
    opening = time.working.opens_at(out.now)
    if opening is None or opening <= out.now or await _in_dialogue(out, ticket):
        return None
    if not await people.tell_opening(out.tx, ticket.person_id, opening):
        return None
    t = out.services.translator(ticket.language)
    if time.is_stated:
        return t.html(
            N_("🌙 The office is closed now. It is back on {moment}."), moment=t.datetime(opening)
        )
    return t.html(
        N_(
            "🌙 At this time offices are usually closed. What you wrote is kept; the next usual "
            "working day is {date}."
        ),
        date=t.date(time.working.day_of(opening)),
    )


async def _in_dialogue(out: Outgoing, ticket: Ticket) -> bool:
    said_at = await queries.last_said(out.tx, ticket.id)
    return said_at is not None and out.now - said_at < DIALOGUE
