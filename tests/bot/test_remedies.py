"""Everything that `doctor` can find is found in some trouble, and says what to do about it."""

import ast
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from bot import checkup, checkup_database, checkup_telegram
from bot.findings import Finding, Level
from bot.playground.world import World
from bot.settings import Settings
from bot.transport import Api
from handlers.i18n import catalogs
from handlers.i18n.catalog_check import Problem
from knowledge.official_holidays import OfficialHolidays
from storage import errors, leases, outbox, updates
from storage.database import Database
from storage.outbox_tables import OUTBOX
from tests.house import project

#: Told although nobody can do anything about it but look.
WITHOUT_REMEDY = {"{name} {problem}", "webhook: not told ({error})"}
HOOK = "https://bot.example.ir/hook"


class Public:
    """A public group which the bot has left: Telegram still tells of it."""

    async def call(self, method: str, _: Any) -> dict[str, str]:
        """Answer what is asked of the group and of the bot in it."""
        return {"type": "supergroup"} if method == "getChat" else {"status": "left"}


def sentences() -> set[str]:
    """All msgids of the three files that look at things."""
    found = set()
    for module in (checkup, checkup_database, checkup_telegram):
        for node in ast.walk(project.tree(Path(str(module.__file__)))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_":
                found.add(ast.literal_eval(node.args[0]))
    return found


async def test_every_finding_is_found_in_some_trouble(
    options: Settings, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong or odd has a remedy; no sentence is left that nothing leads to."""
    found = _here(options, tmp_path, monkeypatch)
    found += await _in_the_database(options, tmp_path, monkeypatch)
    found += await _at_telegram(options, world)
    said = {one.says for one in found} | {one.does for one in found if one.does}
    assert sentences() - said == set()
    bad = {one.says for one in found if one.level is not Level.GOOD and not one.does}
    assert bad == WITHOUT_REMEDY
    assert all(one.what and (one.remedy or not one.does) for one in found), "all slots are filled"


def _here(options: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """Settings, content, calendar, clock and catalogs, in order and not."""
    found = list(checkup.of_settings())
    for name, value in (("TOKEN", "1:x"), ("STAFF_CHAT_ID", "-1001"), ("STRANGE", "1")):
        monkeypatch.setenv(f"AMARYAR_{name}", value)
    found += checkup.of_settings()
    for changes in ({}, {"knowledge_dir": folder}, {"offices": ("nowhere",)}):
        found += checkup.of_content(options.model_copy(update=changes))
    for year in (2024, 2026, 2076):
        found += checkup.of_calendar(date(year, 11, 20), OfficialHolidays())
    now = datetime(2026, 11, 20, tzinfo=UTC)
    for zone in (options.timezone, "Europe/Paris"):
        found += checkup.of_clock(options.model_copy(update={"timezone": zone}), now)
    found += checkup.of_catalogs()
    monkeypatch.setattr(catalogs, "problems", lambda: [Problem("fa", "missing", "x", "y")])
    return [*found, *checkup.of_catalogs()]


async def _in_the_database(
    options: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> list[Finding]:
    """Not there, empty, away, failing; with what waits too long, was tried often, was given up."""
    now = datetime.now(UTC)
    file = folder / "new.db"
    url = f"sqlite+aiosqlite:///{file}"
    away = "postgresql+psycopg://u:x@127.0.0.1:1/x"

    async def looks(url: str = options.database_url) -> list[Finding]:
        other = options.model_copy(update={"database_url": url})
        return await checkup_database.of_database(other, now)

    found = [*await looks(url), *await looks(away), *await looks()]
    file.touch()
    found += await looks(url)
    await _trouble(options, now - timedelta(hours=2))
    found += await looks()

    async def fails(*_: Any) -> list[Finding]:
        raise errors.DatabaseUnavailable

    monkeypatch.setattr(checkup_database, "of_rows", fails)
    return [*found, *await looks()]


async def _trouble(options: Settings, at: datetime) -> None:
    database = Database(options.database_url)
    async with database.transaction() as tx:
        await outbox.put(tx, chat_id=7, method="sendMessage", payload={}, now=at)
        tired = await outbox.put(tx, chat_id=9, method="sendMessage", payload={}, now=at)
        row = OUTBOX.c
        await tx.run(OUTBOX.update().where(row.id == tired.id).values(attempts=9, error="429"))
        dead = await outbox.put(tx, chat_id=8, method="sendPhoto", payload={}, now=at)
        await outbox.give_up(tx, dead, error="refused: why", now=at)
        await updates.keep_poison(tx, 77, "{}", "KeyError", at)
        await leases.acquire(tx, "poller", holder="x", now=at, ttl=timedelta(seconds=40))
    await database.close()


async def _at_telegram(options: Settings, world: World) -> list[Finding]:
    """Token, line, inline mode, group, rights and webhook, each in order and not."""

    async def looks(**changes: Any) -> list[Finding]:
        return await checkup_telegram.of_telegram(options.model_copy(update=changes))

    found = await looks()
    world.faults.add("error", method="getMe", code=401, description="Unauthorized")
    found += await looks()
    world.faults.add("502", method="getMe")
    found += await looks()
    world.state.supports_inline = False
    world.faults.add("502", method="getWebhookInfo")
    world.person(7).starts()
    chief = world.person(70, "Chief")
    plain = world.group("plain", bot="member")
    forum = world.group("forum", admins=[chief], is_forum=True)
    for number in (-123, 7, plain.id, forum.id):
        found += await looks(staff_chat_id=number)
    for right in ("can_delete_messages", "can_manage_topics"):
        chief.grants_bot(forum, right)
        found += await looks(staff_chat_id=forum.id)
    found += await checkup_telegram.of_group(cast("Api", Public()), {"id": 1}, -1)
    found += await looks(webhook_url=HOOK)
    hook = world.state.webhook
    hook.url, hook.last_error, hook.last_error_at = HOOK, "refused", world.state.clock()
    return [*found, *await looks()]
