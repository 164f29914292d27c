"""Copies of the SQLite file: whole, checked, never over something by mistake."""

import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from storage import backup, broadcasts, migrate
from storage.audiences import Audience, Recipient
from storage.backup import BackupError
from storage.database import Database
from tests import databases
from tests.clock import START, Dice
from tests.storage import desk


@pytest.fixture
def file(sqlite_template: Path, tmp_path: Path) -> Path:
    """A fresh SQLite file."""
    databases.copy_sqlite(sqlite_template, tmp_path / "office.db")
    return tmp_path / "office.db"


@pytest.fixture
async def database(file: Path) -> AsyncIterator[Database]:
    """The file in use."""
    opened = Database(f"sqlite:///{file}")
    yield opened
    await opened.close()


async def work(database: Database) -> None:
    """A ticket, and a message that waits."""
    async with database.transaction() as tx:
        await desk.a_ticket(tx, Dice())
        await desk.a_message(tx)


def scar(path: Path) -> None:
    """Damage a file in its middle."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 8000] = b"\x5a" * 8000
    path.write_bytes(data)


def spoil(path: Path) -> None:
    """Leave nothing of a database."""
    path.write_bytes(b"not a database at all" * 999)


def leftovers(folder: Path) -> list[Path]:
    """What a copy must not leave beside itself."""
    return [*folder.glob("copy.db-*"), *folder.glob(".*.part")]


def states(path: Path) -> list[tuple[str, str | None]]:
    """State and error of the messages of a file."""
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute("SELECT state, error FROM outbox ORDER BY id").fetchall()


async def test_a_copy_of_a_database_in_use_holds_all_that_was_committed(
    database: Database, file: Path, tmp_path: Path
) -> None:
    """Also what is in the `-wal` file; one file, for its owner only; transactions go on."""
    await work(database)
    async with database.transaction() as tx:
        await desk.a_ticket(tx, Dice(), person_id=desk.OTHER)
        counted = backup.save(file, tmp_path / "copy.db")
    assert (counted.tickets, counted.people, counted.waiting) == (1, 1, 1)
    assert counted.step == migrate.newest()
    copy = tmp_path / "copy.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert leftovers(tmp_path) == []
    assert backup.save(file, copy, overwrite=True).tickets == 2


async def test_nothing_is_overwritten_by_mistake(
    database: Database, file: Path, tmp_path: Path
) -> None:
    """A file that is there stays, and the database is no place for its own copy."""
    await work(database)
    (tmp_path / "copy.db").write_text("letters")
    with pytest.raises(BackupError, match="--force"):
        backup.save(file, tmp_path / "copy.db")
    with pytest.raises(BackupError, match="database itself"):
        backup.save(file, file, overwrite=True)
    assert (tmp_path / "copy.db").read_text() == "letters"
    with pytest.raises(BackupError, match="There is no database"):
        backup.save(tmp_path / "nothing.db", tmp_path / "other.db")


async def test_a_restore_needs_a_whole_copy_and_a_stopped_program(
    database: Database, file: Path, tmp_path: Path
) -> None:
    """Refused: no database, damaged, somebody there, in use; the database stays as it was."""
    await work(database)
    copy = tmp_path / "copy.db"
    backup.save(file, copy)
    with pytest.raises(BackupError, match="--force"):
        backup.restore(copy, file)
    with pytest.raises(BackupError, match="Stop the program"):
        backup.restore(copy, file, overwrite=True)
    await database.close()
    for bad, why in ((b"words", "no database"), (b"", "no database")):
        (tmp_path / "bad.db").write_bytes(bad)
        with pytest.raises(BackupError, match=why):
            backup.restore(tmp_path / "bad.db", file, overwrite=True)
    scar(copy)
    with pytest.raises(BackupError, match=r"damaged|no database"):
        backup.restore(copy, file, overwrite=True)
    assert backup.check(file).tickets == 1


async def test_what_waited_is_not_sent_again_unless_asked_for(
    database: Database, file: Path, tmp_path: Path
) -> None:
    """Put aside for a human; the replaced database is kept beside."""
    await work(database)
    copy = tmp_path / "copy.db"
    backup.save(file, copy)
    async with database.transaction() as tx:
        await desk.a_message(tx, text="later")
    await database.close()
    backup.restore(copy, file, overwrite=True)
    assert states(file) == [("dead", backup.PUT_ASIDE)]
    assert len(states(file.with_name("office.db.replaced"))) == 2
    backup.restore(copy, file, overwrite=True, send_waiting=True)
    assert states(file) == [("waiting", None)]


async def test_a_notice_on_its_way_is_not_told_again_after_a_restore(
    database: Database, file: Path, tmp_path: Path
) -> None:
    """Since the copy it went on to other people; what waited of it counts as failed."""
    async with database.transaction() as tx:
        sent = await broadcasts.begin(tx, 1, Audience(), now=START)
        await broadcasts.note(tx, sent, [Recipient(1, "fa")], now=START)
    copy = tmp_path / "copy.db"
    backup.save(file, copy)
    await database.close()
    backup.restore(copy, file, overwrite=True)
    with closing(sqlite3.connect(file)) as raw:
        found = raw.execute("SELECT state, put, failed FROM broadcasts").fetchall()
    assert found == [("stopped", 1, 1)]


async def test_a_damaged_database_can_be_replaced(
    database: Database, file: Path, tmp_path: Path
) -> None:
    """That is what copies are for."""
    await work(database)
    copy = tmp_path / "copy.db"
    backup.save(file, copy)
    await database.close()
    spoil(file)
    assert backup.restore(copy, file, overwrite=True).tickets == 1
    assert backup.check(file).tickets == 1
