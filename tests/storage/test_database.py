"""One transaction at a time, on either database."""

import asyncio
import sqlite3
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from storage import database as database_module
from storage import errors, people, updates
from storage.database import Database
from tests.clock import START
from tests.storage import desk


async def handled(database: Database) -> int:
    """How many updates are marked as handled."""
    async with database.transaction() as tx:
        count = sa.select(sa.func.count()).select_from(updates.UPDATES)
        return int((await tx.run(count)).scalar_one())


async def test_what_is_done_stays_after_a_normal_exit(database: Database) -> None:
    """A transaction commits at a normal exit, Core and ORM parts alike."""
    async with database.transaction() as tx:
        await desk.a_person(tx)
        tx.session.add(updates.HandledUpdate(update_id=7, at=START))
    async with database.transaction() as tx:
        assert await people.get(tx, desk.PERSON) is not None
        assert not await updates.first_time(tx, 7, START)


async def test_an_exception_undoes_everything(database: Database) -> None:
    """A transaction that raises leaves no trace, and what it was to do afterwards is not done."""
    done: list[str] = []
    with pytest.raises(KeyError):
        async with database.transaction() as tx:
            tx.after_commit.append(lambda: done.append("told"))
            await updates.first_time(tx, 7, START)
            tx.session.add(updates.HandledUpdate(update_id=8, at=START))
            await tx.flush()
            raise KeyError
    assert await handled(database) == 0
    assert done == []


async def test_callbacks_run_after_the_commit_in_order(database: Database) -> None:
    """What a transaction is to do after it is done when others can see it already."""
    done: list[int] = []
    async with database.transaction() as tx:
        tx.after_commit.extend([lambda: done.append(1), lambda: done.append(2)])
        await updates.first_time(tx, 7, START)
        assert done == []
    assert done == [1, 2]


async def test_a_cancelled_transaction_leaves_nothing_and_holds_nothing(
    database: Database,
) -> None:
    """Cancelled anywhere in the middle, a transaction is undone and the next one can begin."""

    async def work(number: int) -> None:
        async with database.transaction(lock=5) as tx:
            await updates.first_time(tx, number, START)
            await updates.first_time(tx, number + 1000, START)
            await asyncio.sleep(10)

    for number in range(12):
        task = asyncio.create_task(work(number))
        await asyncio.sleep(number * 0.0005)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    async with asyncio.timeout(5):
        assert await handled(database) == 0


async def test_a_second_transaction_in_one_task_is_refused(database: Database) -> None:
    """A task that would wait for itself is told so, and can go on afterwards."""
    async with database.transaction():
        with pytest.raises(errors.NestedTransaction):
            async with database.transaction():
                pass
    async with database.transaction() as tx:
        await desk.a_person(tx)


@pytest.mark.parametrize("key", [4711, "desk"])
async def test_transactions_of_one_key_run_one_after_another(
    database: Database, key: int | str
) -> None:
    """Two transactions of the same lock never overlap; none of them loses what it read."""
    inside = 0

    async def work(number: int) -> None:
        nonlocal inside
        async with database.transaction(lock=key) as tx:
            inside += 1
            assert inside == 1
            await updates.first_time(tx, number, START)
            await asyncio.sleep(0.002)
            inside -= 1

    await asyncio.gather(*(work(number) for number in range(8)))
    assert await handled(database) == 8


@pytest.mark.postgres
async def test_transactions_of_different_keys_run_side_by_side(postgres_url: str) -> None:
    """On PostgreSQL one person does not wait for another."""
    database = Database(postgres_url)
    met = asyncio.Barrier(2)

    async def work(key: int) -> None:
        async with database.transaction(lock=key), asyncio.timeout(5):
            await met.wait()

    await asyncio.gather(work(1), work(2))
    await database.close()


