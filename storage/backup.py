"""Copies of the SQLite file: made while the program runs, checked, put back.

The copy is made by SQLite itself (its online backup API), so it holds everything committed until
that moment, the `-wal` file beside it included. A copy is written under another name, checked, and
takes its name only when it is whole. On PostgreSQL `pg_dump` does this.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

#: What a message says that was put aside by a restore; `doctor` lists it.
PUT_ASIDE = "restored from a backup made before it was sent; it probably has been since"
#: Seconds to wait for a writer.
PATIENCE = 10.0


class BackupError(Exception):
    """It cannot be done; the message tells why, and what to do."""


@dataclass(frozen=True)
class Counted:
    """What a copy holds: its step, tickets, people, messages that wait to be sent."""

    step: str
    tickets: int
    people: int
    waiting: int


def save(source: Path, target: Path, *, overwrite: bool = False) -> Counted:
    """Copy the database of a running (or stopped) program to a file; what is in it.

    Raises:
        BackupError: there is no database, the target exists, the copy is not whole.
        OSError: the target cannot be written.
    """
    if not source.exists():
        raise BackupError(f"There is no database {source}. See AMARYAR_DATA_DIR.")
    if target.exists() and not overwrite:
        raise BackupError(f"{target} exists; choose another name, or add --force.")
    if target.exists() and target.samefile(source):
        raise BackupError(f"{target} is the database itself; choose another name.")
    with _written(target) as draft:
        _copy(source, draft)
        return check(draft)


def restore(
    copy: Path, target: Path, *, overwrite: bool = False, send_waiting: bool = False
) -> Counted:
    """Put a copy in the place of the database; what is in it.

    What waited to be sent when the copy was made has probably been sent since: it is put aside
    (`PUT_ASIDE`) and not sent again, unless `send_waiting`. A database that is replaced stays
    beside it as `<name>.replaced`.

    Raises:
        BackupError: the copy is not whole, a database is there, a program uses it.
        OSError: the target cannot be written.
    """
    counted = check(copy)
    if target.exists():
        if not overwrite:
            raise BackupError(f"{target} exists. Add --force to replace it; it is kept beside.")
        if copy.samefile(target):
            raise BackupError(f"{copy} is the database itself.")
        _close(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _written(target, kept=target.with_name(f"{target.name}.replaced")) as draft:
        _copy(copy, draft)
        if not send_waiting:
            _put_aside(draft)
        check(draft)
    return counted


def check(path: Path) -> Counted:
    """See that a file is a whole database of this program. Raises BackupError."""
    if not path.is_file():
        raise BackupError(f"There is no file {path}.")
    try:
        with _opened(path, "mode=ro") as raw:
            words = [row[0] for row in raw.execute("PRAGMA integrity_check(3)")]
            orphans = raw.execute("PRAGMA foreign_key_check").fetchall()
            if words != ["ok"] or orphans:
                raise BackupError(f"{path} is damaged: {'; '.join(words[:3])[:200]}")
            return Counted(
                step=str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]),
                tickets=_count(raw, "SELECT count(*) FROM tickets"),
                people=_count(raw, "SELECT count(*) FROM people"),
                waiting=_count(raw, "SELECT count(*) FROM outbox WHERE state = 'waiting'"),
            )
    except (sqlite3.Error, TypeError) as error:
        raise BackupError(f"{path} is no database of this program: {error}") from None


def _count(raw: sqlite3.Connection, query: str) -> int:
    return int(raw.execute(query).fetchone()[0])


@contextmanager
def _opened(path: Path, options: str = "mode=rw") -> Iterator[sqlite3.Connection]:
    uri = f"{path.absolute().as_uri()}?{options}"
    with closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)) as raw:
        yield raw


def _copy(source: Path, target: Path) -> None:
    """All pages in one step: one moment of the source, whose writers go on meanwhile."""
    try:
        with _opened(source) as one, _opened(target, "mode=rwc") as other:
            one.backup(other)
            # One file, without `-wal` beside it: it will be moved about.
            other.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise BackupError(f"{source} cannot be copied: {error}") from None


def _put_aside(path: Path) -> None:
    with _opened(path) as raw:
        raw.execute(
            "UPDATE outbox SET state = 'dead', error = ?, claimed_by = NULL, claimed_until = NULL"
            " WHERE state = 'waiting'",
            (PUT_ASIDE,),
        )
        if _count(raw, "SELECT count(*) FROM sqlite_master WHERE name = 'broadcasts'"):
            # Since the copy they went on to other people: nobody gets them twice.
            raw.execute(
                "UPDATE broadcasts SET state = 'stopped', failed = put - delivered - blocked"
                " WHERE done_at IS NULL"
            )


def _close(path: Path) -> None:
    """See that no program uses a database; its `-wal` file goes into it.

    SQLite leaves the WAL mode only for who is alone with the file.
    """
    try:
        with _opened(path) as raw:
            raw.execute("PRAGMA busy_timeout = 0")
            raw.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise BackupError(f"{path} is in use. Stop the program first.") from None
    except sqlite3.DatabaseError:
        return  # damaged: that is why it is replaced


@contextmanager
def _written(target: Path, *, kept: Path | None = None) -> Iterator[Path]:
    """A file beside the target that takes its name at the end, when all went well."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        draft.touch(mode=0o600)
        yield draft
        _to_disk(draft)
        if kept is not None and target.exists():
            target.replace(kept)
            for suffix in ("-wal", "-shm"):
                target.with_name(target.name + suffix).unlink(missing_ok=True)
        draft.replace(target)
        _to_disk(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, would survive a power cut."""
    if path.is_dir() and os.name != "posix":
        return
    number = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)
