"""What those see who watch the program: whether it can serve, and its figures."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.metrics import Metrics
from storage import errors, migrate, standing
from storage.database import Database
from storage.standing import Standing

#: A due message that nobody has taken up for so long: the delivery does not work.
TOO_LATE = timedelta(minutes=2)
#: How long figures of the database count; several may scrape, and a count is not for nothing.
FRESH = timedelta(seconds=10)


class Watch:
    """Reads what /readyz and /metrics tell; `url` is the database's."""

    def __init__(
        self, database: Database, url: str, metrics: Metrics, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._url = url
        self._metrics = metrics
        self._clock = clock
        self._known: tuple[datetime, Standing] | None = None
        self._asking = asyncio.Lock()

    async def troubles(self, stop: asyncio.Event) -> dict[str, str]:
        """What keeps the program from serving: name -> why; nothing when all is well."""
        if stop.is_set():
            return {"program": "stopping"}
        try:
            await self._database.ping()
            if not await asyncio.to_thread(migrate.is_served, self._url):
                return {"schema": "older; run: amaryar db upgrade"}
            async with self._database.transaction() as tx:
                lag = await standing.lag(tx, self._clock())
        except (errors.StorageError, OSError) as error:
            return {"database": type(error).__name__}
        if lag > TOO_LATE:
            return {"outbox": f"a due message lies for {round(lag.total_seconds())} seconds"}
        return {}

    async def page(self) -> bytes:
        """The page of /metrics; without the database, the figures of the process alone."""
        async with self._asking:
            try:
                found: Standing | None = await self._standing()
            except (errors.StorageError, OSError):
                found = None
        return self._metrics.page(found)

    async def _standing(self) -> Standing:
        now = self._clock()
        if self._known is None or now - self._known[0] >= FRESH:
            async with self._database.transaction() as tx:
                self._known = now, await standing.read(tx, now)
        return self._known[1]
