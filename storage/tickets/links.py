"""Which tickets have to do with each other, and how.

A ticket that was merged goes on in another one of the same person: what was written in it is read
there, and what its person still writes goes there. Links are directed, from the later or ended
ticket to the one it points to; of two tickets there is at most one in each direction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select

from storage import schema
from storage.database import Transaction
from storage.tickets.states import Status
from storage.tickets.tables import Ticket


class LinkKind(StrEnum):
    """What a ticket is to the other one."""

    MERGED = "merged"  # it goes on there; both are of one person
    DUPLICATE = "duplicate"  # the same matter of somebody else, who is never named to the person
    FOLLOWS = "follows"  # it was opened long after the other had ended
    RELATED = "related"


class TicketLink(SQLModel, table=True):
    """A ticket and the one it points to."""

    __tablename__ = "ticket_links"

    ticket_id: int = Field(
        sa_column=sa.Column(
            sa.BigInteger, sa.ForeignKey("tickets.id"), primary_key=True, autoincrement=False
        )
    )
    other_id: int = Field(
        sa_column=sa.Column(
            sa.BigInteger,
            sa.ForeignKey("tickets.id"),
            primary_key=True,
            autoincrement=False,
            index=True,
        )
    )
    kind: LinkKind = Field(sa_column=sa.Column(schema.TextEnum(LinkKind), nullable=False))
    at: datetime = Field(sa_type=schema.UtcDateTime)


LINKS = schema.table_of(TicketLink)


@dataclass(frozen=True)
class Linked:
    """A ticket as another one sees it: `points` tells that the other one points to it."""

    ticket: Ticket
    kind: LinkKind
    points: bool


async def keep(
    tx: Transaction, ticket_id: int, other_id: int, kind: LinkKind, *, now: datetime
) -> None:
    """Keep a link; one between the same two, in this direction, becomes of this kind."""
    insert = schema.insert(tx.dialect, LINKS)
    statement = insert.on_conflict_do_update(
        index_elements=[LINKS.c.ticket_id, LINKS.c.other_id],
        set_={"kind": insert.excluded.kind, "at": insert.excluded.at},
    )
    values = {"ticket_id": ticket_id, "other_id": other_id, "kind": kind, "at": now}
    await tx.run(statement, values)


async def inherit(tx: Transaction, ticket_id: int, heir_id: int) -> None:
    """Let what was merged into a ticket go on where that ticket goes on now."""
    is_merged = sa.and_(LINKS.c.other_id == ticket_id, LINKS.c.kind == LinkKind.MERGED)
    is_known = sa.select(LINKS.c.ticket_id).where(LINKS.c.other_id == heir_id)
    await tx.run(sa.delete(LINKS).where(is_merged, LINKS.c.ticket_id.in_(is_known)))
    await tx.run(sa.update(LINKS).where(is_merged).values(other_id=heir_id))


async def part(tx: Transaction, ticket_id: int) -> None:
    """Let a ticket be a matter of its own again; that it had to do with the other is kept."""
    same = (LinkKind.MERGED, LinkKind.DUPLICATE)
    is_it = sa.and_(LINKS.c.ticket_id == ticket_id, LINKS.c.kind.in_(same))
    await tx.run(sa.update(LINKS).where(is_it).values(kind=LinkKind.RELATED))


async def heir(tx: Transaction, ticket: Ticket) -> Ticket:
    """Give the ticket in which a merged one goes on; one that was not merged is its own heir."""
    if ticket.status != Status.DUPLICATE:
        return ticket
    query = (
        select(Ticket)
        .join(TicketLink, col(TicketLink.other_id) == col(Ticket.id))
        .where(TicketLink.ticket_id == ticket.id, TicketLink.kind == LinkKind.MERGED)
    )
    return (await tx.session.exec(query)).first() or ticket


async def of(tx: Transaction, ticket_id: int) -> list[Linked]:
    """Give the tickets that have to do with a ticket, in the order in which they were linked."""
    rows = list(await tx.run(_OF, {"ticket": ticket_id}))
    if not rows:  # as nearly always
        return []
    others = {row.other_id if row.ticket_id == ticket_id else row.ticket_id for row in rows}
    query = select(Ticket).where(col(Ticket.id).in_(others))
    tickets = {one.id: one for one in (await tx.session.exec(query)).all()}
    return [
        Linked(tickets[row.other_id], row.kind, points=False)
        if row.ticket_id == ticket_id
        else Linked(tickets[row.ticket_id], row.kind, points=True)
        for row in rows
    ]


_OF = (
    sa.select(LINKS)
    .where(
        sa.or_(
            LINKS.c.ticket_id == sa.bindparam("ticket"), LINKS.c.other_id == sa.bindparam("ticket")
        )
    )
    .order_by(LINKS.c.at, LINKS.c.ticket_id, LINKS.c.other_id)
)
