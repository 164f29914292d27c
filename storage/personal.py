"""Everything that is stored about one person: read whole, or made nobody's.

What is forgotten stays countable: cases keep their office, kind, states and times and belong to
nobody (`NOBODY`); questions keep what became of them. What staff wrote among themselves is the
office's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage import broadcasts, drafts, gaps, held, people, posts, questions, schema, updates
from storage.database import Transaction
from storage.outbox_tables import OUTBOX, is_waiting
from storage.subscriptions import REFUSALS
from storage.subscriptions import SUBSCRIPTIONS as AWAITED
from storage.tickets.states import Party
from storage.tickets.tables import Direction, Ticket, TicketEvent, TicketMessage

#: The person of cases whose person was forgotten; nothing is ever sent there.
NOBODY = 0
TICKETS = schema.table_of(Ticket)
EVENTS = schema.table_of(TicketEvent)
MESSAGES = schema.table_of(TicketMessage)
HELD = schema.table_of(held.HeldMessage)
#: Unreadable updates looked through; there are hardly ever any.
POISON_LIMIT = 1000
#: Columns that serve the program alone and say nothing of a person.
_INNER = frozenset({"file_unique_id", "next_deadline_at", "card_due_at", "to_review", "gap_id"})


async def everything(tx: Transaction, person_id: int) -> dict[str, Any]:
    """Give all rows about a person, by what they are; times as text, ready for JSON."""
    mine = sa.select(TICKETS.c.id).where(TICKETS.c.person_id == person_id)
    shared = MESSAGES.c.direction != Direction.NOTE
    theirs = EVENTS.c.party == Party.PERSON
    return {
        "person": await _rows(tx, people.PEOPLE, people.PEOPLE.c.id == person_id),
        "cases": await _rows(tx, TICKETS, TICKETS.c.person_id == person_id),
        "messages": await _rows(tx, MESSAGES, MESSAGES.c.ticket_id.in_(mine), shared),
        "acts": await _rows(tx, EVENTS, EVENTS.c.ticket_id.in_(mine), theirs),
        "questions": await _rows(
            tx, questions.QUESTIONS, questions.QUESTIONS.c.person_id == person_id
        ),
        "unfinished form": await _rows(tx, drafts.DRAFTS, drafts.DRAFTS.c.person_id == person_id),
        "kept messages": await _rows(tx, HELD, HELD.c.person_id == person_id),
        "awaited": await _rows(tx, AWAITED, AWAITED.c.person_id == person_id),
        "no notices": await _rows(tx, REFUSALS, REFUSALS.c.person_id == person_id),
    }


async def _rows(tx: Transaction, table: sa.Table, *where: Any) -> list[dict[str, Any]]:
    key = next(iter(table.primary_key.columns))
    found = await tx.run(sa.select(table).where(*where).order_by(key))
    return [
        {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in row._asdict().items()
            if value is not None and name not in _INNER
        }
        for row in found
    ]


async def forget(
    tx: Transaction,
    person_id: int,
    *,
    now: datetime,
    slot: Callable[[int], str],
    worded: Callable[[str], str],
) -> list[int]:
    """Make everything of a person nobody's; give the cases that were theirs.

    The caller sees to it that none of them is open; `slot` names the card of a case, `worded` a
    matter after a question.
    """
    query = sa.select(TICKETS.c.id).where(TICKETS.c.person_id == person_id)
    ids = list((await tx.run(query)).scalars())
    await _nobody(tx, now)
    await _withdraw_broadcasts(tx, person_id)
    await _forget_words(tx, ids)
    await _forget_calls(tx, ids, slot)
    values = {"person_id": NOBODY, "is_anonymous": True, "subject": "—", "fields": {}}
    await tx.run(sa.update(TICKETS).where(TICKETS.c.person_id == person_id).values(**values))
    await gaps.forget_words(tx, person_id, nobody=NOBODY, worded=worded)
    asked = sa.update(questions.QUESTIONS).where(questions.QUESTIONS.c.person_id == person_id)
    await tx.run(asked.values(person_id=NOBODY, text="—", to_review=False))
    for table, column in (
        (drafts.DRAFTS, drafts.DRAFTS.c.person_id),
        (HELD, HELD.c.person_id),
        (AWAITED, AWAITED.c.person_id),
        (REFUSALS, REFUSALS.c.person_id),
        (posts.POSTS, posts.POSTS.c.chat_id),
        (OUTBOX, OUTBOX.c.chat_id),
        (people.PEOPLE, people.PEOPLE.c.id),
    ):
        await tx.run(sa.delete(table).where(column == person_id))
    await _forget_poison(tx, person_id)
    return ids


async def _nobody(tx: Transaction, now: datetime) -> None:
    """The one that forgotten cases belong to is a row like others."""
    if await people.get(tx, NOBODY) is None:
        await people.meet(tx, id=NOBODY, name="—", username=None, now=now)
        await people.set_reachable(tx, NOBODY, False)


async def _withdraw_broadcasts(tx: Transaction, person_id: int) -> None:
    """Broadcasts do not wait for messages that are about to be deleted."""
    waiting = sa.select(OUTBOX.c.then).where(OUTBOX.c.chat_id == person_id, is_waiting(OUTBOX))
    thens = [then or {} for then in (await tx.run(waiting)).scalars()]
    ids = [int(then[broadcasts.KIND]) for then in thens if then.get("kind") == broadcasts.KIND]
    for id, number in Counter(ids).items():
        await broadcasts.withdraw(tx, id, number)


async def _forget_words(tx: Transaction, ids: list[int]) -> None:
    """Words, files and names in the cases, and copies of them on their way or sent."""
    empty = dict.fromkeys(
        ("text", "file_id", "file_unique_id", "file_name", "mime_type", "file_size")
    ) | dict.fromkeys(("media", "media_group_id", "chat_id", "message_id"))
    shared = MESSAGES.c.direction != Direction.NOTE
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        those = MESSAGES.c.ticket_id.in_(some)
        await tx.run(sa.update(MESSAGES).where(those, shared).values(**empty))
        by_person = sa.and_(those, MESSAGES.c.direction == Direction.FROM_PERSON)
        await tx.run(sa.update(MESSAGES).where(by_person).values(author_id=None))
        theirs = sa.and_(EVENTS.c.ticket_id.in_(some), EVENTS.c.party == Party.PERSON)
        await tx.run(sa.update(EVENTS).where(theirs).values(actor_id=None, actor_name=None))


async def _forget_calls(tx: Transaction, ids: list[int], slot: Callable[[int], str]) -> None:
    """Copies of their words in messages that are on their way or were sent."""
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        slots = [slot(id) for id in some]
        about = sa.or_(
            OUTBOX.c.refs["ticket"].as_integer().in_(some),
            *(column.in_(slots) for column in (OUTBOX.c.target_slot, OUTBOX.c.reply_slot)),
        )
        await tx.run(sa.delete(OUTBOX).where(about))


async def _forget_poison(tx: Transaction, person_id: int) -> None:
    mark = f'"id": {person_id}'
    for one in await updates.poison(tx, limit=POISON_LIMIT):
        if f"{mark}," in one.raw or f"{mark}}}" in one.raw:
            gone = updates.POISON.c.update_id == one.update_id
            await tx.run(sa.delete(updates.POISON).where(gone))
