"""Long work: claimed by one, kept alive, ended once, taken up by others when its worker died."""

from datetime import datetime, timedelta

from storage import jobs, presence
from storage.database import Database, Transaction
from storage.jobs import Job
from tests.clock import START

LEASE = timedelta(minutes=2)


async def asked(tx: Transaction, kind: str = "report", **params: str) -> Job:
    """Some work that somebody asked for."""
    return await jobs.ask(
        tx,
        kind,
        params,
        chat_id=-100,
        language="fa",
        asked_by=1,
        asked_name="زهرا",
        now=START,
    )


async def claim(tx: Transaction, now: datetime = START, by: str = "one") -> Job | None:
    """The next job for a worker."""
    return await jobs.claim(tx, now=now, until=now + LEASE, by=by)


async def test_a_job_is_claimed_by_one_and_as_it_was_asked(database: Database) -> None:
    """The oldest first; who comes second gets the next one, who comes third nothing."""
    async with database.transaction() as tx:
        first, second = await asked(tx, period="m"), await asked(tx, period="w")
        claimed = await claim(tx)
        assert claimed is not None
        assert claimed.model_dump() == {
            **first.model_dump(),
            "attempts": 1,
            "claimed_by": "one",
            "claimed_until": START + LEASE,
        }
        other = await claim(tx, by="two")
        assert other is not None
        assert other.id == second.id
        assert await claim(tx, by="three") is None


async def test_a_worker_that_is_too_late_may_say_nothing(database: Database) -> None:
    """Its claim ran out and somebody else has the job: neither keep, retry nor finish works."""
    async with database.transaction() as tx:
        await asked(tx)
        late = await claim(tx)
        other = await claim(tx, START + LEASE, by="two")
        assert late is not None
        assert other is not None
        assert not await jobs.keep(tx, late, until=START + 2 * LEASE)
        assert not await jobs.retry(tx, late, at=START)
        assert not await jobs.finish(tx, late, now=START)
        assert await jobs.keep(tx, other, until=START + 2 * LEASE, cursor=7)
        assert await jobs.finish(tx, other, now=START)
        assert not await jobs.finish(tx, other, now=START), "a job ends once"
        assert await claim(tx, START + 9 * LEASE) is None


async def test_a_job_begins_anew_where_it_had_come_to(database: Database) -> None:
    """After a retry the cursor is still there, and the job waits until its time."""
    async with database.transaction() as tx:
        await asked(tx)
        job = await claim(tx)
        assert job is not None
        await jobs.keep(tx, job, until=START + LEASE, cursor=40)
        await jobs.retry(tx, job, at=START + LEASE)
        assert await claim(tx, START + LEASE / 2) is None
        again = await claim(tx, START + LEASE)
    assert again is not None
    assert (again.attempts, again.cursor) == (2, 40)


async def test_work_asked_for_twice_is_known(database: Database) -> None:
    """The same of the same chat, as long as it is not done."""
    async with database.transaction() as tx:
        await asked(tx, period="m")
        same = {"period": "m"}
        assert await jobs.is_asked(tx, "report", same, chat_id=-100)
        assert not await jobs.is_asked(tx, "report", {"period": "w"}, chat_id=-100)
        assert not await jobs.is_asked(tx, "report", same, chat_id=-200)
        job = await claim(tx)
        assert job is not None
        await jobs.finish(tx, job, now=START, has_failed=True)
        assert not await jobs.is_asked(tx, "report", same, chat_id=-100)


async def test_a_dead_worker_gives_its_job_back(database: Database) -> None:
    """At the next start of the same process, or when the others miss it."""
    async with database.transaction() as tx:
        await asked(tx)
        await claim(tx)
        assert await jobs.let_go(tx, by="two") == 0
        assert await jobs.let_go(tx, by="one") == 1
        await claim(tx)
        await presence.beat(tx, holder="one", now=START, ttl=timedelta(seconds=10))
        await presence.take_over(tx, now=START, lease="poller")
        assert await claim(tx, by="two") is None, "it lives"
        await presence.take_over(tx, now=START + timedelta(seconds=11), lease="poller")
        assert await claim(tx, by="two") is not None
