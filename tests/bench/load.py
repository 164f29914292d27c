"""The load: people on the emulated Telegram who ask, wait for the answer, and ask again."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from bot.playground import serve
from bot.playground.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.playground.params import Upload
    from bot.playground.records import Value

#: What the people ask, in turn: terms of the service, statistics, and what is not known.
QUESTIONS = (
    "هزینهٔ خدمت چقدر است؟",
    "مدارک را از چه راهی بفرستم؟",
    "نرخ بیکاری یعنی چه؟",
    "فصل جمعیت سالنامه چه دارد؟",
    "قیمت دلار امروز چند است؟",
    "is the service free?",
    "چند روزه جواب می‌دهید؟",
)
#: Seconds after which an answer is given up; it counts as unanswered.
PATIENCE = 30.0
FIRST_ID = 50_000


class ListeningWorld(World):
    """A world that tells at once when the bot has said something in a private chat."""

    def __init__(self) -> None:
        super().__init__(clock=lambda: datetime.now(UTC))
        self.waiting: dict[int, asyncio.Future[None]] = {}

    async def call(
        self,
        method: str,
        values: Mapping[str, Any] | None = None,
        uploads: Mapping[str, Upload] | None = None,
    ) -> Value:
        """Carry out the call and wake the one who waits for it."""
        result = await super().call(method, values, uploads)
        if method.lower() == "sendmessage" and values:
            waiter = self.waiting.pop(int(values["chat_id"]), None)
            if waiter is not None and not waiter.done():
                waiter.set_result(None)
        return result


@dataclass(frozen=True)
class Figures:
    """What one run measured: times in seconds, CPU seconds of the bot's process."""

    answered: int
    unanswered: int
    seconds: float
    waits: tuple[float, ...]
    cpu: float
    megabytes: float = 0.0
    #: Seconds from the start of the process to its first answer.
    first: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answered / self.seconds

    @property
    def per_cpu(self) -> float:
        """Answers for each second of CPU that the bot used."""
        return self.answered / self.cpu if self.cpu else 0.0

    def quantile(self, part: float) -> float:
        """Milliseconds within which this part of the answers came."""
        if not self.waits:
            return float("nan")
        ordered = sorted(self.waits)
        return 1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def median(runs: list[Figures], value: str) -> float:
    """The median of a property over several runs."""
    return float(statistics.median(float(getattr(run, value)) for run in runs))


@asynccontextmanager
async def telegram() -> AsyncIterator[ListeningWorld]:
    """An emulated Telegram on a free loopback port, with a staff group."""
    world = ListeningWorld()
    world.group("bench", admins=[world.person(900, "bench", language="fa")])
    started = asyncio.Event()
    task = asyncio.create_task(serve.serve(0, world, started=started))
    await started.wait()
    try:
        yield world
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def first_answer(world: ListeningWorld, seconds: float = 60.0) -> None:
    """Wait until the bot answers its first message."""
    async with asyncio.timeout(seconds):
        await _ask(world, FIRST_ID - 1, QUESTIONS[0], seconds)


async def closed_loop(world: ListeningWorld, people: int, seconds: float) -> list[float | None]:
    """So many people ask one question after another; the waits, None for no answer."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    waits: list[float | None] = []

    async def person(number: int, questions: Iterator[str]) -> None:
        while loop.time() < end:
            waits.append(await _ask(world, FIRST_ID + number, next(questions), PATIENCE))

    await asyncio.gather(*(person(number, _in_turn(number)) for number in range(people)))
    return waits


async def open_loop(world: ListeningWorld, rate: float, seconds: float) -> list[float | None]:
    """So many questions a second, each of another person, whether answers come or not."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    asked = []
    for place in range(round(rate * seconds)):
        await asyncio.sleep(max(0.0, begun + place / rate - loop.time()))
        text = QUESTIONS[place % len(QUESTIONS)]
        asked.append(asyncio.create_task(_ask(world, FIRST_ID + place, text, PATIENCE)))
    return list(await asyncio.gather(*asked))


def _in_turn(first: int) -> Iterator[str]:
    for place in count(first):
        yield QUESTIONS[place % len(QUESTIONS)]


async def _ask(world: ListeningWorld, person_id: int, text: str, patience: float) -> float | None:
    loop = asyncio.get_running_loop()
    waiter: asyncio.Future[None] = loop.create_future()
    world.waiting[person_id] = waiter
    if person_id not in world.state.users:
        world.person(person_id, "شهروند", language="fa")
    begun = loop.time()
    world.person(person_id).says(text)
    try:
        await asyncio.wait_for(waiter, patience)
    except TimeoutError:
        return None
    return loop.time() - begun
