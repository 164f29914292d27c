"""How long an answer is looked for, by the number of articles, beside other engines.

Every engine runs in a process of its own, one after the other, on the same articles and questions:
quote the ratios, not the milliseconds.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench import catalogue
from tests.bench.engines import ENGINES

_WARM = 30


@dataclass(frozen=True)
class Figures:
    """Seconds of CPU to build, MiB it grew by, milliseconds an answer took."""

    build: float
    grown: float
    p50: float
    p99: float


def measure(name: str, size: int) -> Figures:
    """One engine over so many articles, in this process."""
    build, asked = ENGINES[name]
    base = catalogue.knowledge(size)
    questions = catalogue.questions(base, asked)
    gc.collect()
    before = _resident()
    begun = time.process_time()
    ask = build(base)
    built = time.process_time() - begun
    gc.collect()
    grown = _resident() - before
    for question in questions[: min(_WARM, len(questions) // 4)]:
        ask(question)
    waits = []
    for question in questions:
        begun = time.perf_counter()
        ask(question)
        waits.append((time.perf_counter() - begun) * 1000)
    waits.sort()
    return Figures(built, grown, waits[len(waits) // 2], waits[int(len(waits) * 0.99)])


def _resident() -> float:
    """MiB this process holds in memory; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def run(sizes: list[int]) -> None:
    """Measure every engine at every size, and print beside ours."""
    context = multiprocessing.get_context("spawn")
    for size in sizes:
        print(f"\n{size:,} articles, questions of ten words, one core")
        print(f"{'engine':<22}{'build s':>9}{'MiB':>7}{'p50 ms':>9}{'p99 ms':>9}{'p50 ratio':>11}")
        ours = None
        for name in ENGINES:
            with context.Pool(1) as pool:
                found = pool.apply(measure, (name, size))
            ours = ours or found.p50
            print(
                f"{name:<22}{found.build:>9.1f}{found.grown:>7.0f}{found.p50:>9.2f}"
                f"{found.p99:>9.2f}{found.p50 / ours:>11.1f}",
                flush=True,
            )


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 5_000, 25_000, 100_000])
    run(parser.parse_args().sizes)


if __name__ == "__main__":
    main()
