"""The programs that are measured, each a process of its own."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from storage import migrate
from tests import databases
from tests import office as offices
from tests.bench.load import ListeningWorld

TICKS = os.sysconf("SC_CLK_TCK")


HOOK = "/hook"


@dataclass(frozen=True)
class Contender:
    """One program: how it is called, and what it is told by the environment.

    `doors` are the addresses of its copies, when updates are posted to it; there are as many.
    """

    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    doors: tuple[str, ...] = ()


def echo(world: ListeningWorld) -> Contender:
    """The bare echo bot."""
    command = ("-m", "tests.bench.echo", world.token, world.base_url)
    return Contender(command)


def amaryar(world: ListeningWorld, url: str, folder: Path, *, copies: int = 0) -> Contender:
    """Amaryar over a database: by long polling, or so many copies by webhook."""
    environment = {
        "AMARYAR_TOKEN": world.token,
        "AMARYAR_STAFF_CHAT_ID": str(world.staff_chat_id),
        "AMARYAR_API_URL": world.base_url,
        "AMARYAR_DATABASE_URL": url,
        "AMARYAR_DATA_DIR": str(folder),
        "AMARYAR_DATA_KEY": offices.KEY,
        "AMARYAR_OFFICES": "qom",
        "AMARYAR_LISTEN": "127.0.0.1:0",
        "AMARYAR_LOG_LEVEL": "WARNING",
    }
    doors = tuple(f"127.0.0.1:{_free_port()}" for _ in range(copies))
    if doors:
        environment["AMARYAR_WEBHOOK_URL"] = f"{world.base_url}{HOOK}"
        environment["AMARYAR_WEBHOOK_SECRET"] = "a-secret-of-the-benchmark-0123456789"
    return Contender(("-m", "bot", "run"), environment, doors)


@asynccontextmanager
async def running(
    contender: Contender, world: ListeningWorld
) -> AsyncIterator[list[asyncio.subprocess.Process]]:
    """The program at work, in as many processes as it has doors; killed in the end."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("AMARYAR_")}
    processes = []
    for door in contender.doors or ("127.0.0.1:0",):
        told = contender.environment | {"AMARYAR_LISTEN": door}
        processes.append(
            await asyncio.create_subprocess_exec(
                sys.executable, *contender.command, env=clean | told
            )
        )
    try:
        await _connect(contender, world)
        yield processes
    finally:
        for process in processes:
            if process.returncode is None:
                process.kill()
            await process.wait()
        world.state.webhook.balance = []


async def _connect(contender: Contender, world: ListeningWorld) -> None:
    """Wait until every copy listens, then spread updates over them."""
    for door in contender.doors:
        host, _, port = door.partition(":")
        while True:
            try:
                _, writer = await asyncio.open_connection(host, int(port))
            except OSError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                break
    world.state.webhook.balance = [f"http://{door}{HOOK}" for door in contender.doors]


def cpu_seconds(pids: list[int]) -> float:
    """User and system time that processes have used (Linux)."""
    ticks = 0
    for pid in pids:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
        fields = stat.rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICKS


def megabytes(pids: list[int]) -> float:
    """Resident memory of the largest of the processes (Linux)."""
    pages = [int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) for pid in pids]
    return max(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def sqlite() -> AsyncIterator[tuple[str, Path]]:
    """A fresh SQLite database: its URL and its folder."""
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/bench.db", Path(folder)


@asynccontextmanager
async def postgres() -> AsyncIterator[tuple[str, Path]]:
    """A fresh PostgreSQL database with the tables: its URL and a folder beside it."""
    with (
        databases.postgres_template() as template,
        databases.postgres_database(template) as url,
        tempfile.TemporaryDirectory() as folder,
    ):
        await asyncio.to_thread(migrate.upgrade, url)
        yield url, Path(folder)
