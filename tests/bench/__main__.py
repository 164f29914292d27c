"""The benchmark: all programs in turn, several rounds, the same load; a table at the end."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from tests import databases
from tests.bench import bots, load
from tests.bench.bots import Contender
from tests.bench.load import Figures, ListeningWorld

Storage = Callable[[], AbstractAsyncContextManager[tuple[str, Path]]]
ECHO = "bare PTB echo"


async def measure(
    contender: Contender, world: ListeningWorld, people: int, seconds: float
) -> Figures:
    """One run of one program: warm up, then count."""
    async with bots.running(contender) as process:
        await load.first_answer(world)
        await load.closed_loop(world, people, min(2.0, seconds / 4))
        before = bots.cpu_seconds(process.pid)
        begun = asyncio.get_running_loop().time()
        waits = await load.closed_loop(world, people, seconds)
        taken = asyncio.get_running_loop().time() - begun
        cpu = bots.cpu_seconds(process.pid) - before
    told = tuple(wait for wait in waits if wait is not None)
    return Figures(len(told), len(waits) - len(told), taken, told, cpu)


async def _one(name: str, storage: Storage | None, people: int, seconds: float) -> Figures:
    async with load.telegram() as world:
        if storage is None:
            return await measure(bots.echo(world), world, people, seconds)
        async with storage() as (url, folder):
            contender = bots.amaryar(world, name, url, folder)
            return await measure(contender, world, people, seconds)


async def run(people: list[int], seconds: float, rounds: int) -> None:
    """Measure all, round by round, and print."""
    contenders: dict[str, Storage | None] = {ECHO: None, "Amaryar, SQLite": bots.sqlite}
    reason = databases.why_no_server()
    if reason is None:
        contenders["Amaryar, PostgreSQL"] = bots.postgres
    else:
        print(f"without PostgreSQL: {reason}")
    for count in people:
        figures: dict[str, list[Figures]] = {name: [] for name in contenders}
        for _ in range(rounds):
            for name, storage in contenders.items():
                figures[name].append(await _one(name, storage, count, seconds))
        _print(count, seconds, figures)


def _print(people: int, seconds: float, figures: dict[str, list[Figures]]) -> None:
    rounds = len(figures[ECHO])
    print(f"\n{people} people, closed loop, {seconds:g} s a run, median of {rounds} rounds")
    header = f"{'program':<22}{'answers/s':>11}{'p50 ms':>9}{'p95 ms':>9}{'/CPU-s':>9}{'ratio':>8}"
    print(f"{header}{'/CPU':>8}")
    base_rate = load.median(figures[ECHO], "rate")
    base_cpu = load.median(figures[ECHO], "per_cpu")
    for name, runs in figures.items():
        rate, per_cpu = load.median(runs, "rate"), load.median(runs, "per_cpu")
        middle = sorted(runs, key=lambda run: run.rate)[len(runs) // 2]
        missed = sum(run.unanswered for run in runs)
        print(
            f"{name:<22}{rate:>11.0f}{middle.quantile(0.5):>9.1f}{middle.quantile(0.95):>9.1f}"
            f"{per_cpu:>9.0f}{rate / base_rate:>8.2f}{per_cpu / base_cpu:>8.2f}"
            + (f"  {missed} unanswered" if missed else "")
        )


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[1, 50])
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    asyncio.run(run(asked.people, asked.seconds, asked.rounds))


if __name__ == "__main__":
    main()
