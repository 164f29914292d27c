"""Fresh databases for tests, on both engines.

One template is migrated per session (and per worker of pytest-xdist); each test gets a copy of it:
a file on SQLite, `CREATE DATABASE … TEMPLATE` on PostgreSQL. The server is the one of
TEST_DATABASE_URL, or 127.0.0.1:5432 where user postgres needs no password.
"""

import itertools
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from storage import migrate

SERVER = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"

_numbers = itertools.count(1)


def server_url() -> URL:
    """The PostgreSQL server that tests may create databases on."""
    return make_url(os.environ.get("TEST_DATABASE_URL", SERVER)).set(
        drivername="postgresql+psycopg"
    )


def why_no_server() -> str | None:
    """Why PostgreSQL cannot be used, in one line; None when it can."""
    try:
        _admin().close()
    except psycopg.OperationalError as error:
        where = f"{server_url().host}:{server_url().port or 5432}"
        return f"no PostgreSQL at {where} ({str(error).splitlines()[0]})"
    return None


def sqlite_url(path: Path) -> str:
    """The URL of a database file."""
    return f"sqlite+aiosqlite:///{path}"


def make_sqlite_template(path: Path) -> Path:
    """Migrate an empty file, once; everything lies in the one file afterwards."""
    migrate.upgrade(sqlite_url(path))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


def copy_sqlite(template: Path, path: Path) -> str:
    """A fresh migrated file; returns its URL."""
    shutil.copyfile(template, path)
    return sqlite_url(path)


@contextmanager
def postgres_database(template: str | None = None) -> Iterator[str]:
    """A database of its own, dropped at the end; yields its URL. Without a template it is empty."""
    name = f"amaryar_test_{os.getpid()}_{next(_numbers)}"
    source = sql.SQL(" TEMPLATE {}").format(sql.Identifier(template or "template1"))
    _run(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + source)
    try:
        yield server_url().set(database=name).render_as_string(hide_password=False)
    finally:
        _run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def postgres_template() -> Iterator[str]:
    """A migrated database to copy from; yields its name."""
    with postgres_database() as url:
        migrate.upgrade(url)
        yield make_url(url).database or ""


def _run(statement: sql.Composed) -> None:
    with _admin() as connection:
        connection.execute(statement)


def _admin() -> psycopg.Connection:
    url = server_url().set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(url, autocommit=True, connect_timeout=5)
