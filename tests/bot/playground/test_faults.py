"""Faults on demand, as the real library meets them in process and over HTTP."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.playground import serve
from bot.playground.people import Person
from bot.playground.world import World


@pytest.fixture
async def http_bot(world: World) -> AsyncIterator[ExtBot[None]]:
    """The library's own HTTP client on a served world."""
    up = asyncio.Event()
    task = asyncio.create_task(serve.serve(0, world, started=up))
    await asyncio.wait_for(up.wait(), 5)
    bot = ExtBot(
        world.token,
        base_url=f"{world.base_url}/bot",
        base_file_url=f"{world.base_url}/file/bot",
        request=HTTPXRequest(read_timeout=0.5),
    )
    async with bot:
        yield bot
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.fixture(params=["direct", "http"])
def any_bot(request: pytest.FixtureRequest) -> ExtBot[None]:
    """The library on the world, with and without a socket."""
    name = "bot" if request.param == "direct" else "http_bot"
    found: ExtBot[None] = request.getfixturevalue(name)
    return found


@pytest.mark.filterwarnings("ignore:.*retry_after.*timedelta")
@pytest.mark.parametrize(
    "ordered",
    [
        ("429", RetryAfter, False),
        ("500", NetworkError, False),
        ("502", NetworkError, False),
        ("drop_before", NetworkError, False),
        ("drop_after", NetworkError, True),
    ],
)
async def test_a_call_fails_once_as_ordered(
    any_bot: ExtBot[None],
    world: World,
    sara: Person,
    ordered: tuple[str, type[TelegramError], bool],
) -> None:
    """The ordered fault strikes once, with or without the effect; the next call goes well."""
    kind, error, has_effect = ordered
    world.faults.add(kind, method="sendMessage", chat=sara.id)
    with pytest.raises(error):
        await any_bot.send_message(sara.id, "first")
    assert [m.text for m in sara.hears()] == (["first"] if has_effect else [])
    await any_bot.send_message(sara.id, "second")
    assert sara.last().text == "second"
    assert world.calls("sendMessage")[0].fault == kind


@pytest.mark.parametrize(("kind", "effect"), [("slow", False), ("slow_after", True)])
async def test_a_slow_answer_times_out(
    bot: ExtBot[None], world: World, sara: Person, kind: str, effect: bool
) -> None:
    """TimedOut, with the message sent or not: both happen in life."""
    world.faults.add(kind, seconds=5.0)
    with pytest.raises(TimedOut):
        await bot.send_message(sara.id, "x", read_timeout=0.02)
    assert bool(sara.hears()) is effect


async def test_faults_are_counted_skipped_and_diced(world: World, sara: Person) -> None:
    """times, skip and chance do what they say; a made-up error comes through as given."""
    world.faults.add("error", skip=1, times=2, code=400, description="Bad Request: TOPIC_CLOSED")
    outcomes = []
    for _ in range(4):
        try:
            await world.call("sendMessage", {"chat_id": sara.id, "text": "x"})
            outcomes.append("ok")
        except Exception as error:  # noqa: BLE001 - which error is the next test's matter
            outcomes.append(str(error))
    assert outcomes == ["ok", *["Bad Request: TOPIC_CLOSED"] * 2, "ok"]
    world.faults.clear()
    diced = world.faults.add("500", chance=0.5, times=None)
    for _ in range(40):
        with_fault = world.faults.strike("sendMessage", {"chat_id": sara.id})
        assert with_fault is None or with_fault is diced
    assert 5 < diced.hits < 35
    with pytest.raises(ValueError, match="unknown kind of fault"):
        world.faults.add("earthquake")


async def test_getupdates_fails_only_when_named(bot: ExtBot[None], world: World) -> None:
    """A fault for everything leaves polling alone."""
    world.faults.add("500", times=None)
    await bot.get_updates()
    world.faults.add("error", method="getUpdates", description="Bad Request: no")
    with pytest.raises(BadRequest):
        await bot.get_updates()
