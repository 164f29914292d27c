"""The emulator over loopback HTTP: Bot API in all its encodings, acts of people, webhooks."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.ext import ExtBot

from bot.playground import demo, serve
from bot.playground.world import World
from tests.clock import Clock


@pytest.fixture
def world(clock: Clock) -> World:
    """The demo office."""
    return demo.office(port=0, clock=clock)


@pytest.fixture
async def http(world: World) -> AsyncIterator[aiohttp.ClientSession]:
    """A client of the served world."""
    up = asyncio.Event()
    task = asyncio.create_task(serve.serve(0, world, started=up))
    await asyncio.wait_for(up.wait(), 5)
    async with aiohttp.ClientSession(base_url=world.base_url) as session:
        yield session
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def act(http: aiohttp.ClientSession, **order: object) -> dict[str, object]:
    """One act of a person over HTTP."""
    async with http.post("/emulator/act", json=order) as answer:
        assert answer.status == 200, await answer.text()
        found: dict[str, object] = await answer.json()
        return found


async def test_the_library_works_over_http(http: aiohttp.ClientSession, world: World) -> None:
    """Updates, multipart uploads and downloads through the library's own client."""
    await act(http, person=101, act="starts", payload="t_Q-1405")
    bot = ExtBot(
        world.token,
        base_url=f"{world.base_url}/bot",
        base_file_url=f"{world.base_url}/file/bot",
    )
    async with bot:
        (update,) = await bot.get_updates()
        assert update.message is not None
        assert update.message.text == "/start t_Q-1405"
        sent = await bot.send_document(101, b"abc", filename="نامه.txt", caption="سلام")
        assert sent.document is not None
        assert sent.document.file_name == "نامه.txt"
        file = await sent.document.get_file()
        assert bytes(await file.download_as_bytearray()) == b"abc"


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
async def test_parameters_come_in_any_encoding(
    http: aiohttp.ClientSession, world: World, way: str
) -> None:
    """GET with a query, and POST as form, JSON or multipart, mean the same."""
    world.person(101).starts()
    path = f"/bot{world.token}/sendMessage"
    values = {"chat_id": "101", "text": "سلام", "reply_parameters": '{"message_id": 1}'}
    if way == "query":
        request = http.get(path, params=values)
    elif way == "json":
        request = http.post(path, json={**values, "chat_id": 101})
    elif way == "form":
        request = http.post(path, data=values)
    else:
        with aiohttp.MultipartWriter("form-data") as parts:
            for name, value in values.items():
                parts.append(value).set_content_disposition("form-data", name=name)
        request = http.post(path, data=parts)
    async with request as answer:
        body = await answer.json()
    assert body["result"]["text"] == "سلام"
    assert body["result"]["reply_to_message"]["message_id"] == 1


async def test_errors_have_telegrams_form(http: aiohttp.ClientSession, world: World) -> None:
    """Wrong token 401, unknown method 404, broken body 400."""
    async with http.get("/bot1:wrong/getMe") as answer:
        assert (answer.status, (await answer.json())["description"]) == (401, "Unauthorized")
    async with http.get(f"/bot{world.token}/noSuch") as answer:
        assert answer.status == 404
    head = {"Content-Type": "application/json"}
    async with http.post(f"/bot{world.token}/getMe", data=b"{", headers=head) as answer:
        assert (await answer.json())["error_code"] == 400
    async with http.get("/file/bot1:wrong/documents/file_1") as answer:
        assert answer.status == 404


async def test_people_act_over_http(http: aiohttp.ClientSession, world: World) -> None:
    """Everything a person does can be ordered from another process."""
    await act(http, person=101, act="says", text="سلام")
    markup = {"inline_keyboard": [[{"text": "go", "callback_data": "g"}]]}
    keyboard = {"keyboard": [[{"text": "number", "request_contact": True}]]}
    sent = await world.call("sendMessage", {"chat_id": 101, "text": "x", "reply_markup": markup})
    await world.call("sendMessage", {"chat_id": 101, "text": "y", "reply_markup": keyboard})
    at = {"message": sent["message_id"]}
    assert "query" in await act(http, person=101, act="presses", button="go", **at)
    await act(http, person=101, act="taps", label="number")
    await act(http, person=101, act="reacts", emoji=["👍"], **at)
    await act(http, person=101, act="edits", message=1, text="سلام!")
    await act(http, person=101, act="shares_location", latitude=35.7, longitude=51.4)
    await act(http, person=201, act="says", text="hi", chat=world.staff_chat_id, anonymous=True)
    await act(http, person=301, act="enters", name="New", language="en")
    await act(http, person=301, act="joins", chat=world.staff_chat_id)
    await act(http, person=301, act="leaves", chat=world.staff_chat_id)
    await act(http, person=101, act="deletes", message=1)
    await act(http, person=101, act="blocks")
    async with http.get("/emulator/chats/101") as answer:
        chat = await answer.json()
    assert chat["is_blocked"]
    assert [m["kind"] for m in chat["messages"]] == ["text", "text", "contact", "location"]
    assert chat["messages"][0]["reactions"] == {"👍": [101]}
    async with http.post("/emulator/act", json={"person": 101, "act": "flies"}) as answer:
        assert answer.status == 400
        assert "flies" in (await answer.json())["error"]


