"""Databases are brought to the present tables from code, empty or not, once."""

import ast
import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import metadata, migrate
from storage.database import Database, normal_url
from tests import databases


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database on each engine."""
    if request.param == "sqlite":
        yield databases.sqlite_url(tmp_path / "empty.sqlite3")
        return
    request.getfixturevalue("postgres_server")
    with databases.postgres_database() as url:
        yield url


def tables_of(url: str) -> set[str]:
    """The tables there are."""
    engine = sa.create_engine(normal_url(url, is_async=False), poolclass=sa.NullPool)
    names = set(sa.inspect(engine).get_table_names())
    engine.dispose()
    return names


def test_an_empty_database_gets_all_tables(empty_url: str) -> None:
    """After upgrading, the database has every table and differs from the models in nothing."""
    assert migrate.is_empty(empty_url)
    assert migrate.current(empty_url) is None
    assert not migrate.is_current(empty_url)
    assert migrate.check(empty_url) != []
    migrate.upgrade(empty_url)
    assert not migrate.is_empty(empty_url)
    assert migrate.is_current(empty_url)
    assert migrate.current(empty_url) == migrate.newest()
    assert migrate.check(empty_url) == []
    assert tables_of(empty_url) == {t.name for t in metadata.TABLES} | {"alembic_version"}


def test_upgrading_again_does_nothing(empty_url: str) -> None:
    """A database that is current stays as it is."""
    migrate.upgrade(empty_url)
    migrate.upgrade(empty_url)
    assert migrate.is_current(empty_url)


def test_replicas_that_start_together_upgrade_once(empty_url: str) -> None:
    """Several programs that upgrade the same database at once do not disturb each other."""
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(migrate.upgrade, [empty_url] * 3))
    assert migrate.check(empty_url) == []


def test_a_difference_is_told(empty_url: str) -> None:
    """A table that the models do not know, and a missing index, are found."""
    migrate.upgrade(empty_url)
    engine = sa.create_engine(normal_url(empty_url, is_async=False), poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE stray (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("DROP INDEX ix_outbox_due")
    engine.dispose()
    found = "\n".join(migrate.check(empty_url))
    assert "stray" in found
    assert "ix_outbox_due" in found


async def test_a_fresh_file_is_in_a_folder_that_may_have_odd_letters(tmp_path: Path) -> None:
    """Folder names with blanks, percent signs and Persian letters are no obstacle."""
    folder = tmp_path / "داده 100% تست"
    folder.mkdir()
    url = databases.sqlite_url(folder / "a b.sqlite3")
    migrate.upgrade(url)
    database = Database(url)
    await database.ping()
    await database.close()
    assert (folder / "a b.sqlite3").exists()


def test_a_failing_step_leaves_the_database_as_it_was(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step that breaks in the middle undoes what it had done, also on SQLite."""
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts)
    newest = migrate.newest()
    (scripts / "versions" / "9999_broken.py").write_text(
        f"revision, down_revision = '9999', {newest!r}\n"
        "from alembic import op\n"
        "def upgrade():\n"
        "    op.execute('CREATE TABLE half (id INTEGER)')\n"
        "    raise RuntimeError('broken step')\n"
    )
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    with pytest.raises(RuntimeError, match="broken step"):
        migrate.upgrade(sqlite_url)
    assert "half" not in tables_of(sqlite_url)
    assert migrate.current(sqlite_url) == newest


def test_a_new_step_is_written_from_the_models(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step is numbered, readable Python that needs none of our models."""
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("0*.py", "__pycache__"))
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    url = databases.sqlite_url(tmp_path / "a.sqlite3")
    path = migrate.revision(url, "Everything at once")
    assert path.name == "0001_everything_at_once.py"
    text = path.read_text()
    ast.parse(text)
    assert text.startswith('"""Everything at once."""')
    assert "storage" not in text
    assert "sqlmodel" not in text
    migrate.upgrade(url)
    assert migrate.check(url) == []


def test_steps_can_be_taken_back_on_a_file(sqlite_url: str) -> None:
    """Every step has its way back, down to an empty database."""
    from alembic import command  # noqa: PLC0415 - only this test goes backwards

    with migrate._connection(sqlite_url) as connection:
        command.downgrade(migrate._config(connection), "base")
    assert tables_of(sqlite_url) == {"alembic_version"}
    migrate.upgrade(sqlite_url)
    assert migrate.check(sqlite_url) == []


def test_the_file_of_an_upgraded_database_is_sound(sqlite_url: str) -> None:
    """SQLite itself finds nothing wrong with the file."""
    connection = sqlite3.connect(sqlite_url.partition("///")[2])
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
