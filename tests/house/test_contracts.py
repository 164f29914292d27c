"""Who may import whom: the contracts of `.importlinter` hold, and would catch what they forbid."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import project

LINT = Path(sys.executable).with_name("lint-imports")

#: A wrong import to plant -> the contract that must notice it.
WRONG = {
    ("knowledge/text.py", "import bot.settings"): "The house",
    ("storage/people.py", "import knowledge.text"): "The house",
    ("storage/outbox.py", "import telegram"): "has never heard of Telegram",
    ("knowledge/search.py", "import sqlalchemy"): "needs no database",
    ("handlers/cards.py", "import sqlmodel"): "speaks no SQL",
    ("handlers/forms/engine.py", "import telegram"): "Pure files",
    ("handlers/visitor/planted.py", "import handlers.staff.planted"): "do not know each other",
    ("bot/wiring.py", "import bot.playground"): "Floors inside bot",
    ("handlers/buttons.py", "import handlers.cards"): "Floors inside handlers",
    ("handlers/forms/fields.py", "import handlers.forms.complaint"): "Floors inside forms",
    ("storage/schema.py", "import storage.people"): "Floors inside storage",
    ("storage/tickets/states.py", "import storage.tickets.tables"): "Floors inside tickets",
    ("knowledge/errors.py", "import knowledge.loader"): "in a circle",
}


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(LINT), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_the_contracts_hold() -> None:
    """Nothing imports what it must not."""
    result = _lint(project.ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.slow
def test_each_contract_catches_a_wrong_import(tmp_path: Path) -> None:
    """Every contract breaks when an import that it forbids is planted."""
    for package in project.PACKAGES:
        ignore = shutil.ignore_patterns("__pycache__", "content", "locales", "page")
        shutil.copytree(project.ROOT / package, tmp_path / package, ignore=ignore)
    shutil.copy(project.ROOT / ".importlinter", tmp_path)
    (tmp_path / "handlers/staff/planted.py").touch()
    for name, line in WRONG:
        with (tmp_path / name).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    broken = [line for line in _lint(tmp_path).stdout.splitlines() if line.endswith("BROKEN")]
    contracts = {line.removesuffix("BROKEN").strip() for line in broken}
    missed = [c for c in WRONG.values() if not any(c in found for found in contracts)]
    assert missed == []
    assert len(contracts) == project.read(".importlinter").count("[importlinter:contract:")
