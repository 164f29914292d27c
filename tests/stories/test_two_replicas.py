"""Two processes on one PostgreSQL database, one webhook each, updates dealt out alternately."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.playground.records import Message
from tests.stories import filers, ledger
from tests.stories.filers import Filer
from tests.stories.processes import Program, by_webhook, connect, program
from tests.stories.watched import Telegram, telegram

pytestmark = [pytest.mark.slow, pytest.mark.postgres, pytest.mark.timeout(240)]

REPLIES = 6


@asynccontextmanager
async def two(url: str, folder: Path) -> AsyncIterator[tuple[Telegram, Program, Program]]:
    """An emulated Telegram and two running replicas behind its load balancer."""
    async with telegram() as world:
        settings = {"offices": "semnan", "database_url": url, **by_webhook(world)}
        async with (
            program(world, folder, "first", **settings) as first,
            program(world, folder, "second", **settings) as second,
        ):
            first.start()
            second.start()
            await first.says("webhook set")
            await second.says("webhook set")
            await connect(world, first, second)
            yield world, first, second


def handled(*programs: Program) -> list[int]:
    """The numbers of all updates that some process has handled, duplicates left out."""
    lines = [line for one in programs for line in one.logged("update")]
    return [line["id"] for line in lines if line["outcome"] != "duplicate"]


async def test_forms_served_alternately(
    tmp_path: Path, postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each step is taken once, whoever takes it; nothing is said twice; order is kept."""
    async with two(postgres_url, tmp_path) as (world, first, second):
        citizens = filers.people(world, 12)
        await filers.all_file(citizens, 36, seed=7)
        await _talk(world, citizens[0])
        assert await first.stop() == 0
        assert await second.stop() == 0

        memory = await ledger.read(postgres_url)
        figures = ledger.compare(world, memory, mixed={world.desk.id})
        steps = handled(first, second)
        mine, other = len(handled(first)), len(handled(second))
        with capsys.disabled():
            print(f"\ntwo replicas: {mine} + {other} updates, {figures.messages} messages")
        assert len(memory.tickets) == 36
        assert memory.unsent == 0
        assert not figures.doubles
        assert sorted(steps) == sorted(world.confirmed), "each update once"
        assert min(mine, other) > len(steps) / 4, "both have served"
        assert _chats(first) & _chats(second), "a form was served by both"


async def test_a_killed_replica_is_missed_and_the_other_goes_on(
    tmp_path: Path, postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Kill -9 of one in the middle of a call: all is filed, doubles only of what it was saying."""
    async with two(postgres_url, tmp_path) as (world, first, second):
        citizens = filers.people(world, 12)
        filing = asyncio.create_task(filers.all_file(citizens, 36, seed=8))
        await world.until(lambda: len(world.said) >= 100, 60)
        second.kill()
        await asyncio.sleep(0.2)  # what it had sent is on the wire and still arrives
        world.life += 1
        await filing
        assert await first.stop() == 0

        memory = await ledger.read(postgres_url)
        figures = ledger.compare(world, memory, mixed={world.desk.id})
        with capsys.disabled():
            print(f"\na replica killed: {len(figures.doubles)} of {figures.messages} doubled")
        assert len(memory.tickets) == 36
        assert memory.unsent == 0
        assert world.confirmed <= memory.handled
        assert figures.most_copies <= 2


async def _talk(world: Telegram, citizen: Filer) -> None:
    """A clerk writes several replies at once, the citizen several additions: order is kept."""
    clerk = world.person(801, "زهرا کریمی", language="fa")
    clerk.joins(world.desk)
    card = next(m for m in world.messages(world.desk.id, from_bot=True) if _of(m, citizen))
    answers = [f"answer-{number}" for number in range(REPLIES)]
    for words in answers:
        clerk.says(words, world.desk, reply_to=card)
    private = citizen.person.id
    await world.until(lambda: len(_heard(world, private, "answer-")) == REPLIES, 30)
    assert _heard(world, private, "answer-") == answers

    relayed = next(m for m in world.messages(private, from_bot=True) if "answer-0" in m.text)
    additions = [f"addition-{number}" for number in range(REPLIES)]
    for words in additions:
        citizen.person.says(words, reply_to=relayed)
    await world.until(lambda: len(_heard(world, world.desk.id, "addition-")) == REPLIES, 30)
    assert _heard(world, world.desk.id, "addition-") == additions
    await world.until(lambda: not world.updates.alive(), 30)


def _of(message: Message, citizen: Filer) -> bool:
    return bool(message.buttons) and citizen.done[0] in message.text


def _heard(world: Telegram, chat_id: int, start: str) -> list[str]:
    """The words beginning so that the bot has brought into a chat, in the order of arrival."""
    texts = [message.text for message in world.messages(chat_id, from_bot=True)]
    return [word for text in texts for word in text.split() if word.startswith(start)]


def _chats(one: Program) -> set[str]:
    return {line["chat"] for line in one.logged("update")}
