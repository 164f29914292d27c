"""Dependencies are pinned with hashes, the same ones for running and for developing."""

import re
import tomllib

import pytest

from tests.house import project

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z,]+\])?==(\S+)(.*)$", re.MULTILINE)
FILES = ("requirements.txt", "requirements-dev.txt")


def _pins(name: str) -> set[tuple[str, str]]:
    return {(found[1], found[2]) for found in PIN.finditer(project.read(name))}


def _names(wanted: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~! ]", line, maxsplit=1)[0].lower() for line in wanted}


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_a_pin_a_hash_or_a_remark(name: str) -> None:
    """No option of pip, no address: where packages come from is the machine's business."""
    odd = [
        line
        for line in project.read(name).splitlines()
        if not re.match(r"[a-z0-9][\w.\[\],-]*==\S+|    --hash=sha256:[0-9a-f]{64}|\s*#", line)
    ]
    assert odd == []


@pytest.mark.parametrize("name", FILES)
def test_every_pin_has_a_hash(name: str) -> None:
    """`pip install --require-hashes` accepts the file."""
    blocks = re.split(r"\n(?=[a-z0-9])", project.read(name))
    assert [b.splitlines()[0] for b in blocks if "==" in b and "--hash=sha256:" not in b] == []


def test_running_and_developing_use_the_same_versions() -> None:
    """What is tested is what runs."""
    assert _pins("requirements.txt") <= _pins("requirements-dev.txt")


def test_the_files_hold_what_pyproject_names() -> None:
    """After a change in pyproject.toml: `make requirements`."""
    declared = tomllib.loads(project.read("pyproject.toml"))
    running = _names(declared["project"]["dependencies"])
    assert running <= {name for name, _ in _pins("requirements.txt")}
    developing = running | _names(declared["dependency-groups"]["dev"])
    assert developing <= {name for name, _ in _pins("requirements-dev.txt")}


def test_the_operator_reads_how_the_pins_are_checked() -> None:
    """Against published advisories, with the hashes that are installed."""
    assert "pip-audit -r requirements.txt --require-hashes" in project.read("README.md")


def test_mistakes_of_security_are_looked_for() -> None:
    """Ruff's rules S are bandit's; whatever is let pass says why, on its line or for its folder."""
    lint = tomllib.loads(project.read("pyproject.toml"))["tool"]["ruff"]["lint"]
    everywhere = [rule for rule in lint["ignore"] if rule.startswith("S") and rule[1:].isdigit()]
    ours = [
        rule
        for folder, rules in lint["per-file-ignores"].items()
        for rule in rules
        if rule.startswith("S") and rule[1:].isdigit() and not folder.startswith("tests")
    ]
    assert lint["select"] == ["ALL"]
    assert everywhere + ours == []
