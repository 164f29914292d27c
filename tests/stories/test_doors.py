"""The program from outside: `run` by polling and by webhook, how it begins and how it ends."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import psycopg
import pytest
from alembic import command
from sqlalchemy.engine import make_url

from bot.playground.people import Person
from bot.web import SECRET_HEADER
from storage import migrate
from tests import databases
from tests.stories import ledger
from tests.stories.processes import HOOK, SECRET, Program, by_webhook, connect, get, program
from tests.stories.watched import Telegram, telegram

pytestmark = [pytest.mark.slow]


async def hears_back(world: Telegram, person: Person) -> None:
    """Say something and wait for the answer."""
    seen = len(world.messages(person.id, from_bot=True)) if person.id in world.state.chats else 0
    person.says("/start")
    await world.until(lambda: len(world.messages(person.id, from_bot=True)) > seen, 60)


async def test_polling_on_an_empty_sqlite_folder(tmp_path: Path) -> None:
    """No command before the first `run`: the folder and tables are made, people are answered."""
    folder = tmp_path / "new" / "data"
    async with telegram() as world, program(world, tmp_path, data_dir=folder) as bot:
        bot.start()
        await hears_back(world, world.person(1, "Sara", language="en"))
        door = await bot.address()
        assert await get(f"{door}/healthz") == (200, {"status": "ok"})
        assert await get(f"{door}/readyz") == (200, {"status": "ok"})
        assert await bot.stop() == 0
        assert migrate.is_current(f"sqlite:///{folder / 'amaryar.db'}")
        assert world.token.partition(":")[2] not in bot.output


async def test_those_who_watch_have_a_door_of_their_own(tmp_path: Path) -> None:
    """With AMARYAR_MONITOR_LISTEN the webhook's door shows nothing but the webhook."""
    async with telegram() as world:
        settings = by_webhook(world) | {"monitor_listen": "127.0.0.1:0"}
        async with program(world, tmp_path, **settings) as bot:
            bot.start()
            await bot.says("running")
            await connect(world, bot)
            sara = world.person(1, "Sara", language="en")
            await hears_back(world, sara)
            sara.says("What is the unemployment rate?")
            await world.until(lambda: bot.logged("update")[-1]["route"] == "ask", 30)
            ports = {line["door"]: line["port"] for line in bot.logged("listening")}
            for path in ("healthz", "readyz", "metrics"):
                assert (await _text(f"http://127.0.0.1:{ports['door']}/{path}"))[0] == 404
                assert (await _text(f"http://127.0.0.1:{ports['monitor']}/{path}"))[0] == 200
            status, page = await _text(f"http://127.0.0.1:{ports['monitor']}/metrics")
            assert status == 200
            assert "amaryar_database_up 1.0" in page
            assert "amaryar_search_seconds_count 1.0" in page
            assert 'amaryar_updates_total{outcome="done",route="command:start"} 1.0' in page
            assert 'amaryar_deliveries_total{method="sendMessage",verdict="done"}' in page
            assert await bot.stop() == 0
            (start,) = [x for x in bot.logged("update") if x["route"] == "command:start"]
            assert (start["outcome"], start["kind"]) == ("done", "message")
            assert all(x["outcome"] == "done" for x in bot.logged("delivery"))


async def test_an_older_sqlite_file_is_brought_up_to_date(tmp_path: Path) -> None:
    """SQLite migrates itself: a file of the first step is served after the start."""
    file = tmp_path / "old.db"
    url = f"sqlite:///{file}"
    _upgrade_to_the_first_step(url)
    async with telegram() as world, program(world, tmp_path, database_url=url) as bot:
        bot.start()
        await hears_back(world, world.person(1, "Sara", language="en"))
        assert await bot.stop() == 0
    assert migrate.is_current(url)


