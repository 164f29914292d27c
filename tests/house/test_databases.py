"""The databases that tests get: migrated, fresh, and gone afterwards."""

import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from storage import migrate
from storage.database import Database
from tests import databases


async def test_a_fresh_database_is_migrated_and_answers(
    database: Database, database_url: str
) -> None:
    """A test can write at once: the schema is the newest."""
    await database.ping()
    assert migrate.is_current(database_url)


def test_two_copies_of_the_template_share_nothing(sqlite_template: Path, tmp_path: Path) -> None:
    """What one test writes is unknown to the next (SQLite)."""
    urls = [databases.copy_sqlite(sqlite_template, tmp_path / f"{n}.sqlite3") for n in (1, 2)]
    first, second = (sqlite3.connect(make_url(url).database or "") for url in urls)
    with first:
        first.execute("CREATE TABLE scribble (word TEXT)")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        second.execute("SELECT * FROM scribble")
    first.close()
    second.close()


@pytest.mark.postgres
def test_a_database_of_postgresql_is_dropped_after_use(postgres_template: str) -> None:
    """Nothing is left on the server, even when a connection was forgotten."""
    with databases.postgres_database(postgres_template) as url:
        forgotten = psycopg.connect(url.replace("+psycopg", ""))
    with pytest.raises(psycopg.OperationalError):
        forgotten.execute("SELECT 1")
    forgotten.close()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url.replace("+psycopg", ""))
