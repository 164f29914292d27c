"""`amaryar db upgrade | check | current | revision`: the tables, by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from bot.cli.shared import WRONG, Stop, make_folder, no_database, read_settings

app = typer.Typer(help="The tables of the database.", no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Bring the database, empty or older, to the tables of this program."""
    from storage import migrate

    with _database() as url:
        before = migrate.current(url)
        migrate.upgrade(url)
        print(f"{before or 'empty'} -> {migrate.current(url)}")


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
