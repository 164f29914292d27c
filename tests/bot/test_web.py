"""The web door: who may knock, what is answered when."""

import asyncio
import hmac
import json
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from starlette.requests import Request

from bot import web
from bot.lanes import Overloaded
from storage import errors

URL = "https://bot.example.ir/telegram/hook"
SECRET = "a-secret"
GOOD = {web.SECRET_HEADER: SECRET}


class Listener:
    """Takes updates, or fails as it is told."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []
        self.error: Exception | None = None

    async def accept(self, raw: dict[str, Any]) -> None:
        """Keep it, or raise."""
        if self.error is not None:
            raise self.error
        self.seen.append(raw)


async def figures() -> bytes:
    """The page of /metrics."""
    return b"amaryar_figure 1.0\n"


@pytest.fixture
def listener() -> Listener:
    """What stands behind the door."""
    return Listener()


@pytest.fixture
async def client(listener: Listener) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who knocks."""

    async def ready() -> dict[str, str]:
        return {} if listener.error is None else {"database": "away"}

    app = web.make_app([*web.watching(ready, figures), web.webhook(listener, URL, SECRET)])
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://door") as made:
        yield made


async def test_an_update_is_taken(client: httpx.AsyncClient, listener: Listener) -> None:
    """200 once it is kept."""
    answer = await client.post("/telegram/hook", json={"update_id": 5}, headers=GOOD)
    assert (answer.status_code, listener.seen) == (200, [{"update_id": 5}])


@pytest.mark.parametrize("headers", [{}, {web.SECRET_HEADER: "wrong"}, {web.SECRET_HEADER: ""}])
async def test_without_the_secret_nobody_is_heard(
    client: httpx.AsyncClient, listener: Listener, headers: dict[str, str]
) -> None:
    """403, and nothing is read."""
    answer = await client.post("/telegram/hook", json={"update_id": 5}, headers=headers)
    assert (answer.status_code, listener.seen) == (403, [])


@pytest.mark.parametrize("shown", ["", "a", "a-secreu", "b-secret", "a-secret-and-more", "\u00e9"])
async def test_the_secret_is_compared_in_constant_time(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, shown: str
) -> None:
    """Whatever is shown goes whole into the comparison whose time tells nothing of the secret."""
    compared: list[bytes] = []

    def digest(one: bytes, other: bytes) -> bool:
        compared.extend([one, other])
        return hmac.compare_digest(one, other)

    monkeypatch.setattr(web, "hmac", SimpleNamespace(compare_digest=digest))
    headers = {web.SECRET_HEADER.encode(): shown.encode("latin-1")}
    assert (await client.post("/telegram/hook", json={}, headers=headers)).status_code == 403
    assert compared == [shown.encode(), SECRET.encode()]


async def test_strangers_learn_nothing(client: httpx.AsyncClient, listener: Listener) -> None:
    """No body and no name of a program, whether the secret is wrong or something broke."""
    listener.error = RuntimeError("a mistake of ours")
    for headers in ({}, GOOD):
        answer = await client.post("/telegram/hook", json={"update_id": 5}, headers=headers)
        assert (answer.status_code, answer.content) == (503 if headers else 403, b"")
        assert "server" not in answer.headers


@pytest.mark.parametrize(
    "error", [errors.DatabaseUnavailable(), Overloaded(), RuntimeError("a mistake of ours")]
)
async def test_what_is_not_kept_is_asked_for_again(
    client: httpx.AsyncClient, listener: Listener, error: Exception
) -> None:
    """503 makes Telegram deliver it again."""
    listener.error = error
    answer = await client.post("/telegram/hook", json={"update_id": 5}, headers=GOOD)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "1"


