"""`/emulator/…`: people's acts, looking, faults and the event stream.

For the page, and for tests that run the bot in another process. JSON in and out. A request that
a browser sends from another site is refused.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route

from bot.playground import acts, views
from bot.playground.errors import NotPossibleError
from bot.playground.records import Json
from bot.playground.world import World

KEEP_ALIVE = 15.0
INLINE_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
PLAYED = ("audio/", "video/")

Endpoint = Callable[[Request], Awaitable[Response]]


def guarded(endpoint: Endpoint) -> Endpoint:
    """Refuse other sites; turn impossible acts into 400 with the reason."""

    async def answer(request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin and urlsplit(origin).netloc != request.headers.get("host"):
            return JSONResponse({"error": "other site"}, 403)
        try:
            return await endpoint(request)
        except (NotPossibleError, KeyError, ValueError, TypeError, IndexError) as wrong:
            return JSONResponse({"error": f"{type(wrong).__name__}: {wrong}"}, 400)

    return answer


class Control:
    """The endpoints over one world."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def snapshot(self, request: Request) -> Response:
        """GET: everything."""
        del request
        return JSONResponse(views.snapshot(self.world.state, self.world.staff_chat_id))

    async def chat(self, request: Request) -> Response:
        """GET: one chat with its messages."""
        record = self.world.state.chats[int(request.path_params["chat_id"])]
        return JSONResponse(views.whole_chat(self.world.state, record))

    async def act(self, request: Request) -> Response:
        """POST: one act of a person; JSON, or multipart with `act` as JSON and files."""
        if request.headers.get("content-type", "").startswith("multipart/"):
            order, files = await acts.read_files(request)
        else:
            order, files = await request.json(), []
        done = acts.perform(self.world, order, files)
        return JSONResponse(done)

    async def faults(self, request: Request) -> Response:
        """GET the standing ones, POST one more, DELETE all."""
        if request.method == "POST":
            order = await request.json()
            fault = self.world.faults.add(str(order.pop("kind")), **order)
            return JSONResponse(vars(fault))
        if request.method == "DELETE":
            self.world.faults.clear()
        return JSONResponse([vars(fault) for fault in self.world.faults.standing])

    async def calls(self, request: Request) -> Response:
        """GET: calls the bot made, `?method=` for one kind."""
        found = self.world.calls(request.query_params.get("method"))
        return JSONResponse(
            [
                {
                    "at": call.at.isoformat(),
                    "method": call.method,
                    "values": call.values,
                    "error": call.error,
                    "fault": call.fault,
                }
                for call in found
            ]
        )

    async def updates(self, request: Request) -> Response:
        """POST any of repeat, reverse (counts), redeliver (id), inject (raw), balance (URLs)."""
        order: Json = await request.json()
        queue = self.world.updates
        queue.repeat_next(int(order.get("repeat", 0)))
        queue.reverse_next(int(order.get("reverse", 0)))
        if "redeliver" in order:
            queue.redeliver(int(order["redeliver"]))
        if "balance" in order:
            self.world.state.webhook.balance = [str(url) for url in order["balance"]]
        answer: Json = {"pending": len(queue.alive())}
        if "inject" in order:
            answer["update_id"] = queue.inject(dict(order["inject"]))
        return JSONResponse(answer)

    async def file(self, request: Request) -> Response:
        """GET: a file's bytes; only pictures and sound are shown, the rest is downloaded."""
        file = self.world.state.files.get(request.path_params["file_id"])
        if file is None:
            return JSONResponse({"error": "no such file"}, 404)
        kind = _shown_type(file.kind, file.data, file.mime_type)
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "max-age=3600"}
        if kind == "application/octet-stream":
            headers["Content-Disposition"] = "attachment"
        return Response(file.data, media_type=kind, headers=headers)

    async def events(self, request: Request) -> Response:
        """GET: server-sent events after `?since=`."""
        last = request.headers.get("last-event-id") or request.query_params.get("since")
        seq = int(last or 0)
        return StreamingResponse(
            self._stream(seq),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    async def _stream(self, seq: int) -> AsyncIterator[str]:
        journal = self.world.state.journal
        yield "retry: 500\n\n"
        while True:
            entries = journal.since(seq)
            if entries is None:
                yield _event(journal.last, {"kind": "reset"})
            for noted in entries or []:
                yield _event(noted["seq"], views.entry(self.world.state, noted))
            seq = journal.last
            while journal.last == seq:
                if not await journal.changed.wait(KEEP_ALIVE):
                    yield ": still here\n\n"
            await asyncio.sleep(0)


def _event(seq: int, body: Json) -> str:
    return f"id: {seq}\ndata: {json.dumps(body, ensure_ascii=False)}\n\n"


def _shown_type(kind: str, data: bytes, mime_type: str | None) -> str:
    if kind == "photo":
        return "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
    if mime_type in INLINE_TYPES or (mime_type or "").startswith(PLAYED):
        return str(mime_type)
    return "application/octet-stream"


def routes(world: World) -> list[BaseRoute]:
    """All of `/emulator`."""
    control = Control(world)
    table: list[tuple[str, Any, list[str]]] = [
        ("/snapshot", control.snapshot, ["GET"]),
        ("/chats/{chat_id}", control.chat, ["GET"]),
        ("/act", control.act, ["POST"]),
        ("/faults", control.faults, ["GET", "POST", "DELETE"]),
        ("/calls", control.calls, ["GET"]),
        ("/updates", control.updates, ["POST"]),
        ("/files/{file_id}", control.file, ["GET"]),
        ("/events", control.events, ["GET"]),
    ]
    inner = [Route(path, guarded(act), methods=methods) for path, act, methods in table]
    return [Mount("/emulator", routes=inner)]
