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
from storage.tickets.promises import Promise
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
    service: str | None = None,
    promise: Promise | None = None,
) -> Change:
    """Open a ticket with a reference of its own; `files` become its first messages.

    `promise` is frozen into it, whatever the office sets itself later. `random(n)` gives n random
    bytes. Raises NoReferenceLeft when these never lead to a free one.
    """
    values = {
        "office": office,
        "kind": Kind(kind),
        "person_id": person_id,
        "is_anonymous": is_anonymous,
        "language": language,
        "subject": subject,
        "fields": fields,
        "question_id": question_id,
        "service": service,
        "promise": promise.as_json() if promise else None,
        **dict.fromkeys(("opened_at", "updated_at", "next_deadline_at"), now),
    }
    ticket = await change.load(tx, await _insert(tx, values, office_code, jalali_year, random))
    by = Actor(Party.PERSON, person_id, None)
    return await change.keep(tx, ticket, Action.OPEN, None, by=by, now=now, contents=files)


async def _insert(
    tx: Transaction,
    values: dict[str, Any],
    office_code: str,
    jalali_year: int,
    random: Callable[[int], bytes],
) -> int:
    table = schema.table_of(Ticket)
    insert = schema.insert(tx.dialect, table)
    statement = insert.on_conflict_do_nothing(index_elements=[table.c.reference])
    for _ in range(REFERENCE_TRIES):
        made = reference.make(office_code, jalali_year, random)
        row = values | {"status": Status.NEW, "version": 1, "reference": made}
        found: int | None = (
            await tx.run(statement.returning(table.c.id), row)
        ).scalar_one_or_none()
        if found is not None:
            return found
    raise errors.NoReferenceLeft
