"""Long work: done by one, given back by who stops, tried again, never told twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot import workshop
from bot.playground.world import World
from bot.running import Running
from bot.workshop import LEASE, TRIES
from handlers.bench import Bench
from storage import jobs, outbox
from storage.jobs import JOBS, Job
from tests.clock import Clock

Done = list[tuple[int, str]]


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Done:
    """Works of this test: `count` writes a line in five steps, `fail` fails, `hang` never ends."""
    written: Done = []

    async def count(job: Job, bench: Bench) -> None:
        for number in range(job.cursor, 5):
            async with bench.step(cursor=number + 1):
                written.append((job.id, f"step {number}"))
            await bench.craft(str, number)
        async with bench.last() as out:
            await out.text(job.chat_id, "done")

    async def fail(job: Job, bench: Bench) -> None:
        raise RuntimeError("what somebody wrote")

    async def hang(job: Job, bench: Bench) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(workshop, "WORKS", {"count": count, "fail": fail, "hang": hang})
    return written


async def ask(running: Running, kind: str) -> None:
    """Somebody asks for work."""
    async with running.database.transaction() as tx:
        await jobs.ask(
            tx,
            kind,
            {},
            chat_id=7,
            language="fa",
            asked_by=7,
            asked_name="Sara",
            now=running.services.clock(),
        )


async def states(running: Running) -> list[tuple[str, int]]:
    """State and number of tries of all jobs."""
    async with running.database.transaction() as tx:
        rows = await tx.run(JOBS.select().order_by(JOBS.c.id))
        return [(row.state.value, row.attempts) for row in rows]


async def here(function: Any, *values: Any) -> Any:
    """Without another process."""
    return function(*values)


async def test_a_job_goes_on_where_another_has_left_it(
    running: Running, done: Done, clock: Clock
) -> None:
    """The process dies at the third step; the next one begins with it, and says so once."""

    async def dies(function: Any, number: int) -> Any:
        if number == 2:
            raise asyncio.CancelledError
        return number

    running.workshop.elsewhere = dies
    await ask(running, "count")
    with pytest.raises(asyncio.CancelledError):
        await running.workshop.turn()
    assert not await running.workshop.turn(), "it is still claimed"
    await running.workshop.recover()
    running.workshop.elsewhere = here
    assert await running.workshop.turn()
    assert [one for _, one in done] == [f"step {n}" for n in range(5)]
    assert await states(running) == [("done", 2)]


async def test_who_is_late_may_not_tell(running: Running, done: Done, clock: Clock) -> None:
    """Its claim runs out in the middle and somebody else does the job: one result only."""

    async def slow(function: Any, number: int) -> Any:
        if number == 1 and not clock.now() > started + LEASE:
            clock.advance(LEASE + timedelta(seconds=1))
            running.workshop.elsewhere = here
            await running.workshop.turn()
        return number

    started = clock.now()
    running.workshop.elsewhere = slow
    await ask(running, "count")
    await running.workshop.turn()
    assert await states(running) == [("done", 2)]
    async with running.database.transaction() as tx:
        assert (await outbox.backlog(tx, clock.now()))[0] == 1


async def test_a_failing_job_is_given_up_and_the_next_one_is_done(
    running: Running, done: Done, clock: Clock, world: World
) -> None:
    """Tried a few times with pauses; others do not wait for it."""
    running.workshop.elsewhere = here
    await ask(running, "fail")
    await ask(running, "count")
    assert await running.workshop.turn()
    assert await running.workshop.turn()
    assert await states(running) == [("waiting", 1), ("done", 1)]
    for _ in range(TRIES):
        clock.advance(minutes=5)
        await running.workshop.turn()
    assert await states(running) == [("failed", TRIES), ("done", 1)]


async def test_stopping_gives_the_job_in_hand_back(running: Running, done: Done) -> None:
    """`stop` waits for nothing long; the next start finds the job free."""
    await ask(running, "hang")
    running_loop = asyncio.create_task(running.workshop.run())
    await asyncio.sleep(0.2)
    running.workshop.stop()
    await asyncio.wait_for(running_loop, 5)
    async with running.database.transaction() as tx:
        now = running.services.clock()
        assert await jobs.claim(tx, now=now, until=now, by="another") is not None
