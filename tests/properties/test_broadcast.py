"""A broadcast that is broken off at any point, and begun again, reaches each person once."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import marking
from bot.fates import Fate
from bot.verdicts import Kind, Verdict
from handlers import broadcasting
from handlers.context import Services
from handlers.i18n.translator import Translators
from storage import broadcasts, office_notices, outbox, people
from storage.audiences import Audience
from storage.broadcasts import BROADCASTS, Broadcast, BroadcastState
from storage.database import Database
from storage.office_notices import NOTICES, NoticeKind
from storage.outbox_tables import OUTBOX
from storage.people import PEOPLE
from tests.clock import START

GROUP = -100
ZONE = ZoneInfo("Asia/Tehran")
TRANSLATORS = Translators.load(ZONE)
#: What may happen, in any order: a step; one that dies before its commit; messages that arrive, or
#: whose marking is lost, so that they are sent again; people who block; a process that starts anew.
EVENTS = ("step", "dies", "arrives", "unmarked", "blocks", "fails", "begins anew")
FATES = {"arrives": Kind.DONE, "blocks": Kind.UNREACHABLE, "fails": Kind.DEAD}


class Killed(Exception):
    """The process dies here."""


def services() -> Services:
    """As much of the services as a broadcast needs."""
    known = SimpleNamespace(articles={}, offices={})
    made: Any = SimpleNamespace(
        staff_chat_id=GROUP,
        knowledge=known,
        zone=ZONE,
        staff=TRANSLATORS.for_("fa"),
        translator=lambda language: TRANSLATORS.for_(language or "fa"),
    )
    return cast("Services", made)


class World:
    """A database with people, a broadcast, and what each person was sent."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.services = services()
        self.now: datetime = START
        #: The rows of the outbox by person: Telegram may see a row twice, a person has one.
        self.rows: dict[int, set[int]] = {}

    async def begin(self, number: int) -> Broadcast:
        """Fresh tables, some people, a notice that is announced."""
        async with self.database.transaction() as tx:
            for table in (OUTBOX, PEOPLE, NOTICES, BROADCASTS):
                await tx.run(sa.delete(table))
            for id in range(1, number + 1):
                await people.meet(tx, id=id, name="x", username=None, now=self.now)
            draft = await office_notices.propose(tx, NoticeKind.OUTAGE, "words", now=self.now)
            await office_notices.publish(
                tx, draft.id, office=None, service=None, by_id=1, by_name="x", now=self.now
            )
            return await broadcasts.begin(tx, draft.id, Audience(), now=self.now)

    async def happens(self, event: str) -> None:
        """One thing happens; time passes."""
        self.now += timedelta(seconds=1)
        if event in {"step", "dies"}:
            await self._step(dies=event == "dies")
        elif event == "begins anew":
            async with self.database.transaction() as tx:
                await outbox.let_go(tx, by="worker")
        else:
            await self._deliver(event)

    async def _step(self, *, dies: bool) -> None:
        try:
            async with self.database.transaction() as tx:
                await broadcasting.step(tx, self.services, self.now)
                if dies:
                    raise Killed  # noqa: TRY301 - a transaction ends here, not a function
        except Killed:
            pass

    async def _deliver(self, event: str) -> None:
        async with self.database.transaction() as tx:
            claimed = await outbox.claim(
                tx, now=self.now, by="worker", limit=7, lease=timedelta(seconds=60)
            )
        for one in claimed:
            self.rows.setdefault(one.chat_id, set()).add(one.message.id)
        if event == "unmarked":
            return
        kind = FATES[event]
        fates = [Fate(one, Verdict(kind, kind.value), (1,)) for one in claimed]
        async with self.database.transaction() as tx:
            await marking.mark(tx, fates, self.services, self.now, tell=False)

    async def finish(self, id: int) -> Broadcast:
        """Everything goes well from now on, until the broadcast is over."""
        for _ in range(60):
            for event in ("begins anew", "step", "arrives", "arrives", "arrives"):
                await self.happens(event)
            async with self.database.transaction() as tx:
                found = await broadcasts.get(tx, id)
            assert found is not None
            if found.done_at is not None:
                return found
        raise AssertionError("it does not end")


def reached(world: World) -> dict[int, int]:
    """How many messages each person was sent; the group is none."""
    return {id: len(rows) for id, rows in world.rows.items() if id != GROUP}


@pytest.mark.slow
def test_resumed_at_any_point_it_reaches_each_person_once(database_url: str) -> None:
    """Whatever breaks off when: one message each, never more in the outbox than its window."""
    with asyncio.Runner() as runner:
        database = Database(database_url)

        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.integers(0, 50), st.lists(st.sampled_from(EVENTS), max_size=14))
        def whatever_happens(number: int, events: list[str]) -> None:
            world = World(database)
            broadcast = runner.run(world.begin(number))
            for event in events:
                runner.run(world.happens(event))
                assert runner.run(_waiting(database)) <= broadcasts.WINDOW
            done = runner.run(world.finish(broadcast.id))
            assert reached(world) == dict.fromkeys(range(1, number + 1), 1)
            assert (done.put, done.settled, done.total) == (number, number, number)
            assert done.state is BroadcastState.DONE

        try:
            whatever_happens()
        finally:
            runner.run(database.close())


@pytest.mark.slow
def test_stopped_it_reaches_nobody_else(database_url: str) -> None:
    """What is in the outbox when it is stopped still leaves, and nothing after it."""
    with asyncio.Runner() as runner:
        database = Database(database_url)
        try:
            world = World(database)
            broadcast = runner.run(world.begin(40))
            runner.run(world.happens("step"))

            async def stop() -> bool:
                async with database.transaction() as tx:
                    return await broadcasts.stop(tx, broadcast.id, now=world.now)

            assert runner.run(stop())
            assert not runner.run(stop()), "once"
            done = runner.run(world.finish(broadcast.id))
            assert done.state is BroadcastState.STOPPED
            assert reached(world) == dict.fromkeys(range(1, broadcasts.BATCH + 1), 1)
        finally:
            runner.run(database.close())


async def _waiting(database: Database) -> int:
    async with database.transaction() as tx:
        query = sa.select(sa.func.count()).select_from(OUTBOX)
        return int(
            (
                await tx.run(query.where(OUTBOX.c.state == "waiting", OUTBOX.c.chat_id > 0))
            ).scalar_one()
        )
