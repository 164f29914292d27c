"""Replies that have not left: by message and album, by time, waiting for a word."""

from datetime import timedelta
from typing import Any

from storage import pending
from storage.database import Database, Transaction
from storage.pending import PendingReply
from tests.clock import START, Dice
from tests.storage import desk
from tests.storage.desk import CLERK, COLLEAGUE, words

GROUP = -1001234567890
SOON = START + timedelta(seconds=20)


async def held(tx: Transaction, dice: Dice, message_id: int = 7, **over: Any) -> PendingReply:
    """A reply of a clerk to a new ticket."""
    ticket = (await desk.a_ticket(tx, dice)).ticket
    content = words("hello", chat_id=GROUP, message_id=message_id, **over.pop("content", {}))
    values: dict[str, Any] = {"operation": "answer", "by": CLERK, "due_at": SOON} | over
    return await pending.hold(tx, ticket_id=ticket.id, content=content, now=START, **values)


async def test_a_reply_is_found_by_its_message(database: Database, dice: Dice) -> None:
    """With who writes and what is written; a stranger's message is none."""
    async with database.transaction() as tx:
        reply = await held(tx, dice)
        found = await pending.of_message(tx, GROUP, 7)
        assert found == reply == await pending.take(tx, reply.key)
        assert (found.by, found.messages) == (CLERK, [words("hello", chat_id=GROUP, message_id=7)])
        assert await pending.of_message(tx, GROUP, 8) is None
        assert await pending.of_message(tx, GROUP - 1, 7) is None


async def test_parts_of_an_album_belong_to_one_reply(database: Database, dice: Dice) -> None:
    """A later part finds the reply of the first by the album; another group's album is another."""
    async with database.transaction() as tx:
        reply = await held(tx, dice, content={"media_group_id": "a1"})
        found = await pending.of_message(tx, GROUP, 8, "a1")
        assert found is not None
        assert found.key == reply.key
        assert await pending.of_message(tx, GROUP - 1, 8, "a1") is None
        both = [*found.messages, words("two", chat_id=GROUP, message_id=8)]
        await pending.rewrite(tx, reply.key, both)
        again = await pending.take(tx, reply.key)
    assert again is not None
    assert again.messages == both


async def test_replies_come_due_in_the_order_of_their_time(database: Database, dice: Dice) -> None:
    """What waits for a word never comes due."""
    async with database.transaction() as tx:
        late = await held(tx, dice, 7, due_at=SOON + timedelta(seconds=5))
        early = await held(tx, dice, 8)
        asked = await held(tx, dice, 9, due_at=None)
        assert await pending.next_due(tx) == SOON
        assert await pending.due(tx, START) == []
        assert await pending.due(tx, SOON) == [early.key]
        assert await pending.due(tx, SOON + timedelta(minutes=1)) == [early.key, late.key]
        await pending.keep_waiting(tx, early.key)
        await pending.drop(tx, late.key)
        assert await pending.next_due(tx) is None
        assert await pending.take(tx, late.key) is None
        assert await pending.take(tx, asked.key) is not None


async def test_a_faceless_reply_is_adopted(database: Database, dice: Dice) -> None:
    """Whoever presses writes it."""
    async with database.transaction() as tx:
        reply = await held(tx, dice)
        await pending.adopt(tx, reply.key, COLLEAGUE)
        (found,) = await pending.of_ticket(tx, reply.ticket_id)
    assert found.by == COLLEAGUE


async def test_what_nobody_decides_on_is_forgotten_one_day(database: Database, dice: Dice) -> None:
    """But never what leaves by itself."""
    async with database.transaction() as tx:
        await held(tx, dice, 7, due_at=None)
        leaves = await held(tx, dice, 8)
        assert await pending.forget(tx, before=START) == 0
        assert await pending.forget(tx, before=START + timedelta(days=1)) == 1
        assert await pending.take(tx, leaves.key) is not None
