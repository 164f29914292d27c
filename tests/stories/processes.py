"""Real processes of the program against the emulated Telegram, which is served from the test.

The emulator, the people and the test share one event loop; the bot is `python -m bot run` in a
process of its own and knows only addresses. Nothing survives the test: whoever still runs at the
end of a block is killed.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
import uvicorn

from bot.playground import api, serve
from bot.playground.errors import ApiError
from bot.playground.params import Upload
from bot.playground.updates import Pending
from bot.playground.world import World

ROOT = Path(__file__).parents[2]
SECRET = "a-secret-of-the-stories-0123456789"
HOOK = "/hook"
#: Seconds a process may take to start, on a machine that has much else to do.
START = 60.0
#: Seconds between two tries of the emulator to reach a webhook, at first.
PATIENCE = 0.1
#: An edit that changes nothing is refused, and is as good as done.
NOT_MODIFIED = "message is not modified"
T = TypeVar("T")


@dataclass(frozen=True)
class Said:
    """One call of the bot that a chat saw: `life` counts the programs that came to talk."""

    life: int
    chat_id: int
    essence: str

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
        self._last: dict[int, Said] = {}
        #: When a chat last saw its last message of an earlier life again.
        self.last_double = 0.0
        self.confirmed: set[int] = set()
        #: Called with each method of the bot that has taken effect, before the answer leaves.
        self.on_effect: Callable[[str], None] = lambda _: None
        before = self.updates.on_confirmed

        def confirmed(pending: Pending) -> None:
            self.confirmed.add(pending.id)
            before(pending)

        self.updates.on_confirmed = confirmed
        founder = self.person(900, "مدیر گروه", language="fa")
        self.desk = self.group("میز آمار", admins=[founder])

    async def call(
        self,
        method: str,
        values: Mapping[str, Any] | None = None,
        uploads: Mapping[str, Upload] | None = None,
    ) -> Any:
        """Carry a call out, write it down if a chat saw it, and tell who listens."""
        if method == "getMe":  # the first thing a program asks
            self.life += 1
        try:
            result = await super().call(method, values, uploads)
        except ApiError as error:
            if NOT_MODIFIED in error.description:
                self._note(method, values or {})
            raise
        self._note(method, values or {})
        self.on_effect(method)
        return result

    def _note(self, method: str, values: Mapping[str, Any]) -> None:
        if "chat_id" not in values or not method.startswith(("send", "edit", "copy")):
            return
        chat = self.chat(int(values["chat_id"]))
        one = Said(self.life, chat.id, essence(method, values))
        before = self._last.get(one.chat_id)
        if before is not None and before.life < one.life and before.essence == one.essence:
            self.last_double = time.monotonic()
        self._last[one.chat_id] = one
        self.said.append(one)


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
    door = socket.create_server((serve.HOST, 0), backlog=512)
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
        await asyncio.wait_for(up.wait(), START)
        yield world
    finally:
        server.should_exit = True
        await asyncio.gather(task, return_exceptions=True)
        door.close()


class Program:
    """One place where the program runs: its settings, its folder, its process if there is one."""

    def __init__(self, folder: Path, name: str = "bot", **settings: object) -> None:
        self.folder = folder
        self.log = folder / f"{name}.log"
        self.settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._seen = 0

    def start(self, *arguments: str) -> None:
        """Start a process: `run`, or another command."""
        assert not self.is_running, "one at a time"
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "AMARYAR_LOG_FORMAT": "json",
            "AMARYAR_LISTEN": "127.0.0.1:0",
        }
        environment |= {f"AMARYAR_{k.upper()}": str(v) for k, v in self.settings.items()}
        self.log.touch()
        self._seen = self.log.stat().st_size
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", *(arguments or ("run",))],
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    @property
    def is_running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None and self._process.poll() is None

    @property
    def output(self) -> str:
        """What the present or last process has written."""
        with self.log.open("rb") as file:
            file.seek(self._seen)
            return file.read().decode(errors="replace")

    def logged(self, event: str) -> list[dict[str, Any]]:
        """The log lines of one kind."""
        whole = [line for line in self.output.splitlines() if line[:1] + line[-1:] == "{}"]
        lines: list[dict[str, Any]] = [json.loads(line) for line in whole]
        return [line for line in lines if line.get("event") == event]

    async def says(self, event: str, seconds: float = START) -> dict[str, Any]:
        """Wait for a log line of the process; its facts."""
        return (await self.until(lambda: self.logged(event), seconds))[0]

    async def until(self, holds: Callable[[], T], seconds: float = START) -> T:
        """Wait until something holds; fails at once when the process ends before it does."""
        end = time.monotonic() + seconds
        while not (found := holds()):
            assert self.is_running, f"the program ended:\n{self.output[-3000:]}"
            assert time.monotonic() < end, f"never came to that:\n{self.output[-3000:]}"
            await asyncio.sleep(0.02)
        return found

    async def address(self) -> str:
        """Where its web door is."""
        return f"http://127.0.0.1:{(await self.says('listening'))['port']}"

    def kill(self) -> None:
        """Kill -9: no word of goodbye, nothing is tidied up."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def tell_to_stop(self) -> None:
        """SIGTERM, as a service manager does."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)

    async def ends(self, seconds: float = START) -> int:
        """Wait for the end of the process; its exit code."""
        assert self._process is not None
        return await asyncio.to_thread(self._process.wait, seconds)

    async def stop(self) -> int:
        """SIGTERM, and wait; the exit code."""
        self.tell_to_stop()
        return await self.ends()


@asynccontextmanager
async def program(
    world: Telegram, folder: Path, name: str = "bot", **settings: object
) -> AsyncIterator[Program]:
    """The program set up for a world, not started; killed at the end if it still runs."""
    made = Program(
        folder,
        name,
        token=world.token,
        staff_chat_id=world.desk.id,
        api_url=world.base_url,
        **settings,
    )
    try:
        yield made
    finally:
        made.kill()


def by_webhook(world: Telegram) -> dict[str, Any]:
    """Settings of webhook mode. Where the doors really are, `connect` tells the emulator."""
    return {"webhook_url": f"{world.base_url}{HOOK}", "webhook_secret": SECRET}


async def connect(world: Telegram, *programs: Program) -> None:
    """Spread updates over the web doors of running programs, as a load balancer does."""
    world.state.webhook.balance = [await one.address() + HOOK for one in programs]


async def get(url: str, **headers: str) -> tuple[int, dict[str, Any]]:
    """Ask a web door: status and body."""
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        return answer.status, await answer.json()
