"""Leases: only one replica does this now."""

import asyncio
from datetime import timedelta

from storage import leases
from storage.database import Database
from tests.clock import START

TTL = timedelta(seconds=30)


async def acquire(database: Database, holder: str, after: float = 0, name: str = "digest") -> bool:
    """Try to get the lease some seconds after the start."""
    async with database.transaction() as tx:
        now = START + timedelta(seconds=after)
        return await leases.acquire(tx, name, holder=holder, now=now, ttl=TTL)


async def test_one_holder_at_a_time(database: Database) -> None:
    """While one holds the lease another does not get it; other names are other leases."""
    assert await acquire(database, "a")
    assert not await acquire(database, "b", after=29)
    assert await acquire(database, "b", name="retention")


async def test_the_holder_renews(database: Database) -> None:
    """The holder's own acquiring prolongs the lease."""
    assert await acquire(database, "a")
    assert await acquire(database, "a", after=20)
    assert not await acquire(database, "b", after=40)


async def test_a_lease_passes_on_when_it_runs_out(database: Database) -> None:
    """When nothing is heard of the holder, another gets the lease, and the first one is out."""
    assert await acquire(database, "a")
    assert await acquire(database, "b", after=30)
    assert not await acquire(database, "a", after=31)


async def test_giving_back_frees_it_for_others(database: Database) -> None:
    """The holder can give the lease back; nobody else can."""
    assert await acquire(database, "a")
    async with database.transaction() as tx:
        await leases.release(tx, "digest", holder="b")
    assert not await acquire(database, "b")
    async with database.transaction() as tx:
        await leases.release(tx, "digest", holder="a")
    assert await acquire(database, "b")


async def test_of_many_at_once_one_gets_it(database: Database) -> None:
    """Replicas that start together have one holder between them."""
    got = await asyncio.gather(*(acquire(database, str(number)) for number in range(6)))
    assert sum(got) == 1
