"""What the program remembers, held against what the emulated Telegram saw.

The outbox tells what had to be said in each chat and in which order; the emulator tells what was
said. A message may have been said twice, and only across a kill: the last of one life, the first
of the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

import sqlalchemy as sa

from bot import keys, payloads
from bot.settings import Settings
from storage import metadata, updates
from storage.database import Database
from storage.outbox_tables import OUTBOX, OutboxState
from storage.sealing import Vault
from storage.tickets.tables import Ticket
from tests import office as offices
from tests.stories.watched import Said, Telegram, essence

TICKETS = metadata.METADATA.tables[str(Ticket.__tablename__)]
UPDATES = metadata.METADATA.tables["updates"]


@dataclass
class Figures:
    """What became of all messages of a story."""

    messages: int = 0
    doubles: list[Said] = field(default_factory=list)
    #: Said, then replaced by something newer before anybody could mark it as said.
    overtaken: int = 0
    most_copies: int = 1


@dataclass
class Memory:
    """What the database holds at the end."""

    #: Chat -> what had to be said there, in order.
    said: dict[int, list[str]]
    #: Ticket id -> what its person sees: the tracking number and the words.
    tickets: dict[int, tuple[str, str]]
    handled: set[int]
    unsent: int


async def read(url: str) -> Memory:
    """Read the database of a program that is at rest."""
    database = _opened(url)
    try:
        async with database.transaction() as tx:
            rows = (await tx.run(sa.select(OUTBOX).order_by(OUTBOX.c.id))).all()
            tickets = (await tx.run(sa.select(TICKETS))).all()
            handled = set((await tx.run(sa.select(UPDATES.c.update_id))).scalars())
    finally:
        await database.close()
    said: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        params = payloads.parameters(row.payload, chat_id=row.chat_id)
        if row.method.startswith(("send", "edit", "copy")):
            said[row.chat_id].append(essence(row.method, params))
    return Memory(
        said=said,
        tickets={one.id: (one.reference, str(one.fields.get("text"))) for one in tickets},
        handled=handled,
        unsent=sum(1 for row in rows if row.state != OutboxState.SENT),
    )


def _opened(url: str) -> Database:
    """With the key that the program made for itself, and the one that stories give it."""
    file = keys.file_of(Settings(database_url=url))
    own = keys.split(file.read_text("ascii")) if file is not None and file.exists() else []
    return Database(url, vault=Vault([*own, offices.KEY]))


async def poison(url: str) -> dict[int, str]:
    """The updates that were put aside, as they came, by their numbers."""
    database = _opened(url)
    try:
        async with database.transaction() as tx:
            found = await updates.poison(tx, limit=1000)
    finally:
        await database.close()
    return {one.update_id: one.raw for one in found}


def compare(world: Telegram, memory: Memory, *, mixed: Collection[int] = ()) -> Figures:
    """Walk through every chat: nothing missing, nothing out of order, doubles only across kills.

    Into `mixed` chats several people's transactions write at the same time; the order of two of
    them is nobody's promise, so only what arrived is held against what had to.

    Raises:
        AssertionError: a chat saw something else than it should have.
    """
    figures = Figures()
    chats: dict[int, list[Said]] = defaultdict(list)
    for one in world.said:
        chats[one.chat_id].append(one)
    for chat_id in {*chats, *memory.said}:
        expected = memory.said.get(chat_id, [])
        if chat_id in mixed:
            expected = as_arrived(chats[chat_id], expected)
        _walk(chats[chat_id], expected, figures)
    return figures


def as_arrived(actual: list[Said], expected: list[str]) -> list[str]:
    """Put what had to be said into the order in which it was; what never was comes last."""
    first = {one.essence: place for place, one in reversed(list(enumerate(actual)))}
    return sorted(expected, key=lambda essence: first.get(essence, len(actual)))


def _walk(actual: list[Said], expected: list[str], figures: Figures) -> None:
    place = 0
    copies = 1
    for number, one in enumerate(actual):
        life_ends = number + 1 < len(actual) and actual[number + 1].life > one.life
        life_begins = number > 0 and actual[number - 1].life < one.life
        if place < len(expected) and one.essence == expected[place]:
            place, copies = place + 1, 1
            figures.messages += 1
        elif place > 0 and one.essence == expected[place - 1] and life_begins:
            copies += 1
            if one.is_new_message:  # an edit made twice is seen once
                figures.doubles.append(one)
                figures.most_copies = max(figures.most_copies, copies)
        elif life_ends:
            figures.overtaken += 1
        else:
            wanted = expected[place] if place < len(expected) else "nothing more"
            message = f"in chat {one.chat_id}, place {place}: {one.essence}\nwanted: {wanted}"
            raise AssertionError(message)
    assert place == len(expected), f"never said: {expected[place:]}"
