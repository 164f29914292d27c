"""What is remembered of staff groups: topics or none, and whether we may make them."""

from storage import desks
from storage.database import Database
from storage.desks import Topics
from tests.clock import START

GROUP = -1001234567890


async def test_an_unknown_group_has_no_topics(database: Database) -> None:
    """Until something is learned, the group is flat; learning that changes nothing."""
    async with database.transaction() as tx:
        assert await desks.topics(tx, GROUP, START) == Topics()
        assert not await desks.note_forum(tx, GROUP, False)
        assert await desks.topics(tx, GROUP, START) == Topics()


async def test_a_change_is_noticed_once(database: Database) -> None:
    """True when it is new; what was known already changes nothing."""
    async with database.transaction() as tx:
        assert [await desks.note_forum(tx, GROUP, is_forum) for is_forum in (True, True)] == [
            True,
            False,
        ]
        assert await desks.topics(tx, GROUP, START) == Topics(True, True)
        assert await desks.note_forum(tx, GROUP, False)
        assert await desks.topics(tx, GROUP, START) == Topics()


async def test_a_refusal_is_believed_for_a_while(database: Database) -> None:
    """Barred: topics are there, none is made; after the time, or at a word, it is tried again."""
    async with database.transaction() as tx:
        await desks.note_forum(tx, GROUP, True)
        await desks.bar(tx, GROUP, START)
        assert await desks.topics(tx, GROUP, START) == Topics(True, False)
        assert await desks.topics(tx, GROUP, START + desks.BARRED) == Topics(True, True)
        await desks.bar(tx, GROUP, START)
        await desks.unbar(tx, GROUP)
        assert await desks.topics(tx, GROUP, START) == Topics(True, True)
