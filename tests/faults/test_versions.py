"""A new version comes while the old one serves: both over one database, tried both ways."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import migrate
from storage.database import normal_url
from tests.stories.processes import by_webhook, connect, get, program
from tests.stories.watched import telegram

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

#: What a step of a version to come may do: it only adds (DECISIONS.md, "Steps only add").
TO_COME = (
    "ALTER TABLE people ADD COLUMN of_tomorrow VARCHAR",
    "ALTER TABLE outbox ADD COLUMN weight INTEGER NOT NULL DEFAULT 0",
    "CREATE TABLE of_tomorrow (id INTEGER PRIMARY KEY)",
    "UPDATE alembic_version SET version_num = '9999'",
)
#: The database as the version before the newest step knew it.
BEFORE = "UPDATE alembic_version SET version_num = '0001'"


def alter(url: str, *statements: str) -> None:
    """Change a database as somebody else's step would."""
    engine = sa.create_engine(normal_url(url, is_async=False), poolclass=sa.NullPool)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.postgres
async def test_the_old_version_serves_while_and_after_the_schema_is_upgraded(
    tmp_path: Path, postgres_url: str
) -> None:
    """The step comes under a running replica; it stays ready, answers, and may start again."""
    async with telegram() as world:
        settings = {"offices": "semnan", "database_url": postgres_url, **by_webhook(world)}
        sara = world.person(1, "Sara", language="en")
        async with program(world, tmp_path, **settings) as old:
            old.start()
            await connect(world, old)
            sara.says("/help")
            await world.until(lambda: world.messages(1, from_bot=True), 300)

            alter(postgres_url, *TO_COME)
            assert await get(f"{await old.address()}/readyz") == (200, {"status": "ok"})
            seen = len(world.messages(1, from_bot=True))
            sara.says("/stats")
            await world.until(lambda: len(world.messages(1, from_bot=True)) > seen, 300)

            old.kill()
            old.start()
            await connect(world, old)
            seen = len(world.messages(1, from_bot=True))
            sara.says("/privacy")
            await world.until(lambda: len(world.messages(1, from_bot=True)) > seen, 300)
            assert await old.stop() == 0
            assert not old.logged("update failed")


@pytest.mark.postgres
async def test_the_new_version_waits_for_its_schema_and_leaves_the_old_one_in_peace(
    tmp_path: Path, postgres_url: str
) -> None:
    """Started too early it says what to do and changes nothing; after the upgrade it serves."""
    at = migrate.newest()
    alter(postgres_url, BEFORE)
    async with telegram() as world:
        settings = {"offices": "semnan", "database_url": postgres_url, **by_webhook(world)}
        async with program(world, tmp_path, **settings) as new:
            new.start()
            assert await new.ends() != 0
            assert "amaryar db upgrade" in new.output
            assert world.life == 0, "Telegram was not asked for anything"
            assert migrate.current(postgres_url) == "0001"

            alter(postgres_url, BEFORE.replace("0001", str(at)))
            new.start()
            await new.says("webhook set")
            assert await get(f"{await new.address()}/readyz") == (200, {"status": "ok"})
            assert await new.stop() == 0


async def test_going_back_to_the_old_version_needs_no_old_database(
    tmp_path: Path, sqlite_url: str
) -> None:
    """SQLite upgrades itself at the start; what a newer program added is left as it is."""
    alter(sqlite_url, *TO_COME)
    async with (
        telegram() as world,
        program(world, tmp_path, offices="semnan", database_url=sqlite_url) as old,
    ):
        old.start()
        world.person(1, "Sara", language="en").says("/help")
        await world.until(lambda: world.messages(1, from_bot=True), 300)
        assert await old.stop() == 0
    assert migrate.current(sqlite_url) == "9999"
