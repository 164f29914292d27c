"""`amaryar db upgrade | check | current | revision | new-key | rotate-key`: by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from bot.cli.shared import WRONG, Stop, make_folder, no_database, read_settings, told

app = typer.Typer(help="The tables of the database.", no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Bring the database, empty or older, to the tables of this program."""
    import asyncio

    from bot import keys
    from storage import migrate

    with _database() as url, told():
        before = migrate.current(url)
        migrate.upgrade(url)
        print(f"{before or 'empty'} -> {migrate.current(url)}")
        settings = read_settings()
        vault = keys.vault(settings)
        if vault is not None:
            asyncio.run(keys.check(settings))
            sealed = asyncio.run(keys.seal_all(settings, vault, is_anew=False))
            if sum(sealed.values()):
                print(f"sealed personal data in {sum(sealed.values())} rows")


@app.command("new-key")
def new_key() -> None:
    """Print a fresh key for AMARYAR_DATA_KEY; keep a copy where the backups are not."""
    from bot import keys

    print(keys.new())


@app.command("rotate-key")
def rotate_key() -> None:
    """Seal all personal data anew with the first key; the others may be removed afterwards.

    Without AMARYAR_DATA_KEY a fresh key is made for the SQLite file and takes the old one's place.
    """
    import asyncio

    from bot import keys

    settings = read_settings()
    with _database(), told():
        file = keys.file_of(settings)
        by_file = settings.data_key is None and file is not None
        asyncio.run(keys.check(settings))
        if by_file and file is not None:
            keys.write(file, f"{keys.new()}\n{file.read_text('ascii').strip()}")
        vault = keys.vault(settings)
        if vault is None:
            raise Stop("There is no key: set AMARYAR_DATA_KEY (amaryar db new-key makes one).")
        counts = asyncio.run(keys.seal_all(settings, vault, is_anew=True))
        if by_file and file is not None:
            keys.write(file, keys.split(file.read_text("ascii"))[0])
    print("\n".join(f"{name}: {count}" for name, count in counts.items()))


@app.command()
def check() -> None:
    """Compare the tables with the program; exit code 1 when they differ."""
    from storage import migrate

    with _database() as url:
        if _is_empty(url) or not migrate.is_current(url):
            at = "empty" if _is_empty(url) else migrate.current(url) or "empty"
            raise Stop(f"at {at}, needs {migrate.newest()}: run amaryar db upgrade", WRONG)
        differences = migrate.check(url)
    if differences:
        raise Stop("\n".join(differences), WRONG)
    print("up to date")


@app.command()
def current() -> None:
    """Tell the last step the database has taken."""
    from storage import migrate

    with _database() as url:
        print("empty" if _is_empty(url) else migrate.current(url) or "empty")


@app.command()
def revision(message: Annotated[str, typer.Argument(help="One sentence: what changes.")]) -> None:
    """Write the next step from the difference between models and database (for developers)."""
    from storage import migrate

    with _database() as url:
        print(migrate.revision(url, message))


def _is_empty(url: str) -> bool:
    """Whether it is an SQLite file that is not there; a look into it would make it."""
    from pathlib import Path

    scheme, _, path = url.partition(":///")
    return scheme.startswith("sqlite") and not Path(path.partition("?")[0]).exists()


@contextmanager
def _database() -> Iterator[str]:
    """The address of a database that answers."""
    import sqlalchemy as sa

    settings = read_settings()
    try:
        make_folder(settings)
        yield settings.database_url
    except sa.exc.OperationalError as error:
        raise Stop(no_database(error)) from None
    except OSError as error:
        raise Stop(f"The folder of the database cannot be used: {error}") from None
