"""Broadcasts go on a few messages a second; what is where is in the database alone."""

from collections.abc import Callable
from datetime import datetime

from bot import logs
from bot.stopping import TICK, Looking
from handlers import broadcasting
from handlers.context import Services
from storage import errors
from storage.database import Database

log = logs.get(__name__)

#: Seconds after a look that failed.
TROUBLE = 30.0
#: Broadcasts that go on in one look; more at once has never been seen.
ROUNDS = 5


class Broadcasting(Looking):
    """The loop over the broadcasts; `wake` tells the delivery that there is work."""

    def __init__(
        self,
        *,
        database: Database,
        services: Callable[[], Services],
        clock: Callable[[], datetime],
        wake: Callable[[], None],
    ) -> None:
        super().__init__()
        self._database = database
        self._services = services
        self._clock = clock
        self._wake = wake

    async def _look(self) -> float:
        try:
            await self.turn()
        except errors.DatabaseUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - a bad notice must not end the program
            logs.failure(log, "broadcast does not go on", error)
            return TROUBLE
        return TICK

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
