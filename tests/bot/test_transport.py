"""The transport against a real server on this machine: what is sent, what each answer becomes."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from bot.transport import AiohttpRequest, Api, Timeouts

Serve = Callable[[web.Request], Awaitable[web.StreamResponse]]
Proxy = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
TOKEN = "42:not-for-logs"


class Server:
    """A Bot API server that answers what the test says and remembers what it was asked."""

    def __init__(self) -> None:
        self.forms: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.answer: Serve = self.ok
        self.url = ""

    async def ok(self, request: web.Request) -> web.StreamResponse:
        """Say that all is well."""
        del request
        return web.json_response({"ok": True, "result": {"message_id": 7}})

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Remember, then answer."""
        self.paths.append(request.path)
        form = await request.post()
        self.forms.append(
            {
                name: value.file.read() if isinstance(value, web.FileField) else value
                for name, value in form.items()
            }
        )
        return await self.answer(request)

    def refuse(self, status: int, description: str, **parameters: int) -> None:
        """Answer with an error from now on."""

        async def refuse(request: web.Request) -> web.StreamResponse:
            del request
            body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
            if parameters:
                body["parameters"] = parameters
            return web.json_response(body, status=status)

        self.answer = refuse


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """A server on a free port of this machine."""
    served = Server()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", served.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    served.url = f"http://{host}:{port}"
    yield served
    await runner.cleanup()


@pytest.fixture
async def api(server: Server) -> AsyncIterator[Api]:
    """Calls to that server, with short patience."""
    async with AiohttpRequest(timeouts=Timeouts(read=0.1, connect=0.5, pool=0.1)) as request:
        yield Api(request, f"{server.url}/bot{TOKEN}")


async def test_a_call_sends_its_parameters_and_gives_the_result(server: Server, api: Api) -> None:
    """Nested values travel as JSON text, None is left out, Persian arrives whole."""
    result = await api.call(
        "sendMessage",
        {"chat_id": -5, "text": "سلام & درود", "reply_markup": {"a": [1]}, "parse_mode": None},
    )
    assert result == {"message_id": 7}
    assert server.paths == [f"/bot{TOKEN}/sendMessage"]
    sent = server.forms[0]
    assert (sent["chat_id"], sent["text"]) == ("-5", "سلام & درود")
    assert json.loads(sent["reply_markup"]) == {"a": [1]}
    assert "parse_mode" not in sent


async def test_files_are_uploaded(server: Server, api: Api) -> None:
    """A file travels as multipart beside the other parameters."""
    await api.call(
        "sendDocument", {"chat_id": 1, "document": InputFile(b"\x00\x01data", filename="a.bin")}
    )
    assert server.forms[0] == {"chat_id": "1", "document": b"\x00\x01data"}


async def test_ptb_itself_runs_on_it(server: Server) -> None:
    """PTB's Bot works over this transport."""

    async def me(request: web.Request) -> web.StreamResponse:
        del request
        user = {"id": 42, "is_bot": True, "first_name": "A", "username": "a_bot"}
        return web.json_response({"ok": True, "result": user})

    server.answer = me
    requests = (AiohttpRequest(), AiohttpRequest(connections=1))
    async with Bot(
        TOKEN, base_url=f"{server.url}/bot", request=requests[0], get_updates_request=requests[1]
    ) as bot:
        assert bot.username == "a_bot"


@pytest.mark.parametrize(
    ("status", "description", "kind"),
    [
        (400, "Bad Request: chat not found", BadRequest),
        (403, "Forbidden: bot was blocked by the user", Forbidden),
        (401, "Unauthorized", InvalidToken),
        (404, "Not Found", InvalidToken),
        (500, "Internal Server Error", NetworkError),
    ],
)
async def test_refusals_become_ptbs_errors(
    server: Server, api: Api, status: int, description: str, kind: type[Exception]
) -> None:
    """Each status has its class of error."""
    server.refuse(status, description)
    with pytest.raises(kind) as caught:
        await api.call("sendMessage")
    assert type(caught.value) is kind


async def test_flood_and_migration_carry_their_numbers(server: Server, api: Api) -> None:
    """429 tells the seconds; a migrated group tells its new id."""
    server.refuse(429, "Too Many Requests", retry_after=17)
    with pytest.raises(RetryAfter) as flood:
        await api.call("sendMessage")
    assert flood.value.retry_after == timedelta(seconds=17)
    server.refuse(400, "Bad Request: group upgraded", migrate_to_chat_id=-100500)
    with pytest.raises(ChatMigrated) as moved:
        await api.call("sendMessage")
    assert moved.value.new_chat_id == -100500


async def test_an_html_page_instead_of_json_is_a_network_error(server: Server, api: Api) -> None:
    """A proxy's error page is no reason to fall over."""

    async def page(request: web.Request) -> web.StreamResponse:
        del request
        return web.Response(status=502, text="<html>Bad Gateway</html>")

    server.answer = page
    with pytest.raises(NetworkError):
        await api.call("sendMessage")


