"""What the commands share: settings read, a database made ready, known troubles in words."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings

#: Exit codes: something is wrong with what was checked; the command could not do its work.
WRONG, UNABLE = 1, 2


class Stop(Exception):
    """The command ends here with a message and an exit code."""

    def __init__(self, message: str, code: int = UNABLE) -> None:
        super().__init__(message)
        self.code = code


def read_settings(*, for_telegram: bool = False) -> "Settings":
    """The settings; Stop with all their problems."""
    from bot import settings

    try:
        return settings.load(for_telegram=for_telegram)
    except settings.SettingsError as error:
        raise Stop(str(error)) from None


@contextmanager
def told() -> Iterator[None]:
    """Turn the troubles an operator can mend into messages."""
    from bot.settings import SettingsError
    from knowledge.errors import ContentError
    from storage.errors import DatabaseUnavailable

    try:
        yield
    except SettingsError as error:
        raise Stop(str(error)) from None
    except ContentError as error:
        lines = "\n".join(f"  - {problem}" for problem in error.problems)
        raise Stop(f"The content cannot be used:\n{lines}") from None
    except DatabaseUnavailable as error:
        raise Stop(no_database(error.__cause__ or error)) from None


def no_database(error: BaseException) -> str:
    """What to say when the database does not answer, without its address and password."""
    original = getattr(error, "orig", None) or error
    words = str(original).strip().splitlines()
    why = words[0] if words else type(original).__name__
    return f"The database cannot be used: {why}\nSee AMARYAR_DATABASE_URL, and whether it runs."


def make_folder(settings: "Settings") -> None:
    """Make the folder of the SQLite file."""
    if settings.sqlite_file is not None:
        settings.sqlite_file.parent.mkdir(parents=True, exist_ok=True)


async def _unlock(settings: "Settings") -> None:
    """See that the key fits. An SQLite file that gets its key now has its old rows sealed, too."""
    from bot import keys

    file = keys.file_of(settings)
    is_first = settings.data_key is None and file is not None and not file.exists()
    await keys.check(settings)
    found = keys.vault(settings)
    if is_first and found is not None:
        await keys.seal_all(settings, found, is_anew=False)


def prepare_database(settings: "Settings") -> None:
    """Before the program starts: SQLite upgrades itself, PostgreSQL must be up to date.

    Several replicas may start on PostgreSQL at any time; an upgrade is a decision of the operator.
    """
    import sqlalchemy as sa

    from storage import migrate

    try:
        make_folder(settings)
        if settings.is_sqlite:
            migrate.upgrade(settings.database_url)
        elif not migrate.is_served(settings.database_url):
            at = migrate.current(settings.database_url) or "empty"
            raise Stop(
                f"The database is at step {at}, this program needs {migrate.newest()}. "
                "Make a backup, then run: amaryar db upgrade"
            )
        with told():
            asyncio.run(_unlock(settings))
    except sa.exc.OperationalError as error:
        raise Stop(no_database(error)) from None
    except OSError as error:
        raise Stop(f"The folder of the database cannot be used: {error}") from None