async def test_the_secret_may_be_part_of_the_address(listener: Listener) -> None:
    """For a messenger without a header: the right address is heard, any other is refused."""
    app = web.make_app([web.webhook(listener, URL, SECRET, in_path=True)])
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://door") as client:
        wrong = await client.post("/telegram/hook/guess", json={"update_id": 5}, headers=GOOD)
        bare = await client.post("/telegram/hook", json={"update_id": 5}, headers=GOOD)
        right = await client.post(f"/telegram/hook/{SECRET}", json={"update_id": 6})
    assert (wrong.status_code, bare.status_code, right.status_code) == (403, 404, 200)
    assert listener.seen == [{"update_id": 6}]


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff\xfe", b"", b"3"])
async def test_garbage_is_refused(
    client: httpx.AsyncClient, listener: Listener, body: bytes
) -> None:
    """400 for what is no JSON object."""
    answer = await client.post("/telegram/hook", content=body, headers=GOOD)
    assert (answer.status_code, listener.seen) == (400, [])


async def test_a_huge_body_is_refused(client: httpx.AsyncClient, listener: Listener) -> None:
    """413 before all of it is read."""
    body = json.dumps({"update_id": 1, "x": "y" * web.LARGEST})
    answer = await client.post("/telegram/hook", content=body, headers=GOOD)
    assert (answer.status_code, listener.seen) == (413, [])


async def test_a_slow_body_is_not_waited_for(
    client: httpx.AsyncClient, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """408 when it does not come in its time; nothing is handled."""
    monkeypatch.setattr(web, "PATIENCE", 0.05)

    async def body() -> AsyncIterator[bytes]:
        yield b'{"update_id"'
        await asyncio.sleep(1)
        yield b": 5}"

    # httpx reads a body before it hands it over; so the door is given it as it comes
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": await anext(parts), "more_body": True}

    parts = body()
    headers = [(name.lower().encode(), value.encode()) for name, value in GOOD.items()]
    request = Request({"type": "http", "method": "POST", "path": "/", "headers": headers}, receive)
    answer = await web._Webhook(listener, SECRET).answer(request)
    assert (answer.status_code, listener.seen) == (408, [])


async def test_only_post_and_only_the_path(client: httpx.AsyncClient) -> None:
    """Other methods and paths find nothing."""
    assert (await client.get("/telegram/hook", headers=GOOD)).status_code == 405
    assert (await client.post("/", json={}, headers=GOOD)).status_code == 404


async def test_health_and_readiness(client: httpx.AsyncClient, listener: Listener) -> None:
    """/healthz tells that the process lives, /readyz that it can serve."""
    assert (await client.get("/healthz")).json() == {"status": "ok"}
    assert (await client.get("/readyz")).json() == {"status": "ok"}
    listener.error = errors.DatabaseUnavailable()
    answer = await client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "not ready", "database": "away"}


async def test_the_figures_are_plain_text(client: httpx.AsyncClient) -> None:
    """/metrics is what Prometheus reads."""
    answer = await client.get("/metrics")
    assert (answer.status_code, answer.text) == (200, "amaryar_figure 1.0\n")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")


async def test_the_door_opens_on_an_address_and_closes() -> None:
    """The server runs in our loop, answers, and ends when told; the port is free again."""

    async def ready() -> dict[str, str]:
        return {}

    door = web.Door(web.make_app(web.watching(ready, figures)), ("127.0.0.1", 0))
    port = door.open()
    serving = asyncio.create_task(door.run())
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"http://127.0.0.1:{port}/healthz")
        assert (answer.status_code, answer.headers.get("server")) == (200, None)
    door.stop()
    await asyncio.wait_for(serving, 5)
    again = web.Door(web.make_app(web.watching(ready, figures)), ("127.0.0.1", port))
    assert again.open() == port
    again.stop()
    await asyncio.wait_for(again.run(), 5)


async def test_a_taken_address_is_an_error_before_anything_runs() -> None:
    """`open` raises; the operator is told which setting it was."""

    async def ready() -> dict[str, str]:
        return {}

    first = web.Door(web.make_app(web.watching(ready, figures)), ("127.0.0.1", 0))
    port = first.open()
    with pytest.raises(OSError, match="in use"):
        web.Door(web.make_app(web.watching(ready, figures)), ("127.0.0.1", port)).open()
    first.stop()
    await asyncio.wait_for(first.run(), 5)
