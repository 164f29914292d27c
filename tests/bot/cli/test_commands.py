"""The command line: what it offers, and how troubles are told."""

from pathlib import Path

import pytest

from tests.bot.cli import programs


async def test_help_names_every_command_and_comes_quickly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--help` imports no Telegram, no database, no content."""
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
    outcome = await programs.command(tmp_path, "--help")
    assert outcome.code == 0
    for name in ("run", "playground", "doctor", "db", "kb", "i18n"):
        assert name in outcome.out
    imported = {line.rpartition("|")[2].strip() for line in outcome.err.splitlines()}
    assert "typer" in imported, "the names of modules were read"
    assert not imported & {"telegram", "sqlalchemy", "numpy", "matplotlib", "knowledge", "storage"}


@pytest.mark.parametrize("words", [("kb", "ask", "x"), ("db", "current"), ("doctor",)])
async def test_wrong_settings_are_told_without_a_traceback(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Every command tells them the same way."""
    outcome = await programs.command(tmp_path, *words, TIMEZONE="Nowhere/Town")
    assert outcome.code != 0
    assert "AMARYAR_TIMEZONE" in outcome.err + outcome.out
    assert "Traceback" not in outcome.err


async def test_an_unreachable_database_is_told_without_its_password(tmp_path: Path) -> None:
    """No traceback, no address with a password in it."""
    url = "postgresql://amaryar:very-secret@127.0.0.1:1/amaryar"
    for words in (("db", "current"), ("db", "upgrade")):
        outcome = await programs.command(tmp_path, *words, DATABASE_URL=url)
        assert outcome.code == 2
        assert "AMARYAR_DATABASE_URL" in outcome.err
        assert "very-secret" not in outcome.err
        assert "Traceback" not in outcome.err
