"""Work that a handler orders but cannot do: it asks Telegram, or takes too long for a transaction.

An errand is a row of the outbox whose method begins with @, so it is kept, done in its turn, and
done again after a crash. What it finds becomes rows of its own.
"""

import asyncio
import hashlib
import html
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from bot import checkup, checkup_database, checkup_telegram, logs
from bot.findings import Finding, Level
from bot.sending import Errand
from bot.settings import Settings
from bot.transport import Api
from handlers.context import Services
from handlers.i18n.translator import N_, Translator
from handlers.outgoing import Outgoing
from handlers.staff import doctor, undelivered
from knowledge.loader import KnowledgeBase
from knowledge.official_holidays import OfficialHolidays
from storage import outbox_revival
from storage.database import Database
from storage.outbox import OutboxMessage
from storage.tickets import deadlines

log = logs.get(__name__)

#: Seconds an errand may take; a claim lasts longer (`delivery.LEASE`).
PATIENCE = 45.0
SIGNS = {Level.GOOD: "✅", Level.HINT: "💡", Level.WRONG: "❌"}
HEADING = N_("🩺 <b>How the desk is</b>")
TROUBLE = N_("🩺 <b>Something needs to be put right</b>")
#: Under which name it is remembered what the group was told.
TOLD = "checkup"


class Errands:
    """What can be ordered, and the check at the start; one per process.

    `me` is the bot as Telegram introduced it at the start (getMe).
    """

    def __init__(
        self,
        *,
        settings: Settings,
        database: Database,
        api: Api,
        services: Callable[[], Services],
        clock: Callable[[], datetime],
        me: Callable[[], dict[str, Any]],
    ) -> None:
        self._settings = settings
        self._database = database
        self._api = api
        self._services = services
        self._clock = clock
        self._me = me

    @property
    def all(self) -> dict[str, Errand]:
        """The errands by the method of their rows."""
        return {doctor.EXAMINE: self.examine, doctor.WATCH: self.watch}

    async def examine(self, message: OutboxMessage) -> None:
        """/doctor: look at everything and tell it where it was asked."""
        async with asyncio.timeout(PATIENCE):
            found = await self._everything()
        chat_id, here = message.chat_id, message.payload.get("thread")
        now, services = self._clock(), self._services()
        async with self._database.transaction() as tx:
            topic = (chat_id, int(here)) if here is not None else None
            given_up = await outbox_revival.given_up(tx, checkup_database.LISTED)
            await Outgoing(tx, services, now, topic).text(
                chat_id,
                _told(HEADING, found, services.staff),
                keyboard=undelivered.keyboard(given_up, services.staff),
                reply_to=message.payload.get("message_id"),
            )

    async def watch(self, message: OutboxMessage) -> None:
        """The bot's rights have changed: see whether they suffice."""
        del message
        await self.check()

    async def check(self) -> list[Finding]:
        """Look at what stays wrong until somebody puts it right; the group is told once."""
        async with asyncio.timeout(PATIENCE):
            found = [one for one in await self._standing() if one.level is not Level.GOOD]
        for one in found:
            log.warning("checkup", says=one.what, remedy=one.remedy)
        told = "\n".join(sorted(one.what for one in found))
        mark = hashlib.blake2b(told.encode(), digest_size=8).hexdigest() if found else "well"
        now, services = self._clock(), self._services()
        async with self._database.transaction() as tx:
            is_news = await deadlines.has_changed(tx, TOLD, mark, now=now)
            if found and is_news:
                text = _told(TROUBLE, found, services.staff)
                await Outgoing(tx, services, now).text(services.staff_chat_id, text)
        return found

    async def _everything(self) -> list[Finding]:
        services, now = self._services(), self._clock()
        found = await checkup_telegram.look(self._api, self._settings, services.staff_chat_id)
        async with self._database.transaction() as tx:
            found += await checkup_database.of_rows(tx, now)
        return found + await self._content(now) + list(checkup.of_clock(self._settings, now))

    async def _content(self, now: datetime, base: KnowledgeBase | None = None) -> list[Finding]:
        """Content and calendar. Without `base` the content is read, in a thread: it takes long."""
        content = await asyncio.to_thread(lambda: list(checkup.of_content(self._settings, base)))
        holidays = self._services().holidays or OfficialHolidays()
        today = now.astimezone(self._settings.zone).date()
        return content + list(checkup.of_calendar(today, holidays))

    async def _standing(self) -> list[Finding]:
        """What no time heals: the bot's place in the group; content or calendar that is wrong.

        The content in use has just been read, and without a problem.
        """
        services = self._services()
        found = await checkup_telegram.of_group(self._api, self._me(), services.staff_chat_id)
        rest = await self._content(self._clock(), services.knowledge)
        return found + [one for one in rest if one.level is Level.WRONG]


def _told(heading: str, found: Sequence[Finding], t: Translator) -> str:
    """Findings as HTML, the worst first; a remedy stands below its finding."""
    order = (Level.WRONG, Level.HINT, Level.GOOD)
    lines: list[str] = [t.html(heading)]
    for one in sorted(found, key=lambda one: order.index(one.level)):
        what, remedy = (html.escape(part, quote=False) for part in one.shown(t))
        lines.append(f"{SIGNS[one.level]} {what}")
        if remedy:
            lines.append(f"<i>{remedy}</i>")
    return "\n".join(lines)
