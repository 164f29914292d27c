"""Counting what there is: for `/doctor`, the log, and later the reports. Reads only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage import schema
from storage.database import Transaction
from storage.outbox_tables import OUTBOX, OutboxState
from storage.people import PEOPLE
from storage.questions import QUESTIONS, Outcome
from storage.tickets.states import Kind, Status
from storage.tickets.tables import Ticket
from storage.updates import POISON

TICKETS = schema.table_of(Ticket)


async def tickets_by_status(tx: Transaction, *, office: str | None = None) -> dict[Status, int]:
    """Count all tickets by status; a status without tickets is left out."""
    return await _count_by(tx, TICKETS.c.status, _of_office(office))


async def open_tickets_by_status(tx: Transaction) -> dict[Status, int]:
    """Count the open tickets by status; what has ended, of years, is not even looked at."""
    return await _count_by(tx, TICKETS.c.status, TICKETS.c.closed_at.is_(None))


async def open_tickets_by_kind(tx: Transaction, *, office: str | None = None) -> dict[Kind, int]:
    """Count the open tickets by kind."""
    return await _count_by(tx, TICKETS.c.kind, TICKETS.c.closed_at.is_(None), _of_office(office))


async def questions_by_outcome(
    tx: Transaction, *, since: datetime, until: datetime
) -> dict[Outcome, int]:
    """Count the questions asked from `since` up to before `until`, by outcome."""
    asked = QUESTIONS.c.asked_at
    return await _count_by(tx, QUESTIONS.c.outcome, asked >= since, asked < until)


async def outbox_by_state(tx: Transaction) -> dict[OutboxState, int]:
    """Count the messages of the outbox by state, as far as they are kept."""
    return await _count_by(tx, OUTBOX.c.state)


async def people_count(tx: Transaction) -> int:
    """Count the people who ever wrote."""
    return await _count(tx, PEOPLE)


async def poison_count(tx: Transaction) -> int:
    """Count the updates that could not be handled, as far as they are kept."""
    return await _count(tx, POISON)


def _of_office(office: str | None) -> sa.ColumnElement[bool]:
    return sa.true() if office is None else TICKETS.c.office == office


async def _count(tx: Transaction, table: sa.Table) -> int:
    return int((await tx.run(sa.select(sa.func.count()).select_from(table))).scalar_one())


async def _count_by(
    tx: Transaction, column: sa.Column[Any], *conditions: sa.ColumnElement[bool]
) -> dict[Any, int]:
    query = sa.select(column.label("of"), sa.func.count().label("n"))
    found = await tx.run(query.where(*conditions).group_by(column))
    return {row.of: row.n for row in found}
