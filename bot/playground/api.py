"""The emulated Bot API over loopback HTTP, with the doors for people's acts beside it.

`/bot{token}/{method}` and `/file/bot{token}/{path}` are what a bot sees; `/emulator/…` is
`control.py`. Run it alone for a bot in another process: `python -m bot.playground --port 8081`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from urllib.parse import parse_qsl

import aiohttp
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from bot.playground import control
from bot.playground.calls import NOT_FOUND, UNAUTHORIZED, answer
from bot.playground.params import Upload
from bot.playground.records import Json
from bot.playground.webhook import Courier, Reply
from bot.playground.world import DroppedError, World

HOSTS = ["127.0.0.1", "localhost"]
POST_TIMEOUT = aiohttp.ClientTimeout(total=65)
MAX_FIELD = 4 * 1024 * 1024
CUT = "emulator.cut"


class EmulatorApp(Starlette):
    """A Starlette app that can also cut the connection it answers on, as a bad network does."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Remember how to cut before the framework wraps `send`."""
        scope[CUT] = lambda: _cut(send)
        await super().__call__(scope, receive, send)


def _cut(send: Send) -> bool:
    """Abort uvicorn's connection behind `send`; False when there is none."""
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        return False
    transport.abort()
    return True


class LostConnection(Response):
    """No answer at all: the line is dead."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Cut the line; without a socket an empty 502 stands for it."""
        cut: Callable[[], bool] = scope[CUT]
        if cut():
            await asyncio.sleep(0.01)  # let uvicorn see that the line is gone
            return
        await Response(status_code=502)(scope, receive, send)


async def read_call(request: Request) -> tuple[Json, dict[str, Upload]]:
    """Parameters and files of a call, from query, JSON, form or multipart."""
    values: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        body = await request.body()
        values |= json.loads(body) if body else {}
    elif kind == "application/x-www-form-urlencoded":
        body = await request.body()
        values |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    elif kind == "multipart/form-data":
        return values, await _read_parts(request, values)
    return values, {}


async def _read_parts(request: Request, values: Json) -> dict[str, Upload]:
    uploads = {}
    async with request.form(max_part_size=MAX_FIELD) as form:
        for name, part in form.multi_items():
            if isinstance(part, UploadFile):
                mime_type = part.content_type or "application/octet-stream"
                uploads[name] = Upload(part.filename or "file", await part.read(), mime_type)
            else:
                values[name] = part
    return uploads


def bot_routes(world: World) -> list[BaseRoute]:
    """What the bot calls."""

    async def call(request: Request) -> Response:
        if request.path_params["token"] != world.token:
            return Response(UNAUTHORIZED, 401, media_type="application/json")
        try:
            values, uploads = await read_call(request)
        except ValueError:
            bad = b'{"ok":false,"error_code":400,"description":"Bad Request: wrong body"}'
            return Response(bad, 400, media_type="application/json")
        try:
            status, body = await answer(world, request.path_params["method"], values, uploads)
        except DroppedError:
            return LostConnection()
        kind = "text/html" if body.startswith(b"<") else "application/json"
        return Response(body, status, media_type=kind)

    async def download(request: Request) -> Response:
        file = world.state.files.by_path(request.path_params["path"])
        if request.path_params["token"] != world.token or file is None:
            return Response(NOT_FOUND, 404, media_type="application/json")
        return Response(file.data, media_type="application/octet-stream")

    return [
        Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", download),
    ]


async def push(session: aiohttp.ClientSession, url: str, body: Json, head: dict[str, str]) -> Reply:
    """POST an update to a webhook."""
    try:
        async with session.post(url, json=body, headers=head) as response:
            raw = await response.read()
            wait = response.headers.get("Retry-After", "")
            seconds = float(wait) if wait.isdigit() else None
            return Reply(response.status, seconds, _method_call(raw))
    except (aiohttp.ClientError, TimeoutError, OSError):
        return Reply(0)


def _method_call(raw: bytes) -> Json | None:
    try:
        body = json.loads(raw)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def emulator_app(
    world: World, *more: BaseRoute, first_delay: float = 2.0, hosts: list[str] | None = None
) -> Starlette:
    """Bot API, control and `more` routes for one world; webhooks are delivered while it runs."""

    @contextlib.asynccontextmanager
    async def deliver(app: Starlette) -> AsyncIterator[None]:
        del app
        async with aiohttp.ClientSession(timeout=POST_TIMEOUT) as session:

            async def post(url: str, body: Json, headers: dict[str, str]) -> Reply:
                return await push(session, url, body, headers)

            courier = asyncio.create_task(Courier(world, post, first_delay=first_delay).run())
            yield
            courier.cancel()
            await asyncio.gather(courier, return_exceptions=True)

    guard = Middleware(TrustedHostMiddleware, allowed_hosts=hosts or HOSTS)
    routes = [*bot_routes(world), *control.routes(world), *more]
    return EmulatorApp(routes=routes, middleware=[guard], lifespan=deliver)
