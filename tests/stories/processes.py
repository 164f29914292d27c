"""Real processes of the program against the emulated Telegram, which is served from the test.

The emulator, the people and the test share one event loop; the bot is `python -m bot run` in a
process of its own and knows only addresses. Nothing survives the test: whoever still runs at the
end of a block is killed.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiohttp

from tests import office as offices
from tests.stories.watched import Telegram

ROOT = Path(__file__).parents[2]
SECRET = "a-secret-of-the-stories-0123456789"
HOOK = "/hook"
#: Seconds a process may take to start, on a machine that has much else to do.
START = 300.0
T = TypeVar("T")


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
            "AMARYAR_UNDO_SECONDS": "0",
            "AMARYAR_GROUP_PACE": "0",
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

    @contextmanager
    def limited(self, room: int) -> Iterator[None]:
        """A disk with so much room beyond the log: no file of the process grows further.

        A write beyond the limit fails in the process as on a full disk (EFBIG, SQLITE_IOERR_WRITE).
        """
        assert self._process is not None
        pid, size = self._process.pid, self.log.stat().st_size + room
        _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))
        try:
            yield
        finally:
            if self.is_running:
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))

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
    address = f"{world.base_url}{HOOK}"
    return {"webhook_url": address, "webhook_secret": SECRET, "data_key": offices.KEY}


async def connect(world: Telegram, *programs: Program) -> None:
    """Spread updates over the web doors of running programs, as a load balancer does."""
    world.state.webhook.balance = [await one.address() + HOOK for one in programs]


async def get(url: str, **headers: str) -> tuple[int, dict[str, Any]]:
    """Ask a web door: status and body."""
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        return answer.status, await answer.json()
