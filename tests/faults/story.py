"""One fault story: people file while everything fails; then all is quiet and compared."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from storage.database import Database
from storage.outbox_tables import OUTBOX, is_waiting
from tests.faults import account
from tests.faults.account import Account
from tests.faults.fleet import Fleet, fleet
from tests.faults.postgres import Server
from tests.faults.weather import Weather
from tests.stories import filers, ledger
from tests.stories.filers import Filer
from tests.stories.watched import Telegram, telegram

#: Seconds in which everything that is still on its way must have arrived.
QUIET = 120.0


@dataclass(frozen=True)
class Scene:
    """Where a story plays."""

    name: str
    is_postgres: bool
    is_webhook: bool
    replicas: int = 1


SCENES = (
    Scene("SQLite, polling", is_postgres=False, is_webhook=False),
    Scene("SQLite, webhook", is_postgres=False, is_webhook=True),
    Scene("PostgreSQL, polling", is_postgres=True, is_webhook=False),
    Scene("PostgreSQL, webhook, two replicas", is_postgres=True, is_webhook=True, replicas=2),
)


@dataclass
class Report:
    """How one story went."""

    scene: Scene
    seed: int
    account: Account
    faults: Counter[str] = field(default_factory=Counter)
    exits: list[int] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def wrong(self) -> list[str]:
        """Everything that should not have been."""
        ends = [f"a program ended with {code}" for code in self.exits if code]
        return [*self.account.wrong, *ends]

    def __str__(self) -> str:
        told, one = self.account, self.faults
        faults = ", ".join(f"{one[name]} {name}" for name in sorted(one) if one[name])
        return (
            f"{self.scene.name}, seed {self.seed}: {told.submissions} submissions, "
            f"{told.tickets} tickets, {told.updates} updates, {told.messages} messages; "
            f"doubled {told.doubles_by_line} by lost answers, {told.doubles_by_kill} by kills, "
            f"{len(self.wrong)} wrong; faults: {faults}; {self.seconds:.0f} s"
        )


async def play(
    scene: Scene, folder: Path, url: str, *, seed: int, faults: int, people: int, submissions: int
) -> Report:
    """File at least so much, and until there were so many faults; then compare everything."""
    began = time.monotonic()
    chance = random.Random(seed)  # noqa: S311 - the same in every run
    async with (
        telegram() as world,
        fleet(world, folder, url, is_webhook=scene.is_webhook, replicas=scene.replicas) as programs,
    ):
        server = Server(url) if scene.is_postgres else None
        weather = Weather(world, programs, chance, _deeds(programs, server))
        await programs.start()
        if server is not None:
            await server.stumble()
        citizens = filers.people(world, people)
        filed = await _file(weather, citizens, faults=faults, submissions=submissions, seed=seed)
        if server is not None:
            weather.happened["serialization failures"] = await server.calm()
        await programs.start()
        await _rest(world, url)
        exits = await programs.stop()
        tokens = [f"n{number:04d}x" for number in range(filed)]
        memory = await ledger.read(url)
        found = account.settle(world, memory, tokens, mixed=scene.is_postgres)
    return Report(scene, seed, found, weather.happened, exits, time.monotonic() - began)


def _deeds(programs: Fleet, server: Server | None) -> dict[str, Callable[[], Awaitable[None]]]:
    if server is None:
        return {"disk full": programs.fill_disk}
    return {"connections cut": server.cut_all}


async def _file(
    weather: Weather, citizens: list[Filer], *, faults: int, submissions: int, seed: int
) -> int:
    """People file, again and again, until there were enough faults; how much was filed."""
    filed = 0
    raging = asyncio.create_task(weather.rage())
    watching = asyncio.create_task(weather.fleet.watch())
    try:
        while not filed or weather.count < faults:
            filing = asyncio.create_task(
                filers.all_file(citizens, submissions, seed=seed + filed, first=filed)
            )
            others = {raging, watching}
            await asyncio.wait({filing, *others}, return_when=asyncio.FIRST_COMPLETED)
            for task in others:
                if task.done():
                    filing.cancel()
                    task.result()
            await filing
            filed += submissions
    finally:
        for task in (raging, watching):
            task.cancel()
        await asyncio.gather(raging, watching, return_exceptions=True)
        weather.clear()
    return filed


async def _rest(world: Telegram, url: str) -> None:
    """Wait until nothing is on its way any more, either way."""
    database = Database(url)
    end = time.monotonic() + QUIET
    try:
        while time.monotonic() < end:
            async with database.transaction() as tx:
                query = OUTBOX.select().where(is_waiting(OUTBOX)).limit(1)
                is_empty = (await tx.run(query)).first() is None
            if is_empty and not world.updates.alive():
                return
            await asyncio.sleep(0.2)
    finally:
        await database.close()
