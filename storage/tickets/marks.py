"""What happened to a ticket, as its clock reads it.

Where a ticket that was due sooner was merged into another one, the clock of that other one goes on
from the first: the first one's events until the merging, then its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from storage import schema
from storage.database import Transaction
from storage.tickets import course
from storage.tickets.course import Course
from storage.tickets.states import Action
from storage.tickets.tables import Ticket, TicketEvent

TICKETS = schema.table_of(Ticket)
EVENTS = schema.table_of(TicketEvent)
_OWN = (
    sa.select(EVENTS.c.id, EVENTS.c.at, EVENTS.c.action, EVENTS.c.before, EVENTS.c.after)
    .where(EVENTS.c.ticket_id == sa.bindparam("ticket"))
    .order_by(EVENTS.c.id)
)
_MERGES = (
    sa.select(EVENTS.c.id, EVENTS.c.data)
    .where(EVENTS.c.ticket_id == sa.bindparam("ticket"), EVENTS.c.action == Action.MERGE)
    .order_by(EVENTS.c.id.desc())
)
_CLOCK_FROM = sa.select(TICKETS.c.clock_from).where(TICKETS.c.id == sa.bindparam("ticket"))


async def course_of(tx: Transaction, ticket: Ticket) -> Course:
    """Give the course of a ticket's clock; every first word that was said in it counts."""
    await tx.flush()
    own = await _own(tx, ticket.id)
    if ticket.clock_from is None:
        return course.of(own)
    found = course.of(await _chain(tx, ticket.id, ticket.clock_from, own))
    return replace(found, said=tuple(sorted({*found.said, *course.of(own).said})))


async def _own(tx: Transaction, ticket_id: int) -> list[Any]:
    return list(await tx.run(_OWN, {"ticket": ticket_id}))


async def _chain(tx: Transaction, ticket_id: int, clock_from: int, own: list[Any]) -> list[Any]:
    """The events of the ticket the clock comes from until it was merged, then the own ones.

    A ticket cannot be merged into one that was merged into it, so the chain ends.
    """
    merges = await tx.run(_MERGES, {"ticket": ticket_id})
    since = next((row.id for row in merges if row.data.get("from") == clock_from), None)
    if since is None:
        return own
    before = await _own(tx, clock_from)
    origin = (await tx.run(_CLOCK_FROM, {"ticket": clock_from})).scalar_one_or_none()
    if origin is not None:
        before = await _chain(tx, clock_from, origin, before)
    earlier = [one for one in before if one.id < since and one.action is not Action.CLOSE_DUPLICATE]
    return [*earlier, *(one for one in own if one.id >= since)]
