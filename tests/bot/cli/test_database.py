"""`amaryar db`: empty, upgraded, checked."""

from pathlib import Path

from tests.bot.cli import programs


async def test_a_database_is_upgraded_and_found_equal(tmp_path: Path) -> None:
    """Looking makes no file; the upgrade makes it, and a second one changes nothing."""
    looked = await programs.command(tmp_path, "db", "current")
    assert looked.out.strip() == "empty"
    missing = await programs.command(tmp_path, "db", "check")
    assert missing.code == 1
    assert "amaryar db upgrade" in missing.err
    assert not (tmp_path / "data" / "amaryar.db").exists()
    first = await programs.command(tmp_path, "db", "upgrade")
    assert first.code == 0, first.err
    assert first.out.startswith("empty -> ")
    newest = first.out.split()[-1]
    again = await programs.command(tmp_path, "db", "upgrade")
    assert again.out.split() == [newest, "->", newest]
    checked = await programs.command(tmp_path, "db", "check")
    assert (checked.code, checked.out.strip()) == (0, "up to date")
