"""Where the project's files are, for the tests that read them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "handlers", "knowledge", "storage")
#: Numbered steps of the database: written once, as long as they need to be.
MIGRATIONS = ROOT / "storage" / "migrations" / "versions"


def modules(*folders: str) -> list[Path]:
    """Every Python file below these folders of the project."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def tracked() -> list[Path]:
    """Every file that git knows and that is still there."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def read(name: str) -> str:
    """One text file of the project, by its name from the top."""
    return (ROOT / name).read_text(encoding="utf-8")


def between(text: str, start: str, end: str) -> str:
    """The part of a text between two marks, without them."""
    return text.split(start, 1)[1].split(end, 1)[0]


def table(text: str) -> list[list[str]]:
    """The rows of the Markdown tables in a text, without the head's dashes; cells stripped."""
    rows = [line.strip().strip("|").split("|") for line in text.splitlines() if line[:1] == "|"]
    return [[cell.strip() for cell in row] for row in rows if not set("".join(row)) <= set("-: ")]
