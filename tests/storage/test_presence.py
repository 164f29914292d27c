"""A process that is missed gives back what it held; one that lives keeps it."""

from __future__ import annotations

from datetime import timedelta

from storage import leases, outbox, presence
from storage.database import Database
from tests.clock import Clock

TTL = timedelta(seconds=10)
LONG = timedelta(seconds=60)


async def _claim(database: Database, clock: Clock, chat_id: int, by: str) -> None:
    async with database.transaction() as tx:
        await outbox.put(
            tx, chat_id=chat_id, method="sendMessage", payload={"text": by}, now=clock.now()
        )
        assert await outbox.claim(tx, now=clock.now(), by=by, limit=1, lease=LONG)


async def _beat(database: Database, clock: Clock, holder: str) -> int:
    async with database.transaction() as tx:
        await presence.beat(tx, holder=holder, now=clock.now(), ttl=TTL)
        return await presence.take_over(tx, now=clock.now(), lease="poller")


async def test_claims_of_the_missed_are_free_those_of_the_living_are_not(
    database: Database, clock: Clock
) -> None:
    """Long before its claim runs out, a dead process's message can be claimed by another."""
    await _beat(database, clock, "dead")
    await _beat(database, clock, "alive")
    await _claim(database, clock, 1, "dead")
    await _claim(database, clock, 2, "alive")
    clock.advance(TTL - timedelta(seconds=1))
    assert await _beat(database, clock, "alive") == 0, "not missed yet"
    clock.advance(seconds=2)
    assert await _beat(database, clock, "alive") == 1
    async with database.transaction() as tx:
        again = await outbox.claim(tx, now=clock.now(), by="alive", limit=9, lease=LONG)
    assert [claimed.chat_id for claimed in again] == [1]


async def test_the_pollers_place_passes_on(database: Database, clock: Clock) -> None:
    """The lease of the missed poller is free at once; a lease that is a memory is kept."""
    await _beat(database, clock, "dead")
    async with database.transaction() as tx:
        for name in ("poller", "duty:tidy"):
            assert await leases.acquire(tx, name, holder="dead", now=clock.now(), ttl=LONG)
    clock.advance(TTL)
    await _beat(database, clock, "alive")
    async with database.transaction() as tx:
        assert await leases.acquire(tx, "poller", holder="alive", now=clock.now(), ttl=LONG)
        assert not await leases.acquire(tx, "duty:tidy", holder="alive", now=clock.now(), ttl=LONG)


async def test_who_leaves_in_order_is_missed_at_once(database: Database, clock: Clock) -> None:
    """After a goodbye nobody waits."""
    await _beat(database, clock, "gone")
    await _claim(database, clock, 1, "gone")
    async with database.transaction() as tx:
        await presence.leave(tx, holder="gone")
    assert await _beat(database, clock, "alive") == 1
