"""Updates are handled once; the unreadable ones are kept."""

import asyncio
from datetime import timedelta

from storage import updates
from storage.database import Database
from tests.clock import START

LATER = START + timedelta(days=2)


async def test_an_update_is_new_once(database: Database) -> None:
    """The second delivery of an update is recognised, in the same and in a later transaction."""
    async with database.transaction() as tx:
        assert await updates.first_time(tx, 10, START)
        assert not await updates.first_time(tx, 10, START)
        assert await updates.first_time(tx, 11, START)
    async with database.transaction() as tx:
        assert not await updates.first_time(tx, 10, LATER)


async def test_of_two_deliveries_at_once_one_is_first(database: Database) -> None:
    """An update delivered to several replicas at once is handled by exactly one of them."""

    async def deliver() -> bool:
        async with database.transaction() as tx:
            first = await updates.first_time(tx, 10, START)
            await asyncio.sleep(0.01)
            return first

    results = await asyncio.gather(*(deliver() for _ in range(6)))
    assert sorted(results) == [False] * 5 + [True]


async def test_pruning_forgets_the_old_ones_only(database: Database) -> None:
    """Updates handled before the limit are forgotten, the others still recognised."""
    async with database.transaction() as tx:
        await updates.first_time(tx, 1, START)
        await updates.first_time(tx, 2, LATER)
        assert await updates.prune(tx, before=LATER) == 1
        assert not await updates.first_time(tx, 2, LATER)
        assert await updates.first_time(tx, 1, LATER)


async def test_poison_is_kept_raw(database: Database) -> None:
    """An unreadable update is kept as it came, the newest first; kept twice it is one."""
    async with database.transaction() as tx:
        await updates.keep_poison(tx, 1, '{"متن": 1}', "KeyError", START)
        await updates.keep_poison(tx, 2, "{}", "TypeError", LATER)
        await updates.keep_poison(tx, 1, '{"متن": 1}', "ValueError", START)
        found = await updates.poison(tx, limit=10)
        assert [(one.update_id, one.raw, one.error) for one in found] == [
            (2, "{}", "TypeError"),
            (1, '{"متن": 1}', "ValueError"),
        ]
        assert await updates.prune_poison(tx, before=LATER) == 1
        assert [one.update_id for one in await updates.poison(tx, limit=10)] == [2]
