"""Reading the review of questions without an answer: lists, counts, who asked. Changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage import schema
from storage.database import Transaction
from storage.gaps import GAPS, Gap, made
from storage.people import PEOPLE
from storage.questions import QUESTIONS, Outcome
from storage.tickets.tables import Ticket

TICKETS = schema.table_of(Ticket)
_Q, _G = QUESTIONS.c, GAPS.c
_IS_OPEN = _G.state == sa.literal_column("'open'")


@dataclass(frozen=True)
class Phrase:
    """One way in which a matter was asked, and how often."""

    text: str
    language: str
    times: int


@dataclass(frozen=True)
class Counts:
    """How a matter came to the review; a question may count in several ways."""

    not_found: int
    unhelpful: int
    handed_over: int
    people: int


@dataclass(frozen=True)
class Asker:
    """Somebody who asked, and the last question by which they did."""

    person_id: int
    question_id: int
    language: str
    text: str


async def listed(
    tx: Transaction, offices: Sequence[str], *, limit: int, offset: int = 0
) -> list[Gap]:
    """Give the open matters of some offices, the most asked first."""
    query = (
        sa.select(GAPS)
        .where(_IS_OPEN, _G.office.in_(offices))
        .order_by(_G.times.desc(), _G.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [made(row) for row in await tx.run(query)]


async def count_open(tx: Transaction, offices: Sequence[str]) -> int:
    """Count the open matters of some offices."""
    query = sa.select(sa.func.count()).where(_IS_OPEN, _G.office.in_(offices))
    return int((await tx.run(query)).scalar_one())


async def most_asked(
    tx: Transaction, since: datetime, until: datetime, limit: int
) -> list[tuple[str, int]]:
    """Give the open matters asked most often in a time, each with how often then."""
    times = sa.func.count().label("n")
    query = (
        sa.select(_G.phrase, times)
        .join(GAPS, _G.id == _Q.gap_id)
        .where(_Q.asked_at >= since, _Q.asked_at < until, _IS_OPEN)
        .group_by(_G.id, _G.phrase)
        .order_by(times.desc(), _G.id)
        .limit(limit)
    )
    return [(row.phrase, row.n) for row in await tx.run(query)]


async def phrases(tx: Transaction, gap_id: int, limit: int) -> list[Phrase]:
    """Give the ways in which a matter was asked, the most frequent first."""
    times = sa.func.count().label("n")
    query = (
        sa.select(_Q.text, _Q.language, times)
        .where(_Q.gap_id == gap_id)
        .group_by(_Q.text, _Q.language)
        .order_by(times.desc(), sa.func.min(_Q.id))
        .limit(limit)
    )
    return [Phrase(row.text, row.language, row.n) for row in await tx.run(query)]


async def picked(tx: Transaction, gap_id: int) -> list[str]:
    """Give the articles that askers of a matter took when several were offered, or were shown."""
    times = sa.func.count()
    query = (
        sa.select(_Q.picked)
        .where(_Q.gap_id == gap_id, _Q.picked.is_not(None))
        .group_by(_Q.picked)
        .order_by(times.desc(), _Q.picked)
    )
    return [str(one) for one in (await tx.run(query)).scalars()]


async def counts(tx: Transaction, gap_id: int) -> Counts:
    """Count how a matter came to the review, and from how many people."""
    query = sa.select(
        sa.func.count(sa.case((_Q.outcome == Outcome.NOT_FOUND, 1))).label("not_found"),
        sa.func.count(sa.case((_Q.helped == sa.false(), 1))).label("unhelpful"),
        sa.func.count(_Q.ticket_id).label("handed_over"),
        sa.func.count(_Q.person_id.distinct()).label("people"),
    ).where(_Q.gap_id == gap_id)
    return Counts(**(await tx.run(query)).one()._asdict())


async def askers(tx: Transaction, gap_id: int, *, after: int, limit: int) -> list[Asker]:
    """Give the next people, by their ids, who asked and may still be glad of an answer.

    Left out is who cannot be reached, and who has had an answer of the staff by now.
    """
    has_ended = sa.exists().where(TICKETS.c.id == _Q.ticket_id, TICKETS.c.closed_at.is_not(None))
    last = (
        sa.select(sa.func.max(_Q.id))
        .join(PEOPLE, PEOPLE.c.id == _Q.person_id)
        .where(_Q.gap_id == gap_id, _Q.person_id > after)
        .where(PEOPLE.c.is_reachable == sa.true(), ~has_ended)
        .group_by(_Q.person_id)
        .order_by(_Q.person_id)
        .limit(limit)
    )
    query = (
        sa.select(_Q.person_id, _Q.id, _Q.language, _Q.text)
        .where(_Q.id.in_(last))
        .order_by(_Q.person_id)
    )
    return [Asker(row.person_id, row.id, row.language, row.text) for row in await tx.run(query)]


async def of_question(tx: Transaction, question_id: int | None) -> int | None:
    """Give the open matter that a question belongs to."""
    query = sa.select(_G.id).join(QUESTIONS, _Q.gap_id == _G.id)
    found = await tx.run(query.where(_Q.id == question_id, _IS_OPEN))
    return found.scalar_one_or_none()


async def leads_to(tx: Transaction, gap_id: int, article_id: str) -> bool:
    """Tell whether a matter leads to an article, as things stand."""
    query = sa.select(_G.article_id).where(_G.id == gap_id, ~_IS_OPEN)
    return bool((await tx.run(query)).scalar_one_or_none() == article_id)
