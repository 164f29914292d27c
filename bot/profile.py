"""What Telegram shows of the bot: its name, its descriptions, its menu of commands.

Set in the background after the start, only where it differs from what Telegram shows already
(Telegram allows few changes of a name a day). Nothing here is ever fatal: other messengers that
speak like Telegram know only some of these methods.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from telegram.error import RetryAfter, TelegramError

from bot import logs
from bot.transport import Api
from handlers import routes
from handlers.context import Services
from handlers.i18n.translator import LANGUAGES, N_

log = logs.get(__name__)

NAME = N_("Amaryar")
DESCRIPTION = N_(
    "I am the desk of the provincial statistics offices.\n\n"
    "Ask me in your own words about available statistics and about the terms of the service; I "
    "answer with the source. I also take data requests, complaints, opinions and suggestions, "
    "give a tracking number, and bring you the answer of the experts.\n\n"
    "I am a program, not a person. Press Start to begin."
)
SHORT_DESCRIPTION = N_("Desk of the provincial statistics offices: answers, requests, complaints.")

#: Longest texts (Bot API: setMyName, setMyDescription, setMyShortDescription, BotCommand).
LIMITS = {"name": 64, "description": 512, "short_description": 120}
_COMMAND_LIMIT = 256


@dataclass(frozen=True)
class Wish:
    """One setting of the profile: how it is read, how it is set, what it shall be."""

    getter: str
    setter: str
    where: dict[str, Any]
    field: str
    value: Any

    def is_met(self, answer: Any) -> bool:
        """Whether Telegram shows it already."""
        shown = answer.get(self.field) if isinstance(answer, dict) else answer
        return bool(shown == self.value)


def wishes(services: Services, staff_chat_id: int) -> Iterator[Wish]:
    """All that shall be shown, in each language, and to those who have none of ours."""
    for code in ("", *LANGUAGES):
        t = services.translator(code or None)
        where = {"language_code": code} if code else {}
        words = {"name": NAME, "description": DESCRIPTION, "short_description": SHORT_DESCRIPTION}
        for field, msgid in words.items():
            method = "My" + "".join(part.title() for part in field.split("_"))
            value = t.text(msgid)[: LIMITS[field]]
            yield Wish(f"get{method}", f"set{method}", where, field, value)
        private = where | {"scope": {"type": "all_private_chats"}}
        yield _menu(services, code, private, staff=False)
    group = {"scope": {"type": "chat", "chat_id": staff_chat_id}}
    yield _menu(services, "", group, staff=True)


async def show(api: Api, services: Services, staff_chat_id: int) -> int:
    """Make Telegram show it; how many settings were changed."""
    changed = 0
    for wish in wishes(services, staff_chat_id):
        try:
            if wish.is_met(await api.call(wish.getter, wish.where)):
                continue
            await api.call(wish.setter, wish.where | {wish.field: wish.value})
        except RetryAfter:
            log.info("profile left as it is for now", setting=wish.setter)
        except TelegramError as error:
            log.info("profile not set", setting=wish.setter, error=type(error).__name__)
        else:
            changed += 1
    return changed


def _menu(services: Services, code: str, where: dict[str, Any], *, staff: bool) -> Wish:
    t = services.translator(code or None)
    commands = [
        {"command": name, "description": t.text(msgid)[:_COMMAND_LIMIT]}
        for name, msgid in routes.commands(staff=staff).items()
    ]
    return Wish("getMyCommands", "setMyCommands", where, "commands", commands)
