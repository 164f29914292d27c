"""Bringing a database to the present tables: Alembic, driven from code, without alembic.ini.

Everything here is synchronous: it runs before the program starts, or from the command line.
Databases are named by the same addresses as everywhere.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from alembic import autogenerate, command
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel.sql.sqltypes import AutoString

from storage import database, metadata, schema, sealing, sqlite_driver

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = database.lock_key("storage.migrate")


IN_WORDS = {
    schema.UtcDateTime: "sa.DateTime(timezone=True)",
    schema.TextEnum: "sa.String(length=32)",
    AutoString: "sa.String()",
    sealing.SealedText: "sa.String()",
    sealing.SealedJson: 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")',
    sa.JSON: 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")',
}


def _render(kind: str, thing: Any, context: AutogenContext) -> str | Literal[False]:
    """Write our column types into a step in SQLAlchemy's own words: steps outlive our code."""
    if kind == "type" and type(thing) in IN_WORDS:
        return IN_WORDS[type(thing)]
    if kind == "type" and thing is schema.BigId:
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    del context
    return False


OPTIONS: dict[str, Any] = {
    "target_metadata": metadata.METADATA,
    "compare_type": True,
    "render_as_batch": True,  # SQLite changes a table by copying it
    "render_item": _render,
}


def upgrade(url: str) -> None:
    """Bring the database, empty or older, to the present tables. One at a time does it.

    A database that a newer program has brought further is left as it is.
    """
    if is_served(url):
        return
    with _connection(url) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
            connection.execute(sa.text("SET LOCAL lock_timeout = '10s'"))
        command.upgrade(_config(connection), "head")


def current(url: str) -> str | None:
    """Give the number of the last step the database has taken; None before the first."""
    with _connection(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """Give the number of the last step there is."""
    return ScriptDirectory(str(SCRIPTS)).get_current_head()


def is_current(url: str) -> bool:
    """Tell whether the database has taken all steps."""
    return current(url) == newest()


def is_served(url: str) -> bool:
    """Tell whether this program can work on the database: it has all our steps, or more of them.

    Steps only add, so that old and new replicas run side by side while a new version comes.
    """
    at = current(url) or ""
    return at == newest() or (at.isdecimal() and int(at) > int(newest() or 0))


def is_empty(url: str) -> bool:
    """Tell whether the database has no tables at all."""
    with _connection(url) as connection:
        return not sa.inspect(connection).get_table_names()


def check(url: str) -> list[str]:
    """Compare the database with the models; give each difference in a line, none when equal."""
    with _connection(url) as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "target_metadata": metadata.METADATA}
        )
        return [repr(found) for found in autogenerate.compare_metadata(context, metadata.METADATA)]


def revision(url: str, message: str) -> Path:
    """Write the next step from the difference of models and database; give its file."""
    with _connection(url) as connection:
        number = int(newest() or 0) + 1
        made = command.revision(
            _config(connection), message, autogenerate=True, rev_id=f"{number:04d}"
        )
    assert not isinstance(made, list)  # noqa: S101 - a list only comes from several branches
    assert made is not None  # noqa: S101 - None only comes from offline mode
    return Path(made.path)


def _config(connection: sa.Connection) -> Config:
    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _connection(url: str) -> Iterator[sa.Connection]:
    """Open a connection with one transaction, committed at the end."""
    engine = sa.create_engine(
        database.normal_url(url, is_async=False),
        poolclass=sa.NullPool,
        json_serializer=schema.to_json,
    )
    if engine.dialect.name == "sqlite":
        sqlite_driver.prepare(engine)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
