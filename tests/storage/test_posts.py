"""Posts: which message of the bot is what."""

from datetime import timedelta

from storage import posts
from storage.database import Database
from tests.clock import START


async def test_a_post_is_found_by_message_and_by_slot(database: Database) -> None:
    """A recorded post is found from both sides, in its own chat only."""
    async with database.transaction() as tx:
        await posts.record(tx, chat_id=-100, message_id=5, slot="card:1", ticket_id=1, at=START)
        found = await posts.find(tx, -100, 5)
        assert found is not None
        assert found == await posts.by_slot(tx, -100, "card:1")
        assert (found.ticket_id, found.at) == (1, START)
        assert await posts.find(tx, -101, 5) is None
        assert await posts.by_slot(tx, -101, "card:1") is None


async def test_recording_again_adds_and_never_forgets(database: Database) -> None:
    """What is known of a post stays when it is recorded with less."""
    async with database.transaction() as tx:
        await posts.record(tx, chat_id=1, message_id=5, slot="s", at=START)
        await posts.record(tx, chat_id=1, message_id=5, ticket_id=7, at=START)
        found = await posts.find(tx, 1, 5)
    assert found is not None
    assert (found.slot, found.ticket_id) == ("s", 7)


async def test_a_slot_moves_to_the_newest_post(database: Database) -> None:
    """A card posted anew takes its slot along; the old post is still known as the ticket's."""
    async with database.transaction() as tx:
        await posts.record(tx, chat_id=1, message_id=5, slot="card", ticket_id=7, at=START)
        await posts.record(tx, chat_id=1, message_id=9, slot="card", ticket_id=7, at=START)
        by_slot = await posts.by_slot(tx, 1, "card")
        old = await posts.find(tx, 1, 5)
        known = await posts.slots(tx, [(1, "card"), (2, "card"), (1, "other")])
    assert by_slot is not None
    assert old is not None
    assert (by_slot.message_id, old.slot, old.ticket_id) == (9, None, 7)
    assert known == {(1, "card"): 9}


async def test_posts_of_a_ticket_message_come_in_order(database: Database) -> None:
    """All copies of a message of a ticket are found, over all chats."""
    later = START + timedelta(seconds=1)
    async with database.transaction() as tx:
        await posts.record(tx, chat_id=2, message_id=8, ticket_message_id=3, at=later)
        await posts.record(tx, chat_id=1, message_id=9, ticket_message_id=3, at=START)
        await posts.record(tx, chat_id=1, message_id=10, ticket_message_id=4, at=START)
        found = await posts.of_ticket_message(tx, 3)
    assert [(post.chat_id, post.message_id) for post in found] == [(1, 9), (2, 8)]
