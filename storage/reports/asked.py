"""Counting questions by what became of them."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from storage import schema
from storage.database import Transaction
from storage.questions import QUESTIONS, Outcome
from storage.reports.figures import Asked

_Q = QUESTIONS.c


def _where(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.count(sa.case((condition, 1)))


_COUNT = sa.select(
    _where(_Q.outcome == Outcome.ANSWER).label("answered"),
    _where(_Q.outcome == Outcome.CHOOSE).label("offered"),
    _where(sa.and_(_Q.outcome == Outcome.CHOOSE, _Q.picked.is_not(None))).label("picked"),
    _where(_Q.outcome == Outcome.NOT_FOUND).label("not_found"),
    _where(_Q.helped == sa.false()).label("unhelpful"),
    _where(_Q.ticket_id.is_not(None)).label("handed_over"),
).where(
    _Q.asked_at >= sa.bindparam("since", type_=schema.UtcDateTime),
    _Q.asked_at < sa.bindparam("until", type_=schema.UtcDateTime),
)


async def count(tx: Transaction, since: datetime, until: datetime) -> Asked:
    """Count the questions asked from `since` up to before `until`."""
    row = (await tx.run(_COUNT, {"since": since, "until": until})).one()
    return Asked(**row._asdict())
