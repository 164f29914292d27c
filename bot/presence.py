"""Saying that this replica lives, and taking over from one that is missed (PostgreSQL only).

A replica that is killed leaves messages claimed and, perhaps, the poller's lease. The others, or
the next start, miss it after `TTL` and go on with what it held; see `storage/presence.py`.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Self

from bot import logs
from bot.patience import patiently
from bot.polling import LEASE
from storage import errors, presence
from storage.database import Database

log = logs.get(__name__)

#: Seconds between two signs of life.
TICK = 2.5
#: A replica that is silent for so long is taken for dead; long enough for a busy database.
TTL = timedelta(seconds=10)


class Presence:
    """The signs of life of one replica; `holder` is its name in claims and leases."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Callable[[], datetime],
        holder: str,
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._holder = holder
        self._wake = wake
        self._stopping = asyncio.Event()
        self._beating: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """The first sign of life comes before anything is claimed in this name."""
        await patiently(self.beat)
        self._stopping.clear()
        self._beating = asyncio.create_task(self._run(), name="presence")
        return self

    async def __aexit__(self, *error: object) -> None:
        """Say goodbye: nobody needs to miss who has left in order."""
        self._stopping.set()
        if self._beating is not None:
            await asyncio.gather(self._beating, return_exceptions=True)

    async def beat(self) -> int:
        """Give a sign of life, and take over from who is missed; how many messages."""
        now = self._clock()
        async with self._database.transaction() as tx:
            await presence.beat(tx, holder=self._holder, now=now, ttl=TTL)
            freed = await presence.take_over(tx, now=now, lease=LEASE)
        if freed:
            log.warning("took over from a replica that is missed", messages=freed)
            self._wake()
        return freed

    async def _run(self) -> None:
        while not self._stopping.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(TICK):
                    await self._stopping.wait()
                    break
            with suppress(errors.DatabaseUnavailable):  # the next beat will do
                await self.beat()
        with suppress(errors.DatabaseUnavailable):
            async with self._database.transaction() as tx:
                await presence.leave(tx, holder=self._holder)
