"""SQLite under asyncio: the engine, its pragmas, and a cursor that makes one trip a statement.

SQLAlchemy's adapter goes to aiosqlite's thread four times for each statement (open the cursor,
execute, fetch, close). Each trip costs more than the statement itself, so that a transaction of
five statements spent most of its time changing threads. `OneTripCursor` executes and fetches in
one go; nothing is ever read in parts here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any, Self, cast

import aiosqlite
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BEGIN = "BEGIN IMMEDIATE"
PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
)


class OneTripCursor:
    """The part of an aiosqlite cursor that SQLAlchemy uses; all rows come with the execution."""

    arraysize = 1

    def __init__(self, connection: OneTripConnection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> OneTripCursor:
        """Execute and fetch everything in one trip to the thread of the connection."""
        await self._connection.trip(lambda raw: self._keep(raw.execute(sql, parameters)))
        return self

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> OneTripCursor:
        """Execute for each set of parameters; no rows come back."""
        await self._connection.trip(lambda raw: self._keep(raw.executemany(sql, parameters)))
        return self

    async def fetchall(self) -> list[Any]:
        """Give the rows that came with the execution."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Forget the rows; the real cursor was closed right after it was read."""
        self._rows = []

    def _keep(self, executed: sqlite3.Cursor) -> None:
        with closing(executed) as cursor:
            self.description = cursor.description
            self._rows = cursor.fetchall() if cursor.description else []
            # sqlite3 knows how many rows a RETURNING changed only after the last one is fetched
            self.rowcount = cursor.rowcount
            self.lastrowid = cursor.lastrowid


class OneTripConnection(aiosqlite.Connection):
    """aiosqlite's connection with cursors that make one trip.

    A transaction begins on the trip of its first statement; one without statements never begins.
    """

    is_to_begin = False

    async def trip(self, function: Callable[[sqlite3.Connection], None]) -> None:
        """Run a function in the thread of the connection, in a transaction if one is to begin.

        That is settled here, not there: whoever is cancelled while the function still waits for
        its turn rolls back behind it, and it must not run outside of a transaction meanwhile.
        """
        raw, begins = self._conn, self._forget_begin()

        def run() -> None:
            if begins:
                raw.execute(BEGIN)
            function(raw)

        await self._execute(run)  # type: ignore[no-untyped-call]

    def cursor(self) -> Any:
        """Make a cursor without visiting the thread."""
        return OneTripCursor(self)

    async def commit(self) -> None:
        """Commit; nothing if nothing was begun."""
        if not self._forget_begin():
            await super().commit()

    async def rollback(self) -> None:
        """Roll back; nothing if nothing was begun."""
        if not self._forget_begin():
            await super().rollback()

    def _forget_begin(self) -> bool:
        was_to_begin, self.is_to_begin = self.is_to_begin, False
        return was_to_begin


def make_engine(url: sa.URL, **options: Any) -> AsyncEngine:
    """Make the asynchronous engine of an SQLite file: durable, with writers that queue."""

    async def connect(*arguments: Any, **keywords: Any) -> OneTripConnection:
        keywords.pop("async_creator_fn", None)
        connection = OneTripConnection(
            lambda: sqlite3.connect(*arguments, **keywords), iter_chunk_size=64
        )
        # a daemon: a program that dies by an exception must not hang on an idle thread
        connection._thread.daemon = True  # noqa: SLF001 - SQLAlchemy does it so itself
        return cast(OneTripConnection, await connection)

    engine = create_async_engine(
        url,
        connect_args={"async_creator_fn": connect},
        pool_reset_on_return=None,  # every transaction here ends itself
        **options,
    )
    sync_engine = engine.sync_engine
    _set_pragmas(sync_engine)

    @sa.event.listens_for(sync_engine, "begin")
    def on_begin(connection: sa.Connection) -> None:
        connection.connection.driver_connection.is_to_begin = True  # type: ignore[union-attr]

    return engine


def prepare(engine: sa.Engine) -> None:
    """Do for a synchronous engine what `make_engine` does: pragmas, and to begin as a writer.

    SQLite's own driver would begin late and as a reader; a reader that wants to write while
    another writes fails at once, whatever the busy timeout.
    """
    _set_pragmas(engine)

    @sa.event.listens_for(engine, "begin")
    def on_begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(BEGIN)


def _set_pragmas(engine: sa.Engine) -> None:
    @sa.event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver is to begin nothing by itself
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        cursor.close()
