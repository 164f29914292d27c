"""Writing files that a person may have changed since: never over their work without being told."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

State = Literal["new", "unchanged", "changed", "kept"]
"""What became of a file; kept: it differs and was left as it is."""


def write(file: Path, content: str, *, overwrite: bool = False, dry_run: bool = False) -> State:
    """Write a file whole or not at all. A file that says something else is kept, or overwritten.

    With `dry_run` nothing is written, and the answer is what it would be.
    """
    state: State = "new"
    if file.exists():
        if file.read_text(encoding="utf-8") == content:
            return "unchanged"
        if not overwrite:
            return "kept"
        state = "changed"
    if not dry_run:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(file.name + ".part")
        beside.write_text(content, encoding="utf-8")
        beside.replace(file)
    return state
