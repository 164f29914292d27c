"""What no single file shows is told with the file and line to mend."""

from __future__ import annotations

from pathlib import Path

from knowledge import loader
from tests.knowledge.folder import problems_of, replace


def test_one_wording_in_two_articles_is_told(content: Path) -> None:
    """However it is spelt: one wording finds one article of those an office can see."""
    file = content / "common" / "fa" / "census.md"
    replace(file, "سرشماری در چه سال‌هایی بوده است؟", "سالنامه رايگان است")
    told = problems_of(content)
    assert len(told) == 2
    assert all(":4: the same wording is in common/fa/census.md" in line for line in told)


def test_two_offices_may_use_one_wording(content: Path) -> None:
    """«سالنامه رایگان است؟» stands in both offices of the small folder."""
    assert problems_of(content) == []


def test_a_source_is_given_in_each_language(content: Path) -> None:
    """The publication is named as the reader reads it, in Persian where it is not translated."""
    file = content / "common" / "en" / "census.md"
    replace(file, 'title = "Population census"', 'title = "Population census"\nsource = "SCI"')
    census = loader.load(content).articles["census"]
    assert [census.source_in(language) for language in ("fa", "en", "ar")] == [
        "مرکز آمار",
        "SCI",
        "مرکز آمار",
    ]
    assert loader.load(content).articles["qom-cost"].source_in("en") is None


def test_what_every_office_says_names_its_publication(content: Path) -> None:
    """BR-18: without a statement behind it, a common article needs a source, in Persian."""
    file = content / "common" / "fa" / "census.md"
    replace(file, 'source = "مرکز آمار"', "")
    replace(
        content / "common" / "en" / "census.md", 'id = "census"', 'id = "census"\nsource = "SCI"'
    )
    told = problems_of(content)
    assert [line.split(":")[0] for line in told] == ["common/fa/census.md"]
    assert "source: is missing" in told[0]
