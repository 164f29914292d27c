"""The topics of tickets: planned, renamed, lost and given up."""

from storage import posts, topics
from storage.database import Database, Transaction
from tests.clock import START, Dice
from tests.storage import desk

GROUP = -1001234567890


async def planned(tx: Transaction, dice: Dice) -> int:
    """A ticket with a topic to be made; the ticket's id."""
    ticket = (await desk.a_ticket(tx, dice)).ticket
    await topics.plan(tx, ticket.id, chat_id=GROUP, title="Q-1", icon="❓", color=7322096)
    return ticket.id


async def made(tx: Transaction, ticket_id: int, thread: int) -> None:
    """The topic of a ticket is there."""
    slot = topics.slot(ticket_id)
    await posts.record(
        tx, chat_id=GROUP, message_id=thread, at=START, slot=slot, ticket_id=ticket_id
    )


def test_a_slot_names_the_ticket() -> None:
    """Other slots name none."""
    assert topics.ticket_of(topics.slot(12)) == 12
    assert [topics.ticket_of(slot) for slot in ("card:12", "topic:", "topic:x")] == [None] * 3


async def test_a_topic_is_planned_renamed_and_closed(database: Database, dice: Dice) -> None:
    """What we asked for last is remembered; an unknown ticket has no topic."""
    async with database.transaction() as tx:
        ticket_id = await planned(tx, dice)
        await topics.rename(tx, ticket_id, "Q-2")
        await topics.note_open(tx, ticket_id, False)
        topic = await topics.get(tx, ticket_id)
        assert await topics.get(tx, 404) is None
    assert topic is not None
    assert (topic.title, topic.is_open, topic.chat_id) == ("Q-2", False, GROUP)


async def test_a_lost_topic_is_made_anew_once(database: Database, dice: Dice) -> None:
    """The slot stands for nothing then; the second loss is the last."""
    async with database.transaction() as tx:
        ticket_id = await planned(tx, dice)
        for thread, is_given_up in ((10, False), (20, True)):
            await made(tx, ticket_id, thread)
            await topics.lost(tx, ticket_id, chat_id=GROUP)
            topic = await topics.get(tx, ticket_id)
            assert topic is not None
            assert topic.is_given_up == is_given_up
            assert await posts.by_slot(tx, GROUP, topics.slot(ticket_id)) is None


async def test_a_loss_that_was_written_down_before_counts_once(
    database: Database, dice: Dice
) -> None:
    """Two messages find the same topic deleted: that is one loss."""
    async with database.transaction() as tx:
        ticket_id = await planned(tx, dice)
        await made(tx, ticket_id, 10)
        await topics.lost(tx, ticket_id, chat_id=GROUP)
        await topics.lost(tx, ticket_id, chat_id=GROUP)
        topic = await topics.get(tx, ticket_id)
    assert topic is not None
    assert (topic.remade, topic.is_given_up) == (1, False)


async def test_in_another_group_a_topic_begins_anew(database: Database, dice: Dice) -> None:
    """What was lost elsewhere counts no more."""
    async with database.transaction() as tx:
        ticket_id = await planned(tx, dice)
        await topics.give_up(tx, ticket_id)
        await topics.plan(tx, ticket_id, chat_id=GROUP - 1, title="Q", icon="❓", color=1)
        topic = await topics.get(tx, ticket_id)
    assert topic is not None
    assert (topic.chat_id, topic.is_given_up, topic.remade) == (GROUP - 1, False, 0)
