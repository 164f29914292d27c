"""The log of what staff did beside the tickets."""

from storage import desk_log
from storage.database import Database
from tests.clock import START


async def test_acts_are_kept_in_their_order(database: Database) -> None:
    """The newest comes first, with who did it and what it was about."""
    async with database.transaction() as tx:
        await desk_log.note(tx, "role", actor_id=7, actor_name="Ali", now=START, data={"user": 9})
        await desk_log.note(tx, "notice", actor_id=None, actor_name="the office", now=START)
        found = await desk_log.latest(tx)
    told = [(one.act, one.actor_id, one.actor_name, one.data) for one in found]
    assert told == [("notice", None, "the office", {}), ("role", 7, "Ali", {"user": 9})]
