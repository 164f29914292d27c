"""The processes of the program in a fault story: started, killed, started again, stopped."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.stories.processes import Program, by_webhook, connect, program
from tests.stories.watched import Telegram

#: Seconds in which what a killed process had sent is off the wire.
OFF_THE_WIRE = 0.2
#: Bytes that the files of a process may still grow by when its disk is "full".
LEFT = 200_000
#: Seconds until it must have noticed; a file that has room inside notices nothing.
PATIENCE = 2.0
#: What a process says then.
FULL = "make room"


@dataclass
class Fleet:
    """One or more replicas of the program before the same Telegram and database."""

    world: Telegram
    programs: list[Program]
    is_webhook: bool
    kills: int = 0
    outages: int = 0
    _changing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def start(self) -> None:
        """Start whoever does not run, and tell the load balancer of all."""
        async with self._changing:
            await self._start()

    async def _start(self) -> None:
        for one in self.programs:
            if not one.is_running:
                one.start()
        if self.is_webhook:
            await connect(self.world, *self.programs)

    async def kill(self, chance: random.Random) -> None:
        """Kill -9 one of them, and start it again some moments later."""
        async with self._changing:
            one = chance.choice(self.programs)
            one.kill()
            self.kills += 1
            await asyncio.sleep(OFF_THE_WIRE)
            self.world.life += 1
            await asyncio.sleep(chance.uniform(0.0, 1.0))
            await self._start()

    async def watch(self) -> None:
        """Complain as soon as a process has ended that nobody killed."""
        while True:
            async with self._changing:
                for one in self.programs:
                    assert one.is_running, f"ended by itself:\n{one.output[-4000:]}"
            await asyncio.sleep(0.5)

    async def fill_disk(self) -> None:
        """Let no file of a process grow any more until it has said so, or had nothing to write."""
        async with self._changing:
            for one in self.programs:
                told = one.output.count(FULL)
                with one.limited(LEFT):
                    end = time.monotonic() + PATIENCE
                    while time.monotonic() < end and one.output.count(FULL) == told:  # noqa: ASYNC110
                        await asyncio.sleep(0.05)  # a log file rings no bell
                    self.outages += one.output.count(FULL) > told

    async def stop(self) -> list[int]:
        """SIGTERM to all; their exit codes."""
        return [await one.stop() for one in self.programs]


@asynccontextmanager
async def fleet(
    world: Telegram, folder: Path, url: str, *, is_webhook: bool, replicas: int = 1
) -> AsyncIterator[Fleet]:
    """So many replicas, not started yet; none survives the block."""
    settings = {"offices": "semnan", "database_url": url}
    async with contextlib.AsyncExitStack() as stack:
        programs = [
            await stack.enter_async_context(
                program(
                    world,
                    folder,
                    f"bot{number}",
                    **settings,
                    **(by_webhook(world) if is_webhook else {}),
                )
            )
            for number in range(replicas)
        ]
        yield Fleet(world, programs, is_webhook)
