"""`amaryar run` as a real process against a Bot API server: both doors, start, stop, refusals."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

from bot.playground import serve
from bot.playground.world import World
from bot.services import utc_now
from tests.bot.cli import programs

pytestmark = pytest.mark.slow


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """An emulated Telegram on a port of this machine, with Sara and a staff group."""
    made = World(clock=utc_now, chance=Random(1))  # noqa: S311 - the same in every run
    made.person(7, "Sara", language="en")
    made.group("Desk", members=[made.person(8, "Zahra")])
    up = asyncio.Event()
    serving = asyncio.create_task(serve.serve(0, made, started=up))
    await asyncio.wait_for(up.wait(), 10)
    yield made
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)


def options(world: World, **more: Any) -> dict[str, Any]:
    """The settings of a bot in that world."""
    return {
        "TOKEN": world.token,
        "STAFF_CHAT_ID": world.staff_chat_id,
        "API_URL": world.base_url,
        "LISTEN": f"127.0.0.1:{free_port()}",
        "LOG_FORMAT": "json",
    } | more


async def greeted(world: World) -> None:
    """Sara presses Start and is greeted."""
    sara = world.person(7)
    said = sara.says("/start").id
    await world.until(lambda: any(m.id > said for m in world.messages(7, from_bot=True)), 30)


async def stopped(process: asyncio.subprocess.Process) -> programs.Outcome:
    """Tell it to end, and see it end."""
    process.send_signal(signal.SIGTERM)
    return await programs.finish(process, within=20)


async def test_long_polling_answers_and_stops_cleanly(world: World, tmp_path: Path) -> None:
    """An empty folder is enough; SIGTERM ends it with code 0; the token is in no log line."""
    given = options(world)
    async with programs.started(tmp_path, "run", **given) as process:
        await greeted(world)
        async with httpx.AsyncClient() as client:
            ready = await client.get(f"http://{given['LISTEN']}/readyz")
        assert ready.json() == {"status": "ok"}
        outcome = await stopped(process)
    assert outcome.code == 0, outcome.err
    assert world.token not in outcome.err
    assert (tmp_path / "data" / "amaryar.db").exists()


async def test_the_webhook_answers_and_stops_cleanly(world: World, tmp_path: Path) -> None:
    """It sets its webhook itself and takes the updates posted there."""
    port = free_port()
    given = options(
        world,
        LISTEN=f"127.0.0.1:{port}",
        WEBHOOK_URL=f"http://127.0.0.1:{port}/hook",
        WEBHOOK_SECRET="a-secret",
    )
    async with programs.started(tmp_path, "run", **given) as process:
        await world.until(lambda: world.updates.has_webhook, 30)
        await greeted(world)
        outcome = await stopped(process)
    assert outcome.code == 0, outcome.err
    assert world.calls("getUpdates") == []


async def test_a_kill_loses_nothing(world: World, tmp_path: Path) -> None:
    """After kill -9 the next process answers at once what the first one left."""
    given = options(world)
    async with programs.started(tmp_path, "run", **given) as process:
        await greeted(world)
        process.kill()
        await programs.finish(process)
    said = world.person(7).says("/help").id
    async with programs.started(tmp_path, "run", **given) as process:
        await world.until(lambda: any(m.id > said for m in world.messages(7, from_bot=True)), 15)
        assert (await stopped(process)).code == 0


async def test_a_wrong_token_is_told_in_words(world: World, tmp_path: Path) -> None:
    """Exit code 2, the setting's name, no token, no traceback."""
    outcome = await programs.command(tmp_path, "run", **options(world, TOKEN="5:not-the-token"))
    assert outcome.code == 2
    assert "AMARYAR_TOKEN" in outcome.err
    assert "not-the-token" not in outcome.err
    assert "Traceback" not in outcome.err


async def test_missing_settings_are_told_at_once(tmp_path: Path) -> None:
    """Exit code 2 and one list."""
    outcome = await programs.command(tmp_path, "run", LANGUAGE="de")
    assert outcome.code == 2
    for name in ("AMARYAR_TOKEN", "AMARYAR_STAFF_CHAT_ID", "AMARYAR_LANGUAGE"):
        assert name in outcome.err


async def test_a_taken_address_is_told_in_webhook_mode(world: World, tmp_path: Path) -> None:
    """Without its door a webhook hears nothing: it does not start."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        given = options(
            world,
            LISTEN=f"127.0.0.1:{port}",
            WEBHOOK_URL=f"http://127.0.0.1:{port}/hook",
            WEBHOOK_SECRET="a-secret",
        )
        outcome = await programs.command(tmp_path, "run", **given)
    assert outcome.code == 2
    assert "AMARYAR_LISTEN" in outcome.err


@pytest.mark.postgres
async def test_postgresql_is_not_upgraded_behind_the_operators_back(
    world: World, tmp_path: Path, postgres_url: str
) -> None:
    """An older schema: it refuses and names the command; after the command it runs."""
    import psycopg  # noqa: PLC0415

    from storage.database import normal_url  # noqa: PLC0415

    plain = normal_url(postgres_url, is_async=False).replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    given = options(world, DATABASE_URL=plain)
    refused = await programs.command(tmp_path, "run", **given)
    assert refused.code == 2
    assert "amaryar db upgrade" in refused.err
    upgraded = await programs.command(tmp_path, "db", "upgrade", DATABASE_URL=plain)
    assert upgraded.code == 0, upgraded.err
    async with programs.started(tmp_path, "run", **given) as process:
        await greeted(world)
        assert (await stopped(process)).code == 0


async def test_the_playground_answers_on_its_own_telegram(tmp_path: Path) -> None:
    """One command, no settings: the address is printed, and the page is there."""
    words = ("playground", "--no-browser", "--port", "0", "--folder", str(tmp_path))
    async with programs.started(tmp_path, *words) as process:
        assert process.stdout is not None
        first = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
        async with httpx.AsyncClient() as client:
            assert (await client.get(first.split()[-1])).status_code == 200
        outcome = await stopped(process)
    assert outcome.code == 0, outcome.err
    assert (tmp_path / "amaryar.db").exists()
