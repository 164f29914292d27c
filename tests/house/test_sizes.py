"""Files and functions stay small, and every file says what it is."""

import ast
from pathlib import Path

import pytest

from tests.house import project

LONGEST_FILE = 250
LONGEST_FUNCTION = 40

OURS = [p for p in project.modules(*project.PACKAGES) if project.MIGRATIONS not in p.parents]


def _name(path: Path) -> str:
    return str(path.relative_to(project.ROOT))


def test_no_file_is_longer_than_250_lines() -> None:
    """A file above 250 lines is really two."""
    lengths = {_name(path): len(path.read_text("utf-8").splitlines()) for path in OURS}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    """A function above 40 lines, its docstring included, is really two."""
    long = {}
    for path in OURS:
        for node in ast.walk(project.tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                lines = node.end_lineno - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{_name(path)}: {node.name}"] = lines
    assert long == {}


@pytest.mark.parametrize("folder", [*project.PACKAGES, "tests"])
def test_every_module_says_what_it_is(folder: str) -> None:
    """A file begins with a docstring: what it is. Only a folder of tests may go without."""
    spoken = [p for p in project.modules(folder) if folder != "tests" or p.name != "__init__.py"]
    assert [_name(p) for p in spoken if not ast.get_docstring(project.tree(p))] == []


@pytest.mark.parametrize("folder", [*project.PACKAGES, "tests"])
def test_every_folder_with_code_is_a_package(folder: str) -> None:
    """A folder without `__init__.py` would let tests/bot shadow bot."""
    folders = {p.parent for p in project.modules(folder)} - {project.MIGRATIONS}
    assert sorted(_name(p) for p in folders if not (p / "__init__.py").exists()) == []
