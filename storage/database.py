"""The database: engine and transactions; every difference of PostgreSQL and SQLite is here.

SQLite has one writer: transactions of this process queue at one lock, first come first served,
and begin IMMEDIATE, so that none of them fails half-way. PostgreSQL orders what belongs together
(one person, one chat) by an advisory lock taken at the start of the transaction.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import errors, schema, sealing, sqlite_driver

POSTGRESQL_OPTIONS = {
    "timezone": "UTC",
    "lock_timeout": "5s",
    "statement_timeout": "20s",
    "idle_in_transaction_session_timeout": "60s",
}
POOL_WAIT_SECONDS = 10
#: Errors that pass. Among the "internal" ones is the refusal of a PostgreSQL server that has become
#: a read-only standby, or cuts an idle transaction.
_OUTAGES = (
    sa.exc.OperationalError,
    sa.exc.InterfaceError,
    sa.exc.InternalError,
    sa.exc.TimeoutError,
)


class Transaction:
    """One open transaction. Use cases take it first; only `Database` makes it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self.dialect = connection.dialect.name
        self.after_commit: list[Callable[[], None]] = []

    @cached_property
    def session(self) -> AsyncSession:
        """The ORM session on this transaction, made when first asked for."""
        return AsyncSession(bind=self.connection, expire_on_commit=False)

    async def run(
        self,
        statement: sa.Executable,
        values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    ) -> sa.CursorResult[Any]:
        """Execute a Core statement, past the ORM.

        On the paths that every message takes, the statement is made once and the values come
        with each execution: making a statement costs more than the database's part.
        """
        return await self.connection.execute(statement, values)

    async def flush(self) -> None:
        """Write what is still pending in the session."""
        if "session" in self.__dict__:
            await self.session.flush()

    async def release(self) -> None:
        """Let the objects of the session go, after the commit; they stay as they are."""
        if "session" in self.__dict__:
            await self.session.close()


class Database:
    """The office's memory at `url`; make one per process, close it at the end.

    `vault` seals personal data; without one it is kept as it is.
    """

    def __init__(
        self, url: str, *, pool_size: int = 20, vault: sealing.Vault | None = None
    ) -> None:
        self.url = sa.make_url(normal_url(url))
        self.dialect = self.url.get_backend_name()
        self._writer = asyncio.Lock() if self.dialect == "sqlite" else None
        self._open_in: set[asyncio.Task[Any] | None] = set()
        self.engine = self._make_engine(pool_size)
        sealing.give(self.engine.sync_engine.dialect, vault)

    def _make_engine(self, pool_size: int) -> AsyncEngine:
        if self.dialect == "sqlite":
            return sqlite_driver.make_engine(self.url, json_serializer=schema.to_json)
        options = " ".join(f"-c {name}={value}" for name, value in POSTGRESQL_OPTIONS.items())
        return create_async_engine(
            self.url,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=POOL_WAIT_SECONDS,
            pool_use_lifo=True,
            pool_reset_on_return=None,  # every transaction here ends itself
            json_serializer=schema.to_json,
            connect_args={
                "options": options,
                "application_name": "amaryar",
                "connect_timeout": 5,
            },
        )

    @asynccontextmanager
    async def transaction(self, lock: int | str | None = None) -> AsyncIterator[Transaction]:
        """Open a transaction: commit at a normal exit, roll back on any exception.

        `lock` makes transactions of the same key run one after another, over all replicas.
        Raises DatabaseUnavailable when the database is away, too slow or full, and
        NestedTransaction when this task already has one open.
        """
        task = asyncio.current_task()
        if task in self._open_in:
            raise errors.NestedTransaction
        self._open_in.add(task)
        try:
            async with AsyncExitStack() as stack:
                if self._writer is not None:
                    await stack.enter_async_context(self._writer)
                connection = await stack.enter_async_context(self.engine.connect())
                begun = await connection.begin()
                tx = Transaction(connection)
                if lock is not None:
                    await take_lock(tx, lock)
                yield tx
                await tx.flush()
                await begun.commit()
                await tx.release()
        except _OUTAGES as error:
            raise errors.DatabaseUnavailable from error
        finally:
            self._open_in.discard(task)
        for callback in tx.after_commit:
            callback()

    async def ping(self) -> None:
        """Ask the database for a sign of life. Raises DatabaseUnavailable."""
        async with self.transaction() as tx:
            await tx.run(sa.select(1))

    async def close(self) -> None:
        """Close all connections; SQLite's threads end here."""
        await self.engine.dispose()


_TAKE_LOCK = sa.select(sa.func.pg_advisory_xact_lock(sa.bindparam("key", type_=sa.BigInteger)))


async def take_lock(tx: Transaction, lock: int | str) -> None:
    """Hold the key until the transaction ends (PostgreSQL; on SQLite it is held already)."""
    if tx.dialect == "postgresql":
        key = lock if isinstance(lock, int) else lock_key(lock)
        await tx.run(_TAKE_LOCK, {"key": key})


def lock_key(name: str) -> int:
    """Turn a name into PostgreSQL's 64-bit signed key of an advisory lock."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def normal_url(url: str, *, is_async: bool = True) -> str:
    """Name the driver in a database address: `sqlite:///…` and `postgresql://…` are enough."""
    made = sa.make_url(url.replace("postgres://", "postgresql://", 1))
    backend = made.get_backend_name()
    if backend not in {"sqlite", "postgresql"}:
        raise ValueError("only SQLite and PostgreSQL are supported")
    driver = "postgresql+psycopg" if backend == "postgresql" else "sqlite"
    if backend == "sqlite" and is_async:
        driver = "sqlite+aiosqlite"
    return made.set(drivername=driver).render_as_string(hide_password=False)
