"""The programs that are measured, each a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from storage import migrate
from tests import databases
from tests.bench.load import ListeningWorld

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Contender:
    """One program: how it is called, and what it is told by the environment."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


def echo(world: ListeningWorld) -> Contender:
    """The bare echo bot."""
    command = ("-m", "tests.bench.echo", world.token, world.base_url)
    return Contender("bare PTB echo", command)


def amaryar(world: ListeningWorld, name: str, url: str, folder: Path) -> Contender:
    """Amaryar by long polling over a database."""
    environment = {
        "AMARYAR_TOKEN": world.token,
        "AMARYAR_STAFF_CHAT_ID": str(world.staff_chat_id),
        "AMARYAR_API_URL": world.base_url,
        "AMARYAR_DATABASE_URL": url,
        "AMARYAR_DATA_DIR": str(folder),
        "AMARYAR_OFFICES": "qom",
        "AMARYAR_LISTEN": "127.0.0.1:0",
        "AMARYAR_LOG_LEVEL": "WARNING",
    }
    return Contender(name, ("-m", "bot", "run"), environment)


@asynccontextmanager
async def running(contender: Contender) -> AsyncIterator[asyncio.subprocess.Process]:
    """The program at work; killed in the end."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("AMARYAR_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, *contender.command, env=clean | contender.environment
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def cpu_seconds(pid: int) -> float:
    """User and system time a process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


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
