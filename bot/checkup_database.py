"""What `doctor` asks the database: is it there and current, what waits, what was given up."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from bot import polling
from bot.findings import Finding, good, hint, wrong
from bot.settings import PREFIX, Settings
from handlers.i18n.translator import N_
from storage import errors, leases, migrate, outbox, updates
from storage.database import Database, Transaction

#: Given-up messages and odd updates that are listed; the rest is counted by the log.
LISTED = 10
#: Age from which a message that is due has waited too long.
TOO_LONG = timedelta(minutes=5)
_FAILED = N_("database: {error}")
_URL = f"{PREFIX}DATABASE_URL"


async def of_database(options: Settings, now: datetime) -> list[Finding]:
    """Whether the database answers, has our tables, and what waits in it."""
    url = options.database_url
    if _is_to_be_made(options.sqlite_file):
        file = str(options.sqlite_file)
        return [
            hint(N_("database: {file} is not there yet"), N_("amaryar run makes it"), file=file)
        ]
    try:
        is_served = await asyncio.to_thread(migrate.is_served, url)
    except (sa.exc.SQLAlchemyError, OSError) as error:
        remedy = N_("see {name}, and whether it runs")
        return [wrong(_FAILED, remedy, error=type(error).__name__, name=_URL)]
    if not is_served:
        at = await asyncio.to_thread(migrate.current, url) or "empty"
        return [
            wrong(
                N_("database: at step {at}, this program needs {needed}"),
                N_("amaryar db upgrade"),
                at=at,
                needed=str(migrate.newest()),
            )
        ]
    database = Database(url, pool_size=1)
    try:
        async with database.transaction() as tx:
            return await of_rows(tx, now)
    except errors.StorageError as error:
        return [wrong(_FAILED, N_("see {name}"), error=type(error).__name__, name=_URL)]
    finally:
        await database.close()


def _is_to_be_made(path: Path | None) -> bool:
    return path is not None and not path.exists()  # a look into it would make it


async def of_rows(tx: Transaction, now: datetime) -> list[Finding]:
    """What a database that works tells: its version, what waits, what was given up."""
    ask = "SELECT version()" if tx.dialect == "postgresql" else "SELECT sqlite_version()"
    engine = "SQLite" if tx.dialect == "sqlite" else ""
    version = f"{engine} {(await tx.run(sa.text(ask))).scalar_one()}".split(" (", maxsplit=1)[0]
    what = N_("database: {version}, tables at step {step}")
    found = [good(what, version=version.strip(), step=str(migrate.newest()))]
    found += await _waiting(tx, now)
    for message in await outbox.dead(tx, LISTED):
        found.append(
            hint(
                N_("message {number} ({method}) was given up: {error}"),
                N_("see the reason; under /doctor in the group it can be sent again"),
                number=message.id,
                method=message.method,
                error=message.error or "",
            )
        )
    odd = await updates.poison(tx, limit=LISTED)
    if odd:
        numbers = ", ".join(str(one.update_id) for one in odd)
        found.append(
            hint(
                N_("updates put aside: {numbers}"), N_("see table poison_updates"), numbers=numbers
            )
        )
    until = (
        await tx.run(sa.select(leases.LEASES.c.until).where(leases.LEASES.c.name == polling.LEASE))
    ).scalar_one_or_none()
    if until is not None:
        found.append(good(N_("last poll: {at}"), at=until - polling.TTL))
    return found


async def _waiting(tx: Transaction, now: datetime) -> list[Finding]:
    """The backlog of the outbox, and the messages at its head that will not leave."""
    count, age = await outbox.backlog(tx, now)
    minutes = round(age.total_seconds() / 60) if age is not None else 0
    found = [good(N_("outbox: {count} messages wait"), count=count)]
    if age is not None and age > TOO_LONG:
        found = [
            wrong(
                N_("{count} messages wait, the oldest for {minutes} minutes"),
                N_("see whether `amaryar run` runs and reaches Telegram"),
                count=count,
                minutes=minutes,
            )
        ]
    for message in await outbox.stuck(tx, LISTED):
        found.append(
            hint(
                N_("message {number} ({method}) was tried {count} times: {error}"),
                N_("it is tried again by itself; the reason says what it waits for"),
                number=message.id,
                method=message.method,
                count=message.attempts,
                error=message.error or "",
            )
        )
    return found