@pytest.mark.postgres
async def test_waiting_for_a_lock_ends(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits too long for a lock is told that the database cannot be used now."""
    monkeypatch.setitem(database_module.POSTGRESQL_OPTIONS, "lock_timeout", "50ms")
    database = Database(postgres_url)

    async def late() -> None:
        async with database.transaction(lock=1):
            pass

    async with database.transaction(lock=1):
        with pytest.raises(errors.DatabaseUnavailable):
            await asyncio.create_task(late())
    await database.close()


@pytest.mark.postgres
async def test_a_cut_connection_is_an_outage_and_the_next_transaction_works(
    postgres_url: str,
) -> None:
    """When the server cuts the connection, the transaction fails clearly; then work goes on."""
    database = Database(postgres_url, pool_size=1)
    with pytest.raises(errors.DatabaseUnavailable) as raised:
        async with database.transaction() as tx:
            await tx.connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    assert raised.value.reason == "57P01"
    await database.ping()
    await database.close()


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        pytest.param("SET TRANSACTION READ ONLY", "25006", id="a standby after a failover"),
        pytest.param(
            "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$",
            "40001",
            id="serialization failure",
        ),
        pytest.param(
            "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40P01'; END $$",
            "40P01",
            id="deadlock",
        ),
        pytest.param(
            "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '53100'; END $$",
            "53100",
            id="disk full",
        ),
    ],
)
async def test_what_passes_at_the_server_is_an_outage_with_its_reason(
    postgres_url: str, statement: str, reason: str
) -> None:
    """It is tried again, and the log can say why; nothing of it counts as a poisonous update."""
    database = Database(postgres_url, pool_size=1)
    with pytest.raises(errors.DatabaseUnavailable) as raised:
        async with database.transaction() as tx:
            await tx.connection.exec_driver_sql(statement)
            await updates.first_time(tx, 1, START)
    assert raised.value.reason == reason
    assert ("disk" in raised.value.remedy) == (reason == "53100")
    async with database.transaction() as tx:
        assert await updates.first_time(tx, 1, START)
    await database.close()


async def test_nobody_listening_is_an_outage() -> None:
    """A server that is not there is told as such."""
    database = Database("postgresql://postgres@127.0.0.1:9/none")
    with pytest.raises(errors.DatabaseUnavailable):
        await database.ping()
    await database.close()


async def test_sqlite_is_durable_and_strict(sqlite_url: str) -> None:
    """Each connection writes ahead, syncs at each commit, and checks foreign keys."""
    database = Database(sqlite_url)
    async with database.transaction() as tx:
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            found = await tx.connection.exec_driver_sql(f"PRAGMA {pragma}")
            assert found.scalar_one() == value
    await database.close()


async def test_an_sqlite_transaction_is_a_writer_from_its_first_statement(sqlite_url: str) -> None:
    """Another process cannot write between what a transaction reads and what it writes."""
    database = Database(sqlite_url)
    other = sqlite3.connect(sqlite_url.partition("///")[2], timeout=0, isolation_level=None)
    async with database.transaction() as tx:
        await people.get(tx, 1)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()
    await database.close()


async def test_a_full_disk_is_an_outage_and_work_goes_on_afterwards(sqlite_url: str) -> None:
    """When the file cannot grow, nothing is half done; with room again the same works."""
    database = Database(sqlite_url)
    async with database.transaction() as tx:
        pages = (await tx.connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
        await tx.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(errors.DatabaseUnavailable) as raised:
        async with database.transaction() as tx:
            await updates.first_time(tx, 1, START)
            await updates.keep_poison(tx, 1, "x" * 500_000, "too much", START)
    assert raised.value.reason == "SQLITE_FULL"
    assert "make room" in raised.value.remedy
    async with database.transaction() as tx:
        await tx.connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    async with database.transaction() as tx:
        assert await updates.first_time(tx, 1, START)
        await updates.keep_poison(tx, 1, "x" * 500_000, "fits", START)
    await database.close()


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("sqlite:///data/a.db", "sqlite+aiosqlite:///data/a.db"),
        ("sqlite+aiosqlite:///a.db", "sqlite+aiosqlite:///a.db"),
        ("postgres://u:p%40@h/d", "postgresql+psycopg://u:p%40@h/d"),
        ("postgresql://u@h:1/d", "postgresql+psycopg://u@h:1/d"),
    ],
)
def test_addresses_need_no_driver(given: str, wanted: str) -> None:
    """A database address works with and without the driver in it, password kept."""
    assert database_module.normal_url(given) == wanted


def test_other_databases_are_refused() -> None:
    """An address of a database we do not know is refused at once."""
    with pytest.raises(ValueError, match="only SQLite and PostgreSQL"):
        database_module.normal_url("mysql://h/d")


async def test_times_come_back_in_utc_and_without_zone_are_refused(database: Database) -> None:
    """A time keeps its moment to the microsecond, whatever zone it was given in."""
    tehran = START.astimezone(ZoneInfo("Asia/Tehran"))
    moment = tehran + timedelta(microseconds=123456)
    async with database.transaction() as tx:
        await desk.a_person(tx, now=moment)
    async with database.transaction() as tx:
        person = await people.get(tx, desk.PERSON)
    assert person is not None
    assert person.seen_at == moment
    assert person.seen_at.utcoffset() == timedelta(0)
    with pytest.raises(sa.exc.StatementError, match="without zone"):
        async with database.transaction() as tx:
            await desk.a_person(tx, now=moment.replace(tzinfo=None))