async def test_webhook_takes_only_who_knows_the_secret(tmp_path: Path) -> None:
    """Updates by POST; without the secret, or with a wrong one, nothing comes in."""
    async with telegram() as world, program(world, tmp_path, **by_webhook(world)) as bot:
        bot.start()
        await bot.says("webhook set")
        assert world.state.webhook.secret == SECRET
        await connect(world, bot)
        sara = world.person(1, "Sara", language="en")
        await hears_back(world, sara)

        door = await bot.address()
        said = len(world.said)
        forged = world.updates.history[max(world.updates.history)].body | {"update_id": 5}
        for headers in ({}, {SECRET_HEADER: "wrong"}, {SECRET_HEADER: SECRET + "x"}):
            assert await _post(door + HOOK, forged, headers) == 403
        assert await _post(door + HOOK, ["no update"], {SECRET_HEADER: SECRET}) == 400
        assert await _post(door + HOOK, forged, {SECRET_HEADER: SECRET}) == 200
        await world.until(lambda: len(world.said) > said, 30)
        assert (await get(f"{door}/readyz"))[0] == 200
        assert await bot.stop() == 0
        assert [line["id"] for line in bot.logged("update")].count(5) == 1


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_sigterm_ends_in_order_and_what_was_said_is_delivered(
    tmp_path: Path, mode: str
) -> None:
    """Stopped in the middle of a rush: exit code 0, every handled update has its answer."""
    url = f"sqlite:///{tmp_path / 'office.db'}"
    async with telegram() as world:
        how = by_webhook(world) if mode == "webhook" else {}
        async with program(world, tmp_path, database_url=url, **how) as bot:
            bot.start()
            if mode == "webhook":
                await connect(world, bot)
            await hears_back(world, world.person(1, "Sara", language="en"))
            world.faults.add("slow", method="sendMessage", times=None, seconds=0.1)
            crowd = [world.person(100 + number, f"P{number}") for number in range(40)]
            for person in crowd:
                person.says("/start")
            await world.until(lambda: len(world.said) > 5, 30)
            assert await bot.stop() == 0

            memory = await ledger.read(url)
            assert memory.unsent == 0, "what was said is delivered"
            assert world.confirmed <= memory.handled
            answered = {one.chat_id for one in world.said}
            sent = sum(len(essences) for essences in memory.said.values())
            assert len(world.said) == sent, "and once"
            assert len(answered) > 1

            world.faults.clear()
            bot.start()
            await bot.says("running")
            if mode == "webhook":
                await connect(world, bot)
            await world.until(lambda: {one.chat_id for one in world.said} >= _ids(crowd), 60)
            assert await bot.stop() == 0
        assert not ledger.compare(world, await ledger.read(url)).doubles


@pytest.mark.postgres
async def test_postgresql_that_is_not_up_to_date_is_refused(
    postgres_server: None, tmp_path: Path
) -> None:
    """Empty or older: `run` names the command that mends it, and after it serves."""
    with databases.postgres_database() as url:
        async with telegram() as world, program(world, tmp_path, database_url=url) as bot:
            bot.start()
            assert await bot.ends() != 0
            assert "amaryar db upgrade" in bot.output
            assert "empty" in bot.output
            assert "Traceback" not in bot.output

            await _command(bot, "db", "upgrade")
            newest = _set_step(url, "an-older-step")
            bot.start()
            assert await bot.ends() != 0
            assert "amaryar db upgrade" in bot.output
            assert "an-older-step" in bot.output
            assert not world.said

            _set_step(url, newest)
            bot.start()
            await hears_back(world, world.person(1, "Sara", language="en"))
            assert (await get(f"{await bot.address()}/readyz"))[0] == 200
            assert await bot.stop() == 0


async def test_wrong_settings_are_listed_all_at_once(tmp_path: Path) -> None:
    """One message, every problem, no traceback, and Telegram is not asked anything."""
    bot = Program(
        tmp_path,
        api_url="telegram",
        listen="8080",
        language="xx",
        timezone="Mars",
        log_level="LOUD",
    )
    bot.start()
    try:
        assert await bot.ends() != 0
    finally:
        bot.kill()
    for name in (
        "TOKEN",
        "STAFF_CHAT_ID",
        "API_URL",
        "LISTEN",
        "LANGUAGE",
        "TIMEZONE",
        "LOG_LEVEL",
    ):
        assert f"AMARYAR_{name} " in bot.output, name
    assert bot.output.count("The settings cannot be used") == 1
    assert "Traceback" not in bot.output


async def _text(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def _post(url: str, body: object, headers: dict[str, str]) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, json=body, headers=headers) as answer,
    ):
        return answer.status


def _upgrade_to_the_first_step(url: str) -> None:
    with migrate._connection(url) as connection:
        command.upgrade(migrate._config(connection), "0001")
    assert migrate.current(url) == "0001"


async def _command(bot: Program, *arguments: str) -> None:
    bot.start(*arguments)
    assert await bot.ends() == 0, bot.output


def _set_step(url: str, step: str | None) -> str:
    """Make a PostgreSQL database say that it stands at another step; the one before."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        before = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        connection.execute("UPDATE alembic_version SET version_num = %s", (step,))
    assert before is not None
    return str(before[0])


def _ids(people: list[Person]) -> set[int]:
    return {person.id for person in people}
