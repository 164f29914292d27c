"""What can be wrong with knowledge: problems of content files, collected, never one at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend in a content file; `line` counts from 1, `path` is below the folder."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class KnowledgeError(Exception):
    """Base of everything this package raises."""


class ContentError(KnowledgeError):
    """The content folder cannot be used; `problems` holds everything found, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Unreadable(KnowledgeError):
    """A file that somebody brought cannot be read at all; the message says why and what to do."""
