"""People who file opinions, suggestions and questions with a program that may die at any moment.

They do what a person does: look at the newest message and press or write what it asks for. A
message that comes a second time word for word is left alone.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.playground.people import Person
from bot.playground.records import Message
from handlers.i18n.translator import Translator, Translators
from tests.stories.watched import Telegram

#: Seconds until somebody gives up waiting; on PostgreSQL several kills can hit the same message.
LONG = 600.0
KINDS = ("opinion", "suggestion", "question")
LANGUAGES = ("fa", "en", "ar")
_TRANSLATORS = Translators.load(ZoneInfo("Asia/Tehran"))


class Filer:
    """One person and the submissions she makes one after the other; `done` holds their words."""

    def __init__(self, world: Telegram, person: Person, language: str) -> None:
        self.world = world
        self.person = person
        self.t: Translator = _TRANSLATORS.for_(language)
        self.done: list[str] = []
        self._acted_on = 0
        self._words = ""

    async def files(self, kind: str, token: str) -> None:
        """Make one submission from the first word to the receipt; `token` makes it findable."""
        self._words = f"zxqv {token} wkjh qqpf"  # nothing the office knows an answer to
        receipt = self._words if kind == "question" else token
        self.person.says(self._words if kind == "question" else f"/{kind}")
        seen = self.newest.text if self.newest else ""
        while True:
            message = await self._next(seen)
            seen = message.text
            if self._is_receipt(message, receipt):
                break
            self._act(message)
        self.done.append(token)

    @property
    def newest(self) -> Message | None:
        """The bot's last message here."""
        if self.person.id not in self.world.state.chats:
            return None
        messages = self.world.messages(self.person.id, from_bot=True)
        return messages[-1] if messages else None

    async def _next(self, seen: str) -> Message:
        def newer() -> Message | None:
            message = self.newest
            if message is None or message.id <= self._acted_on or message.text == seen:
                return None
            return message

        try:
            found = await self.world.until(newer, LONG)
        except TimeoutError:
            talk = [(m.id, m.text[:90], m.labels) for m in self.world.messages(self.person.id)]
            message = f"{self.person.id} waits in vain after {talk[-4:]}"
            raise AssertionError(message) from None
        assert found is not None
        self._acted_on = found.id
        return found

    def _label(self, msgid: str) -> str:
        return self.t.text(msgid)

    def _is_receipt(self, message: Message, token: str) -> bool:
        return self._label("🔎 See the case") in message.labels and token in message.text

    def _act(self, message: Message) -> None:
        """Press or write what the message asks for; leave alone what asks for nothing."""
        labels = message.labels
        for msgid in ("📨 Submit", "⏭ Skip", "🙋 Hand it to an expert"):
            if self._label(msgid) in labels:
                self.person.presses(message, self._label(msgid))
                return
        asks = [one for one in labels if one != self._label("◀️ Back")]
        if asks == [self._label("✖️ Cancel")]:
            self.person.says(self._words)
        elif self._label("✖️ Cancel") in asks:
            self.person.presses(message, asks[0])


def people(world: Telegram, count: int) -> list[Filer]:
    """So many citizens of three languages."""
    return [
        Filer(world, world.person(1000 + place, f"شهروند {place}", language=language), language)
        for place in range(1, count + 1)
        for language in [LANGUAGES[place % len(LANGUAGES)]]
    ]


async def all_file(filers: Sequence[Filer], submissions: int, *, seed: int, first: int = 0) -> None:
    """Everybody at once, each her share one after the other, kinds as drawn by the seed.

    Their words are numbered from `first` on.
    """
    chance = random.Random(seed)  # noqa: S311 - the same in every run
    numbers = range(first, first + submissions)
    plan = [(chance.choice(KINDS), f"n{number:04d}x") for number in numbers]

    async def share(place: int) -> None:
        for kind, token in plan[place :: len(filers)]:
            await filers[place].files(kind, token)

    async with asyncio.TaskGroup() as group:
        for place in range(len(filers)):
            group.create_task(share(place))
