"""The agenda of a day: what is due, overdue, objected to, with nobody, or waits. Read only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import col, func, select

from storage.database import Transaction
from storage.tickets.states import STANDING, UNHELD_STATUSES, WAITING, Action, Status
from storage.tickets.tables import Ticket, TicketEvent


class Section(StrEnum):
    """A part of the agenda, in the order of urgency."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    OBJECTED = "objected"
    UNCLAIMED = "unclaimed"
    WAITING = "waiting"


@dataclass(frozen=True)
class Part:
    """How many open tickets belong to a section, and the first of them."""

    count: int
    first: list[Ticket]


async def read(
    tx: Transaction, *, now: datetime, end_of_day: datetime, limit: int
) -> dict[Section, Part]:
    """Give the agenda; `end_of_day` is the midnight at which this day ends."""
    return {
        section: await _part(tx, _condition(section, now, end_of_day), limit) for section in Section
    }


async def objected_at(tx: Transaction, tickets: Collection[int]) -> dict[int, datetime]:
    """Give when each of these tickets was last objected to, by its id."""
    query = (
        select(col(TicketEvent.ticket_id), func.max(col(TicketEvent.at)))
        .where(col(TicketEvent.ticket_id).in_(tickets), col(TicketEvent.action) == Action.OBJECT)
        .group_by(col(TicketEvent.ticket_id))
    )
    return dict((await tx.session.exec(query)).all())


async def count_overdue(tx: Transaction, now: datetime) -> int:
    """Count the open tickets past what was promised."""
    condition = _condition(Section.OVERDUE, now, now)
    is_open = col(Ticket.closed_at).is_(None)
    return (await tx.session.exec(select(func.count()).where(is_open, condition))).one()


def _condition(section: Section, now: datetime, end: datetime) -> sa.ColumnElement[bool]:
    if section is Section.UNCLAIMED:
        return col(Ticket.status).in_(UNHELD_STATUSES - {Status.OBJECTED})
    if section is Section.OBJECTED:
        return col(Ticket.status) == Status.OBJECTED
    if section is Section.WAITING:
        return col(Ticket.status).in_(WAITING)
    runs = col(Ticket.status).not_in(STANDING)
    if section is Section.OVERDUE:
        return sa.and_(runs, _is_due(now))
    return sa.and_(runs, _is_due(end), sa.not_(sa.func.coalesce(_is_due(now), sa.false())))


def _is_due(until: datetime) -> sa.ColumnElement[bool]:
    """The end is due by a moment, or the first word is and has not been said."""
    first_word = sa.and_(col(Ticket.response_due_at) <= until, col(Ticket.responded_at).is_(None))
    return sa.or_(col(Ticket.resolution_due_at) <= until, first_word)


async def _part(tx: Transaction, condition: sa.ColumnElement[bool], limit: int) -> Part:
    is_open = col(Ticket.closed_at).is_(None)
    count = (await tx.session.exec(select(func.count()).where(is_open, condition))).one()
    if not count:
        return Part(0, [])
    query = (
        select(Ticket)
        .where(is_open, condition)
        .order_by(
            func.coalesce(col(Ticket.resolution_due_at), col(Ticket.opened_at)), col(Ticket.id)
        )
        .limit(limit)
    )
    return Part(count, list((await tx.session.exec(query)).all()))
