"""One update, one transaction: handle it once, in order, and acknowledge it only after commit.

Polling and webhook hand every update to `Intake.accept` and acknowledge it when that returns.
An exception means that the database could not keep it, and Telegram shall deliver it again.
The order: the person's lane, then a slot, then the transaction; PTB's own limit would let a
flooder fill all slots (house rule: fairness).
"""

import asyncio
import json
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application

from bot import logs, prompts
from bot.desk import Desk
from bot.lanes import LARGEST, Lanes, kind, lane, person, tidy
from bot.telling import Telling
from bot.transport import Api
from handlers import failures
from handlers.context import Answer, Services, Work, current
from storage import errors, updates
from storage.database import Database

log = logs.get(__name__)

#: Updates handled at the same time; each holds one connection of the database.
SLOTS = 32
#: Updates of one lane that may wait; further ones are refused and delivered again by Telegram.
BACKLOG = 200
#: Pauses before an update is tried again when the database stumbles.
PAUSES = (0.05, 0.25, 1.0, 2.5)
_DUPLICATE = "duplicate"


class Intake:
    """Where updates come in; one per process."""

    def __init__(
        self,
        *,
        database: Database,
        application: Application[Any, Any, Any, Any, Services, Any],
        api: Api,
        desk: Desk,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
        wake: Callable[[], None],
        telling: Telling,
    ) -> None:
        self._database = database
        self._application = application
        self._api = api
        self._desk = desk
        self._clock = clock
        self._random = random
        self._wake = wake
        self._telling = telling
        self._slots = asyncio.Semaphore(SLOTS)
        self._lanes = Lanes(BACKLOG)
        self._answers: set[asyncio.Task[None]] = set()

    async def accept(self, raw: dict[str, Any]) -> None:
        """Handle one update of the Bot API as it came, once; return when it is committed.

        Raises:
            storage.errors.DatabaseUnavailable: nothing was kept; deliver it again.
            bot.lanes.Overloaded: the lane is full; deliver it again.
        """
        number = raw.get("update_id")
        if not isinstance(number, int) or not 0 <= number < LARGEST:
            log.warning("not an update", keys=sorted(map(str, raw))[:5])
            return
        try:
            update = Update.de_json(tidy(raw), self._application.bot)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it must not block
            async with self._lanes.turn(lane(raw)):
                started = time.perf_counter()
                outcome = await self._apologise(raw, error)
            self._wake()
            self._tell_of(raw, outcome, started)
            return
        async with self._lanes.turn(lane(raw)):
            await self._know_the_desk(update)
            async with self._slots:
                started = time.perf_counter()
                outcome, answer = await self._handle(update, raw)
        self._wake()
        if outcome != _DUPLICATE:
            self._answer(update, answer)
        self._tell_of(raw, outcome, started)

    async def settle(self) -> None:
        """Wait until the presses and inline queries handled so far have been answered."""
        while self._answers:
            await asyncio.gather(*self._answers)

    async def _know_the_desk(self, update: Update) -> None:
        """Who acts in the staff group is looked up now, for no transaction waits for it."""
        chat, user = update.effective_chat, update.effective_user
        if chat is None or chat.id >= 0 or not await self._desk.is_here(chat.id):
            return
        message = update.message
        if message is not None:
            moved = [*message.new_chat_members, message.left_chat_member]
            for member in filter(None, moved):
                self._desk.forget(member.id)
        if user is not None and not user.is_bot:
            await self._desk.meet(user.id)

    async def _handle(self, update: Update, raw: dict[str, Any]) -> tuple[str, Answer | None]:
        """Try, and try again when the database stumbles; in the end apologise, or give up."""
        for pause in (*PAUSES, None):
            try:
                return await self._once(update, lane(raw))
            except errors.DatabaseUnavailable as error:
                if pause is None:
                    # If even the apology cannot be kept, the database is away and this raises.
                    return await self._apologise(raw, error), None
                await asyncio.sleep(pause)
            except Exception as error:  # noqa: BLE001 - of a handler; the person is told
                return await self._apologise(raw, error), None
        raise AssertionError("unreachable")  # pragma: no cover

    async def _once(self, update: Update, key: int) -> tuple[str, Answer | None]:
        async with self._database.transaction(key) as tx:
            work = Work(tx, self._clock())
            if not await updates.first_time(tx, update.update_id, work.now):
                return _DUPLICATE, None
            token = current.set(work)
            try:
                await self._application.process_update(update)
            finally:
                current.reset(token)
            if work.error is not None:
                raise work.error  # rolls back
        return work.outcome or "done", work.answer

    async def _apologise(self, raw: dict[str, Any], error: BaseException) -> str:
        """In a transaction of its own: handled, with an apology instead of an answer."""
        error_id = self._random(4).hex()
        number, now = int(raw["update_id"]), self._clock()
        logs.failure(log, "update failed", error, id=number, number=error_id)
        try:
            async with self._database.transaction(lane(raw)) as tx:
                if not await updates.first_time(tx, number, now):
                    return _DUPLICATE
                await updates.keep_poison(tx, number, _dump(raw), _name(error), now)
                await failures.apologise(
                    tx,
                    person(raw),
                    self._application.bot_data,
                    now=now,
                    error_id=error_id,
                    error_type=_name(error),
                    error_mark=logs.error_mark(error),
                )
        except errors.DatabaseUnavailable:
            raise
        except Exception as second:  # noqa: BLE001 - not even the apology works
            logs.failure(log, "apology failed", second, id=number, number=error_id)
            await self._keep_poison(number, raw, second)
        return f"failed:{error_id}"

    async def _keep_poison(self, number: int, raw: dict[str, Any], error: BaseException) -> None:
        """Put an update aside that nothing can be done with; else it blocks all behind it."""
        logs.failure(log, "update put aside", error, id=number)
        now = self._clock()
        async with self._database.transaction() as tx:
            await updates.first_time(tx, number, now)
            await updates.keep_poison(tx, number, _dump(raw), _name(error), now)

    def _answer(self, update: Update, answer: Answer | None) -> None:
        """Tell who waits for it at once, in the background; too late is no harm."""
        call = prompts.call(update, answer)
        if call is None:
            return
        task = asyncio.create_task(self._tell(*call))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _tell(self, method: str, told: dict[str, Any]) -> None:
        try:
            await self._api.call(method, told)
        except TelegramError as error:
            log.debug("not answered", method=method, error=_name(error))

    def _tell_of(self, raw: dict[str, Any], outcome: str, started: float) -> None:
        chat = lane(raw)
        self._telling.update(
            int(raw["update_id"]),
            kind=kind(raw),
            chat=None if chat == self._desk.chat_id else chat,
            outcome=outcome,
            seconds=time.perf_counter() - started,
        )


def _name(error: BaseException) -> str:
    return type(error).__name__


def _dump(raw: dict[str, Any]) -> str:
    return json.dumps(raw)  # plain ASCII: half a surrogate pair fits into no database
