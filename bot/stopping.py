"""What runs beside the bot until it is told to stop: one pause, one way to end."""

import asyncio
from abc import ABC, abstractmethod
from contextlib import suppress

from storage import errors

#: Seconds between two looks; others may have left work on another replica.
TICK = 1.0


class Stoppable:
    """Something that runs until `stop`."""

    def __init__(self) -> None:
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """End `run` after what is in hand; what is left waits for the next start."""
        self._stopping.set()

    async def _rest(self, seconds: float) -> bool:
        """Wait so long, or until `stop`; True when it is time to stop."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        return self._stopping.is_set()


class Looking(Stoppable, ABC):
    """A loop that looks for work again and again."""

    async def run(self) -> None:
        """Look until `stop`; while the database is out of reach, the next look will do."""
        while not self._stopping.is_set():
            pause = TICK
            with suppress(errors.DatabaseUnavailable):
                pause = await self._look()
            await self._rest(pause)

    @abstractmethod
    async def _look(self) -> float:
        """Do what there is to do; the seconds until the next look."""
