"""The program wired to an emulated Telegram in this process: no socket, no loops, a still clock."""

from collections.abc import AsyncIterator, Callable
from random import Random

import pytest
from pydantic import SecretStr

from bot import checkup_telegram, wiring
from bot.playground.direct import DirectRequest
from bot.playground.world import World
from bot.running import Running
from bot.settings import Settings
from tests.clock import Clock, Dice
from tests.office import content


def settings_for(world: World, url: str) -> Settings:
    """Settings of a bot in that world, whatever the environment says."""
    return Settings(
        token=SecretStr(world.token), staff_chat_id=world.staff_chat_id, database_url=url
    )


async def take_in(running: Running) -> None:
    """Fetch what waits at Telegram, handle it, as the poller would."""
    api = running.api
    batch = await api.call("getUpdates", {"timeout": 0, "offset": running.polling.offset})
    await running.polling.handle(batch)
    await running.intake.settle()


@pytest.fixture
def world(clock: Clock) -> World:
    """A Telegram with Sara (7), and Zahra (8) and Ali (9) in the staff group."""
    made = World(clock=clock, chance=Random(1))  # noqa: S311 - the same in every run
    made.person(7, "Sara", language="en")
    staff = [made.person(8, "Zahra"), made.person(9, "Ali")]
    made.group("Desk", members=staff)
    return made


@pytest.fixture
async def running(
    world: World, database_url: str, clock: Clock, dice: Dice
) -> AsyncIterator[Running]:
    """The connected program; the test runs once on each engine."""
    settings = settings_for(world, database_url)
    made = wiring.build(
        settings,
        content=content(settings),
        request=DirectRequest(world),
        clock=clock,
        random=dice,
    )
    async with made:
        yield made


@pytest.fixture
def texts(world: World) -> Callable[[int], list[str]]:
    """What the bot has written in a chat."""
    return lambda chat_id: [
        message.content.get("text", "") for message in world.messages(chat_id, from_bot=True)
    ]


@pytest.fixture
def options(world: World, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a good bot in the emulated Telegram, reached without a socket."""
    monkeypatch.setattr(checkup_telegram, "AiohttpRequest", lambda **_: DirectRequest(world))
    return settings_for(world, sqlite_url)
