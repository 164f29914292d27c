"""Long polling: what is not committed is not confirmed."""

import asyncio
from typing import Any

import pytest

from bot.delivery import TokenRefusedError
from bot.playground.world import World
from bot.polling import LEASE, TTL, Polling
from bot.running import Running
from storage import errors, leases
from tests.bot.conftest import take_in


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The loop is the same on both engines; the leases have tests of their own."""
    return sqlite_url


class Listener:
    """Takes updates as the test wants."""

    def __init__(self, failing: set[int] | None = None) -> None:
        self.failing = failing or set()
        self.seen: list[int] = []

    async def accept(self, raw: dict[str, Any]) -> None:
        """Remember, or fail as a database that is away."""
        await asyncio.sleep(0)
        if raw["update_id"] in self.failing:
            raise errors.DatabaseUnavailable
        self.seen.append(raw["update_id"])


def polling(running: Running, intake: Any, holder: str = "me") -> Polling:
    """A poller that does not wait long."""
    return Polling(
        api=running.api,
        database=running.database,
        intake=intake,
        clock=running.services.clock,
        random=running.services.random,
        holder=holder,
        hold=1,
    )


def update(number: int, person: int) -> dict[str, Any]:
    """A text of a person."""
    return {"update_id": number, "message": {"chat": {"id": person}, "text": "x"}}


async def test_the_offset_moves_past_what_is_committed(running: Running) -> None:
    """All kept: the offset is the next number, and a quiet person waits for nobody."""
    poller = polling(running, listener := Listener())
    await poller.handle([update(5, 7), update(6, 8), update(7, 7)])
    assert poller.offset == 8
    assert set(listener.seen) == {5, 6, 7}


async def test_the_offset_stops_at_the_first_update_not_kept(running: Running) -> None:
    """6 fails: it will come again; 7 of the same person is not handled before it, 8 may be."""
    poller = polling(running, listener := Listener(failing={6}))
    batch = [update(5, 7), update(6, 7), update(7, 7), update(8, 9)]
    with pytest.raises(errors.DatabaseUnavailable):
        await poller.handle(batch)
    assert poller.offset == 6
    assert sorted(listener.seen) == [5, 8]
    listener.failing.clear()
    await poller.handle(batch[1:])
    assert poller.offset == 9
    assert listener.seen.index(6) < listener.seen.index(7)


async def test_nothing_is_lost_when_the_program_dies_before_the_commit(
    running: Running, world: World
) -> None:
    """An update that was fetched but not handled is delivered again to the next process."""
    world.person(7).says("hello")
    waiting = {update.body["update_id"] for update in world.updates.alive()}
    first = polling(running, Listener(failing=waiting))
    with pytest.raises(errors.DatabaseUnavailable):
        await first.step()
    second = polling(running, listener := Listener())
    await second.step()
    assert len(listener.seen) == 1


async def test_only_the_holder_of_the_lease_polls(running: Running, world: World) -> None:
    """A second replica stands by, and takes over when the first one's lease has run out."""
    world.person(7).says("hello")
    async with running.database.transaction() as tx:
        now = running.services.clock()
        assert await leases.acquire(tx, LEASE, holder="other", now=now, ttl=TTL)
    poller = polling(running, listener := Listener())
    poller.stop()
    await poller.step()
    assert listener.seen == []
    async with running.database.transaction() as tx:
        await leases.release(tx, LEASE, holder="other")
    poller = polling(running, listener)
    await poller.step()
    assert len(listener.seen) == 1


async def test_a_webhook_left_behind_is_removed_and_nothing_pending_is_dropped(
    running: Running, world: World
) -> None:
    """Before the first question the webhook is deleted, the waiting updates stay."""
    await running.api.call("setWebhook", {"url": "https://127.0.0.1:8443/hook"})
    world.person(7).says("hello")
    poller = polling(running, listener := Listener())
    await poller.step()
    assert len(listener.seen) == 1


async def test_the_loop_survives_trouble_and_stops_at_once(running: Running, world: World) -> None:
    """A dropped line and a 502 are waited out; `stop` ends a waiting question early."""
    world.faults.add("drop_before", method="getUpdates")
    poller = polling(running, listener := Listener())
    loop = asyncio.create_task(poller.run())
    world.person(7).says("hello")
    async with asyncio.timeout(5):
        while not listener.seen:
            await world.state.journal.changed.wait(0.05)
    poller.stop()
    await asyncio.wait_for(loop, 0.9)
    async with running.database.transaction() as tx:
        now = running.services.clock()
        assert await leases.acquire(tx, LEASE, holder="next", now=now, ttl=TTL), "given back"


async def test_a_refused_token_ends_the_loop(running: Running, world: World) -> None:
    """401 cannot be waited out."""
    world.faults.add("error", method="getUpdates", code=401, description="Unauthorized")
    with pytest.raises(TokenRefusedError):
        async with asyncio.timeout(5):
            await polling(running, Listener()).run()


async def test_an_unreadable_update_does_not_stop_the_rest(running: Running, world: World) -> None:
    """A poisonous update among good ones is confirmed like them."""
    world.updates.inject({"message": {"text": "no chat"}})
    world.person(7).starts()
    await take_in(running)
    await running.delivery.drain()
    assert world.messages(7, from_bot=True)
    await take_in(running)  # the next question confirms
    assert list(world.updates.alive()) == []
