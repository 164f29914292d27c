"""Broadcasts go on a few messages a second; what is where is in the database alone."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from bot import logs
from handlers import broadcasting
from handlers.context import Services
from storage import errors
from storage.database import Database

log = logs.get(__name__)

#: Seconds between two looks, and after one that failed.
TICK = 1.0
TROUBLE = 30.0
#: Broadcasts that go on in one look; more at once has never been seen.
ROUNDS = 5


class Broadcasting:
    """The loop over the broadcasts; `wake` tells the delivery that there is work."""

    def __init__(
        self,
        *,
        database: Database,
        services: Callable[[], Services],
        clock: Callable[[], datetime],
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._services = services
        self._clock = clock
        self._wake = wake
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """End the loop; a broadcast goes on where it is at the next start."""
        self._stopping.set()

    async def run(self) -> None:
        """Let broadcasts go on until `stop`."""
        while not self._stopping.is_set():
            pause = TICK
            try:
                await self.turn()
            except errors.DatabaseUnavailable:
                pass  # the next look will do
            except Exception as error:  # noqa: BLE001 - a bad notice must not end the program
                logs.failure(log, "broadcast does not go on", error)
                pause = TROUBLE
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._stopping.wait()

    async def turn(self) -> int:
        """Let each broadcast that may go on now go one step; how many steps."""
        steps = 0
        for _ in range(ROUNDS):
            async with self._database.transaction() as tx:
                if not await broadcasting.step(tx, self._services(), self._clock()):
                    break
            steps += 1
            self._wake()
        return steps
