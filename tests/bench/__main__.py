"""The benchmark: all programs in turn, several rounds, the same load; tables at the end."""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from tests import databases
from tests.bench import bots, load
from tests.bench.bots import Contender
from tests.bench.load import Figures, ListeningWorld

Storage = Callable[[], AbstractAsyncContextManager[tuple[str, Path]]]
ECHO = "bare PTB echo"


@dataclass(frozen=True)
class Entry:
    """A program to be measured: over which storage (none: the echo bot), in how many copies."""

    storage: Storage | None = None
    #: 0: one, by long polling.
    copies: int = 0


@dataclass(frozen=True)
class Load:
    """People who ask one question after another, or questions a second whoever waits."""

    people: int = 0
    rate: float = 0.0

    def __str__(self) -> str:
        if self.rate:
            return f"{self.rate:g} questions a second, each of another person"
        return f"{self.people} people, closed loop"

    async def put_on(self, world: ListeningWorld, seconds: float) -> list[float | None]:
        """The waits of so many seconds."""
        if self.rate:
            return await load.open_loop(world, self.rate, seconds)
        return await load.closed_loop(world, self.people, seconds)


async def measure(
    contender: Contender, world: ListeningWorld, wanted: Load, seconds: float
) -> Figures:
    """One run of one program: warm up, then count."""
    clock = asyncio.get_running_loop().time
    started = clock()
    async with bots.running(contender, world) as processes:
        pids = [process.pid for process in processes]
        await load.first_answer(world)
        first = clock() - started
        await wanted.put_on(world, min(2.0, seconds / 4))
        before, begun = bots.cpu_seconds(pids), clock()
        waits = await wanted.put_on(world, seconds)
        taken, cpu = clock() - begun, bots.cpu_seconds(pids) - before
        memory = bots.megabytes(pids)
    told = tuple(wait for wait in waits if wait is not None)
    return Figures(len(told), len(waits) - len(told), taken, told, cpu, memory, first)


async def _one(entry: Entry, wanted: Load, seconds: float) -> Figures:
    async with load.telegram() as world:
        if entry.storage is None:
            return await measure(bots.echo(world), world, wanted, seconds)
        async with entry.storage() as (url, folder):
            contender = bots.amaryar(world, url, folder, copies=entry.copies)
            return await measure(contender, world, wanted, seconds)


def _entries() -> dict[str, Entry]:
    entries = {ECHO: Entry(), "Amaryar, SQLite": Entry(bots.sqlite)}
    reason = databases.why_no_server()
    if reason is not None:
        print(f"without PostgreSQL: {reason}")
        return entries
    return entries | {
        "Amaryar, PostgreSQL": Entry(bots.postgres),
        "the same, webhook": Entry(bots.postgres, copies=1),
        "two copies, webhook": Entry(bots.postgres, copies=2),
    }


async def run(loads: list[Load], seconds: float, rounds: int) -> None:
    """Measure all, round by round, and print."""
    entries = _entries()
    print(f"{os.cpu_count()} cores for the bot, the database, the emulated Telegram and the people")
    for wanted in loads:
        figures: dict[str, list[Figures]] = {name: [] for name in entries}
        for _ in range(rounds):
            for name, entry in entries.items():
                figures[name].append(await _one(entry, wanted, seconds))
        _print(wanted, seconds, figures)


def _print(wanted: Load, seconds: float, figures: dict[str, list[Figures]]) -> None:
    rounds = len(figures[ECHO])
    print(f"\n{wanted}, {seconds:g} s a run, median of {rounds} rounds")
    print(
        f"{'program':<22}{'answers/s':>11}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}"
        f"{'/CPU-s':>9}{'ratio':>7}{'MB':>6}{'first s':>9}"
    )
    base = load.median(figures[ECHO], "per_cpu")
    for name, runs in figures.items():
        rate, per_cpu = load.median(runs, "rate"), load.median(runs, "per_cpu")
        middle = sorted(runs, key=lambda run: run.rate)[len(runs) // 2]
        waits = "".join(f"{middle.quantile(part):>9.1f}" for part in (0.5, 0.95, 0.99))
        missed = sum(run.unanswered for run in runs)
        print(
            f"{name:<22}{rate:>11.0f}{waits}{per_cpu:>9.0f}{per_cpu / base:>7.2f}"
            f"{load.median(runs, 'megabytes'):>6.0f}{load.median(runs, 'first'):>9.2f}"
            + (f"  {missed} unanswered" if missed else ""),
            flush=True,
        )


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--people", type=int, nargs="*", default=[1, 100, 1000])
    parser.add_argument("--rate", type=float, nargs="*", default=[50.0])
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    loads = [Load(people=one) for one in asked.people] + [Load(rate=one) for one in asked.rate]
    asyncio.run(run(loads, asked.seconds, asked.rounds))


if __name__ == "__main__":
    main()
