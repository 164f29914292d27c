"""Tickets that belong together: the same matter twice, one that follows another, related ones.

As in `lifecycle.py`: each use case loads the tickets and holds them, checks, changes, keeps events.
Two tickets are always held in the order of their ids, so that nobody waits for somebody who waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage import errors
from storage.database import Transaction
from storage.tickets import change, links
from storage.tickets.change import Change
from storage.tickets.content import Actor
from storage.tickets.links import LinkKind
from storage.tickets.states import OPEN_STATUSES, Action
from storage.tickets.tables import Ticket


@dataclass(frozen=True)
class Joined:
    """A ticket that was ended as a duplicate, and the one it is a duplicate of.

    `survivor` is what happened to the other one where the two were merged; None where it is
    somebody else's, which nothing happens to.
    """

    ended: Change
    other: Ticket
    survivor: Change | None


def can_merge(ticket: Ticket, other: Ticket) -> bool:
    """Tell whether two tickets may become one: of one person, who gave their name to both.

    Who is anonymous in one of them must not become known by the other.
    """
    return ticket.person_id == other.person_id and not (ticket.is_anonymous or other.is_anonymous)


async def close_duplicate(
    tx: Transaction, ticket_id: int, other_id: int, *, by: Actor, now: datetime
) -> Joined:
    """End a ticket as the same matter as another one; merge the two where they are one person's.

    What is merged goes on in the other ticket, whose deadline becomes the earlier of both. Raises
    NotJoinable when the two are, or lead to, one and the same.
    """
    ticket, other = await _load_both(tx, ticket_id, other_id)
    change.check(ticket, Action.CLOSE_DUPLICATE, by.party)
    other = await links.heir(tx, other)
    if other.id == ticket.id:
        raise errors.NotJoinable(ticket_id, other_id)
    is_merge = can_merge(ticket, other)
    ended = await change.work(
        tx,
        ticket_id,
        Action.CLOSE_DUPLICATE,
        by=by,
        now=now,
        data={"of": other.id, "is_merged": is_merge},
    )
    kind = LinkKind.MERGED if is_merge else LinkKind.DUPLICATE
    await links.keep(tx, ticket.id, other.id, kind, now=now)
    survivor = await _merge(tx, ended.ticket, other.id, by=by, now=now) if is_merge else None
    return Joined(ended, survivor.ticket if survivor else other, survivor)


async def _merge(
    tx: Transaction, ticket: Ticket, other_id: int, *, by: Actor, now: datetime
) -> Change:
    await links.inherit(tx, ticket.id, other_id)
    other = await change.load(tx, other_id)
    if other.status in OPEN_STATUSES and _is_due_sooner(ticket, other):
        other.promise = ticket.promise
        other.clock_from = ticket.id
    return await change.apply(tx, other, Action.MERGE, by=by, now=now, data={"from": ticket.id})


def _is_due_sooner(ticket: Ticket, other: Ticket) -> bool:
    """Whether a ticket is due before another one, by the end or else by the first word."""
    mine = ticket.resolution_due_at or ticket.response_due_at
    theirs = other.resolution_due_at or other.response_due_at
    return mine is not None and (theirs is None or mine < theirs)


async def link(
    tx: Transaction,
    ticket_id: int,
    other_id: int,
    *,
    by: Actor,
    now: datetime,
    kind: LinkKind = LinkKind.RELATED,
) -> tuple[Change, Change]:
    """Note that two tickets have to do with each other. Raises NotJoinable for one and the same."""
    ticket, other = await _load_both(tx, ticket_id, other_id)
    await links.keep(tx, ticket.id, other.id, kind, now=now)
    changes = [
        await change.apply(
            tx, one, Action.LINK, by=by, now=now, data={"to": to.id, "kind": str(kind)}
        )
        for one, to in ((ticket, other), (other, ticket))
    ]
    return changes[0], changes[1]


async def _load_both(tx: Transaction, ticket_id: int, other_id: int) -> tuple[Ticket, Ticket]:
    if ticket_id == other_id:
        raise errors.NotJoinable(ticket_id, other_id)
    held = {id: await change.load(tx, id) for id in sorted((ticket_id, other_id))}
    return held[ticket_id], held[other_id]