async def test_silence_is_a_timeout_and_patience_can_be_asked_for(server: Server, api: Api) -> None:
    """No answer in the usual time: TimedOut; long polling asks for more time."""

    async def slow(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.2)
        return await server.ok(request)

    server.answer = slow
    with pytest.raises(TimedOut):
        await api.call("getUpdates")
    assert await api.call("getUpdates", read_within=2.0) == {"message_id": 7}


async def test_waiting_too_long_for_a_connection_is_a_timeout(server: Server) -> None:
    """With all connections busy, a call waits `pool`+`connect` seconds and then fails."""
    release = asyncio.Event()

    async def hold(request: web.Request) -> web.StreamResponse:
        await release.wait()
        return await server.ok(request)

    server.answer = hold
    timeouts = Timeouts(connect=0.05, pool=0.05)
    async with AiohttpRequest(connections=1, timeouts=timeouts) as request:
        api = Api(request, server.url)
        first = asyncio.create_task(api.call("sendMessage"))
        await asyncio.sleep(0.02)
        with pytest.raises(TimedOut):
            await api.call("sendMessage")
        release.set()
        await first


async def test_a_dropped_connection_is_a_network_error_without_the_token(
    server: Server, api: Api
) -> None:
    """The error's words never hold the address, because the address holds the token."""

    async def drop(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return await server.ok(request)

    server.answer = drop
    with pytest.raises(NetworkError) as caught:
        await api.call("sendMessage")
    assert type(caught.value) is NetworkError
    assert TOKEN not in str(caught.value)


async def test_nobody_there_is_a_network_error_without_the_token() -> None:
    """A closed port: NetworkError, no token in it."""
    async with AiohttpRequest() as request:
        with pytest.raises(NetworkError) as caught:
            await Api(request, f"http://127.0.0.1:1/bot{TOKEN}").call("getMe")
    assert not re.search(TOKEN, str(caught.value))


async def test_a_redirect_is_not_followed(server: Server, api: Api) -> None:
    """A Bot API server never redirects; following one would hand the token to a stranger."""

    async def elsewhere(request: web.Request) -> web.StreamResponse:
        del request
        raise web.HTTPFound("/elsewhere")

    server.answer = elsewhere
    with pytest.raises(NetworkError):
        await api.call("getMe")
    assert len(server.paths) == 1


async def test_it_can_be_closed_twice_and_opened_again(server: Server) -> None:
    """PTB may initialize and shut down more than once."""
    request = AiohttpRequest()
    await request.shutdown()
    await request.initialize()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()
    with pytest.raises(NetworkError, match="not initialized"):
        await Api(request, server.url).call("getMe")
    await request.initialize()
    assert await Api(request, server.url).call("getMe") == {"message_id": 7}
    await request.shutdown()


async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Copy one direction of a connection."""
    while data := await reader.read(4096):
        writer.write(data)
        await writer.drain()
    writer.close()


async def http_proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """An HTTP proxy in ten lines: CONNECT, then bytes both ways."""
    head = await reader.readuntil(b"\r\n\r\n")
    assert b"CONNECT bot-api.invalid:80 " in head
    up_reader, up_writer = await asyncio.open_connection(*PROXY_TARGET)
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    await asyncio.gather(relay(reader, up_writer), relay(up_reader, writer))


async def socks_proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A SOCKS5 proxy without password; the name is resolved here, not by the bot."""
    await reader.readexactly(3)
    writer.write(b"\x05\x00")
    head = await reader.readexactly(4)
    assert head == b"\x05\x01\x00\x03", "the proxy is asked for a name"
    name = await reader.readexactly((await reader.readexactly(1))[0])
    assert name == b"bot-api.invalid"
    await reader.readexactly(2)
    up_reader, up_writer = await asyncio.open_connection(*PROXY_TARGET)
    writer.write(b"\x05\x00\x00\x01" + b"\x00" * 6)
    await asyncio.gather(relay(reader, up_writer), relay(up_reader, writer))


PROXY_TARGET: list[Any] = []


@pytest.mark.parametrize(
    ("scheme", "proxy"), [("http", http_proxy), ("socks5", socks_proxy), ("socks5h", socks_proxy)]
)
async def test_calls_go_through_a_proxy(server: Server, scheme: str, proxy: Proxy) -> None:
    """Behind a filter, everything including the look-up of the name goes through the proxy."""
    host, _, port = server.url.removeprefix("http://").partition(":")
    PROXY_TARGET[:] = [host, int(port)]
    listening = await asyncio.start_server(proxy, "127.0.0.1", 0)
    where = listening.sockets[0].getsockname()[1]
    async with AiohttpRequest(proxy=f"{scheme}://127.0.0.1:{where}") as request:
        assert await Api(request, "http://bot-api.invalid").call("getMe") == {"message_id": 7}
    listening.close()
