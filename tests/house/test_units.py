"""The units of systemd in README.md are such as systemd takes."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import project

_BLOCK = re.compile(r"`/etc/systemd/system/(amaryar@?\.service)`.*?```ini\n(.*?)```", re.DOTALL)


def test_systemd_takes_the_units_of_the_readme(tmp_path: Path) -> None:
    """`systemd-analyze verify` finds nothing wrong with them."""
    found = dict(_BLOCK.findall(project.read("README.md")))
    assert sorted(found) == ["amaryar.service", "amaryar@.service"]
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze on this machine")
    for name, unit in found.items():
        # The folder of the installation and its user are not on this machine.
        here = unit.replace("/opt/amaryar/.venv/bin/python", sys.executable)
        here = here.replace("/opt/amaryar", str(tmp_path)).replace("User=amaryar\n", "")
        path = tmp_path / name.replace("@", "@1")
        path.write_text(here, encoding="utf-8")
        done = subprocess.run(
            [analyze, "verify", "--man=no", "--recursive-errors=no", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        said = [line for line in done.stderr.splitlines() if "amaryar" in line]
        assert (done.returncode, said) == (0, []), done.stderr
