"""Ready replies of a group: kept, changed in place, never deleted."""

from typing import Any

from storage import ready_replies
from storage.database import Database, Transaction
from tests.clock import START


async def put(tx: Transaction, reply_id: str, **over: Any) -> None:
    """A reply of a group."""
    values: dict[str, Any] = {
        "title": {"fa": "سلام"},
        "says": {"fa": "سلام {name}"},
        "by": 1,
        "name": "Z",
        "now": START,
    }
    await ready_replies.put(tx, reply_id, **(values | over))


async def test_a_reply_is_kept_whole(database: Database) -> None:
    """Texts with their letters, who wrote it and when."""
    async with database.transaction() as tx:
        await put(tx, "b", asks=True, phases=("received",), office="qom")
        await put(tx, "a")
        first, second = await ready_replies.every(tx)
    assert (first.id, first.asks, first.phases, first.is_removed) == ("a", False, [], False)
    assert (second.asks, second.phases, second.office) == (True, ["received"], "qom")
    assert (second.says, second.changed_name) == ({"fa": "سلام {name}"}, "Z")
    assert second.changed_at == START


async def test_a_change_takes_the_place_of_what_was(database: Database) -> None:
    """Also when it is taken away: the row stays, to hide what the content has."""
    async with database.transaction() as tx:
        await put(tx, "a")
        await put(tx, "a", is_removed=True, by=2, name="A")
        (row,) = await ready_replies.every(tx)
    assert (row.is_removed, row.changed_by, row.changed_name) == (True, 2, "A")
