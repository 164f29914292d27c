"""Duties: once in their period, whatever the number of replicas."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.schedule import DUTIES, Duty, Schedule, look_for_dead, tidy
from storage import outbox, updates
from storage.database import Database, Transaction
from tests.clock import Clock, Dice

HOUR = timedelta(hours=1)


def schedule(database: Database, clock: Clock, holder: str, *duties: Duty) -> Schedule:
    """The schedule of one replica."""
    return Schedule(
        database=database, clock=clock, random=Dice(), holder=holder, duties=duties or DUTIES
    )


async def test_a_duty_is_done_once_an_hour_by_one_replica(database: Database, clock: Clock) -> None:
    """Two replicas look every half hour for three hours: three times it is done."""
    done: list[datetime] = []

    async def act(tx: Transaction, now: datetime) -> dict[str, int]:
        del tx
        done.append(now)
        return {}

    duty = Duty("count", HOUR, act)
    replicas = [schedule(database, clock, name, duty) for name in ("a", "b")]
    for _ in range(6):
        for replica in replicas:
            await replica.tick()
        clock.advance(minutes=30)
    assert len(done) == 3


async def test_another_replica_takes_over(database: Database, clock: Clock) -> None:
    """When the one that did it dies, the other does it in the next period."""
    done: list[str] = []

    def duty(name: str) -> Duty:
        async def act(tx: Transaction, now: datetime) -> dict[str, int]:
            del tx, now
            done.append(name)
            return {}

        return Duty("count", HOUR, act)

    first = schedule(database, clock, "a", duty("a"))
    second = schedule(database, clock, "b", duty("b"))
    await first.tick()
    await second.tick()
    clock.advance(HOUR)
    await second.tick()
    assert done == ["a", "b"]


async def test_a_failing_duty_does_not_end_the_others(database: Database, clock: Clock) -> None:
    """Its error is logged; the next duty is done."""

    async def fail(tx: Transaction, now: datetime) -> dict[str, int]:
        raise ValueError

    async def act(tx: Transaction, now: datetime) -> dict[str, int]:
        return {"done": 1}

    made = schedule(database, clock, "a", Duty("fail", HOUR, fail), Duty("act", HOUR, act))
    assert await made.tick() == ["act"]


async def test_tidying_forgets_old_updates(database: Database, clock: Clock) -> None:
    """A handled update of last month goes, one of today stays."""
    async with database.transaction() as tx:
        await updates.first_time(tx, 1, clock.now() - timedelta(days=30))
        await updates.first_time(tx, 2, clock.now())
        assert await tidy(tx, clock.now()) == {"updates": 1}
        assert await updates.first_time(tx, 1, clock.now())
        assert not await updates.first_time(tx, 2, clock.now())


async def test_dead_messages_are_counted(database: Database, clock: Clock) -> None:
    """The log tells that something could not be delivered."""
    async with database.transaction() as tx:
        assert await look_for_dead(tx, clock.now()) == {}
        row = await outbox.put(tx, chat_id=7, method="sendMessage", payload={}, now=clock.now())
        await outbox.give_up(tx, row, error="refused", now=clock.now())
        assert await look_for_dead(tx, clock.now()) == {"dead_messages": 1}


@pytest.mark.parametrize("when", [0.0, 0.02])
async def test_the_loop_stops_when_told(database: Database, clock: Clock, when: float) -> None:
    """It does not wait for the next look."""
    made = schedule(database, clock, "a")
    loop = asyncio.create_task(made.run())
    await asyncio.sleep(when)
    made.stop()
    await asyncio.wait_for(loop, 1)
