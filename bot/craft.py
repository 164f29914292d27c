"""Work in another process: it takes a processor for seconds, and the bot must go on answering.

`elsewhere` starts this module as a program, gives it a function and values, and gets the result.
A process of its own, for one piece of work: nothing stays in memory, and when the bot is killed the
other end of the pipe is closed, so that no worker is left behind.
"""

import asyncio
import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

Made = TypeVar("Made")
#: Seconds after which a piece of work counts as lost.
PATIENCE = 300.0
#: How much a worker steps back behind the bot (nice).
MODESTY = 10


class CraftError(Exception):
    """The other process did not bring a result; the message says how it ended."""


async def elsewhere(function: Callable[..., Made], *values: Any) -> Made:
    """Call a function of a module in another process.

    Raises:
        CraftError: it failed there, was killed, or took too long. What failed is not told: the
            words of an error may hold those of people.
    """
    order = await asyncio.to_thread(pickle.dumps, (function, values))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        __name__,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    try:
        async with asyncio.timeout(PATIENCE):
            made, trouble = await process.communicate(order)
    except TimeoutError:
        raise CraftError("took too long") from None
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    if process.returncode:
        raise CraftError(_kind(trouble, process.returncode))
    result: Made = await asyncio.to_thread(pickle.loads, made)
    return result


def _kind(trouble: bytes, code: int) -> str:
    """The kind of the error that ended a process, without its words."""
    lines = trouble.decode(errors="replace").strip().splitlines()
    kind = lines[-1].partition(":")[0] if lines else ""
    return kind if kind.replace(".", "").isidentifier() else f"ended with {code}"


def main() -> None:
    """In the other process: read the order, work, write the result."""
    if hasattr(os, "nice"):
        os.nice(MODESTY)
    # Only our own other half writes here.
    function, values = pickle.loads(sys.stdin.buffer.read())  # noqa: S301
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # whatever prints must not spoil the result
    out.write(pickle.dumps(function(*values)))


if __name__ == "__main__":
    main()
