"""The finder over the packaged content, and a question put to one article of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.dimensions.reader import Reader
from knowledge.jalali import Day
from knowledge.limits.finder import Finder
from knowledge.limits.values import Limit
from knowledge.loader import KnowledgeBase

TODAY = Day(1405, 8, 29)
Find = Callable[[str, str], tuple[Limit, ...]]


@pytest.fixture(scope="session")
def reader(packaged: KnowledgeBase) -> Reader:
    """The reader over the packaged content."""
    return Reader(packaged.dimension_words, packaged.words, packaged.provinces)


@pytest.fixture(scope="session")
def find(packaged: KnowledgeBase, reader: Reader) -> Find:
    """The limits of an article for a question, on 29 Aban 1405."""
    finder = Finder(packaged, reader)

    def found(article: str, question: str) -> tuple[Limit, ...]:
        return finder.find(packaged.articles[article], reader.read(question, TODAY), TODAY)

    return found
