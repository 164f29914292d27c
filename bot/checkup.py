"""What `amaryar doctor` looks at: findings with their remedy. Each check stands for itself."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from telegram.error import InvalidToken, TelegramError

from bot import polling, services, settings
from bot.settings import PREFIX, Settings, SettingsError
from bot.transport import AiohttpRequest, Api
from handlers.i18n import calendars, catalogs
from knowledge import loader
from knowledge.official_holidays import OfficialHolidays
from storage import errors, leases, migrate, outbox, updates
from storage.database import Database, Transaction

#: Iran has some 25 a year, by law; a list with fewer is not filled in.
FEWEST_HOLIDAYS = 22


class Level(StrEnum):
    """How much a finding matters."""

    GOOD = "ok"
    HINT = "hint"
    WRONG = "WRONG"


@dataclass(frozen=True)
class Finding:
    """What was found; the remedy when there is something to do."""

    level: Level
    what: str
    remedy: str = ""


def good(what: str) -> Finding:
    """All is well."""
    return Finding(Level.GOOD, what)


def hint(what: str, remedy: str = "") -> Finding:
    """It works, but somebody should look at it."""
    return Finding(Level.HINT, what, remedy)


def wrong(what: str, remedy: str) -> Finding:
    """It must be put right."""
    return Finding(Level.WRONG, what, remedy)


def of_settings() -> Iterator[Finding]:
    """Every option that is missing, wrong or unknown."""
    try:
        settings.load(for_telegram=True)
    except SettingsError as error:
        for problem in error.problems:
            yield wrong(f"{problem.name} {problem.message}", "see .env.example")
    else:
        yield good("settings")
    for problem in settings.unknown(settings.given()):
        yield hint(str(problem))


def of_content(options: Settings) -> Iterator[Finding]:
    """Problems of the articles, and what the offices have not filled in."""
    problems = loader.problems(options.knowledge_dir)
    if problems:
        what = f"content: {len(problems)} problems, the first: {problems[0]}"
        yield wrong(what, "amaryar kb check lists them")
        return
    base = loader.load(options.knowledge_dir)
    try:
        served = services.offices_of(options, base)
    except SettingsError as error:
        yield wrong(str(error.problems[0]), f"correct {PREFIX}OFFICES")
        return
    yield good(f"content: {len(base.articles)} articles for {', '.join(served)}")
    for name in served:
        office = base.offices[name]
        missing = [*office.missing, *(() if office.working.is_stated else ("working_time",))]
        if missing:
            remedy = f"ask the office and fill in offices/{name}/office.toml of the content"
            yield hint(f"{name} has not given: {', '.join(missing)}", remedy)


def of_calendar(today: date, holidays: OfficialHolidays) -> Iterator[Finding]:
    """Whether the official holidays of this and the next Jalali year are known."""
    this_year = calendars.to_jalali(today)[0]
    for year in (this_year, this_year + 1):
        first, end = (calendars.from_jalali(one, 1, 1) for one in (year, year + 1))
        days = [first + timedelta(days=n) for n in range((end - first).days)]
        known = [day for day in days if day in holidays]
        estimated = sum(map(holidays.is_estimated, known))
        what = f"calendar {year}: {len(known)} official holidays"
        if len(known) < FEWEST_HOLIDAYS:
            yield wrong(what, "upgrade the package `holidays`")
        elif estimated:
            remedy = "correct a day that moves with /closure in the staff group"
            yield hint(f"{what}, {estimated} of them estimated", remedy)
        else:
            yield good(what)


def of_catalogs() -> Iterator[Finding]:
    """Sentences without a translation."""
    problems = Counter((p.language, p.kind) for p in catalogs.problems())
    for (language, kind), count in sorted(problems.items()):
        yield wrong(f"catalog {language}: {count} {kind}", "amaryar i18n check lists them")
    if not problems:
        yield good("catalogs: all sentences in all languages")


async def of_database(options: Settings) -> list[Finding]:
    """Whether the database answers, has our tables, and what waits in it."""
    url = options.database_url
    if _is_to_be_made(options.sqlite_file):
        return [hint(f"database: {options.sqlite_file} is not there yet", "amaryar run makes it")]
    try:
        is_current = await asyncio.to_thread(migrate.is_current, url)
    except (sa.exc.SQLAlchemyError, OSError) as error:
        name = type(error).__name__
        return [wrong(f"database: {name}", f"see {PREFIX}DATABASE_URL, and whether it runs")]
    if not is_current:
        at = await asyncio.to_thread(migrate.current, url) or "empty"
        what = f"database: at step {at}, this program needs {migrate.newest()}"
        return [wrong(what, "amaryar db upgrade")]
    database = Database(url, pool_size=1)
    try:
        async with database.transaction() as tx:
            return [good("database: answers, tables up to date"), *await _of_rows(tx)]
    except errors.StorageError as error:
        return [wrong(f"database: {type(error).__name__}", f"see {PREFIX}DATABASE_URL")]
    finally:
        await database.close()


def _is_to_be_made(path: Path | None) -> bool:
    return path is not None and not path.exists()  # a look into it would make it


async def _of_rows(tx: Transaction) -> list[Finding]:
    now = datetime.now(UTC)
    found = []
    count, age = await outbox.backlog(tx, now)
    if age is not None and age > timedelta(minutes=5):
        what = f"{count} messages wait, the oldest for {age.total_seconds() / 60:.0f} minutes"
        found.append(wrong(what, "see whether `amaryar run` runs and reaches Telegram"))
    else:
        found.append(good(f"outbox: {count} messages wait"))
    dead = await outbox.dead(tx, 10)
    for message in dead:
        what = f"message {message.id} ({message.method}) was given up: {message.error}"
        found.append(hint(what, "tell the person another way, or see the reason"))
    odd = await updates.poison(tx, limit=10)
    if odd:
        numbers = ", ".join(str(one.update_id) for one in odd)
        found.append(hint(f"updates put aside: {numbers}", "see table poison_updates"))
    until = (
        await tx.run(sa.select(leases.LEASES.c.until).where(leases.LEASES.c.name == polling.LEASE))
    ).scalar_one_or_none()
    if until is not None:
        last = until - polling.TTL
        found.append(good(f"last poll: {last:%Y-%m-%d %H:%M:%S} UTC"))
    return found


async def of_telegram(options: Settings) -> list[Finding]:
    """Token, staff group, rights and webhook, as the Bot API server tells them."""
    if options.token is None:
        return []
    proxy = options.proxy.get_secret_value() if options.proxy else None
    async with AiohttpRequest(proxy=proxy) as request:
        api = Api(request, f"{options.api_url}/bot{options.token.get_secret_value()}")
        try:
            me = await api.call("getMe")
        except InvalidToken:
            remedy = f"copy {PREFIX}TOKEN anew from @BotFather; see {PREFIX}API_URL"
            return [wrong(f"{options.api_url} does not accept the token", remedy)]
        except TelegramError as error:
            remedy = f"see the network, {PREFIX}API_URL and {PREFIX}PROXY"
            return [wrong(f"{options.api_url} does not answer ({error})", remedy)]
        found = [good(f"token: @{me.get('username')}"), *_of_inline(me)]
        if options.staff_chat_id is not None:
            found += await _of_group(api, me, options.staff_chat_id)
        return found + await _of_webhook(api, options)


def _of_inline(me: dict[str, Any]) -> list[Finding]:
    """Whether articles can be offered in any chat; only BotFather can turn it on."""
    if me.get("supports_inline_queries"):
        return []
    remedy = "write /setinline to @BotFather, and a placeholder such as: نرخ بیکاری"
    return [hint("inline mode is off: @bot ... in other chats offers nothing", remedy)]


async def _of_group(api: Api, me: dict[str, Any], chat_id: int) -> list[Finding]:
    name = f"{PREFIX}STAFF_CHAT_ID={chat_id}"
    try:
        chat = await api.call("getChat", {"chat_id": chat_id})
        member = await api.call("getChatMember", {"chat_id": chat_id, "user_id": me["id"]})
    except TelegramError as error:
        remedy = "add the bot to the group, and see that the number is right"
        return [wrong(f"staff group: {name}: {error}", remedy)]
    if chat.get("type") not in ("group", "supergroup"):
        return [wrong(f"staff group: {name} is a {chat.get('type')}", "write a group's number")]
    status = member.get("status")
    if status in ("left", "kicked"):
        return [wrong("staff group: the bot is not in it", "add the bot to the group")]
    sees_all = me.get("can_read_all_group_messages") or status == "administrator"
    if not sees_all:
        remedy = "make the bot an administrator of the group, or turn its privacy mode off"
        what = "staff group: the bot sees only replies to itself (privacy mode)"
        return [hint(what, remedy)]
    return [good(f"staff group: reachable, the bot is {status}")]


async def _of_webhook(api: Api, options: Settings) -> list[Finding]:
    try:
        info = await api.call("getWebhookInfo")
    except TelegramError as error:
        return [hint(f"webhook: not told ({error})")]
    url, waiting = info.get("url") or "", info.get("pending_update_count", 0)
    found = []
    if url != (options.webhook_url or ""):
        now = "a webhook is set" if url else "no webhook is set"
        found.append(hint(f"{now}, which does not fit the settings", "amaryar run sets it right"))
    if url and info.get("last_error_message"):
        at = datetime.fromtimestamp(info.get("last_error_date", 0), UTC)
        what = f"webhook: {info['last_error_message']} ({at:%Y-%m-%d %H:%M} UTC)"
        found.append(wrong(what, f"see that {PREFIX}WEBHOOK_URL leads to {PREFIX}LISTEN"))
    return [*found, good(f"updates waiting at Telegram: {waiting}")]
