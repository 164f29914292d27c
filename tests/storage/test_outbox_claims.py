"""Many workers at one outbox: nothing twice, the order kept, one on its way per chat."""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from storage import outbox
from storage.database import Database, Transaction
from tests.clock import START
from tests.storage import desk

CHATS = 23
MESSAGES = 400


class Telegram:
    """Receives messages, and sees what is on its way at the same time."""

    def __init__(self) -> None:
        self.got: dict[int, list[int]] = defaultdict(list)
        self.on_their_way: Counter[int] = Counter()
        self.chance = random.Random(7)  # noqa: S311 - the same in every run

    async def receive(self, claimed: outbox.Claimed) -> bool:
        """Take a message, now and then refuse it."""
        self.on_their_way[claimed.chat_id] += 1
        assert self.on_their_way[claimed.chat_id] == 1
        await asyncio.sleep(self.chance.random() * 0.002)
        self.on_their_way[claimed.chat_id] -= 1
        if self.chance.random() < 0.1:
            return False
        self.got[claimed.chat_id].append(claimed.message.payload["number"])
        return True

    @property
    def count(self) -> int:
        """How many have arrived."""
        return sum(len(numbers) for numbers in self.got.values())


async def work(database: Database, telegram: Telegram, name: str) -> None:
    """Claim, send and mark until everything has arrived."""
    while telegram.count < MESSAGES:
        async with database.transaction() as tx:
            batch = await desk.claim(tx, by=name, limit=5)
        arrived = await asyncio.gather(*(telegram.receive(one) for one in batch))
        async with database.transaction() as tx:
            await mark(tx, batch, arrived)
        if not batch:
            await asyncio.sleep(0.002)


async def mark(tx: Transaction, batch: Sequence[outbox.Claimed], arrived: Sequence[bool]) -> None:
    """Say what became of each."""
    for one, is_there in zip(batch, arrived, strict=True):
        if is_there:
            await outbox.sent(tx, one.message, message_ids=[one.message.id], now=START)
        else:
            await outbox.retry(tx, one.message, at=START, error="refused")


async def write(database: Database, numbers: range) -> None:
    """Put messages while the workers are already at it."""
    for number in numbers:
        async with database.transaction(lock=number % CHATS) as tx:
            await outbox.put(
                tx,
                chat_id=1 + number % CHATS,
                method="sendMessage",
                payload={"number": number},
                now=START,
            )


@pytest.mark.parametrize("replicas", [1, 3])
async def test_six_workers_send_each_message_once_and_in_order(
    database: Database, replicas: int
) -> None:
    """Messages of 23 chats, put and sent at once by 6 workers on 1 or 3 replicas, with refusals."""
    telegram = Telegram()
    async with AsyncExitStack() as stack:
        replica = [Database(str_url(database)) for _ in range(replicas)]
        for one in replica:
            stack.push_async_callback(one.close)
        async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:
            tasks.create_task(write(database, range(MESSAGES)))
            for number in range(6):
                tasks.create_task(work(replica[number % replicas], telegram, f"w{number}"))
    for chat, numbers in telegram.got.items():
        assert numbers == [n for n in range(MESSAGES) if 1 + n % CHATS == chat]


def str_url(database: Database) -> str:
    """The address of an open database."""
    return database.url.render_as_string(hide_password=False)


@pytest.mark.postgres
async def test_an_earlier_message_that_comes_to_light_late_waits_for_the_later_one(
    postgres_url: str,
) -> None:
    """Ids are given before the commit: 1 may appear while 2 is on its way, and must wait then."""
    database = Database(postgres_url)

    async def late(begun: asyncio.Event, go: asyncio.Event) -> None:
        async with database.transaction() as tx:
            await desk.a_message(tx, 1, "one")
            begun.set()
            await go.wait()

    begun, go = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(late(begun, go))
    await begun.wait()
    async with database.transaction() as tx:
        await desk.a_message(tx, 1, "two")
        (two,) = await desk.claim(tx)
        assert desk.texts([two]) == ["two"]
    go.set()
    await task
    async with database.transaction() as tx:
        assert await desk.claim(tx) == []
        assert await outbox.next_due(tx, START) == START + desk.LEASE
        await outbox.sent(tx, two.message, message_ids=[1], now=START)
        assert desk.texts(await desk.claim(tx)) == ["one"]
    await database.close()


@pytest.mark.postgres
async def test_a_message_being_replaced_is_not_claimed_meanwhile(postgres_url: str) -> None:
    """Who gathers an album holds it; a claim passes it by and takes other chats."""
    database = Database(postgres_url)
    async with database.transaction() as tx:
        await desk.a_message(tx, 1, "part", key="album")
        await desk.a_message(tx, 1, "behind")
        await desk.a_message(tx, 2, "elsewhere")

    async def claim() -> list[str]:
        async with database.transaction() as tx:
            return desk.texts(await desk.claim(tx))

    async with database.transaction() as tx:
        assert await outbox.waiting(tx, 1, "album") is not None
        assert await asyncio.create_task(claim()) == ["elsewhere"]
        replaced = await desk.a_message(tx, 1, "parts", key="album")
    assert replaced.payload == {"text": "parts"}
    assert await claim() == ["parts"]
    await database.close()


async def test_a_stuck_chat_with_a_long_queue_costs_others_little(database: Database) -> None:
    """With thousands behind one stuck message, other chats are claimed all the same."""
    async with database.transaction() as tx:
        for number in range(1500):
            await desk.a_message(tx, 1, str(number))
        (stuck,) = await desk.claim(tx)
        await outbox.retry(tx, stuck.message, at=START + timedelta(hours=1), error="429")
        await desk.a_message(tx, 2, "mine")
        assert desk.texts(await desk.claim(tx, limit=1)) == ["mine"]
