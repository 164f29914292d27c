"""The web door: the webhook, /healthz (it lives), /readyz (it can serve), /metrics (its figures).

The webhook answers 200 only after the update is committed; 503 makes Telegram deliver it again.
"""

import asyncio
import hmac
import json
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot import listening, logs
from bot.lanes import Overloaded
from bot.metrics import CONTENT_TYPE
from bot.polling import Accepts
from storage import errors

log = logs.get(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a name of the Bot API
#: Bytes of an update at most; Telegram's are far smaller.
LARGEST = 1_000_000
#: Seconds in which a body must have come; Telegram's come at once.
PATIENCE = 10.0
#: Seconds after which Telegram may try again (Bot API server: honoured up to 3600).
AGAIN = "1"
#: Seconds that requests under way are given when the program stops.
FAREWELL = 10

Check = Callable[[], Awaitable[dict[str, str]]]
Page = Callable[[], Awaitable[bytes]]


def make_app(routes: list[Route]) -> Starlette:
    """The application behind a door; what is not in `routes` is not found."""
    return Starlette(routes=routes)


def watching(ready: Check, metrics: Page) -> list[Route]:
    """What those ask who watch the program.

    Args:
        ready: what is not in order, name -> why; nothing when all is well.
        metrics: the figures, as Prometheus reads them.
    """

    async def health(request: Request) -> Response:
        del request
        return JSONResponse({"status": "ok"})

    async def readiness(request: Request) -> Response:
        del request
        wrong = await ready()
        body = {"status": "not ready" if wrong else "ok", **wrong}
        return JSONResponse(body, status_code=503 if wrong else 200)

    async def figures(request: Request) -> Response:
        del request
        return Response(await metrics(), media_type=CONTENT_TYPE)

    answers = {"/healthz": health, "/readyz": readiness, "/metrics": figures}
    return [Route(path, answer, methods=["GET"]) for path, answer in answers.items()]


def webhook(intake: Accepts, url: str, secret: str, *, in_path: bool = False) -> Route:
    """Where Telegram posts.

    Args:
        intake: takes the updates.
        url: the webhook's public address; its path is where we listen.
        secret: what Telegram must show with each update.
        in_path: it is the last part of the address, for who has no header for it.
    """
    path = urlsplit(url).path or "/"
    if in_path:
        path = f"{path.rstrip('/')}/{{secret}}"
    return Route(path, _Webhook(intake, secret).answer, methods=["POST"])


class _Webhook:
    def __init__(self, intake: Accepts, secret: str) -> None:
        self._intake = intake
        self._secret = secret.encode()

    async def answer(self, request: Request) -> Response:
        in_path = request.path_params.get("secret")
        shown = (in_path or request.headers.get(SECRET_HEADER, "")).encode()
        if not hmac.compare_digest(shown, self._secret):
            return Response(status_code=403)
        try:
            raw = json.loads(await _body(request))
        except OverflowError:
            return Response(status_code=413)
        except TimeoutError:
            return Response(status_code=408)
        except (ValueError, ClientDisconnect):
            return Response(status_code=400)
        return await self._accept(raw) if isinstance(raw, dict) else Response(status_code=400)

    async def _accept(self, raw: dict[str, Any]) -> Response:
        try:
            await self._intake.accept(raw)
        except errors.DatabaseUnavailable as error:
            told = {"error": error.reason, "remedy": error.remedy}
            log.warning("update not kept", id=raw.get("update_id"), **told)
        except Overloaded as error:
            log.warning("update not kept", id=raw.get("update_id"), error=type(error).__name__)
        except Exception as error:  # noqa: BLE001 - 503 is the only answer that loses nothing
            logs.failure(log, "update not kept", error, id=raw.get("update_id"))
        else:
            return Response(status_code=200)
        return Response(status_code=503, headers={"Retry-After": AGAIN})


async def _body(request: Request) -> bytes:
    """The body, when it is neither too long nor too slow. Raises OverflowError, TimeoutError."""
    body = bytearray()
    async with asyncio.timeout(PATIENCE):
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                raise OverflowError
    return bytes(body)


class _Server(uvicorn.Server):
    """uvicorn inside our own loop: the program handles the signals, not the server."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Door:
    """The server at one address."""

    def __init__(self, app: Starlette, address: tuple[str, int]) -> None:
        self._address = address
        self._socket: socket.socket | None = None
        self._server = _Server(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                lifespan="off",
                timeout_graceful_shutdown=FAREWELL,
                server_header=False,
                ws="none",
            )
        )

    def open(self) -> int:
        """Take the address and give its port; who knocks from now on waits for `run`.

        Raises:
            OSError: it is taken, or not an address of this machine.
        """
        host, port = self._address
        self._socket = listening.listen(host, port)
        return int(self._socket.getsockname()[1])

    async def run(self) -> None:
        """Serve until `stop`; requests under way are finished."""
        if self._socket is None:
            raise RuntimeError("the door is not open")
        try:
            await self._server.serve([self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """Let nobody in any more."""
        self._server.should_exit = True
