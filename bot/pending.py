"""Replies of staff leave when their time to be undone is over: a look at the clock, nothing more.

Each leaves in a transaction of its own; several replicas may look at once, for a reply is held
while it leaves and gone afterwards.
"""

from collections.abc import Callable
from datetime import datetime

from bot import logs
from bot.stopping import TICK, Looking
from handlers.context import Services
from handlers.outgoing import Outgoing
from handlers.staff import letters
from storage import errors, pending
from storage.database import Database, Transaction

log = logs.get(__name__)


class Pending(Looking):
    """The loop over replies that wait; `wake` tells the delivery that there is work."""

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
        await self.tick()
        return TICK

    async def tick(self) -> int:
        """Let leave what is due now; how many replies."""
        now = self._clock()
        async with self._database.transaction() as tx:
            keys = await pending.due(tx, now)
        for key in keys:
            await self._leave(key, now)
        if keys:
            self._wake()
        return len(keys)

    async def _leave(self, key: pending.Key, now: datetime) -> None:
        try:
            async with self._database.transaction() as tx:
                reply = await pending.take(tx, key)
                if reply is not None and reply.due_at is not None and reply.due_at <= now:
                    await letters.leave(self._outgoing(tx, now), reply, reply.by)
        except errors.DatabaseUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - one bad reply must not hold up all others
            logs.failure(log, "reply not sent", error, message=key[1])
            async with self._database.transaction() as tx:
                await letters.stop(self._outgoing(tx, now), key)

    def _outgoing(self, tx: Transaction, now: datetime) -> Outgoing:
        return Outgoing(tx, self._services(), now)
