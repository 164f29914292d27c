"""The parts of the program together: connected inside `async with`, idle until `loops.run`."""

from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self

from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ExtBot

from bot.broadcasting import Broadcasting
from bot.delivery import Delivery
from bot.desk import Desk
from bot.errands import Errands
from bot.learning import Learning
from bot.pending import Pending
from bot.polling import Polling
from bot.presence import Presence
from bot.schedule import Schedule
from bot.settings import PREFIX, Settings
from bot.transport import Api
from bot.updates import Intake
from bot.watch import Watch
from bot.workshop import Workshop
from handlers.context import Nothing, OfficeContext, Services
from storage.database import Database

App = Application[ExtBot[None], OfficeContext, Nothing, Nothing, Services, Any]


class StartError(Exception):
    """The program cannot start; the message tells what to do."""


class NoConnectionError(StartError):
    """The Bot API server does not answer; it may later."""


@dataclass
class Running:
    """The parts of the program; connected inside `async with`."""

    settings: Settings
    application: App
    database: Database
    api: Api
    desk: Desk
    intake: Intake
    delivery: Delivery
    errands: Errands
    schedule: Schedule
    pending: Pending
    broadcasting: Broadcasting
    workshop: Workshop
    learning: Learning
    polling: Polling
    presence: Presence
    watch: Watch
    _is_started: bool = False

    @property
    def services(self) -> Services:
        """What the handlers use; complete once connected."""
        return self.application.bot_data

    async def __aenter__(self) -> Self:
        try:
            await self.start()
        except BaseException:
            await self.stop()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Connect: ask Telegram who we are, the database where the staff group is now.

        Raises:
            StartError: the token is refused. NoConnectionError: nobody answers.
            storage.errors.DatabaseUnavailable: the database cannot be used.
        """
        if self._is_started:
            return
        await self._meet_telegram()
        bot = self.application.bot
        self.application.bot_data = replace(self.services, bot_username=bot.username, bot_id=bot.id)
        self.desk.on_moved = self._follow
        await self.desk.look_up()
        await self.learning.refresh()
        self._is_started = True

    async def stop(self) -> None:
        """Disconnect; what was promised (answers to presses) is done first."""
        await self.intake.settle()
        await self.application.bot.shutdown()
        await self.application.shutdown()
        await self.database.close()
        self._is_started = False

    def _follow(self, chat_id: int) -> None:
        """The staff group has moved: handlers get services with its new number."""
        self.application.bot_data = replace(self.services, staff_chat_id=chat_id)

    async def _meet_telegram(self) -> None:
        server = self.settings.api_url
        try:
            await self.application.initialize()
        except InvalidToken:
            raise StartError(
                f"{server} does not accept the token. Copy {PREFIX}TOKEN anew from @BotFather, "
                f"and see that {PREFIX}API_URL is right."
            ) from None
        except TelegramError as error:
            raise NoConnectionError(
                f"{server} does not answer ({type(error).__name__}: {error}). See the network, "
                f"{PREFIX}API_URL and {PREFIX}PROXY."
            ) from None
