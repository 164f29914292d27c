"""What people wrote to their cases and the group was not told yet, because they write very much.

The words stand in the case; here is only which of them wait, in the order of their coming.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction


class UntoldMessage(SQLModel, table=True):
    """A message of a case that waits to be told, together with others."""

    __tablename__ = "untold_messages"

    message_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    ticket_id: int = Field(sa_column=sa.Column(sa.BigInteger, nullable=False, index=True))
    at: datetime = Field(sa_column=sa.Column(schema.UtcDateTime, nullable=False))


UNTOLD = schema.table_of(UntoldMessage)


async def put(tx: Transaction, ticket_id: int, message_id: int, now: datetime) -> None:
    """Let a message wait; one that waits already keeps its place."""
    values = {"ticket_id": ticket_id, "message_id": message_id, "at": now}
    await tx.run(schema.insert(tx.dialect, UNTOLD).on_conflict_do_nothing(), values)


async def count(tx: Transaction, ticket_id: int) -> int:
    """Give how many messages of a case wait."""
    query = sa.select(sa.func.count()).where(UNTOLD.c.ticket_id == ticket_id)
    return int((await tx.run(query)).scalar_one())


async def waits(tx: Transaction, message_id: int) -> bool:
    """Whether a message waits."""
    query = sa.select(UNTOLD.c.ticket_id).where(UNTOLD.c.message_id == message_id)
    return (await tx.run(query)).first() is not None


async def tickets(tx: Transaction, limit: int) -> list[int]:
    """Give the cases of which something waits, the one that waits longest first."""
    oldest = sa.func.min(UNTOLD.c.at)
    query = sa.select(UNTOLD.c.ticket_id).group_by(UNTOLD.c.ticket_id)
    query = query.order_by(oldest, UNTOLD.c.ticket_id).limit(limit)
    return list((await tx.run(query)).scalars())


async def of_ticket(tx: Transaction, ticket_id: int) -> list[int]:
    """Give the messages of a case that wait, in their order, held until the transaction ends."""
    query = sa.select(UNTOLD.c.message_id).where(UNTOLD.c.ticket_id == ticket_id)
    query = query.order_by(UNTOLD.c.at, UNTOLD.c.message_id).with_for_update()
    return list((await tx.run(query)).scalars())


async def drop(tx: Transaction, message_ids: Iterable[int]) -> None:
    """These are told, or gone."""
    wanted = list(message_ids)
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        await tx.run(sa.delete(UNTOLD).where(UNTOLD.c.message_id.in_(some)))
