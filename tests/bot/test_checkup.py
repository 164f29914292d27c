"""What `amaryar doctor` finds, and the remedy it names."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot import checkup, checkup_database, checkup_telegram
from bot.findings import Finding, Level
from bot.playground.world import World
from bot.settings import Settings
from knowledge.official_holidays import OfficialHolidays
from storage import leases, outbox, updates
from storage.database import Database


def wrongs(found: Iterable[Finding]) -> list[str]:
    """What must be put right."""
    return [one.what for one in found if one.level is Level.WRONG]


async def test_a_good_bot_has_nothing_wrong(options: Settings) -> None:
    """Token, group, rights, database and content are in order."""
    assert wrongs(await checkup_telegram.of_telegram(options)) == []
    assert wrongs(await checkup_database.of_database(options, datetime.now(UTC))) == []
    assert wrongs(checkup.of_content(options)) == []


def test_the_official_holidays_of_this_year_and_the_next(options: Settings) -> None:
    """Known and settled is good, estimated a hint, and a year without a list is wrong."""
    past = list(checkup.of_calendar(date(2024, 11, 20), OfficialHolidays()))
    assert [one.level for one in past] == [Level.GOOD, Level.GOOD]
    this, coming = checkup.of_calendar(date(2026, 11, 20), OfficialHolidays())
    assert this.what.startswith("calendar 1405: 26 official holidays, 5 of them estimated")
    assert coming.what.startswith("calendar 1406")
    assert (this.level, coming.level) == (Level.HINT, Level.HINT)
    (unknown,) = wrongs(checkup.of_calendar(date(2076, 1, 20), OfficialHolidays()))[-1:]
    assert unknown.startswith("calendar 1455")


def test_an_office_without_hours_is_told(options: Settings) -> None:
    """The packaged offices have stated none."""
    found = list(checkup.of_content(options))
    assert any("working_time" in one.what for one in found)


async def test_a_wrong_token_and_a_dead_server_are_told(options: Settings, world: World) -> None:
    """Each with the settings to look at."""
    world.faults.add("error", method="getMe", code=401, description="Unauthorized")
    (refused,) = await checkup_telegram.of_telegram(options)
    assert "AMARYAR_TOKEN" in refused.remedy
    world.faults.add("drop_before", method="getMe")
    (dead,) = await checkup_telegram.of_telegram(options)
    assert "AMARYAR_PROXY" in dead.remedy


async def test_a_group_without_the_bot_is_told(options: Settings, world: World) -> None:
    """Wrong number, a private chat, privacy mode."""
    lost = options.model_copy(update={"staff_chat_id": -123})
    assert any("-123" in what for what in wrongs(await checkup_telegram.of_telegram(lost)))
    world.person(7).starts()
    private = options.model_copy(update={"staff_chat_id": 7})
    assert any("private" in what for what in wrongs(await checkup_telegram.of_telegram(private)))
    plain = world.group("plain", bot="member")
    shy = options.model_copy(update={"staff_chat_id": plain.id})
    found = await checkup_telegram.of_telegram(shy)
    assert any("privacy mode" in one.what for one in found if one.level is Level.HINT)


async def test_inline_mode_that_is_off_is_a_hint(options: Settings, world: World) -> None:
    """Only BotFather can turn it on; the rest works without it."""
    assert not any("inline" in one.what for one in await checkup_telegram.of_telegram(options))
    world.state.supports_inline = False
    (found,) = [one for one in await checkup_telegram.of_telegram(options) if "inline" in one.what]
    assert found.level is Level.HINT
    assert "/setinline" in found.remedy


async def test_a_webhook_that_does_not_fit_is_told(options: Settings) -> None:
    """Settings say webhook, Telegram knows none."""
    wanted = options.model_copy(update={"webhook_url": "https://bot.example.ir/hook"})
    found = await checkup_telegram.of_telegram(wanted)
    assert any("does not fit" in one.what for one in found)


async def test_what_waits_and_what_died_is_told(options: Settings) -> None:
    """A long queue is wrong; dead messages, odd updates and the last poll are shown."""
    database = Database(options.database_url)
    async with database.transaction() as tx:
        now = datetime.now(UTC)
        old = now - timedelta(hours=2)
        await outbox.put(tx, chat_id=7, method="sendMessage", payload={}, now=old)
        dead = await outbox.put(tx, chat_id=8, method="sendPhoto", payload={}, now=old)
        await outbox.give_up(tx, dead, error="refused: why", now=now)
        await updates.keep_poison(tx, 77, "{}", "KeyError", now)
        await leases.acquire(tx, "poller", holder="x", now=now, ttl=timedelta(seconds=40))
    await database.close()
    found = await checkup_database.of_database(options, datetime.now(UTC))
    assert any("1 messages wait" in what for what in wrongs(found))
    told = " ".join(one.what for one in found)
    for part in ("sendPhoto", "refused: why", "77", "last poll"):
        assert part in told


async def test_a_missing_or_broken_database_is_told(options: Settings, tmp_path: Path) -> None:
    """Looking does not make the file; an empty one needs the upgrade; PostgreSQL may be away."""
    path = tmp_path / "new.db"
    missing = options.model_copy(update={"database_url": f"sqlite+aiosqlite:///{path}"})
    (hint,) = await checkup_database.of_database(missing, datetime.now(UTC))
    assert hint.level is Level.HINT
    assert not path.exists()
    path.touch()
    (older,) = await checkup_database.of_database(missing, datetime.now(UTC))
    assert older.remedy == "amaryar db upgrade"
    url = "postgresql+psycopg://u:secret@127.0.0.1:1/x"
    (away,) = await checkup_database.of_database(
        options.model_copy(update={"database_url": url}), datetime.now(UTC)
    )
    assert "AMARYAR_DATABASE_URL" in away.remedy
    assert "secret" not in away.what


def test_a_wrong_office_and_broken_content_are_told(options: Settings, tmp_path: Path) -> None:
    """One line each, with the command that lists more."""
    strange = options.model_copy(update={"offices": ("nowhere",)})
    assert any("AMARYAR_OFFICES" in what for what in wrongs(checkup.of_content(strange)))
    broken = options.model_copy(update={"knowledge_dir": tmp_path})
    (found,) = checkup.of_content(broken)
    assert "amaryar kb check" in found.remedy


def test_missing_contacts_of_an_office_are_hints(options: Settings) -> None:
    """What only the office can say is listed, with the file to fill in."""
    hints = [one for one in checkup.of_content(options) if one.level is Level.HINT]
    assert all("office.toml" in one.remedy for one in hints)
    assert len(hints) <= 2


def test_missing_settings_are_each_told() -> None:
    """Token and group."""
    found = wrongs(checkup.of_settings())
    assert len([what for what in found if "AMARYAR_" in what]) == 2
