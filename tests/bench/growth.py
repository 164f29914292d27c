"""Whether the daily work stays as quick as on the first day when years lie in the database.

Tickets, events and messages are made by SQL; the same acts are measured before and after. Run as
`python -m tests.bench.growth --tickets 1000000 --messages 5 postgres`.
"""
# ruff: noqa: S608 - the statements are made of numbers of ours

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import sqlalchemy as sa

from storage import database, outbox, people, questions, sqlite_driver, standing, updates
from storage.database import Database, Transaction
from storage.migrate import upgrade
from storage.tickets import deadlines, queries
from tests.bench import bots
from tests.storage import desk

Act = Callable[[Transaction], Awaitable[object]]

#: Tickets of each person, and how many tickets in all are still open.
OF_EACH, OPEN = 10, 2000
FIRST_PERSON = 10_000_000
ROUNDS = 25
CHECKED = "2025-03-01 08:00:00"
_numbers = count(1)

_SERIES = {
    "postgresql": "generate_series(1, {count}) AS n",
    "sqlite": (
        "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count}) "
        "SELECT n FROM s) AS numbers"
    ),
}


def _statements(dialect: str, tickets: int, messages: int) -> Iterator[str]:
    """What fills the tables; the newest tickets are open, the messages spread over all."""
    number = "lpad(n::text, 7, '0')" if dialect == "postgresql" else "printf('%07d', n)"
    empty = "'{}'::jsonb" if dialect == "postgresql" else "'{}'"
    at = f"'{CHECKED}+00'" if dialect == "postgresql" else f"'{CHECKED}.000000'"
    no, yes = ("false", "true") if dialect == "postgresql" else ("0", "1")
    series, parts = _SERIES[dialect].format(count=tickets), _SERIES[dialect].format(count=messages)
    everybody = _SERIES[dialect].format(count=tickets // OF_EACH)
    is_open = f"n > {tickets - OPEN}"
    yield (
        "INSERT INTO people (id, name, is_reachable, times_seen, created_at, seen_at) "
        f"SELECT {FIRST_PERSON} + n, 'P' || n, {yes}, 1, {at}, {at} FROM {everybody}"
    )
    yield (
        "INSERT INTO tickets (id, reference, office, kind, status, person_id, is_anonymous, "
        "language, subject, fields, opened_at, updated_at, closed_at, next_deadline_at, version) "
        f"SELECT n, 'Q-1404-' || {number}, 'qom', 'request', "
        f"CASE WHEN {is_open} THEN 'new' ELSE 'closed' END, "
        f"{FIRST_PERSON} + 1 + (n - n / {tickets // OF_EACH} * {tickets // OF_EACH}), {no}, 'fa', "
        f"'جمعیت شهرستان ' || n || ' به تفکیک جنس', {empty}, {at}, {at}, "
        f"CASE WHEN {is_open} THEN NULL ELSE {at} END, NULL, 1 FROM {series}"
    )
    yield (
        "INSERT INTO ticket_events (ticket_id, at, party, action, after, data) "
        f"SELECT n, {at}, 'person', 'open', 'new', {empty} FROM {series}"
    )
    yield (
        "INSERT INTO ticket_messages (ticket_id, at, direction, text, chat_id, message_id) "
        f"SELECT t.id, {at}, 'from_person', 'متن پیام', t.person_id, t.id * {messages} + n "
        f"FROM tickets AS t, {parts}"
    )


def fill(url: str, tickets: int, messages: int) -> None:
    """Put years of work into an upgraded database."""
    engine = sa.create_engine(database.normal_url(url, is_async=False), poolclass=sa.NullPool)
    dialect = engine.dialect.name
    if dialect == "sqlite":
        sqlite_driver.prepare(engine)
    with engine.begin() as connection:
        for statement in _statements(dialect, tickets, messages):
            connection.exec_driver_sql(statement)
        if dialect == "postgresql":
            table = "pg_get_serial_sequence('tickets', 'id')"
            connection.exec_driver_sql(f"SELECT setval({table}, {tickets + 1})")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # SQLite learns from ANALYZE alone; PostgreSQL also needs its map of visible pages.
        connection.exec_driver_sql("VACUUM ANALYZE" if dialect == "postgresql" else "ANALYZE")
    engine.dispose()


def acts(tickets: int) -> dict[str, Act]:
    """What is measured; `tickets` are there."""
    now = datetime.now(UTC)
    dice = random.Random(7).randbytes  # noqa: S311 - no secret

    async def question(tx: Transaction) -> None:
        number = next(_numbers)
        await updates.first_time(tx, number, now)
        person = FIRST_PERSON + 5
        await people.meet(tx, id=person, name="P", username=None, now=now)
        await queries.waiting_for_person(tx, person)
        await questions.record(
            tx,
            person_id=person,
            office="qom",
            language="fa",
            text="هزینه",
            outcome=questions.Outcome.ANSWER,
            articles=["a"],
            score=1.0,
            now=now,
        )
        await outbox.put(tx, chat_id=person, method="sendMessage", payload={"text": "x"}, now=now)
        claimed = await outbox.claim(
            tx, now=now, by="bench", limit=64, lease=timedelta(seconds=60), pace=0
        )
        await outbox.sent_many(tx, [(one.message, (number,)) for one in claimed], now=now)

    async def opening(tx: Transaction) -> None:
        await desk.a_ticket(tx, dice, person_id=FIRST_PERSON + next(_numbers), now=now)

    return {
        "a question and its answer": question,
        "opening a ticket": opening,
        "/open": queries.open_tickets,
        "/tickets": lambda tx: queries.of_person(tx, FIRST_PERSON + 5),
        "/track": lambda tx: queries.by_reference(tx, f"Q-1404-{tickets // 2:07d}"),
        "/find, common words": lambda tx: queries.find(tx, "جمعیت جنس"),
        "/find, rare words": lambda tx: queries.find(tx, f"شهرستان {tickets // 2}"),
        "sweep of deadlines": lambda tx: deadlines.due_for_look(tx, now=now, limit=50),
        "/metrics": lambda tx: standing.read(tx, now),
    }


async def measure(url: str, tickets: int) -> dict[str, float]:
    """Milliseconds of each act with its commit, the median of several."""
    opened = Database(url, pool_size=2)
    found = {}
    for name, act in acts(tickets).items():
        waits: list[float] = []
        while len(waits) < ROUNDS and sum(waits) < 10:
            begun = time.perf_counter()
            async with opened.transaction() as tx:
                await act(tx)
            waits.append(time.perf_counter() - begun)
        found[name] = statistics.median(waits) * 1000
    await opened.close()
    return found


async def run(engine: str, tickets: int, messages: int) -> None:
    """Measure with few tickets, fill, measure again, print."""
    storage = bots.postgres if engine == "postgres" else bots.sqlite
    figures = []
    for size in (OPEN + OF_EACH, tickets):
        async with storage() as (url, _):
            await asyncio.to_thread(upgrade, url)
            begun = time.perf_counter()
            await asyncio.to_thread(fill, url, size, messages)
            print(f"{engine}: {size:,} tickets filled in {time.perf_counter() - begun:.0f} s")
            figures.append(await measure(url, size))
    few, many = figures
    print(f"\n{engine}, ms{'few':>26}{'many':>10}{'ratio':>8}")
    for name, before in few.items():
        print(f"{name:<28}{before:>10.2f}{many[name]:>10.2f}{many[name] / before:>8.1f}")


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth", description=__doc__)
    parser.add_argument("engine", choices=("sqlite", "postgres"))
    parser.add_argument("--tickets", type=int, default=200_000)
    parser.add_argument("--messages", type=int, default=5, help="of each ticket")
    asked = parser.parse_args()
    asyncio.run(run(asked.engine, asked.tickets, asked.messages))


if __name__ == "__main__":
    main()
