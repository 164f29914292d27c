"""A call to the world as status and body, the same over a socket and without one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.playground.errors import ApiError
from bot.playground.params import Upload
from bot.playground.world import GatewayPageError, World

UNAUTHORIZED = b'{"ok":false,"error_code":401,"description":"Unauthorized"}'
NOT_FOUND = b'{"ok":false,"error_code":404,"description":"Not Found"}'


async def answer(
    world: World, method: str, values: Mapping[str, Any], uploads: Mapping[str, Upload]
) -> tuple[int, bytes]:
    """Status and body the Bot API would send for a call; a cut line stays `world.DroppedError`."""
    try:
        result = await world.call(method, values, uploads)
    except ApiError as error:
        return error.code, _encode(error.as_json())
    except GatewayPageError as page:
        return page.code, page.body
    return 200, _encode({"ok": True, "result": result})


def _encode(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
