"""Updates that come at once, in masses, or spoiled; a disk that is full. With real processes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.playground.people import Person
from bot.playground.records import Message
from tests.faults import account
from tests.faults.fleet import FULL, fleet
from tests.stories import filers, ledger
from tests.stories.filers import Filer
from tests.stories.watched import Telegram, telegram

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

FLOOD = 300
#: Answers that the flooder may get before somebody who wrote after all of his messages.
AHEAD = 40
#: Messages of each person that come in the wrong order.
ROUNDS = 6
LONG = 300.0
#: Bytes of room on the full disk: enough for the log, too few for the database.
ROOM = 20_000


class Hasty(Filer):
    """Presses the first button of a form and writes at the very same moment."""

    is_over = True

    def _act(self, message: Message) -> None:
        super()._act(message)
        if self._label("✖️ Cancel") in message.labels and not self.is_over:
            self.is_over = True
            self.person.says(f"in haste {self.person.id}")


@pytest.mark.postgres
async def test_text_and_button_at_once_on_two_replicas(tmp_path: Path, postgres_url: str) -> None:
    """Whichever is first: one ticket each, every update handled once, nothing fails."""
    async with (
        telegram() as world,
        fleet(world, tmp_path, postgres_url, is_webhook=True, replicas=2) as two,
    ):
        await two.start()
        people = [
            Hasty(world, one.person, one.person.user.language_code or "fa")
            for one in filers.people(world, 6)
        ]
        for round_ in range(2):
            for person in people:
                person.is_over = False
            await _all(people, round_)
        await world.until(lambda: not world.updates.alive(), LONG)
        assert await two.stop() == [0, 0]
        memory = await ledger.read(postgres_url)
        logged = [line for one in two.programs for line in one.logged("update")]
        handled = [line for line in logged if line["outcome"] != "duplicate"]
        assert not [line for line in handled if line["outcome"].startswith("failed")]
        assert sorted(line["id"] for line in handled) == sorted(world.confirmed)
        tokens = [token for person in people for token in person.done]
        found = account.settle(world, memory, tokens, mixed=True)
        assert found.wrong == []
        assert found.tickets == 12
        assert found.doubles_by_kill + found.doubles_by_line == 0


async def _all(people: list[Hasty], round_: int) -> None:
    async with asyncio.TaskGroup() as group:
        for place, person in enumerate(people):
            group.create_task(person.files("opinion", f"n{round_}{place:03d}x"))


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_flooder_delays_nobody(tmp_path: Path, sqlite_url: str, mode: str) -> None:
    """300 messages of one person wait when somebody else writes: she is answered among the first.

    Counted in answers, not in seconds. By polling Telegram gives out 100 updates at a time, so she
    comes with the last of them at the latest; all 300 of his are answered, too.
    """
    async with (
        telegram() as world,
        fleet(world, tmp_path, sqlite_url, is_webhook=mode == "webhook") as one,
    ):
        flooder, sara = world.person(1, "Flood", language="en"), world.person(2, "Sara")
        for number in range(FLOOD):
            flooder.says(f"/track {number}")
        sara.says("/help")
        await one.start()
        await world.until(lambda: _answers(world, sara), LONG)
        before = len(_answers(world, flooder))
        assert before <= (AHEAD if mode == "webhook" else FLOOD)
        await world.until(lambda: len(_answers(world, flooder)) >= FLOOD, LONG)
        assert await one.stop() == [0]


def _answers(world: Telegram, person: Person) -> list[Message]:
    if person.id not in world.state.chats:
        return []
    return world.messages(person.id, from_bot=True)


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_updates_out_of_order_and_late_have_one_effect_each(
    tmp_path: Path, sqlite_url: str, mode: str
) -> None:
    """The last comes first, and each comes again after all the others: one effect, nothing lost."""
    async with (
        telegram() as world,
        fleet(world, tmp_path, sqlite_url, is_webhook=mode == "webhook") as one,
    ):
        await one.start()
        (sara, *others) = filers.people(world, 5)
        await sara.files("opinion", "n00000x")
        world.updates.reverse_next(ROUNDS * len(others))
        for number in range(ROUNDS):
            for other in others:
                other.person.says(f"/track {number} {other.person.id}")
        await world.until(lambda: not world.updates.alive(), LONG)
        said = sorted(world.updates.history)
        assert set(said) == world.confirmed
        for number in reversed(said):
            world.updates.redeliver(number)
        await world.until(lambda: not world.updates.alive(), LONG)
        await world.until(
            lambda: all(len(_answers(world, one.person)) >= ROUNDS for one in others), LONG
        )
        assert await one.stop() == [0]
        assert [len(_answers(world, other.person)) for other in others] == [ROUNDS] * len(others)
        (bot,) = one.programs
        outcomes = [line["outcome"] for line in bot.logged("update")]
    assert outcomes.count("duplicate") >= len(said)
    assert not [outcome for outcome in outcomes if outcome.startswith("failed")]
    memory = await ledger.read(sqlite_url)
    found = account.settle(world, memory, sara.done, mixed=True)
    assert found.wrong == []
    assert (found.tickets, found.doubles_by_kill + found.doubles_by_line) == (1, 0)


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_poison_is_kept_and_stops_nobody(tmp_path: Path, sqlite_url: str, mode: str) -> None:
    """What cannot be read is stored as it came and acknowledged; those behind it are answered."""
    async with (
        telegram() as world,
        fleet(world, tmp_path, sqlite_url, is_webhook=mode == "webhook") as one,
    ):
        sara = world.person(2, "Sara", language="en")
        bodies: list[dict[str, Any]] = [
            {"message": {"message_id": "three", "date": "never"}},
            {"callback_query": {"id": 5, "from": "nobody"}},
        ]
        numbers = {world.updates.inject(body) for body in bodies}
        sara.says("/help")
        await one.start()
        await world.until(lambda: _answers(world, sara), LONG)
        await world.until(lambda: not world.updates.alive(), LONG)
        assert await one.stop() == [0]
    memory = await ledger.read(sqlite_url)
    assert numbers <= memory.handled
    assert numbers == set(await ledger.poison(sqlite_url))


async def test_a_full_disk_is_told_and_service_resumes_by_itself(
    tmp_path: Path, sqlite_url: str
) -> None:
    """No write gets through: the log says what to do; with room again the same process answers."""
    async with (
        telegram() as world,
        fleet(world, tmp_path, sqlite_url, is_webhook=False) as one,
    ):
        sara = world.person(2, "Sara", language="en")
        await one.start()
        (bot,) = one.programs
        sara.says("/help")
        await world.until(lambda: _answers(world, sara), LONG)
        seen = len(_answers(world, sara))
        with bot.limited(ROOM):
            for number in range(200):
                sara.says(f"/track {number} {'x' * 500}")
            await bot.until(lambda: FULL in bot.output)
        await world.until(lambda: len(_answers(world, sara)) >= seen + 200, LONG)
        await world.until(lambda: not world.updates.alive(), LONG)
        assert await bot.stop() == 0
    memory = await ledger.read(sqlite_url)
    assert memory.unsent == 0
    assert world.confirmed <= memory.handled
    assert not await ledger.poison(sqlite_url), "an outage is nobody's mistake"
