"""What a person says of an outcome, what a supervisor decides on an objection, and the rating.

A rating is given once in the life of a ticket, and never while the outcome is disputed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from storage import errors
from storage.database import Transaction
from storage.tickets import change, states
from storage.tickets.change import Change, check
from storage.tickets.content import Actor, Content
from storage.tickets.states import Action, Party, Status
from storage.tickets.tables import Ticket

#: The stars there are, the worst first.
RATINGS: Final = range(1, 6)
#: Ratings up to this one are told to the supervisors.
LOW: Final = 2
#: Letters of the sentence that are kept.
LENGTH: Final = 1000


async def confirm(
    tx: Transaction, ticket_id: int, *, person_id: int, verdict: str, now: datetime
) -> Change:
    """Let a person accept the outcome ("all" or "part" was received): the ticket is closed."""
    return await _judge(
        tx, ticket_id, Action.CONFIRM, person_id=person_id, verdict=verdict, now=now
    )


async def dispute(
    tx: Transaction, ticket_id: int, *, person_id: int, verdict: str, now: datetime
) -> Change:
    """Let a person say that "none" of it was received: the ticket is open again."""
    return await _judge(
        tx, ticket_id, Action.DISPUTE, person_id=person_id, verdict=verdict, now=now
    )


async def object_to(
    tx: Transaction, ticket_id: int, *, person_id: int, verdict: str, now: datetime
) -> Change:
    """Let a person "object" to the outcome: a supervisor looks at it, nobody holds it."""
    return await _judge(tx, ticket_id, Action.OBJECT, person_id=person_id, verdict=verdict, now=now)


async def _judge(
    tx: Transaction,
    ticket_id: int,
    action: Action,
    *,
    person_id: int,
    verdict: str,
    now: datetime,
) -> Change:
    """Keep what the person says of the outcome (ValueError for words of another action)."""
    if verdict not in states.VERDICTS[action]:
        raise ValueError("this verdict does not belong to this action")
    ticket = await change.load_own(tx, ticket_id, person_id)
    check(ticket, action, Party.PERSON)
    ticket.outcome = str(verdict)
    data = {"verdict": str(verdict)}
    return await _by_person(tx, ticket, action, person_id=person_id, now=now, data=data)


async def uphold(
    tx: Transaction, ticket_id: int, *, by: Actor, content: Content, now: datetime
) -> Change:
    """Let the outcome stand, with the reason for the person. That `by` supervises is not seen."""
    return await change.work(tx, ticket_id, Action.UPHOLD, by=by, now=now, content=content)


async def grant(
    tx: Transaction, ticket_id: int, *, by: Actor, content: Content, now: datetime
) -> Change:
    """Find the objection right, with words for the person: nobody's and to be worked on again."""
    return await change.work(tx, ticket_id, Action.GRANT, by=by, now=now, content=content)


async def rate(
    tx: Transaction, ticket_id: int, *, person_id: int, rating: int, now: datetime
) -> Change:
    """Keep how content a person is, 1 to 5 (ValueError for others).

    Raises NotAllowedNow while the outcome is disputed or not confirmed, and the second time.
    """
    if rating not in RATINGS:
        raise ValueError("there is no such rating")
    ticket = await change.load_own(tx, ticket_id, person_id)
    check(ticket, Action.RATE, Party.PERSON)
    if ticket.rating is not None:
        raise errors.NotAllowedNow(Status(ticket.status), Action.RATE)
    ticket.rating = rating
    data = {"rating": rating}
    return await _by_person(tx, ticket, Action.RATE, person_id=person_id, now=now, data=data)


async def comment(tx: Transaction, ticket_id: int, *, person_id: int, text: str) -> Ticket | None:
    """Keep the sentence that belongs to a rating, once; None when there is no place for it."""
    ticket = await change.load_own(tx, ticket_id, person_id)
    if ticket.rating is None or ticket.rating_text is not None:
        return None
    ticket.rating_text = text[:LENGTH]
    await tx.session.flush()
    return ticket


async def correct(tx: Transaction, ticket_id: int, *, person_id: int, text: str) -> Ticket | None:
    """Let the sentence of a rating say something else; None where there is none.

    Raises NotAllowedNow while the outcome is disputed, as for the rating itself.
    """
    ticket = await change.load_own(tx, ticket_id, person_id)
    if ticket.rating_text is None:
        return None
    check(ticket, Action.RATE, Party.PERSON)
    ticket.rating_text = text[:LENGTH]
    await tx.session.flush()
    return ticket


def may_rate(ticket: Ticket) -> bool:
    """Tell whether the person can give a rating now."""
    return ticket.rating is None and (Status(ticket.status), Action.RATE) in states.TRANSITIONS


async def _by_person(
    tx: Transaction,
    ticket: Ticket,
    action: Action,
    *,
    person_id: int,
    now: datetime,
    data: dict[str, Any],
) -> Change:
    by = Actor(Party.PERSON, person_id, None)
    return await change.apply(tx, ticket, action, by=by, now=now, data=data)
