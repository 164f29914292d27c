"""Long polling: ask Telegram for updates, and confirm only what is committed.

Our own loop, because PTB's confirms updates before they are handled and loses them on a crash.
Telegram knows one poller at a time; among several replicas the one that holds the lease polls.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Protocol

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot import logs
from bot.delivery import TokenRefusedError
from bot.lanes import Overloaded, lane
from bot.stopping import Stoppable
from bot.transport import Api
from storage import errors, leases
from storage.database import Database

log = logs.get(__name__)

#: What the handlers use; Telegram sends nothing else (Bot API, getUpdates).
ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "my_chat_member",
)
LEASE = "poller"
#: Seconds Telegram holds a question for updates when there are none (Bot API: 50 at most).
HOLD = 20
#: A dead poller's lease runs out after this; one question and its updates fit in.
TTL = timedelta(seconds=40)
#: Seconds between two tries for the lease of another replica.
STANDBY = 5.0
BATCH = 100
LONGEST_PAUSE = 30.0


class Accepts(Protocol):
    """What takes the updates: `bot.updates.Intake`."""

    async def accept(self, raw: dict[str, Any]) -> None:
        """Handle one update; an exception means that it was not kept."""


class Polling(Stoppable):
    """The question-and-answer loop; `holder` names this process in the lease."""

    def __init__(
        self,
        *,
        api: Api,
        database: Database,
        intake: Accepts,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
        holder: str,
        hold: int = HOLD,
    ) -> None:
        super().__init__()
        self._api = api
        self._database = database
        self._intake = intake
        self._clock = clock
        self._random = random
        self._holder = holder
        self._hold = hold
        self._troubles = 0
        self._is_leading = False
        #: The first update that is not committed yet; None until one was seen.
        self.offset: int | None = None

    async def run(self) -> None:
        """Poll until `stop`, which ends the waiting question at once.

        Raises TokenRefusedError when the token is refused.
        """
        while not self._stopping.is_set():
            try:
                await self.step()
                self._troubles = 0
            except errors.DatabaseUnavailable as error:
                await self._pause(f"database: {error.reason}; {error.remedy}")
            except Overloaded:
                await self._pause("too many updates of one chat")
            except InvalidToken:
                raise TokenRefusedError from None
            except Conflict as error:
                await self._conflict(error)
            except RetryAfter as error:
                await self._rest(_seconds(error))
            except TelegramError as error:
                await self._pause(f"Telegram does not answer: {type(error).__name__}")
        await self._say_goodbye()

    async def step(self) -> None:
        """One question: hold the lease, ask, handle, move the offset."""
        if not await self._lead():
            await self._rest(STANDBY)
            return
        batch = await self._ask()
        if batch:
            await self.handle(batch)

    async def handle(self, batch: list[dict[str, Any]]) -> None:
        """Handle a batch: lanes side by side, each lane in order; then move the offset.

        The offset stops at the first update that could not be kept; what was kept behind it
        comes again and falls on the mark "handled".
        """
        lanes: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for raw in batch:
            lanes[lane(raw)].append(raw)
        results = await asyncio.gather(*(self._in_order(queue) for queue in lanes.values()))
        left = [left for left, _ in results if left is not None]
        numbers = [raw["update_id"] for raw in batch if isinstance(raw.get("update_id"), int)]
        if left:
            self.offset = min(left)
        elif numbers:
            self.offset = max(numbers) + 1
        for _, error in results:
            if error is not None:
                raise error

    async def _in_order(self, queue: list[dict[str, Any]]) -> tuple[int | None, Exception | None]:
        """Handle one lane; the number of the first update not kept, and why."""
        for raw in queue:
            try:
                await self._intake.accept(raw)
            except (errors.DatabaseUnavailable, Overloaded) as error:
                return raw["update_id"], error
        return None, None

    async def _lead(self) -> bool:
        async with self._database.transaction() as tx:
            leads = await leases.acquire(tx, LEASE, holder=self._holder, now=self._clock(), ttl=TTL)
        if leads and not self._is_leading:
            log.info("polling")
            await self._leave_webhook()
        elif self._is_leading and not leads:
            log.warning("another replica polls now")
        self._is_leading = leads
        return leads

    async def _leave_webhook(self) -> None:
        """Without this Telegram answers 409 while a webhook is set; nothing pending is lost."""
        try:
            await self._api.call("deleteWebhook", {"drop_pending_updates": False})
        except TelegramError as error:
            log.debug("deleteWebhook failed", error=type(error).__name__)

    async def _ask(self) -> list[dict[str, Any]]:
        """The question itself; `stop` ends it early, and nothing is confirmed by that."""
        question = {
            "offset": self.offset,
            "limit": BATCH,
            "timeout": self._hold,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        asking = asyncio.ensure_future(
            self._api.call("getUpdates", question, read_within=self._hold + 10.0)
        )
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({asking, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            if not asking.done():
                asking.cancel()
        with suppress(asyncio.CancelledError):
            return [raw for raw in await asking if isinstance(raw, dict)]
        return []

    async def _conflict(self, error: Conflict) -> None:
        """409: another program asks with this token, or somebody has set a webhook."""
        self._is_leading = False  # the next turn removes a webhook again
        log.warning("409 from Telegram", says=str(error), remedy="run one bot with one token")
        await self._pause(None)

    async def _pause(self, reason: str | None) -> None:
        """1, 2, 4 … seconds with a little chance in it."""
        self._troubles += 1
        seconds = min(2.0 ** min(self._troubles - 1, 10), LONGEST_PAUSE)
        if reason is not None:
            log.warning("polling pauses", reason=reason, seconds=seconds)
        await self._rest(seconds * (1 + self._random(1)[0] / 1024))

    async def _say_goodbye(self) -> None:
        """Confirm what is committed and let another replica poll; both are courtesies."""
        if not self._is_leading:
            return
        if self.offset is not None:
            confirm = {"offset": self.offset, "limit": 1, "timeout": 0}
            with suppress(TelegramError):
                await self._api.call("getUpdates", confirm, read_within=2.0)
        with suppress(errors.DatabaseUnavailable):
            async with self._database.transaction() as tx:
                await leases.release(tx, LEASE, holder=self._holder)


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
