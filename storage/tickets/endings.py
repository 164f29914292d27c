"""How staff end a ticket: answered, not held, given up by its person, refused."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from storage.database import Transaction
from storage.tickets import change
from storage.tickets.change import Change
from storage.tickets.content import Actor, Content
from storage.tickets.states import Action

#: How staff end a ticket with a press; by `WITHDRAW` when the person said so elsewhere.
CLOSINGS = frozenset(
    {Action.CLOSE_FULL, Action.CLOSE_PARTLY, Action.CLOSE_NOT_HELD, Action.WITHDRAW}
)


async def close(
    tx: Transaction,
    ticket_id: int,
    *,
    by: Actor,
    outcome: Action,
    now: datetime,
    content: Content | None = None,
    data: dict[str, Any] | None = None,
) -> Change:
    """End a ticket with one of the CLOSINGS (ValueError for another), with last words or without.

    `data` says more of the outcome.
    """
    if outcome not in CLOSINGS:
        raise ValueError("this action closes no ticket")
    return await change.work(tx, ticket_id, outcome, by=by, now=now, content=content, data=data)


async def refuse(
    tx: Transaction,
    ticket_id: int,
    *,
    by: Actor,
    now: datetime,
    content: Content | None = None,
    ground: dict[str, Any] | None = None,
) -> Change:
    """Refuse with the reason, which goes to the person: own words, a legal ground, or both.

    ValueError without either: nobody is refused without a reason.
    """
    if content is None and not ground:
        raise ValueError("a refusal without a reason")
    return await change.work(
        tx,
        ticket_id,
        Action.REFUSE,
        by=by,
        now=now,
        content=content,
        data={"ground": ground} if ground else None,
    )
