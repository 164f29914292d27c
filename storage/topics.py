"""Forum topics of tickets: what each shall be called, and what became of it.

A topic is made by the delivery when the first message for it leaves; its number is then kept as
the post that holds the slot `topic:<ticket>`. A topic that somebody deleted is made anew, once.
"""

from __future__ import annotations

from functools import cache

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import posts, schema
from storage.database import Transaction

#: A topic found deleted is made anew so many times; then its ticket lives outside of topics.
REMAKES = 1
_PREFIX = "topic:"


class Topic(SQLModel, table=True):
    """The topic of a ticket: `icon` is the emoji wanted, `color` one of Telegram's six.

    `is_open` is what we last asked for or heard; `remade` counts how often it was lost;
    `is_given_up` says that the ticket does without.
    """

    __tablename__ = "topics"

    ticket_id: int = Field(
        sa_column=sa.Column(
            sa.BigInteger, sa.ForeignKey("tickets.id"), primary_key=True, autoincrement=False
        )
    )
    chat_id: int = Field(sa_type=sa.BigInteger)
    title: str
    icon: str
    color: int
    is_open: bool = True
    remade: int = 0
    is_given_up: bool = False


TOPICS = schema.table_of(Topic)
_ONE = sa.select(TOPICS).where(TOPICS.c.ticket_id == sa.bindparam("ticket"))


def slot(ticket_id: int) -> str:
    """The name under which the outbox knows a ticket's topic."""
    return f"{_PREFIX}{ticket_id}"


def ticket_of(slot: str) -> int | None:
    """The ticket whose topic a slot is."""
    number = slot.removeprefix(_PREFIX)
    return int(number) if slot.startswith(_PREFIX) and number.isdecimal() else None


async def get(tx: Transaction, ticket_id: int) -> Topic | None:
    """Give the topic planned or made for a ticket."""
    row = (await tx.run(_ONE, {"ticket": ticket_id})).one_or_none()
    return None if row is None else schema.build(Topic, row._asdict())


async def plan(
    tx: Transaction, ticket_id: int, *, chat_id: int, title: str, icon: str, color: int
) -> Topic:
    """Plan a topic, or a new one in another group: there the old one counts no more."""
    values = {
        "ticket_id": ticket_id,
        "chat_id": chat_id,
        "title": title,
        "icon": icon,
        "color": color,
        "is_open": True,
        "remade": 0,
        "is_given_up": False,
    }
    await tx.run(_plan(tx.dialect), values)
    return schema.build(Topic, values)


@cache
def _plan(dialect: str) -> sa.Executable:
    insert = schema.insert(dialect, TOPICS)
    changes = {c.name: insert.excluded[c.name] for c in TOPICS.c if c.name != "ticket_id"}
    return insert.on_conflict_do_update(index_elements=[TOPICS.c.ticket_id], set_=changes)


async def rename(tx: Transaction, ticket_id: int, title: str) -> None:
    """Remember what a topic is called from now on."""
    await _set(tx, ticket_id, title=title)


async def note_open(tx: Transaction, ticket_id: int, is_open: bool) -> None:
    """Remember that a topic was opened or closed, by us or by somebody."""
    await _set(tx, ticket_id, is_open=is_open)


async def give_up(tx: Transaction, ticket_id: int) -> None:
    """Let a ticket do without a topic."""
    await _set(tx, ticket_id, is_given_up=True)


async def lost(tx: Transaction, ticket_id: int, *, chat_id: int) -> None:
    """The topic is not there any more: the next message makes it anew, or does without."""
    post = await posts.by_slot(tx, chat_id, slot(ticket_id))
    topic = await get(tx, ticket_id)
    if post is None or topic is None:
        return
    await posts.vacate(tx, chat_id, slot(ticket_id))
    if topic.remade >= REMAKES:
        await give_up(tx, ticket_id)
    else:
        await _set(tx, ticket_id, remade=topic.remade + 1, is_open=True)


async def _set(tx: Transaction, ticket_id: int, **values: object) -> None:
    await tx.run(sa.update(TOPICS).where(TOPICS.c.ticket_id == ticket_id).values(**values))
