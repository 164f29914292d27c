"""The transport of python-telegram-bot straight into a `World`, without a socket: for tests.

Give one `DirectRequest(world)` as `request` and one as `get_updates_request` of `ExtBot`.

The library's own code builds requests, reads answers and maps errors; only the wire is missing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from telegram._utils.defaultvalue import DEFAULT_NONE, DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.playground.calls import NOT_FOUND, UNAUTHORIZED, answer
from bot.playground.params import Upload
from bot.playground.world import DroppedError, World

Timeout = DefaultValue[float] | DefaultValue[None] | float | None


class DirectRequest(BaseRequest):
    """Calls the world in this process; a read timeout cuts slow faults off as a socket would."""

    def __init__(self, world: World, *, read_timeout: float = 5.0) -> None:
        self.world = world
        self._read_timeout = read_timeout

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer unless a call says otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(  # noqa: PLR0917 - as BaseRequest declares it
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Timeout = DEFAULT_NONE,
        write_timeout: Timeout = DEFAULT_NONE,
        connect_timeout: Timeout = DEFAULT_NONE,
        pool_timeout: Timeout = DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request: status and body, NetworkError for a cut line, TimedOut for a slow one."""
        del method, write_timeout, connect_timeout, pool_timeout
        limit = self._read_timeout if isinstance(read_timeout, DefaultValue) else read_timeout
        path = unquote(urlsplit(url).path)
        if path.startswith("/file/"):
            return self._download(path)
        token, name = path.removeprefix("/bot").rsplit("/", 1)
        if token != self.world.token:
            return 401, UNAUTHORIZED
        values = dict(request_data.json_parameters) if request_data else {}
        uploads = _uploads(request_data.multipart_data) if request_data else {}
        try:
            async with asyncio.timeout(limit):
                return await answer(self.world, name, values, uploads)
        except DroppedError as lost:
            raise NetworkError(f"connection reset: {lost}") from lost
        except TimeoutError as slow:
            raise TimedOut from slow

    def _download(self, path: str) -> tuple[int, bytes]:
        token, _, name = path.removeprefix("/file/bot").partition("/")
        file = self.world.state.files.by_path(name) if token == self.world.token else None
        if file is None:
            return 404, NOT_FOUND
        return 200, file.data


def _uploads(parts: Mapping[str, Any]) -> dict[str, Upload]:
    uploads = {}
    for name, (file_name, data, mime_type) in parts.items():
        content = data if isinstance(data, bytes) else data.read()
        uploads[name] = Upload(file_name, content, mime_type)
    return uploads
