"""Opening a ticket: the first act, with a reference nobody else has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from storage import errors, schema
from storage.database import Transaction
from storage.tickets import change, reference
from storage.tickets.change import Change
from storage.tickets.content import Actor, Content
from storage.tickets.states import Action, Kind, Party, Status
from storage.tickets.tables import Ticket

REFERENCE_TRIES = 20


async def open_ticket(
    tx: Transaction,
    *,
    kind: Kind,
    office: str,
    office_code: str,
    person_id: int,
    is_anonymous: bool,
    language: str,
    subject: str,
    fields: dict[str, Any],
    files: Sequence[Content],
    jalali_year: int,
    now: datetime,
    random: Callable[[int], bytes],
    question_id: int | None = None,
) -> Change:
    """Open a ticket with a reference of its own; `files` become its first messages.

    `random(n)` gives n random bytes. Raises NoReferenceLeft when these never lead to a free one.
    """
    values = {
        "office": office,
        "kind": Kind(kind),
        "status": Status.NEW,
        "person_id": person_id,
        "is_anonymous": is_anonymous,
        "language": language,
        "subject": subject,
        "fields": fields,
        "opened_at": now,
        "updated_at": now,
        "version": 1,
        "question_id": question_id,
    }
    ticket_id = await _insert(tx, values, lambda: reference.make(office_code, jalali_year, random))
    ticket = await change.load(tx, ticket_id)
    person = Actor(Party.PERSON, person_id, None)
    return await change.keep(tx, ticket, Action.OPEN, None, by=person, now=now, contents=files)


async def _insert(tx: Transaction, values: dict[str, Any], new_reference: Callable[[], str]) -> int:
    table = schema.table_of(Ticket)
    insert = schema.insert(tx.dialect, table)
    statement = insert.on_conflict_do_nothing(index_elements=[table.c.reference])
    for _ in range(REFERENCE_TRIES):
        row = values | {"reference": new_reference()}
        found: int | None = (
            await tx.run(statement.returning(table.c.id), row)
        ).scalar_one_or_none()
        if found is not None:
            return found
    raise errors.NoReferenceLeft