async def test_files_and_albums_are_sent_over_http(
    http: aiohttp.ClientSession, world: World
) -> None:
    """A multipart act carries files; two of them are an album."""
    form = aiohttp.FormData()
    order = {"person": 101, "act": "sends", "kind": "document", "caption": "both"}
    form.add_field("act", json.dumps(order))
    for name in ("a.txt", "b.txt"):
        form.add_field("file", b"data", filename=name, content_type="text/plain")
    async with http.post("/emulator/act", data=form) as answer:
        sent = (await answer.json())["messages"]
    assert len({m["media_group_id"] for m in sent}) == 1
    file_id = sent[0]["document"]["file_id"]
    async with http.get(f"/emulator/files/{file_id}") as answer:
        assert await answer.read() == b"data"
        assert answer.headers["Content-Disposition"] == "attachment"
    del world


async def test_faults_updates_and_calls_over_http(
    http: aiohttp.ClientSession, world: World
) -> None:
    """Faults are added, listed and cleared; raw updates injected; calls read."""
    async with http.post("/emulator/faults", json={"kind": "429", "times": 1}) as answer:
        assert (await answer.json())["kind"] == "429"
    async with http.get(f"/bot{world.token}/getMe") as answer:
        assert answer.status == 429
        assert (await answer.json())["parameters"] == {"retry_after": 1}
    async with http.delete("/emulator/faults") as answer:
        assert await answer.json() == []
    async with http.post("/emulator/updates", json={"inject": {"message": 1}}) as answer:
        assert (await answer.json())["update_id"] == 100_000_001
    async with http.get("/emulator/calls") as answer:
        assert [call["fault"] for call in await answer.json()] == ["429"]
    async with http.get("/emulator/snapshot") as answer:
        assert (await answer.json())["pending_updates"] == 1


async def test_changes_stream_to_the_page(http: aiohttp.ClientSession, world: World) -> None:
    """The event stream brings each message as soon as it is said."""
    seq = world.state.journal.last
    async with http.get("/emulator/events", params={"since": seq}) as stream:
        await act(http, person=101, act="says", text="live")
        seen = ""
        while "live" not in seen:
            seen += (await asyncio.wait_for(stream.content.readline(), 2)).decode()
    assert '"kind": "message"' in seen


async def test_other_sites_and_names_are_shut_out(http: aiohttp.ClientSession) -> None:
    """A page elsewhere cannot act here, nor can a name that resolves to loopback."""
    evil = {"Origin": "https://evil.example"}
    order = {"person": 101, "act": "blocks"}
    async with http.post("/emulator/act", json=order, headers=evil) as answer:
        assert answer.status == 403
    async with http.get("/emulator/snapshot", headers={"Host": "evil.example"}) as answer:
        assert answer.status == 400


async def test_updates_are_pushed_to_a_webhook_over_http(
    http: aiohttp.ClientSession, world: World
) -> None:
    """setWebhook delivers by POST with the secret; a method in the answer is carried out."""
    came: list[str] = []

    async def hook(request: Request) -> Response:
        assert request.headers["x-telegram-bot-api-secret-token"] == "secret"
        came.append((await request.json())["message"]["text"])
        reply = {"method": "sendMessage", "chat_id": 101, "text": "from the answer"}
        return Response(json.dumps(reply), media_type="application/json")

    app = Starlette(routes=[Route("/hook", hook, methods=["POST"])])
    door = socket.create_server(("127.0.0.1", 0))
    port = door.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
    task = asyncio.create_task(server._serve([door]))
    values = {"url": f"http://127.0.0.1:{port}/hook", "secret_token": "secret"}
    async with http.post(f"/bot{world.token}/setWebhook", json=values) as answer:
        assert (await answer.json())["result"] is True
    await act(http, person=101, act="says", text="pushed")
    await world.until(lambda: world.messages(101, from_bot=True))
    assert came == ["pushed"]
    assert world.last(101).text == "from the answer"
    server.should_exit = True
    await task
