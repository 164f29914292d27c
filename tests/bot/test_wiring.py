"""Everything put together: what is checked before the start, and what the start tells."""

import asyncio
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot import services, wiring
from bot.playground.direct import DirectRequest
from bot.playground.world import World
from bot.running import NoConnectionError, Running, StartError
from bot.settings import Settings, SettingsError
from knowledge import loader
from storage import errors, migrate, outbox
from tests.bot.conftest import settings_for
from tests.clock import Clock


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the database."""
    return sqlite_url


def test_the_offices_must_be_in_the_content(sqlite_url: str) -> None:
    """A misspelt office is told together with those there are; the order is the content's."""
    base = loader.load()
    known = tuple(base.offices)
    chosen = Settings(offices=tuple(reversed(known)))
    assert services.offices_of(Settings(), base) == services.offices_of(chosen, base) == known
    with pytest.raises(SettingsError, match=f"AMARYAR_OFFICES names nowhere; .*{known[0]}"):
        services.offices_of(Settings(offices=("nowhere",)), base)


def test_without_token_and_group_nothing_is_built(sqlite_url: str) -> None:
    """Both are named."""
    with pytest.raises(SettingsError) as caught:
        wiring.build(Settings(database_url=sqlite_url))
    assert len(caught.value.problems) == 2


async def test_the_services_are_complete_once_connected(running: Running, world: World) -> None:
    """The bot's name comes from Telegram, the group from settings and database."""
    assert running.services.bot_username == "amaryar_bot"
    assert running.services.bot_id == world.bot.id
    assert running.services.staff_chat_id == world.staff_chat_id
    assert running.services.offices


async def test_a_wrong_token_is_told_without_the_token(world: World, sqlite_url: str) -> None:
    """The message names the setting and never holds the token."""
    settings = settings_for(world, sqlite_url).model_copy(
        update={"token": SecretStr("1:wrong-token")}
    )
    with pytest.raises(StartError) as caught:
        async with wiring.build(settings, request=DirectRequest(world)):
            pass
    assert "AMARYAR_TOKEN" in str(caught.value)
    assert "wrong-token" not in str(caught.value)


async def test_no_connection_is_told_apart_and_the_start_can_be_tried_again(
    world: World, sqlite_url: str
) -> None:
    """An outage at the start is waited out by `run`."""
    world.faults.add("drop_before", method="getMe")
    made = wiring.build(settings_for(world, sqlite_url), request=DirectRequest(world))
    with pytest.raises(NoConnectionError, match="AMARYAR_PROXY"):
        await made.start()
    await made.start()
    assert made.services.bot_username == "amaryar_bot"
    await made.stop()


async def test_the_stored_number_of_the_group_wins(
    world: World, sqlite_url: str, clock: Clock
) -> None:
    """After the group became a supergroup, the old number in the settings does no harm."""
    settings = settings_for(world, sqlite_url).model_copy(update={"staff_chat_id": -44})
    first = wiring.build(settings, request=DirectRequest(world))
    async with first, first.database.transaction() as tx:
        await outbox.move_chat(tx, old=-44, new=-1004444, now=clock.now())
    async with wiring.build(settings, request=DirectRequest(world)) as second:
        assert second.services.staff_chat_id == -1004444


async def test_readiness_tells_what_is_wrong(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ready; stopping; an older schema; no database."""
    stop = asyncio.Event()
    assert await running.watch.troubles(stop) == {}
    monkeypatch.setattr(migrate, "is_served", lambda _: False)
    assert "amaryar db upgrade" in (await running.watch.troubles(stop))["schema"]

    async def away() -> None:
        raise errors.DatabaseUnavailable

    monkeypatch.setattr(running.database, "ping", away)
    assert await running.watch.troubles(stop) == {"database": "DatabaseUnavailable"}
    stop.set()
    assert await running.watch.troubles(stop) == {"program": "stopping"}


async def test_a_delivery_that_does_not_work_is_told(running: Running, clock: Clock) -> None:
    """A due message that nobody takes up for minutes: not ready, and /metrics shows it."""
    async with running.database.transaction() as tx:
        payload = {"text": "hello"}
        await outbox.put(tx, chat_id=7, method="sendMessage", payload=payload, now=clock.now())
    assert await running.watch.troubles(asyncio.Event()) == {}
    clock.advance(timedelta(minutes=5))
    assert await running.watch.troubles(asyncio.Event()) == {
        "outbox": "a due message lies for 300 seconds"
    }
    page = (await running.watch.page()).decode()
    assert "amaryar_outbox_lag_seconds 300.0" in page
    await running.delivery.drain()
    assert await running.watch.troubles(asyncio.Event()) == {}
    clock.advance(timedelta(seconds=11))
    assert "amaryar_outbox_lag_seconds 0.0" in (await running.watch.page()).decode()
