"""Reading the tickets of a period, some at a time: no transaction is open for long.

A ticket belongs to a period that it was opened in or ended in. What is read first are those opened
in it, then those that only ended in it, each in order of time, so that both go by an index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage import schema
from storage.database import Transaction
from storage.reports.cases import TicketRow
from storage.tickets.tables import Ticket, TicketEvent

TICKETS = schema.table_of(Ticket)
EVENTS = schema.table_of(TicketEvent)

_T = TICKETS.c
_COLUMNS = (
    _T.id,
    _T.reference,
    _T.office,
    _T.service,
    _T.kind,
    _T.status,
    _T.language,
    _T.is_anonymous,
    _T.holder_name,
    _T.subject,
    _T.fields,
    _T.outcome,
    _T.rating,
    _T.promise,
    _T.opened_at,
    _T.closed_at,
    _T.resolution_due_at,
)


@dataclass(frozen=True)
class Place:
    """How far the reading has come: whether among the ended ones, and after which ticket."""

    is_ended: bool = False
    at: datetime | None = None
    id: int = 0


@dataclass(frozen=True)
class Page:
    """Some tickets, and where to go on; None when these were the last."""

    rows: list[TicketRow]
    next: Place | None


def _pages(moment: sa.ColumnElement[datetime]) -> sa.Select[Any]:
    """Select tickets by a moment of theirs: from `since`, before `until`, after a place."""
    at = sa.bindparam("at", type_=schema.UtcDateTime)
    after = sa.tuple_(moment, _T.id) > sa.tuple_(at, sa.bindparam("id", type_=sa.BigInteger))
    return (
        sa.select(*_COLUMNS)
        .where(moment >= sa.bindparam("since", type_=schema.UtcDateTime))
        .where(moment < sa.bindparam("until", type_=schema.UtcDateTime), after)
        .order_by(moment, _T.id)
        .limit(sa.bindparam("limit", type_=sa.Integer))
    )


_OPENED = _pages(_T.opened_at)
_ENDED = _pages(_T.closed_at).where(
    _T.closed_at.is_not(None), _T.opened_at < sa.bindparam("since", type_=schema.UtcDateTime)
)
_MARKS = (
    sa.select(EVENTS.c.ticket_id, EVENTS.c.at, EVENTS.c.action, EVENTS.c.before, EVENTS.c.after)
    .where(EVENTS.c.ticket_id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(EVENTS.c.ticket_id, EVENTS.c.id)
)


async def page(
    tx: Transaction, since: datetime, until: datetime, place: Place, *, limit: int = 200
) -> Page:
    """Give the next tickets of a period (half-open), each with what happened to it."""
    values = {
        "since": since,
        "until": until,
        "at": place.at or since,
        "id": place.id,
        "limit": limit,
    }
    found = list(await tx.run(_ENDED if place.is_ended else _OPENED, values))
    marks = await _marks(tx, [row.id for row in found])
    rows = [_row(row, marks.get(row.id, ())) for row in found]
    if len(found) == limit:
        last = found[-1]
        at = last.closed_at if place.is_ended else last.opened_at
        return Page(rows, Place(place.is_ended, at, last.id))
    return Page(rows, None if place.is_ended else Place(is_ended=True))


async def _marks(tx: Transaction, ids: Sequence[int]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    if ids:
        for row in await tx.run(_MARKS, {"ids": ids}):
            found.setdefault(row.ticket_id, []).append(row)
    return found


def _row(row: Any, marks: Sequence[Any]) -> TicketRow:
    values = row._asdict()
    return TicketRow(
        verdict=values.pop("outcome"),
        due_at=values.pop("resolution_due_at"),
        marks=marks,
        **values,
    )


_UNTIL = sa.bindparam("until", type_=schema.UtcDateTime)
#: Two counts rather than one condition with "or": each goes by an index of its own.
_OPEN_NOW = sa.select(sa.func.count()).where(_T.closed_at.is_(None), _T.opened_at < _UNTIL)
_CLOSED_SINCE = sa.select(sa.func.count()).where(
    _T.closed_at.is_not(None), _T.closed_at >= _UNTIL, _T.opened_at < _UNTIL
)
_COUNTS = (_OPEN_NOW, _CLOSED_SINCE)


async def open_at(tx: Transaction, moment: datetime) -> int:
    """Count the tickets that were open at a moment, by what is known of their last end."""
    counts = [(await tx.run(one, {"until": moment})).scalar_one() for one in _COUNTS]
    return sum(counts)
