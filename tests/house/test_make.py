"""The front door: targets explain themselves and say plainly what is missing on a machine."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.house import project

MAKEFILE = project.ROOT / "Makefile"


def _make(*words: str, folder: Path = project.ROOT) -> subprocess.CompletedProcess[str]:
    command = ["make", "--no-print-directory", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_every_target_is_listed_with_what_it_does() -> None:
    """`make help`, and `make` alone, list each target."""
    phony = re.search(r"^\.PHONY: ((?:[^\\\n]|\\\n)+)$", MAKEFILE.read_text("utf-8"), re.MULTILINE)
    assert phony is not None
    targets = phony[1].replace("\\\n", " ").split()
    listed = _make("help").stdout
    assert [t for t in targets if not re.search(rf"^  make {t} +\S", listed, re.MULTILINE)] == []
    assert _make().stdout == listed


def test_an_old_python_is_told_so(tmp_path: Path) -> None:
    """With a Python below 3.11 the message names the version found and the way out."""
    shutil.copy(MAKEFILE, tmp_path)
    (tmp_path / "requirements.txt").touch()
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2 || exit 1\n', encoding="utf-8")
    old.chmod(0o755)
    result = _make("demo", f"PYTHON={old}", folder=tmp_path)
    assert result.returncode != 0
    assert f"Amaryar needs Python 3.11 or newer; {old} is Python 3.9.2." in result.stderr


def test_a_missing_python_is_told_so(tmp_path: Path) -> None:
    """Without any Python the message says how to name one."""
    shutil.copy(MAKEFILE, tmp_path)
    (tmp_path / "requirements.txt").touch()
    result = _make("demo", "PYTHON=no-such-python", folder=tmp_path)
    assert result.returncode != 0
    assert "there is no no-such-python here" in result.stderr
    assert "make PYTHON=/path/to/python3" in result.stderr
