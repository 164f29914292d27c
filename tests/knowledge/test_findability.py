"""Whether people can find each article by its own title and wordings."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import findability, loader
from tests.knowledge import folder


def told(content: Path) -> list[str]:
    """What is wrong with a folder that is right otherwise."""
    assert loader.problems(content) == ()
    return [
        str(problem)
        for problem in findability.problems(loader.load(content), loader.files(content))
    ]


def test_a_folder_that_is_all_right_has_no_problem(content: Path) -> None:
    """Each wording finds its own article."""
    assert told(content) == []


def test_a_wording_of_another_article_is_told_with_its_line(content: Path) -> None:
    """It would take the question away from the article it belongs to."""
    path = folder.article(content / "common", "def-gini", "ضریب جینی", english="Gini coefficient")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("questions = [", 'questions = ["نرخ بیکاری‌ها",'), "utf-8")
    (problem,) = told(content)
    line = next(
        number
        for number, one in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "نرخ بیکاری" in one
    )
    assert problem == (
        f"common/fa/def-gini.md:{line}: this wording finds def-unemployment: نرخ بیکاری‌ها"
    )


@pytest.mark.slow
def test_the_packaged_content_is_found_by_its_own_words() -> None:
    """All of it, in three languages and both offices."""
    assert told(loader.PACKAGED) == []
