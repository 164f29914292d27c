"""Whom a broadcast is for: people asked for by what they use, in the order of their ids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import sqlalchemy as sa

from storage.database import Transaction
from storage.people import PEOPLE
from storage.subscriptions import REFUSALS, SUBSCRIPTIONS


@dataclass(frozen=True)
class Audience:
    """Whom a broadcast is for; see `Broadcast`."""

    office: str | None = None
    article: str | None = None
    must_reach: bool = False
    until_person: int | None = None
    met_before: datetime | None = None


class Meant(Protocol):
    """What an audience and a broadcast have in common."""

    @property
    def office(self) -> str | None: ...  # noqa: D102
    @property
    def article(self) -> str | None: ...  # noqa: D102
    @property
    def must_reach(self) -> bool: ...  # noqa: D102
    @property
    def until_person(self) -> int | None: ...  # noqa: D102
    @property
    def met_before(self) -> datetime | None: ...  # noqa: D102


@dataclass(frozen=True)
class Recipient:
    """Somebody who gets it, in their language."""

    id: int
    language: str | None


def _of(audience: Meant) -> sa.ColumnElement[bool]:
    conditions: list[sa.ColumnElement[bool]] = [PEOPLE.c.is_reachable.is_(True)]
    if audience.until_person is not None:
        conditions.append(PEOPLE.c.id <= audience.until_person)
    if audience.met_before is not None:
        conditions.append(PEOPLE.c.created_at <= audience.met_before)
    if audience.article is not None:
        wants = sa.exists().where(
            SUBSCRIPTIONS.c.person_id == PEOPLE.c.id, SUBSCRIPTIONS.c.article == audience.article
        )
        return sa.and_(*conditions, wants)
    if audience.office is not None:
        conditions.append(PEOPLE.c.office == audience.office)
    if not audience.must_reach:
        conditions.append(~sa.exists().where(REFUSALS.c.person_id == PEOPLE.c.id))
    return sa.and_(*conditions)


async def count(tx: Transaction, audience: Audience) -> int:
    """Count the people whom a broadcast would reach."""
    query = sa.select(sa.func.count()).select_from(PEOPLE).where(_of(audience))
    return int((await tx.run(query)).scalar_one())


async def after(tx: Transaction, audience: Meant, person_id: int, *, limit: int) -> list[Recipient]:
    """Give those of an audience who come after a person, in the order of their ids."""
    query = (
        sa.select(PEOPLE.c.id, PEOPLE.c.language)
        .where(PEOPLE.c.id > person_id, _of(audience))
        .order_by(PEOPLE.c.id)
        .limit(limit)
    )
    return [Recipient(row.id, row.language) for row in await tx.run(query)]
