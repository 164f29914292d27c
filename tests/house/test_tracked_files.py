"""What git keeps: nothing of one machine, nothing unfinished, nothing made from the rest."""

import re
from pathlib import Path

import pytest

from tests.house import project

# Letters in brackets keep this file from finding itself.
MACHINE = re.compile(r"(?<![\w.:/-])/(wor[k]|far[m]|roo[t]|home/[a-z]+)/|(^|[\s'\"/])\.librar[y]")
REGISTRY = re.compile(r"inde[x]-url|find-link[s]|registry *= *.?http|pypi[.]org")
UNFINISHED = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X]|raise NotImplementedErro[r])\b")
#: uv's own switches that keep such lines out of the requirements.
ALLOWED = re.compile("--no-emit-(inde[x]-url|find-link[s])")


def _texts() -> list[tuple[str, str]]:
    found = []
    for path in project.tracked():
        try:
            found.append((str(path.relative_to(project.ROOT)), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


@pytest.mark.parametrize(
    "pattern", [MACHINE, REGISTRY, UNFINISHED], ids=["paths", "registries", "unfinished"]
)
def test_no_file_holds(pattern: re.Pattern[str]) -> None:
    """No path of one machine, no address packages come from, no work left for later."""
    found = [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in _texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(ALLOWED.sub("", line))
    ]
    assert found == []


def test_nothing_compiled_is_kept() -> None:
    """Catalogs are compiled in memory, wheels are built, databases belong to their office."""
    made = {".mo", ".pyc", ".whl", ".db", ".sqlite3", ".log"}
    assert [p.name for p in project.tracked() if p.suffix in made] == []


def test_every_text_ends_with_a_line_end() -> None:
    """A last line without its end makes noise in every later change."""
    kinds = {".py", ".md", ".toml", ".txt", ".po", ".css", ".html", ".js", ".yaml"}
    open_ended = [
        str(path.relative_to(project.ROOT))
        for path in project.tracked()
        if path.suffix in kinds and _open_ended(path)
    ]
    assert open_ended == []


def _open_ended(path: Path) -> bool:
    text = path.read_bytes()
    return bool(text) and not text.endswith(b"\n")
