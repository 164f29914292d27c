"""The chat page: left a citizen's phone, right the staff group. Files in `page/`, no others."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.playground.world import World

FOLDER = Path(__file__).parent / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def routes(world: World) -> list[BaseRoute]:
    """`/` and `/page/…`."""
    del world  # the page asks /emulator for everything

    async def index(request: Request) -> Response:
        del request
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
        return FileResponse(FOLDER / "index.html", headers=headers)

    return [Route("/", index), Mount("/page", StaticFiles(directory=FOLDER))]
