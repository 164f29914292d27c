"""Shorthands for tests of storage: a person, a ticket, a message in the outbox."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from storage import outbox, people
from storage.database import Transaction
from storage.tickets import lifecycle
from storage.tickets.content import Actor, Content
from storage.tickets.lifecycle import Change
from storage.tickets.states import Kind, Party
from tests.clock import START

PERSON = 501
OTHER = 502
CLERK = Actor(Party.STAFF, 901, "Clerk")
COLLEAGUE = Actor(Party.STAFF, 902, "Colleague")
LEASE = timedelta(seconds=30)


def words(text: str, **more: Any) -> Content:
    """A text message."""
    return Content(text=text, **more)


async def a_person(tx: Transaction, id: int = PERSON, now: datetime = START) -> people.Person:
    """Somebody the bot has met."""
    return (await people.meet(tx, id=id, name="Maryam", username=None, now=now))[0]


async def a_ticket(
    tx: Transaction,
    dice: Callable[[int], bytes],
    *,
    person_id: int = PERSON,
    now: datetime = START,
    **over: Any,
) -> Change:
    """A new data request of a person."""
    await a_person(tx, person_id, now)
    values: dict[str, Any] = {
        "kind": Kind.REQUEST,
        "office": "qom",
        "office_code": "Q",
        "is_anonymous": False,
        "language": "fa",
        "subject": "جمعیت قم",
        "fields": {"period": "۱۴۰۰–۱۴۰۴"},
        "files": [],
        "jalali_year": 1405,
    }
    values.update(over)
    return await lifecycle.open_ticket(tx, person_id=person_id, now=now, random=dice, **values)


async def a_message(
    tx: Transaction, chat_id: int = PERSON, text: str = "hello", now: datetime = START, **over: Any
) -> outbox.OutboxMessage:
    """A text in the outbox."""
    values: dict[str, Any] = {"method": "sendMessage", "payload": {"text": text}} | over
    return await outbox.put(tx, chat_id=chat_id, now=now, **values)


async def claim(
    tx: Transaction, now: datetime = START, *, by: str = "worker", limit: int = 100
) -> list[outbox.Claimed]:
    """What may leave now."""
    return await outbox.claim(tx, now=now, by=by, limit=limit, lease=LEASE)


def texts(claimed: list[outbox.Claimed]) -> list[str]:
    """What the claimed messages say."""
    return [one.message.payload["text"] for one in claimed]
