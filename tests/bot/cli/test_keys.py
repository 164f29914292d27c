"""`amaryar db new-key | rotate-key`, and what the start says about a lost key."""

import sqlite3
from pathlib import Path
from typing import Any

from bot import keys
from storage import migrate
from storage.sealing import Vault
from tests.bot.cli.programs import command

ROW = "INSERT INTO drafts VALUES (7, 'request', 1, 'x', ?, 0, NULL, NULL, '{}', '2026-11-20')"


def _answers(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        return str(connection.execute("SELECT answers FROM drafts").fetchone()[0])


async def test_a_file_gets_its_key_rotates_it_and_tells_when_it_is_lost(tmp_path: Path) -> None:
    """Old rows are sealed at the upgrade; the key is its owner's alone; without it: words."""
    path = tmp_path / "amaryar.db"
    migrate.upgrade(f"sqlite:///{path}")
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(ROW, ('{"national_id": "0499370899"}',))
    connection.close()
    options: dict[str, Any] = {"data_dir": tmp_path}
    done = await command(tmp_path, "db", "upgrade", **options)
    assert done.code == 0, done.err
    assert "sealed personal data in 1 rows" in done.out
    file = tmp_path / "amaryar.db.key"
    assert file.stat().st_mode & 0o777 == 0o600
    first, lying = file.read_text(), _answers(path)
    assert "0499370899" not in lying
    turned = await command(tmp_path, "db", "rotate-key", **options)
    assert turned.code == 0, turned.err
    assert "drafts: 1" in turned.out
    assert file.read_text() != first
    assert len(keys.split(file.read_text())) == 1, "the old key is not needed any more"
    assert Vault(keys.split(file.read_text())).open(_answers(path).split('"')[3]) == "0499370899"
    file.write_text(keys.new())
    lost = await command(tmp_path, "db", "rotate-key", **options)
    assert lost.code == 2
    assert "AMARYAR_DATA_KEY does not open" in lost.err
    assert "amaryar.db.key" in lost.err


async def test_new_keys_differ_and_are_taken(tmp_path: Path) -> None:
    """What `new-key` prints is a value for AMARYAR_DATA_KEY; anything else is refused."""
    one, two = [(await command(tmp_path, "db", "new-key")).out.strip() for _ in "ab"]
    assert one != two
    taken = await command(tmp_path, "db", "current", data_dir=tmp_path, data_key=f"{one},{two}")
    assert taken.code == 0, taken.err
    refused = await command(tmp_path, "db", "current", data_dir=tmp_path, data_key="secret")
    assert refused.code == 2
    assert "db new-key" in refused.err


async def test_postgresql_by_webhook_wants_a_key(tmp_path: Path) -> None:
    """Without one the start says which, before anything is opened."""
    outcome = await command(
        tmp_path,
        "run",
        token="1:a",
        staff_chat_id=-1,
        database_url="postgresql://nobody@127.0.0.1:1/none",
        webhook_url="https://bot.example.org/hook",
        webhook_secret="abcdefghijklmnopqrstuvwxyz",
    )
    assert outcome.code == 2
    assert "AMARYAR_DATA_KEY is not set" in outcome.err
