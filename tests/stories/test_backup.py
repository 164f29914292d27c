"""A backup in the middle of the work, a restore after the loss: nothing missing, nothing twice."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from storage import backup, outbox
from tests import office as offices
from tests.clock import Clock, Dice
from tests.office import Office
from tests.stories import asking, ledger
from tests.stories.processes import program
from tests.stories.watched import telegram


async def test_a_restored_office_goes_on_and_says_nothing_twice(
    sqlite_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> None:
    """Copied while a message waits, which leaves later: after the restore it is not said again."""
    file, copy = tmp_path / "amaryar.sqlite3", tmp_path / "copy.db"
    async with offices.opened(sqlite_url, tmp_path, clock, dice) as office:
        maryam = office.visitor()
        reference = await asking.asks_an_expert(office, maryam)
        office.world.faults.add("429", method="sendMessage", chat=maryam.id, retry_after=30)
        maryam.person.says("هزینهٔ خدمت چقدر است؟")
        await office.settle(waits=False)
        before = backup.save(file, copy)
        assert (before.tickets, before.waiting) == (1, 1)
        await office.settle()
        shown = _shown(office)

        await office.running.stop()
        backup.restore(copy, file, overwrite=True)
        await offices.restart(office)
        await office.settle()
        assert _shown(office) == shown, "nothing was said twice"

        assert (await office.ticket(reference)).subject == asking.QUESTION
        async with office.running.database.transaction() as tx:
            (put_aside,) = await outbox.dead(tx, 5)
        assert put_aside.error == backup.PUT_ASIDE
        await maryam.says(f"/track {reference}")
        assert reference in maryam.last.text, "and it goes on"
        assert backup.check(file) == replace(before, waiting=0)


@pytest.mark.slow
async def test_the_command_copies_a_running_program(tmp_path: Path) -> None:
    """`amaryar backup` beside a busy bot; `amaryar restore` refuses until it has stopped."""
    url = f"sqlite:///{tmp_path / 'office.db'}"
    async with (
        telegram() as world,
        program(world, tmp_path, database_url=url) as bot,
        program(world, tmp_path, "tool", database_url=url) as tool,
    ):
        bot.start()
        await bot.says("running")
        crowd = [world.person(100 + number, f"P{number}", language="en") for number in range(30)]
        for person in crowd:
            person.says("/start")
        tool.start("backup", "copy.db")
        assert await tool.ends() == 0, tool.output
        assert "Checked." in tool.output
        await world.until(lambda: {one.chat_id for one in world.said} >= {p.id for p in crowd}, 60)

        tool.start("restore", "copy.db", "--force")
        assert await tool.ends() == 2
        assert "Stop the program first" in tool.output
        assert await bot.stop() == 0
        said = len(world.said)

        tool.start("backup", "last.db")
        assert await tool.ends() == 0, tool.output
        memory = await ledger.read(url)
        tool.start("restore", "last.db", "--force")
        assert await tool.ends() == 0, tool.output
        assert (await ledger.read(url)) == memory, "nothing is missing"
        bot.start()
        await bot.says("running")
        await asyncio.sleep(1.5)
        assert len(world.said) == said, "and nothing is said twice"
        assert await bot.stop() == 0


def _shown(office: Office) -> dict[int, list[str]]:
    """What the bot has said in each chat."""
    return {chat: office.texts(chat) for chat in office.world.state.chats}
