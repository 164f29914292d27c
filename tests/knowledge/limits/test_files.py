"""`limits.toml` names articles that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import loader
from tests.knowledge.folder import problems_of


def test_the_articles_that_explain_are_read(content: Path) -> None:
    """By the reason they explain; without the file there are none."""
    assert loader.load(content).explained == {}
    (content / "limits.toml").write_text('[explained_by]\nsample = ["census"]\n', encoding="utf-8")
    assert loader.load(content).explained == {"sample": ("census",)}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[explained_by]\nsample = ["nobody"]', "limits.toml:2: explained_by.sample: unknown"),
        ('[explained_by]\nwhim = ["census"]', "limits.toml:2: explained_by.whim: unknown key"),
        ("explained_by = 3", "explained_by: must be a table"),
        ("[explained]", "explained: unknown key"),
        ("[explained_by", "not valid TOML"),
    ],
)
def test_what_is_wrong_is_told(content: Path, text: str, problem: str) -> None:
    """With its line."""
    (content / "limits.toml").write_text(text + "\n", encoding="utf-8")
    told = problems_of(content)
    assert any(problem in line for line in told), told
