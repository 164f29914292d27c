"""The reader of the packaged words, and the day of the tests: 29 Aban 1405."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge import jalali
from knowledge.dimensions.reader import Reader
from knowledge.jalali import Day
from knowledge.loader import KnowledgeBase


@pytest.fixture(scope="session")
def today() -> Day:
    """A day in autumn."""
    return jalali.of(date(2026, 11, 20))


@pytest.fixture(scope="session")
def reader(packaged: KnowledgeBase) -> Reader:
    """The reader over the packaged content."""
    return Reader(packaged.dimension_words, packaged.words, packaged.provinces)
