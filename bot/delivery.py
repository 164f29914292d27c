"""What the handlers have said leaves here: claim, send, mark.

The rows are `storage/outbox.py`, one call is `sending.py`, what an error means `verdicts.py`.
One turn is one transaction: it marks what has come back since the last one and claims what is due
now; sending goes on between the turns. A message goes out at least once: whoever dies between
sending and marking leaves a claim that runs out, and the message is sent again.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from bot import logs, marking, sending
from bot.fates import Fate
from bot.sending import Errand
from bot.telling import Telling
from bot.topics import Topics
from bot.transport import Api
from bot.verdicts import Kind
from handlers.context import Services
from storage import errors, outbox
from storage.database import Database, Transaction

log = logs.get(__name__)

#: Messages on their way at the same time, each to a chat of its own.
CAPACITY = 64
#: A claim outlasts the longest call (`transport.Timeouts`), or a slow message would be sent twice.
LEASE = timedelta(seconds=60)
#: Longest time between two looks at the outbox; other replicas put messages in, too.
IDLE = 1.0
#: Shortest time between two looks; what is due may be in the hands of another replica.
BREATH = 0.02
#: Pause when the database does not answer.
TROUBLE = 1.0
#: Seconds that messages on their way are given when the program stops.
FAREWELL = 15.0
#: Seconds of these in which still more messages are claimed.
LAST_CLAIMS = 5.0


class TokenRefusedError(Exception):
    """Telegram does not know the token any more; nothing can be sent or received."""


class Delivery:
    """The way out, one per process.

    `by` names it in the claims; `pace` is how many messages a minute a group takes (0: any);
    `errands` are rows that ask for work instead of a call, by their method.
    """

    def __init__(
        self,
        *,
        database: Database,
        api: Api,
        services: Callable[[], Services],
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
        by: str,
        telling: Telling,
        moved: Callable[[int, int], None] = lambda old, new: None,  # noqa: ARG005
        pace: int = 0,
        errands: Mapping[str, Errand] = MappingProxyType({}),
    ) -> None:
        self._database = database
        self._api = api
        self._topics = Topics(api)
        self._services = services
        self._clock = clock
        self._random = random
        self._by = by
        self._moved = moved
        self._telling = telling
        self._pace = pace
        self._errands = errands
        self._changed = asyncio.Event()
        self._is_stopping = False
        self._is_shut = False
        self._flying: set[asyncio.Task[None]] = set()
        self._fates: list[Fate] = []

    def wake(self) -> None:
        """There is something new in the outbox."""
        self._changed.set()

    def stop(self) -> None:
        """End `run`, as soon as all that is due has been sent and marked."""
        self._is_stopping = True
        self._changed.set()

    async def recover(self) -> int:
        """Free what an earlier process of the same name had claimed when it died; how many."""
        async with self._database.transaction() as tx:
            return await outbox.let_go(tx, by=self._by)

    async def run(self) -> None:
        """Deliver until `stop`. Raises TokenRefusedError when the token is refused."""
        while not self._is_stopping:
            self._changed.clear()
            try:
                pause = await self._turn(self._clock())
            except errors.DatabaseUnavailable as error:
                log.warning("outbox out of reach", error=error.reason, remedy=error.remedy)
                pause = TROUBLE
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._changed.wait()
        await self.finish()

    async def drain(self, now: datetime | None = None) -> int:
        """Deliver all that is due until nothing is left; the number of attempts. For tests."""
        count = 0
        while True:
            await self._turn(now or self._clock())
            if not self._flying:
                return count
            count += len(self._flying)
            await asyncio.gather(*self._flying)

    async def finish(self) -> None:
        """Send what is due, wait for what is on its way, but not for ever, and mark it.

        What the time does not suffice for stays in the outbox, for the next start or for others.
        """
        time = asyncio.get_running_loop().time
        began = time()
        with suppress(errors.DatabaseUnavailable, TokenRefusedError):
            while (left := began + FAREWELL - time()) > 0:
                self._is_shut = left < FAREWELL - LAST_CLAIMS
                await self._turn(self._clock())
                if self._flying:
                    await asyncio.wait(
                        self._flying, timeout=left, return_when=asyncio.FIRST_COMPLETED
                    )
                elif not self._fates:
                    break
        for late in self._flying:
            late.cancel()
        await self._mark_each(self._take_fates())
        with suppress(errors.DatabaseUnavailable):
            await self.recover()

    def _take_fates(self) -> list[Fate]:
        fates, self._fates = self._fates, []
        return fates

    async def _turn(self, now: datetime) -> float:
        """Mark, claim, start sending; how many seconds may pass until the next turn."""
        fates = self._take_fates()
        is_refused = any(fate.verdict.kind is Kind.STOP for fate in fates)
        room = 0 if is_refused or self._is_shut else CAPACITY - len(self._flying)
        due: datetime | None = None
        try:
            async with self._database.transaction() as tx:
                await self._mark(tx, fates)
                claimed = await self._claim(tx, now, room)
                if not claimed:
                    due = await outbox.next_due(tx, now)
        except errors.DatabaseUnavailable:
            self._fates[:0] = fates
            raise
        except Exception as error:  # noqa: BLE001 - one bad message must not hold up all others
            logs.failure(log, "marking failed", error)
            await self._mark_each(fates)
            return 0.0
        self._report(fates)
        for one in claimed:
            task = asyncio.create_task(self._carry(one))
            self._flying.add(task)
            task.add_done_callback(self._flying.discard)
        wait = IDLE if due is None else (due - now).total_seconds()
        return min(IDLE, max(BREATH, wait))

    async def _claim(self, tx: Transaction, now: datetime, room: int) -> list[outbox.Claimed]:
        if room <= 0:
            return []
        return await outbox.claim(
            tx, now=now, by=self._by, limit=room, lease=LEASE, pace=self._pace
        )

    async def _carry(self, claimed: outbox.Claimed) -> None:
        """Send one message and leave its fate for the next turn."""
        begun = time.perf_counter()
        errand = self._errands.get(claimed.message.method)
        if errand is not None:
            fate = await sending.run(errand, claimed)
        else:
            fate = await sending.send(self._api, self._topics, claimed, random=self._random)
        # Not in one line: `self._fates` is another list after each turn, and must be looked up
        # after the wait, or the fate is left in a list that nobody reads.
        self._fates.append(replace(fate, seconds=time.perf_counter() - begun))
        self._changed.set()

    async def _mark(self, tx: Transaction, fates: list[Fate], *, tell: bool = True) -> None:
        """Write down what became of messages, and tell whom it concerns."""
        await marking.mark(tx, fates, self._services(), self._clock(), tell=tell)

    async def _mark_each(self, fates: list[Fate]) -> None:
        """One transaction for each; whom it concerns is not told if that is what fails."""
        for fate in fates:
            for tell in (True, False):
                try:
                    async with self._database.transaction() as tx:
                        await self._mark(tx, [fate], tell=tell)
                    break
                except errors.DatabaseUnavailable:
                    self._fates.append(fate)
                    break
                except Exception as error:  # noqa: BLE001
                    logs.failure(log, "not marked", error, method=fate.claimed.message.method)

    def _report(self, fates: list[Fate]) -> None:
        """Tell what became of messages, pass on what concerns the whole program."""
        for fate in fates:
            verdict = fate.verdict
            self._telling.delivery(fate)
            if verdict.kind is Kind.STOP:
                raise TokenRefusedError
            if verdict.new_chat_id is not None:
                self._moved(fate.claimed.chat_id, verdict.new_chat_id)
