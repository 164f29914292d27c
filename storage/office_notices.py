"""What the office announces: an outage, an amended statement, the end of a service, a publication.

A notice is a draft until a supervisor confirms its preview. An outage, an amendment and an end
hold until they are taken off (BR-09, BR-12, BR-13); a publication is told once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction


class NoticeKind(StrEnum):
    """What is announced."""

    OUTAGE = "outage"
    AMENDMENT = "amendment"
    END = "end"
    PUBLICATION = "publication"


class NoticeState(StrEnum):
    """Whether it holds."""

    DRAFT = "draft"
    LIVE = "live"
    OVER = "over"
    DROPPED = "dropped"


class OfficeNotice(SQLModel, table=True):
    """One notice; `words` are the supervisor's. Without an office it is that of all offices.

    `service` is the service concerned, None the whole office; `ends_on` the day from which an
    ended service is no longer there, or the last day of an outage; `article` what is published;
    `end_of` the outage that is over, in a notice which only tells that and holds nowhere. Changing
    it changes nothing.
    """

    __tablename__ = "office_notices"
    __table_args__ = (
        sa.Index(
            "ix_office_notices_live",
            "id",
            sqlite_where=sa.text("state = 'live'"),
            postgresql_where=sa.text("state = 'live'"),
        ),
        sa.Index(
            "ix_office_notices_proposed",
            "created_at",
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        ),
    )

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    kind: NoticeKind = Field(sa_column=sa.Column(schema.TextEnum(NoticeKind), nullable=False))
    state: NoticeState = Field(sa_column=sa.Column(schema.TextEnum(NoticeState), nullable=False))
    office: str | None = None
    service: str | None = None
    article: str | None = None
    words: str
    ends_on: date | None = Field(default=None, sa_type=sa.Date)
    end_of: int | None = Field(default=None, sa_type=sa.BigInteger)
    by_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    by_name: str | None = None
    created_at: datetime = Field(sa_type=schema.UtcDateTime)
    decided_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    over_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)


NOTICES = schema.table_of(OfficeNotice)
_IS_LIVE = NOTICES.c.state == sa.literal_column("'live'")
_HOLDING = (
    sa.select(NOTICES)
    .where(_IS_LIVE, NOTICES.c.kind != NoticeKind.PUBLICATION)
    .where(
        sa.or_(
            NOTICES.c.office.is_(None),
            NOTICES.c.office.in_(sa.bindparam("offices", expanding=True)),
        )
    )
    .order_by(NOTICES.c.id)
)


async def propose(
    tx: Transaction,
    kind: NoticeKind,
    words: str,
    *,
    article: str | None = None,
    ends_on: date | None = None,
    now: datetime,
) -> OfficeNotice:
    """Keep what a supervisor has typed; nobody sees it yet."""
    values = {
        "kind": kind,
        "state": NoticeState.DRAFT,
        "words": words,
        "article": article,
        "ends_on": ends_on,
        "created_at": now,
    }
    id = (await tx.run(sa.insert(NOTICES).returning(NOTICES.c.id), values)).scalar_one()
    unset = dict.fromkeys(
        ("office", "service", "end_of", "by_id", "by_name", "decided_at", "over_at")
    )
    return schema.build(OfficeNotice, {**unset, **values, "id": id})


async def get(tx: Transaction, id: int) -> OfficeNotice | None:
    """Give a notice by its id."""
    row = (await tx.run(sa.select(NOTICES).where(NOTICES.c.id == id))).one_or_none()
    return None if row is None else schema.build(OfficeNotice, row._asdict())


async def publish(
    tx: Transaction,
    id: int,
    *,
    office: str | None,
    service: str | None,
    by_id: int | None,
    by_name: str,
    now: datetime,
) -> OfficeNotice | None:
    """Let a draft hold, for an office (None: all) and a service; None if it is no draft."""
    statement = (
        sa.update(NOTICES)
        .where(NOTICES.c.id == id, NOTICES.c.state == NoticeState.DRAFT)
        .values(
            state=NoticeState.LIVE,
            office=office,
            service=service,
            by_id=by_id,
            by_name=by_name,
            decided_at=now,
        )
        .returning(*NOTICES.c)
    )
    row = (await tx.run(statement)).one_or_none()
    return None if row is None else schema.build(OfficeNotice, row._asdict())


async def drop(tx: Transaction, id: int, *, now: datetime) -> bool:
    """Drop a draft; False if it is none."""
    return await _leave(tx, id, NoticeState.DRAFT, NoticeState.DROPPED, now)


async def take_off(tx: Transaction, id: int, *, now: datetime) -> bool:
    """End a notice that holds; False if it does not."""
    return await _leave(tx, id, NoticeState.LIVE, NoticeState.OVER, now)


async def tell_end(tx: Transaction, outage: OfficeNotice, *, now: datetime) -> OfficeNotice:
    """Make the notice that an outage is over; it is shown nowhere, only told."""
    values = {
        "kind": outage.kind,
        "state": NoticeState.OVER,
        "office": outage.office,
        "service": outage.service,
        "article": None,
        "words": outage.words,
        "ends_on": None,
        "end_of": outage.id,
        "by_id": outage.by_id,
        "by_name": outage.by_name,
        "created_at": now,
        "decided_at": now,
        "over_at": now,
    }
    id = (await tx.run(sa.insert(NOTICES).returning(NOTICES.c.id), values)).scalar_one()
    return schema.build(OfficeNotice, {**values, "id": id})


async def _leave(
    tx: Transaction, id: int, before: NoticeState, after: NoticeState, now: datetime
) -> bool:
    statement = (
        sa.update(NOTICES)
        .where(NOTICES.c.id == id, NOTICES.c.state == before)
        .values(state=after, over_at=now)
    )
    return (await tx.run(statement)).rowcount == 1


async def live(tx: Transaction, offices: Sequence[str]) -> list[OfficeNotice]:
    """Give what holds for any of these offices or for all; publications do not hold."""
    rows = await tx.run(_HOLDING, {"offices": list(offices)})
    return [schema.build(OfficeNotice, row._asdict()) for row in rows]


async def outages_over(tx: Transaction, today: date) -> list[OfficeNotice]:
    """Give the outages that hold although their last day is over."""
    query = sa.select(NOTICES).where(
        _IS_LIVE, NOTICES.c.kind == NoticeKind.OUTAGE, NOTICES.c.ends_on < today
    )
    return [schema.build(OfficeNotice, row._asdict()) for row in await tx.run(query)]


async def forget(tx: Transaction, *, before: datetime) -> int:
    """Delete drafts that nobody has confirmed until then; what held once is kept (BR-12)."""
    statement = sa.delete(NOTICES).where(
        NOTICES.c.decided_at.is_(None), NOTICES.c.created_at < before
    )
    return (await tx.run(statement)).rowcount
