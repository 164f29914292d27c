"""`amaryar i18n check`: from the command line."""

from pathlib import Path

from handlers.i18n import catalogs
from tests.bot.cli import programs


async def test_the_check_tells_what_the_catalogs_lack(tmp_path: Path) -> None:
    """Exit code 1 and a line for each problem, or 0 and none."""
    outcome = await programs.command(tmp_path, "i18n", "check")
    expected = catalogs.problems()
    assert outcome.code == (1 if expected else 0)
    assert len(outcome.err.splitlines()) >= len(expected)
