"""The emulated Telegram that a story about processes watches: over loopback, written down."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import uvicorn

from bot import listening
from bot.playground import api, serve
from bot.playground.errors import ApiError
from bot.playground.faults import Fault
from bot.playground.params import Params
from bot.playground.updates import Pending
from bot.playground.world import World

#: Seconds between two tries of the emulator to reach a webhook, at first.
PATIENCE = 0.1
#: An edit that changes nothing is refused, and is as good as done.
NOT_MODIFIED = "message is not modified"
#: What `Telegram.on_effect` is told of an acknowledged update.
CONFIRMED = "confirmed"
#: Seconds after which the bot does not wait for an answer any more (`bot/transport.py`).
GIVEN_UP = 20.0


@dataclass(frozen=True)
class Said:
    """One call of the bot that a chat saw: `life` counts the programs that came to talk."""

    life: int
    chat_id: int
    essence: str
    #: The answer to the call was lost, or came too late: the bot cannot know that it was said.
    is_doubtful: bool = False

    @property
    def is_new_message(self) -> bool:
        """Whether it is another message, and no change of an old one."""
        return str(json.loads(self.essence)[0]).startswith(("send", "copy"))


class Telegram(World):
    """A world that writes down what chats saw and which updates were confirmed."""

    def __init__(self) -> None:
        super().__init__(clock=lambda: datetime.now(UTC))
        self.life = 0
        self.said: list[Said] = []
        self._doubtful: set[asyncio.Task[Any] | None] = set()
        self.confirmed: set[int] = set()
        #: Called with each method of the bot that has taken effect, before the answer leaves, and
        #: with CONFIRMED when an update is acknowledged.
        self.on_effect: Callable[[str], None] = lambda _: None
        before = self.updates.on_confirmed

        def confirmed(pending: Pending) -> None:
            self.confirmed.add(pending.id)
            before(pending)
            self.on_effect(CONFIRMED)

        self.updates.on_confirmed = confirmed
        founder = self.person(900, "مدیر گروه", language="fa")
        self.desk = self.group("میز آمار", admins=[founder])

    async def _before(self, fault: Fault) -> None:
        is_late = fault.kind == "slow_after" and fault.seconds >= GIVEN_UP
        if is_late or fault.kind == "drop_after":
            self._doubtful.add(asyncio.current_task())
        await super()._before(fault)

    async def _carry_out(self, method: str, params: Params) -> Any:
        """Carry a call out, write it down if a chat saw it, and tell who listens."""
        task = asyncio.current_task()
        is_doubtful = task in self._doubtful
        self._doubtful.discard(task)
        if method == "getMe":  # the first thing a program asks
            self.life += 1
        try:
            result = await super()._carry_out(method, params)
        except ApiError as error:
            if NOT_MODIFIED in error.description:
                self._note(method, params.values, is_doubtful=is_doubtful)
            raise
        self._note(method, params.values, is_doubtful=is_doubtful)
        self.on_effect(method)
        return result

    def _note(self, method: str, values: Mapping[str, Any], *, is_doubtful: bool) -> None:
        if "chat_id" not in values or not method.startswith(("send", "edit", "copy")):
            return
        chat = self.chat(int(values["chat_id"]))
        self.said.append(Said(self.life, chat.id, essence(method, values), is_doubtful))


def essence(method: str, params: Mapping[str, Any]) -> str:
    """A call in one line, the same for a row of the outbox and for what came over the wire."""
    markup = params.get("reply_markup")
    if isinstance(markup, str):
        markup = json.loads(markup)
    words = params.get("text") or params.get("caption") or ""
    return json.dumps([method, words, markup], ensure_ascii=False, sort_keys=True)


@asynccontextmanager
async def telegram() -> AsyncIterator[Telegram]:
    """An emulated Telegram that answers on a loopback port while the block runs."""
    world = Telegram()
    door = listening.listen(serve.HOST, 0)
    world.base_url = f"http://{serve.HOST}:{door.getsockname()[1]}"
    config = uvicorn.Config(
        api.emulator_app(world, first_delay=PATIENCE),
        log_config=None,
        log_level="critical",
        access_log=False,
        lifespan="on",
        timeout_graceful_shutdown=1,
    )
    up = asyncio.Event()
    server = serve._Quiet(config, up)
    task = asyncio.create_task(server.serve(sockets=[door]))
    try:
        await asyncio.wait_for(up.wait(), 30.0)
        yield world
    finally:
        server.should_exit = True
        await asyncio.gather(task, return_exceptions=True)
        door.close()
