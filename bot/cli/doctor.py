"""`amaryar doctor`: is everything in order, and if not, what to do."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.cli.shared import WRONG, Stop

if TYPE_CHECKING:
    from bot.findings import Finding


def doctor() -> None:
    """Check settings, content, translations, database, token and group; exit code 1 when wrong."""
    from bot import logs

    logs.set_up("ERROR")
    wrong = 0
    for finding in _findings():
        line = f"[{finding.level}] {finding.what}"
        print(f"{line}\n      -> {finding.remedy}" if finding.remedy else line, flush=True)
        wrong += finding.level == "WRONG"
    if wrong:
        raise Stop(f"{wrong} to be put right.", WRONG)


def _findings() -> "Iterable[Finding]":
    from bot import checkup, checkup_database, checkup_telegram, settings
    from knowledge.official_holidays import OfficialHolidays

    yield from checkup.of_settings()
    yield from checkup.of_catalogs()
    try:
        options = settings.load()
    except settings.SettingsError:
        return  # told already; the rest would be guesses
    yield from checkup.of_content(options)
    now = datetime.now(UTC)
    yield from checkup.of_clock(options, now)
    yield from checkup.of_calendar(now.astimezone(options.zone).date(), OfficialHolidays())
    yield from asyncio.run(checkup_database.of_database(options, now))
    yield from asyncio.run(checkup_telegram.of_telegram(options))
