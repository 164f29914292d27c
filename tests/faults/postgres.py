"""Trouble at the PostgreSQL server: connections cut, transactions refused."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import psycopg

#: One statement in so many is refused with a serialization failure.
REFUSED = 100
_STUMBLE = """
CREATE SEQUENCE stumbles;
CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF random() < {chance} THEN
        PERFORM nextval('stumbles');
        RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stumble BEFORE INSERT ON updates FOR EACH ROW EXECUTE FUNCTION stumble();
CREATE TRIGGER stumble BEFORE INSERT OR UPDATE ON outbox
    FOR EACH ROW EXECUTE FUNCTION stumble();
"""
_CALM = """
DROP TRIGGER stumble ON updates;
DROP TRIGGER stumble ON outbox;
"""
_CUT = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'amaryar'
"""


@dataclass
class Server:
    """A database of a PostgreSQL server, seen by who runs it."""

    url: str
    cut: int = 0

    async def cut_all(self) -> None:
        """What a restart of the server does to those who use it: every connection is gone."""
        self.cut += int((await self._run(_CUT))[0])

    async def stumble(self) -> None:
        """From now on some transactions fail as if two had been in each other's way."""
        await self._run(_STUMBLE.format(chance=1 / REFUSED))

    async def calm(self) -> int:
        """No more; how many were refused."""
        await self._run(_CALM)
        row = await self._run("SELECT last_value, is_called FROM stumbles")
        return int(row[0]) if row[1] else 0

    async def _run(self, statement: str) -> tuple[int, ...]:
        return await asyncio.to_thread(self._run_here, statement)

    def _run_here(self, statement: str) -> tuple[int, ...]:
        address = self.url.replace("postgresql+psycopg", "postgresql")
        with psycopg.connect(address, autocommit=True, application_name="faults") as connection:
            cursor = connection.execute(statement.encode())
            return tuple(cursor.fetchone() or ()) if cursor.description else ()
