"""`amaryar backup FILE` and `amaryar restore FILE`, for SQLite."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shared import Stop, read_settings

if TYPE_CHECKING:
    from storage.backup import Counted

_POSTGRESQL = {
    "backup": "pg_dump --format=custom --file=FILE DATABASE",
    "restore": "pg_restore --clean --if-exists --single-transaction --dbname=DATABASE FILE",
}


def backup(
    file: Annotated[Path, typer.Argument(help="Where the copy goes.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Copy the SQLite database to FILE and check the copy; the bot may run meanwhile."""
    from storage import backup as copies

    source = _database("backup")
    try:
        counted = copies.save(source, file, overwrite=force)
    except (copies.BackupError, OSError) as error:
        raise Stop(str(error)) from None
    print(f"{file}: {_told(counted)}. Checked.")


def restore(
    file: Annotated[Path, typer.Argument(help="A copy made by `amaryar backup`.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace the database; it stays beside the new one.")
    ] = False,
    send_waiting: Annotated[
        bool,
        typer.Option("--send-waiting", help="The bot was stopped before the copy was made."),
    ] = False,
) -> None:
    """Put the copy FILE in the place of the SQLite database; the bot must be stopped."""
    from storage import backup as copies

    target = _database("restore")
    try:
        counted = copies.restore(file, target, overwrite=force, send_waiting=send_waiting)
    except (copies.BackupError, OSError) as error:
        raise Stop(str(error)) from None
    print(f"{target}: {_told(counted)}. Checked.")
    if counted.waiting and not send_waiting:
        print(
            f"{counted.waiting} messages waited to be sent when the copy was made. They have "
            "probably been sent since, so they are put aside and not sent again; `amaryar doctor` "
            "lists them. If the bot had been stopped before the copy was made, restore once more "
            "with --force --send-waiting."
        )


def _database(command: str) -> Path:
    settings = read_settings()
    if settings.sqlite_file is None:
        raise Stop(f"This is for SQLite. With PostgreSQL: {_POSTGRESQL[command]}")
    return settings.sqlite_file


def _told(counted: "Counted") -> str:
    return (
        f"step {counted.step}, {counted.tickets} tickets, {counted.people} people, "
        f"{counted.waiting} messages to be sent"
    )
