"""Long work that was asked for in a chat: claimed, made a step at a time, told once when done.

The rows are `storage/jobs.py`, what is to be done `handlers/works.py`. A process that dies leaves
its job to the next start, or to another replica; what it has said so far was only "in progress".
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot import craft, logs
from bot.stopping import Stoppable
from handlers.context import Services
from handlers.outgoing import Outgoing
from handlers.reports import messages
from handlers.works import WORKS
from storage import errors, jobs
from storage.database import Database
from storage.jobs import Job

log = logs.get(__name__)

#: Seconds between two looks when there is nothing to do; others may ask on another replica.
IDLE = 1.0
#: Pause when the database does not answer.
TROUBLE = 1.0
#: A claim outlasts the longest step: a piece of work elsewhere.
LEASE = timedelta(seconds=craft.PATIENCE + 60)
#: So often a job is tried, with a pause that grows.
TRIES = 3
PAUSE = timedelta(seconds=20)


class LostError(Exception):
    """Somebody else has the job by now: nothing of ours may be told."""


class Elsewhere(Protocol):
    """Calls a function where it disturbs nobody; as `craft.elsewhere`."""

    def __call__(self, function: Callable[..., Any], *values: Any) -> Awaitable[Any]:
        """Call it and give what it made."""
        ...


class Workshop(Stoppable):
    """The loop over jobs; one per process, one job at a time. `by` names it in the claims."""

    def __init__(
        self,
        *,
        database: Database,
        services: Callable[[], Services],
        clock: Callable[[], datetime],
        by: str,
        wake: Callable[[], None],
    ) -> None:
        super().__init__()
        self.elsewhere: Elsewhere = craft.elsewhere
        self._database = database
        self._services = services
        self._clock = clock
        self._by = by
        self._wake = wake

    async def run(self) -> None:
        """Work until `stop`; a job in hand is then given back."""
        await self.recover()
        working = asyncio.create_task(self._work())
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
        await self.recover()

    async def turn(self) -> bool:
        """Do the oldest job, if there is one."""
        now = self._clock()
        async with self._database.transaction() as tx:
            job = await jobs.claim(tx, now=now, until=now + LEASE, by=self._by)
        if job is None:
            return False
        try:
            await WORKS[job.kind](job, Table(self, job))
            log.info("job", kind=job.kind, number=job.id)
        except LostError:
            log.info("job passed on", kind=job.kind, number=job.id)
        except errors.DatabaseUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - one bad job must not hold up all others
            logs.failure(log, "job failed", error, kind=job.kind, number=job.id)
            await self._set_aside(job)
        self._wake()
        return True

    async def _work(self) -> None:
        while True:
            try:
                is_done = await self.turn()
            except errors.DatabaseUnavailable:
                log.warning("jobs out of reach", remedy="see the database; it is tried again")
                await asyncio.sleep(TROUBLE)
                continue
            if not is_done:
                await asyncio.sleep(IDLE)

    async def recover(self) -> None:
        """Free what this process had claimed: it has just begun, or is about to end."""
        with suppress(errors.DatabaseUnavailable):
            async with self._database.transaction() as tx:
                await jobs.let_go(tx, by=self._by)

    async def _set_aside(self, job: Job) -> None:
        """Try again later; in the end say that it could not be done."""
        if job.attempts < TRIES:
            async with self._database.transaction() as tx:
                await jobs.retry(tx, job, at=self._clock() + job.attempts * PAUSE)
            return
        with suppress(LostError):
            async with self.transaction(job, ends=True, has_failed=True) as out:
                t = self._services().translator(job.language)
                await out.edit(job.chat_id, messages.failed(t), target_slot=job.slot)

    @asynccontextmanager
    async def transaction(
        self, job: Job, *, cursor: int | None = None, ends: bool = False, has_failed: bool = False
    ) -> AsyncIterator[Outgoing]:
        """A transaction of a job that is still ours; raises LostError when it is not."""
        now = self._clock()
        here = None if job.thread_id is None else (job.chat_id, job.thread_id)
        async with self._database.transaction() as tx:
            yield Outgoing(tx, self._services(), now, here)
            is_ours = (
                await jobs.finish(tx, job, now=now, has_failed=has_failed)
                if ends
                else await jobs.keep(tx, job, until=now + LEASE, cursor=cursor)
            )
            if not is_ours:
                raise LostError
        self._wake()

    @property
    def services(self) -> Services:
        """What the handlers use, as it is now."""
        return self._services()

    @property
    def now(self) -> datetime:
        """The time (UTC)."""
        return self._clock()


class Table:
    """The bench of one job (`handlers.bench.Bench`)."""

    def __init__(self, shop: Workshop, job: Job) -> None:
        self._shop = shop
        self._job = job

    @property
    def services(self) -> Services:
        """What the handlers use, as it is now."""
        return self._shop.services

    @property
    def now(self) -> datetime:
        """The time (UTC)."""
        return self._shop.now

    def step(self, cursor: int | None = None) -> Any:
        """A transaction that keeps the job ours."""
        return self._shop.transaction(self._job, cursor=cursor)

    def last(self) -> Any:
        """The transaction that ends the job."""
        return self._shop.transaction(self._job, ends=True)

    async def craft(self, function: Callable[..., Any], *values: Any) -> Any:
        """Let another process work."""
        return await self._shop.elsewhere(function, *values)
