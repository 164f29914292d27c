"""The duties that speak: done by one replica only, over however many transactions it takes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import calendars, duties
from bot.schedule import MORE, ROUNDS, Duty, Schedule
from knowledge.official_holidays import OfficialHolidays
from storage.database import Database, Transaction
from storage.tickets import calendar
from tests.calendars import TEHRAN, at
from tests.clock import Clock, Dice
from tests.office import Office
from tests.stories import timed as story
from tests.stories.timed import MONDAY, SUNDAY, TUESDAY


@pytest.fixture
async def timed(
    database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> AsyncIterator[Office]:
    """An office with stated hours and targets."""
    async with story.opened(database_url, tmp_path, clock, dice) as office:
        yield office


def replica(office: Office, name: str) -> Schedule:
    """The schedule of another process of the same office."""
    return Schedule(
        database=office.running.database,
        clock=office.clock,
        random=Dice(),
        holder=name,
        duties=duties.make(lambda: office.running.services),
    )


async def test_two_replicas_say_everything_once(timed: Office) -> None:
    """Reminders and digest come once, whoever looks first, however often both look."""
    visitor = timed.visitor()
    await story.asks(timed, visitor)
    replicas = [replica(timed, "a"), replica(timed, "b")]
    for day, clock in ((SUNDAY, "07:31"), (SUNDAY, "08:00"), (MONDAY, "07:31"), (MONDAY, "08:00")):
        timed.clock.set(at(day, clock))
        for one in (*replicas, *reversed(replicas)):
            await one.tick()
        await timed.settle()
    assert len([m for m in timed.in_group() if "🗞" in m.text]) == 2
    said = [text for text in story.reminders(timed) if "کسی این را برنداشته" in text]
    assert len(said) == 1


async def test_a_duty_with_more_to_do_goes_on_at_once(database: Database, clock: Clock) -> None:
    """Each round has a transaction of its own; the facts are added up."""
    rounds: list[datetime] = []
    woken: list[int] = []

    async def act(tx: Transaction, now: datetime) -> dict[str, int]:
        rounds.append(now)
        return {"done": 2, MORE: len(rounds) < 3}

    schedule = Schedule(
        database=database,
        clock=clock,
        random=Dice(),
        holder="a",
        duties=(Duty("many", timedelta(minutes=1), act),),
        wake=lambda: woken.append(1),
    )
    assert await schedule.tick() == ["many"]
    assert (len(rounds), len(woken)) == (3, 3)


async def test_a_duty_that_never_ends_ends(database: Database, clock: Clock) -> None:
    """A mistake in one duty does not keep the others waiting for ever."""
    rounds: list[int] = []

    async def act(tx: Transaction, now: datetime) -> dict[str, int]:
        rounds.append(1)
        return {MORE: 1}

    duty = Duty("endless", timedelta(minutes=1), act)
    schedule = Schedule(database=database, clock=clock, random=Dice(), holder="a", duties=(duty,))
    await schedule.tick()
    assert len(rounds) == ROUNDS


async def test_more_tickets_than_a_batch_are_all_looked_at(
    timed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seven cases in batches of two: all are brought up in the same minute."""
    monkeypatch.setattr(duties, "BATCH", 2)
    for number in range(7):
        visitor = timed.visitor(name=f"شهروند {number}")
        await story.asks(timed, visitor, f"قیمت دلار {number} چند است؟")
    await story.passes(timed, TUESDAY, "07:31")
    said = "\n".join(story.reminders(timed))
    assert said.count("•") == 7


async def test_a_new_calendar_of_the_content_begins_one_recount(timed: Office) -> None:
    """The first look counts once; as long as nothing changes, nothing more."""
    await story.passes(timed, story.SATURDAY, "10:00")
    await story.passes(timed, story.SATURDAY, "12:00")
    async with timed.running.database.transaction() as tx:
        assert await calendar.open_recount(tx) is None
    assert [m for m in timed.in_group() if "تقویم" in m.text] == []


def test_the_mark_of_a_calendar_changes_with_week_and_holidays(timed: Office) -> None:
    """The same content gives the same mark, another week another."""
    now = timed.clock.now()
    qom = timed.running.services.knowledge.offices["qom"]
    time = calendars.of_office(qom, TEHRAN, OfficialHolidays())
    mark = calendars.fingerprint(time, now)
    assert calendars.fingerprint(timed.running.services.time("qom"), now) == mark
    unknown = timed.running.services.time("an office that is gone")
    assert calendars.fingerprint(unknown, now) != mark
    assert (time.is_stated, unknown.is_stated) == (True, False)
