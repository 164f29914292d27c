"""Serving a world on loopback: Bot API, control and the page in one app."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette

from bot import listening
from bot.playground import api, page
from bot.playground.world import World

HOST = "127.0.0.1"


def playground_app(world: World) -> Starlette:
    """The Bot API, `/emulator/…` and the chat page for one world."""
    return api.emulator_app(world, *page.routes(world))


async def serve(port: int, world: World, *, started: asyncio.Event | None = None) -> None:
    """Serve until cancelled; `started` is set once the port answers. Loopback only.

    Port 0 takes a free one; `world.base_url` tells which. Errors: OSError when it is taken.
    """
    door = listening.listen(HOST, port)
    world.base_url = f"http://{HOST}:{door.getsockname()[1]}"
    config = uvicorn.Config(
        playground_app(world),
        log_config=None,
        log_level="critical",
        access_log=False,
        lifespan="on",
        timeout_graceful_shutdown=1,
        timeout_keep_alive=75,
    )
    server = _Quiet(config, started or asyncio.Event())
    task = asyncio.create_task(server.serve(sockets=[door]))
    try:
        await asyncio.shield(task)
    finally:
        server.should_exit = True
        await asyncio.gather(task, return_exceptions=True)
        door.close()


class _Quiet(uvicorn.Server):
    """A server that leaves signals to the program it runs in and says when it is up."""

    def __init__(self, config: uvicorn.Config, up: asyncio.Event) -> None:
        super().__init__(config)
        self._up = up

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the door, then say so."""
        await super().startup(sockets)
        self._up.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing: the program has its own."""
        yield
