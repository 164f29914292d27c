"""Where a claimed message goes: the topic of its ticket, one to be made first, or none."""

from typing import Any

from storage import desks, outbox, posts, topics
from storage.database import Database, Transaction
from storage.outbox import Claimed
from storage.outbox_tables import OUTBOX
from tests.clock import START, Dice
from tests.storage import desk

GROUP = -1001234567890


async def ticket_with_topic(tx: Transaction, dice: Dice, *, is_forum: bool = True) -> str:
    """A ticket of a group; the slot of its planned topic."""
    await desks.note_forum(tx, GROUP, is_forum)
    ticket = (await desk.a_ticket(tx, dice)).ticket
    await topics.plan(tx, ticket.id, chat_id=GROUP, title="Q-1", icon="❓", color=7322096)
    return topics.slot(ticket.id)


async def claimed(tx: Transaction, slot: str, **over: Any) -> Claimed:
    """A message for a topic, put and claimed."""
    await desk.a_message(tx, GROUP, thread_slot=slot, **over)
    return (await desk.claim(tx))[0]


async def there(tx: Transaction, slot: str, number: int) -> None:
    """A message or topic of that number holds the slot."""
    await posts.record(tx, chat_id=GROUP, message_id=number, at=START, slot=slot)


async def test_in_a_flat_group_there_is_no_topic(database: Database, dice: Dice) -> None:
    """The slot of the topic stands for nothing there; replies do."""
    async with database.transaction() as tx:
        slot = await ticket_with_topic(tx, dice, is_forum=False)
        await there(tx, "card:1", 5)
        one = await claimed(tx, slot, reply_slot="card:1")
    assert (one.thread_id, one.topic, one.reply_id) == (None, None, 5)


async def test_the_topic_is_made_before_its_first_message(database: Database, dice: Dice) -> None:
    """The plan comes with the message; once the topic is there, its number does."""
    async with database.transaction() as tx:
        slot = await ticket_with_topic(tx, dice)
        one = await claimed(tx, slot)
        assert one.topic is not None
        assert (one.thread_id, one.topic.title) == (None, "Q-1")
        await there(tx, slot, 77)
        await outbox.retry(tx, one.message, at=START, error="topic made")
        again = (await desk.claim(tx))[0]
    assert (again.thread_id, again.topic) == (77, None)


async def test_in_its_topic_a_message_needs_no_reply_to_the_card(
    database: Database, dice: Dice
) -> None:
    """And a reply to a card that stands elsewhere would be refused."""
    async with database.transaction() as tx:
        slot = await ticket_with_topic(tx, dice)
        await there(tx, slot, 77)
        await there(tx, "card:1", 5)
        one = await claimed(tx, slot, reply_slot="card:1")
    assert (one.thread_id, one.reply_id) == (77, None)


async def test_without_a_topic_there_is_nothing_to_close(database: Database, dice: Dice) -> None:
    """What only concerns a topic that is not there counts as done, and the next message leaves."""
    async with database.transaction() as tx:
        slot = await ticket_with_topic(tx, dice)
        await desk.a_message(tx, GROUP, method="closeForumTopic", payload={}, thread_slot=slot)
        one = await claimed(tx, slot)
        assert one.message.method == "sendMessage"
        state = (await tx.run(OUTBOX.select().order_by(OUTBOX.c.id).limit(1))).one()
    assert (state.state, state.error) == ("sent", "there is no topic")


async def test_who_may_not_make_topics_or_gave_one_up_does_without(
    database: Database, dice: Dice
) -> None:
    """The message goes outside of topics and is not held up."""
    async with database.transaction() as tx:
        slot = await ticket_with_topic(tx, dice)
        await desks.bar(tx, GROUP, START)
        one = await claimed(tx, slot)
        assert (one.thread_id, one.topic) == (None, None)
        await outbox.sent(tx, one.message, message_ids=[1], now=START)
        await desks.unbar(tx, GROUP)
        await topics.give_up(tx, topics.ticket_of(slot) or 0)
        two = await claimed(tx, slot)
    assert (two.thread_id, two.topic) == (None, None)
