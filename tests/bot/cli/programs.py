"""The command line as an operator has it: a process of its own, with an environment of its own."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Outcome:
    """What a finished command leaves."""

    code: int
    out: str
    err: str


def environment(**options: object) -> dict[str, str]:
    """Our own environment without options, plus the given ones."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("AMARYAR_")}
    given = {f"AMARYAR_{name}": str(value) for name, value in options.items()}
    return ours | given | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error::DeprecationWarning"}


@asynccontextmanager
async def started(folder: Path, *words: str, **options: Any) -> AsyncIterator[Process]:
    """A command started in a folder; nothing of it is left at the end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=folder,
        env=environment(**options),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def finish(process: Process, *, given: str = "", within: float = 60) -> Outcome:
    """Wait for the end of a command; `given` is what it reads."""
    out, err = await asyncio.wait_for(process.communicate(given.encode()), within)
    return Outcome(process.returncode or 0, out.decode(), err.decode())


async def command(folder: Path, *words: str, given: str = "", **options: Any) -> Outcome:
    """Run a command to its end."""
    async with started(folder, *words, **options) as process:
        return await finish(process, given=given)
