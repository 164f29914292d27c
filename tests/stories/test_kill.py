"""Kill -9 at random moments loses nothing: one ticket each, its card and its receipt arrive."""

from __future__ import annotations

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.stories import filers, ledger
from tests.stories.processes import Program, by_webhook, connect, program
from tests.stories.watched import CONFIRMED, Telegram, telegram

#: A life is ended after so many messages at the latest, by chance after fewer.
FEWEST, MOST = 12, 72
BEYOND = float("inf")


#: When a life ends: in the middle of sending; some milliseconds later; when an update has just been
#: acknowledged; at any time; while it begins.
MOMENTS = (
    "a message",
    "a message",
    "soon after a message",
    "an acknowledgement",
    "an acknowledgement",
    "any time",
    "the start",
)


@dataclass
class Killer:
    """Ends each life of the program at a moment drawn beforehand, and keeps count."""

    world: Telegram
    bot: Program
    chance: random.Random
    #: Which moments were drawn, kill by kill.
    kills: list[str] = field(default_factory=list)
    #: How many things were filed.
    submissions: int = 0
    _count: int = 0
    _first: float = 0.0
    _is_over: bool = False

    async def one_life(self, filing: asyncio.Task[None]) -> bool:
        """Start the program and kill it some time later; False when all was filed before."""
        moment = self.chance.choice(MOMENTS)
        self._count, self._first = 0, 0.0
        dead = asyncio.Event()
        self._lie_in_wait(moment, dead)
        self.bot.start()
        if moment == "the start":
            await asyncio.sleep(self.chance.uniform(0.3, 3.0))
            self._strike(dead)
        elif "webhook_url" in self.bot.settings:
            await self._open_to_posts(dead)
        death = asyncio.create_task(dead.wait())
        try:
            await asyncio.wait({death, filing}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            death.cancel()
            self.world.on_effect = lambda _: None
        self._is_over = not dead.is_set()  # a strike that was put off must not come now
        if dead.is_set():
            self.kills.append(moment)
        return dead.is_set()

    async def _open_to_posts(self, dead: asyncio.Event) -> None:
        await self.bot.until(lambda: dead.is_set() or self.bot.logged("listening"))
        if not dead.is_set():
            await connect(self.world, self.bot)

    def _lie_in_wait(self, moment: str, dead: asyncio.Event) -> None:
        """Strike when the drawn moment comes after the n-th message, or in any case soon."""
        limit = self.chance.randint(FEWEST, MOST)
        seconds = self.chance.uniform(0.0, 1.5)
        delay = self.chance.uniform(0.0, 0.03) if moment == "soon after a message" else 0.0

        def look(method: str) -> None:
            if dead.is_set() or moment == "the start":
                return
            is_message = method.startswith("send")
            if is_message:
                self._count += 1
                self._first = self._first or time.monotonic()
            is_time = moment == "any time" and time.monotonic() - (self._first or BEYOND) >= seconds
            is_it = method == CONFIRMED if moment == "an acknowledgement" else is_message
            if is_time or (is_it and self._count >= limit):
                if delay:
                    asyncio.get_running_loop().call_later(delay, self._strike, dead)
                else:
                    self._strike(dead)

        self.world.on_effect = look

    def _strike(self, dead: asyncio.Event) -> None:
        if dead.is_set() or self._is_over:
            return
        self.bot.kill()
        dead.set()


async def story(
    world: Telegram, bot: Program, *, submissions: int, people: int, seed: int, kills: int
) -> Killer:
    """All file, the program is killed again and again, and in the end everything is done.

    They go on filing, as much again, until there were so many kills: a slow machine makes fewer of
    one round.
    """
    killer = Killer(world, bot, random.Random(seed))  # noqa: S311 - the same in every run
    citizens = filers.people(world, people)

    async def file() -> None:
        while not killer.submissions or len(killer.kills) < kills:
            await filers.all_file(
                citizens, submissions, seed=seed + killer.submissions, first=killer.submissions
            )
            killer.submissions += submissions

    filing = asyncio.create_task(file())
    try:
        while await killer.one_life(filing):
            pass
        await filing
        await bot.until(lambda: not world.updates.alive())
        assert await bot.stop() == 0
    finally:
        filing.cancel()
        await asyncio.gather(filing, return_exceptions=True)
    return killer


async def account(world: Telegram, url: str, submissions: int) -> ledger.Figures:
    """Hold what is remembered against what was seen; the figures of the story.

    What had to be said is one card and one receipt for each ticket; `ledger.compare` shows that all
    of it was said, and a copy more only by a life that began after the one that said it.
    """
    memory = await ledger.read(url)
    assert memory.unsent == 0
    assert world.confirmed <= memory.handled, "acknowledged, and not kept"
    for number in range(submissions):
        token = f"n{number:04d}x"
        of_it = [one for one in memory.tickets.values() if token in one[1]]
        assert len(of_it) == 1, f"{token} has {len(of_it)} tickets"
    assert len(memory.tickets) == submissions
    mixed = {world.desk.id} if url.startswith("postgresql") else set()
    figures = ledger.compare(world, memory, mixed=mixed)
    for reference, words in memory.tickets.values():
        group = sum(_tells(one, reference) for one in memory.said[world.desk.id])
        person = sum(
            _tells(one, reference)
            for chat, said in memory.said.items()
            if chat != world.desk.id
            for one in said
        )
        assert (group, person) == (1, 1), f"cards and receipts of {words}"
    return figures


def _tells(essence: str, reference: str) -> bool:
    """Whether it is a new message that says a tracking number."""
    return json.loads(essence)[0] == "sendMessage" and reference in essence


def tell(name: str, killer: Killer, figures: ledger.Figures, began: float) -> None:
    """Print the figures: they belong into the log of the build."""
    world = killer.world
    in_group = sum(1 for one in figures.doubles if one.chat_id == world.desk.id)
    print(
        f"\n{name}: {killer.submissions} submissions, {len(killer.kills)} kills "
        f"({', '.join(f'{killer.kills.count(k)} at {k}' for k in sorted(set(killer.kills)))}), "
        f"{len(world.confirmed)} updates confirmed, {figures.messages} messages, "
        f"{len(figures.doubles)} doubled ({in_group} cards), {figures.overtaken} overtaken, "
        f"at most {figures.most_copies} copies, {time.monotonic() - began:.0f} s"
    )


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_kill_during_200_submissions_by_polling_on_sqlite(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Many kills, 200 submissions: one ticket, one card, one receipt each, in order."""
    began = time.monotonic()
    url = f"sqlite:///{tmp_path / 'office.db'}"
    async with (
        telegram() as world,
        program(world, tmp_path, offices="semnan", database_url=url) as bot,
    ):
        killer = await story(world, bot, submissions=200, people=20, seed=1405, kills=15)
        figures = await account(world, url, killer.submissions)
        with capsys.disabled():
            tell("SQLite, polling", killer, figures, began)


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.timeout(900)
async def test_kill_during_50_submissions_by_webhook_on_postgresql(
    tmp_path: Path, postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same by webhook on PostgreSQL, shorter."""
    began = time.monotonic()
    async with (
        telegram() as world,
        program(
            world, tmp_path, offices="semnan", database_url=postgres_url, **by_webhook(world)
        ) as bot,
    ):
        killer = await story(world, bot, submissions=50, people=10, seed=1406, kills=5)
        figures = await account(world, postgres_url, killer.submissions)
        with capsys.disabled():
            tell("PostgreSQL, webhook", killer, figures, began)
