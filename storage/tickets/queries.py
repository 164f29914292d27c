"""Reading tickets: find, list, page. Nothing here changes or holds a row."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from storage import schema
from storage.database import Transaction
from storage.tickets.links import LinkKind, TicketLink
from storage.tickets.states import Kind, Status
from storage.tickets.tables import Direction, Ticket, TicketEvent, TicketMessage

Found = TypeVar("Found")

PAGE = 20
# letters that keyboards write in two ways; `_` stands for any one character in LIKE
_TWO_WAYS = str.maketrans(dict.fromkeys("یيىکك", "_") | {"%": r"\%", "_": r"\_", "\\": r"\\"})


async def get(tx: Transaction, id: int) -> Ticket | None:
    """Give a ticket by its id."""
    return await _first(tx, select(Ticket).where(Ticket.id == id))


async def by_reference(tx: Transaction, reference: str) -> Ticket | None:
    """Give a ticket by its reference, written as `reference.read` gives it."""
    return await _first(tx, select(Ticket).where(Ticket.reference == reference))


async def of_person(
    tx: Transaction,
    person_id: int,
    *,
    only_open: bool = False,
    limit: int = PAGE,
    offset: int = 0,
) -> list[Ticket]:
    """Give a person's tickets, newest first."""
    query = select(Ticket).where(Ticket.person_id == person_id)
    if only_open:
        query = query.where(col(Ticket.closed_at).is_(None))
    return await _all(tx, query.order_by(col(Ticket.id).desc()).limit(limit).offset(offset))


async def last_open_of_person(tx: Transaction, person_id: int) -> Ticket | None:
    """Give the newest open ticket of a person."""
    found = await of_person(tx, person_id, only_open=True, limit=1)
    return found[0] if found else None


TICKETS = schema.table_of(Ticket)
#: Made once: it is asked for every message of a person, and the answer is nearly always no.
_WAITS = sa.select(
    sa.exists().where(
        TICKETS.c.person_id == sa.bindparam("person_id"),
        TICKETS.c.status == Status.WAITING_PERSON,
    )
)


async def waiting_for_person(tx: Transaction, person_id: int) -> list[Ticket]:
    """Give the tickets that wait for this person, the one asked last first."""
    if not (await tx.run(_WAITS, {"person_id": person_id})).scalar_one():
        return []
    query = (
        select(Ticket)
        .where(Ticket.person_id == person_id, Ticket.status == Status.WAITING_PERSON)
        .order_by(col(Ticket.waiting_since).desc(), col(Ticket.id).desc())
    )
    return await _all(tx, query)


async def open_tickets(
    tx: Transaction, *, limit: int = PAGE, offset: int = 0, kind: Kind | None = None
) -> list[Ticket]:
    """Give the open tickets, newest first, of one kind or of all."""
    query = select(Ticket).where(col(Ticket.closed_at).is_(None))
    if kind is not None:
        query = query.where(Ticket.kind == kind)
    return await _all(tx, query.order_by(col(Ticket.id).desc()).limit(limit).offset(offset))


async def find(tx: Transaction, text: str, limit: int = PAGE) -> list[Ticket]:
    """Give tickets with all words of the text in reference, subject or fields, newest first."""
    words = text.split()
    if not words:
        return []
    query = select(Ticket)
    for word in words:
        query = query.where(_has(tx.dialect, f"%{word.translate(_TWO_WAYS)}%"))
    return await _all(tx, query.order_by(col(Ticket.id).desc()).limit(limit))


def _has(dialect: str, pattern: str) -> sa.ColumnElement[bool]:
    """Tell whether the pattern is in the reference, the subject or any value of the fields."""
    each: Any = func.jsonb_each_text if dialect == "postgresql" else func.json_each
    field = each(col(Ticket.fields)).table_valued("value", name="field")
    in_fields = sa.exists(
        sa.select(sa.literal(1)).select_from(field).where(_like(field.c.value, pattern))
    )
    return sa.or_(
        _like(col(Ticket.reference), pattern), _like(col(Ticket.subject), pattern), in_fields
    )


def _like(column: Any, pattern: str) -> sa.ColumnElement[bool]:
    return sa.cast(column, sa.String).ilike(pattern, escape="\\")


async def messages(tx: Transaction, ticket_id: int) -> list[TicketMessage]:
    """Give what was written in a ticket and in those merged into it, notes too, in order."""
    merged = select(TicketLink.ticket_id).where(
        TicketLink.other_id == ticket_id, TicketLink.kind == LinkKind.MERGED
    )
    query = select(TicketMessage).where(
        sa.or_(col(TicketMessage.ticket_id) == ticket_id, col(TicketMessage.ticket_id).in_(merged))
    )
    return await _all(tx, query.order_by(col(TicketMessage.id)))


async def message_of(tx: Transaction, chat_id: int, message_id: int) -> TicketMessage | None:
    """Give the ticket message that came from a message in Telegram."""
    query = select(TicketMessage).where(
        TicketMessage.chat_id == chat_id,
        TicketMessage.message_id == message_id,
        col(TicketMessage.message_id).is_not(None),
    )
    return await _first(tx, query)


async def message_count(tx: Transaction, ticket_id: int) -> int:
    """Count what was written in a ticket, notes too."""
    query = select(func.count()).where(TicketMessage.ticket_id == ticket_id)
    return (await tx.session.exec(query)).one()


async def last_said(tx: Transaction, ticket_id: int) -> datetime | None:
    """Give the time of the office's last word to the person."""
    query = select(func.max(TicketMessage.at)).where(
        TicketMessage.ticket_id == ticket_id, TicketMessage.direction == Direction.TO_PERSON
    )
    return (await tx.session.exec(query)).one()


async def events(tx: Transaction, ticket_id: int) -> list[TicketEvent]:
    """Give what happened to a ticket, in order."""
    query = select(TicketEvent).where(TicketEvent.ticket_id == ticket_id)
    return await _all(tx, query.order_by(col(TicketEvent.id)))


async def _all(tx: Transaction, query: SelectOfScalar[Found]) -> list[Found]:
    return list((await tx.session.exec(query)).all())


async def _first(tx: Transaction, query: SelectOfScalar[Found]) -> Found | None:
    return (await tx.session.exec(query)).first()
