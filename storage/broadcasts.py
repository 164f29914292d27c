"""One message for many people: whom it reaches, how far it is, what became of it.

The recipients are never written down. They are asked for in the order of their ids, a few at a
time, and how far that has come is written in the transaction that puts their messages into the
outbox: so after a restart at any point each gets the message once. Not more than `WINDOW` of one
broadcast are in the outbox at any time, and `BATCH` a second: replies always find room.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import audiences, schema
from storage.audiences import Audience, Recipient
from storage.database import Transaction

#: Messages put in one step, and the time between two steps. Telegram takes thirty a second from
#: a bot (Bot API FAQ, broadcasting); the rest is for replies.
BATCH, PACE = 15, timedelta(seconds=1)
#: Messages of one broadcast in the outbox at any time: less than half of what is sent at once.
WINDOW = 30
#: Kind of a message in the outbox that belongs to a broadcast.
KIND = "broadcast"


class BroadcastState(StrEnum):
    """How far it is."""

    GOING = "going"
    DONE = "done"
    STOPPED = "stopped"


class Broadcast(SQLModel, table=True):
    """A notice on its way to people. Changing the object changes nothing in the database."""

    __tablename__ = "broadcasts"
    __table_args__ = (
        sa.Index(
            "ix_broadcasts_going",
            "next_at",
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        ),
        sa.Index(
            "ix_broadcasts_done",
            "done_at",
            sqlite_where=sa.text("done_at IS NOT NULL"),
            postgresql_where=sa.text("done_at IS NOT NULL"),
        ),
    )

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    notice_id: int = Field(sa_type=sa.BigInteger, unique=True)
    state: BroadcastState = Field(
        sa_column=sa.Column(schema.TextEnum(BroadcastState), nullable=False)
    )
    #: The office whose people are meant; None: everybody.
    office: str | None = None
    #: Only subscribers of this article.
    article: str | None = None
    #: Also those who want no notices: the end of a service must be told.
    must_reach: bool = False
    #: Only who was told of an outage is told of its end: people up to this id, met before this.
    until_person: int | None = Field(default=None, sa_type=sa.BigInteger)
    met_before: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    after_person: int = Field(default=0, sa_type=sa.BigInteger)
    total: int
    put: int = 0
    delivered: int = 0
    blocked: int = 0
    failed: int = 0
    #: How many were done when the group was shown it last.
    shown: int = 0
    next_at: datetime = Field(sa_type=schema.UtcDateTime)
    created_at: datetime = Field(sa_type=schema.UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)

    @property
    def settled(self) -> int:
        """How many messages have met their fate."""
        return self.delivered + self.blocked + self.failed

    @property
    def slot(self) -> str:
        """The name under which the outbox knows the message with its counts."""
        return f"broadcast:{self.id}"


BROADCASTS = schema.table_of(Broadcast)
_IS_OPEN = BROADCASTS.c.done_at.is_(None)


async def begin(tx: Transaction, notice_id: int, audience: Audience, *, now: datetime) -> Broadcast:
    """Begin to send a notice to its audience; nothing is put into the outbox yet."""
    values = {
        "notice_id": notice_id,
        "state": BroadcastState.GOING,
        "office": audience.office,
        "article": audience.article,
        "must_reach": audience.must_reach,
        "until_person": audience.until_person,
        "met_before": audience.met_before,
        "total": await audiences.count(tx, audience),
        "next_at": now,
        "created_at": now,
        **dict.fromkeys(("after_person", "put", "delivered", "blocked", "failed", "shown"), 0),
    }
    id = (await tx.run(sa.insert(BROADCASTS).returning(BROADCASTS.c.id), values)).scalar_one()
    return schema.build(Broadcast, {**values, "done_at": None, "id": id})


async def claim(tx: Transaction, *, now: datetime) -> Broadcast | None:
    """Hold the broadcast that may go on now, until the transaction ends; None: there is none."""
    query = (
        sa.select(BROADCASTS)
        .where(_IS_OPEN, BROADCASTS.c.next_at <= now)
        .order_by(BROADCASTS.c.next_at, BROADCASTS.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = (await tx.run(query)).one_or_none()
    return None if row is None else schema.build(Broadcast, row._asdict())


async def next_people(tx: Transaction, broadcast: Broadcast) -> list[Recipient]:
    """Give the next recipients for whom there is room in the outbox, in the order of their ids."""
    room = min(BATCH, WINDOW - (broadcast.put - broadcast.settled))
    if room <= 0 or broadcast.state is not BroadcastState.GOING:
        return []
    return await audiences.after(tx, broadcast, broadcast.after_person, limit=room)


async def note(
    tx: Transaction, broadcast: Broadcast, reached: list[Recipient], *, now: datetime
) -> Broadcast:
    """Note that messages for these people are in the outbox; without any, it may be at its end."""
    values: dict[str, object] = {"next_at": now + PACE, "put": BROADCASTS.c.put + len(reached)}
    waiting = broadcast.put - broadcast.settled
    if reached:
        values["after_person"] = reached[-1].id
    elif waiting <= 0:
        is_stopped = broadcast.state is BroadcastState.STOPPED
        state = BroadcastState.STOPPED if is_stopped else BroadcastState.DONE
        values |= {"state": state, "done_at": now}
    return await _change(tx, broadcast.id, values)


async def show(tx: Transaction, broadcast: Broadcast) -> Broadcast:
    """Note that the group is shown the present counts."""
    return await _change(tx, broadcast.id, {"shown": broadcast.settled})


async def _change(tx: Transaction, id: int, values: dict[str, object]) -> Broadcast:
    statement = sa.update(BROADCASTS).where(BROADCASTS.c.id == id).values(**values)
    row = (await tx.run(statement.returning(*BROADCASTS.c))).one()
    return schema.build(Broadcast, row._asdict())


async def settle(
    tx: Transaction, id: int, *, delivered: int = 0, blocked: int = 0, failed: int = 0
) -> None:
    """Count what became of messages."""
    table = BROADCASTS.c
    await tx.run(
        sa.update(BROADCASTS)
        .where(table.id == id)
        .values(
            delivered=table.delivered + delivered,
            blocked=table.blocked + blocked,
            failed=table.failed + failed,
        )
    )


async def withdraw(tx: Transaction, id: int, number: int) -> None:
    """Note that so many of its messages were taken out of the outbox before they left."""
    put = BROADCASTS.c.put - number
    await tx.run(sa.update(BROADCASTS).where(BROADCASTS.c.id == id).values(put=put))


async def get(tx: Transaction, id: int) -> Broadcast | None:
    """Give a broadcast by its id."""
    row = (await tx.run(sa.select(BROADCASTS).where(BROADCASTS.c.id == id))).one_or_none()
    return None if row is None else schema.build(Broadcast, row._asdict())


async def of_notice(tx: Transaction, notice_id: int) -> Broadcast | None:
    """Give the broadcast of a notice and hold it, so that it does not go on meanwhile."""
    query = sa.select(BROADCASTS).where(BROADCASTS.c.notice_id == notice_id).with_for_update()
    row = (await tx.run(query)).one_or_none()
    return None if row is None else schema.build(Broadcast, row._asdict())


async def stop(tx: Transaction, id: int, *, now: datetime) -> bool:
    """Send it to nobody else; False if it is over already. What is in the outbox still leaves."""
    statement = (
        sa.update(BROADCASTS)
        .where(BROADCASTS.c.id == id, _IS_OPEN, BROADCASTS.c.state == BroadcastState.GOING)
        .values(state=BroadcastState.STOPPED, next_at=now)
    )
    return (await tx.run(statement)).rowcount == 1


async def next_due(tx: Transaction) -> datetime | None:
    """Give the time at which a broadcast may go on; None: there is none."""
    query = sa.select(sa.func.min(BROADCASTS.c.next_at, type_=BROADCASTS.c.next_at.type))
    return (await tx.run(query.where(_IS_OPEN))).scalar_one_or_none()


async def forget(tx: Transaction, *, before: datetime) -> int:
    """Delete the counts of what ended before a time; give how many."""
    done = BROADCASTS.c.done_at
    return (await tx.run(sa.delete(BROADCASTS).where(done.is_not(None), done < before))).rowcount
