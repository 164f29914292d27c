"""The long form of the fault suite: `make faults ARGS="--seconds 300 --seed 1405"`.

Story after story, each in another scene with another seed, until the time is over. It prints the
figures of each and of all; the exit code is 1 when anything was lost, doubled without a reason or
out of order.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage import migrate
from tests import databases
from tests.faults import story
from tests.faults.story import SCENES, Report, Scene

PEOPLE, SUBMISSIONS, FAULTS = 8, 16, 40


@contextmanager
def place(scene: Scene) -> Iterator[tuple[Path, str]]:
    """A folder and a fresh database."""
    with tempfile.TemporaryDirectory(prefix="amaryar-faults-") as name:
        folder = Path(name)
        if not scene.is_postgres:
            url = databases.sqlite_url(folder / "amaryar.db")
            migrate.upgrade(url)
            yield folder, url
            return
        with databases.postgres_database() as url:
            migrate.upgrade(url)
            yield folder, url


def run(seconds: float, seed: int) -> list[Report]:
    """Play until the time is over, each scene at least once."""
    reason = databases.why_no_server()
    scenes = [one for one in SCENES if reason is None or not one.is_postgres]
    if reason is not None:
        print(f"without PostgreSQL: {reason}")
    end = time.monotonic() + seconds
    reports: list[Report] = []
    for number in itertools.count():
        if number >= len(scenes) and time.monotonic() >= end:
            return reports
        scene = scenes[number % len(scenes)]
        with place(scene) as (folder, url):
            playing = story.play(
                scene,
                folder,
                url,
                seed=seed + number,
                faults=FAULTS,
                people=PEOPLE,
                submissions=SUBMISSIONS,
            )
            reports.append(asyncio.run(playing))
        print(reports[-1], flush=True)
        for wrong in reports[-1].wrong:
            print(f"  WRONG: {wrong}", flush=True)
    return reports


def tell(reports: list[Report]) -> None:
    """The sums."""
    accounts = [one.account for one in reports]
    faults = sum((one.faults for one in reports), Counter[str]())
    rows = [
        ("stories", len(reports)),
        ("submissions", sum(one.submissions for one in accounts)),
        ("tickets", sum(one.tickets for one in accounts)),
        ("updates acknowledged", sum(one.updates for one in accounts)),
        ("messages seen", sum(one.messages for one in accounts)),
        ("doubled, an answer was lost", sum(one.doubles_by_line for one in accounts)),
        ("doubled, the program was killed", sum(one.doubles_by_kill for one in accounts)),
        *((f"fault: {name}", count) for name, count in sorted(faults.items()) if count),
        ("lost, out of order, or doubled without a reason", sum(len(r.wrong) for r in reports)),
    ]
    print()
    for name, count in rows:
        print(f"{name:<50}{count:>8}")


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--seed", type=int, default=1405)
    asked = parser.parse_args()
    reports = run(asked.seconds, asked.seed)
    tell(reports)
    return int(any(one.wrong for one in reports))


if __name__ == "__main__":
    sys.exit(main())
