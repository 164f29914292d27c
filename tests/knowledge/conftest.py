"""The small folder, its knowledge and its index; and the packaged ones, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import loader
from knowledge.loader import KnowledgeBase
from knowledge.search import Index
from tests.knowledge import folder


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content folder that is all right."""
    return folder.small(tmp_path)


@pytest.fixture
def index(content: Path) -> Index:
    """The index over the small folder."""
    return Index(loader.load(content))


@pytest.fixture(scope="session")
def packaged() -> KnowledgeBase:
    """The knowledge that travels with the program."""
    return loader.load()


@pytest.fixture(scope="session")
def packaged_index(packaged: KnowledgeBase) -> Index:
    """The index over the packaged knowledge."""
    return Index(packaged)
