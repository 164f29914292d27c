"""`coverage = { … }` of an article is read, or what is wrong with it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import loader
from knowledge.coverage import Coverage
from tests.knowledge.folder import article, problems_of

QUARTERLY = 'kind = "survey"\nperiodicity = "quarterly"\n'


def _survey(content: Path, head: str) -> None:
    article(content / "common", "survey", "آمارگیری بیکاری", head=head, english="Survey")


def test_what_is_stated_is_read(content: Path) -> None:
    """First year, source and lag; what is not stated is not known."""
    _survey(content, f'{QUARTERLY}coverage = {{ made_from = "sample", first = 1384, lag = 3 }}')
    found = loader.load(content).articles["survey"]
    assert found.coverage == Coverage(made_from="sample", first=1384, lag=3)
    assert loader.load(content).articles["census"].coverage is None


def test_an_article_may_name_whose_years_hold(content: Path) -> None:
    """A definition need not repeat the survey it comes from."""
    _survey(content, QUARTERLY + "coverage = { first = 1384 }")
    article(content / "common", "word", "بیکاری", head='coverage = { of = "survey" }')
    assert loader.load(content).articles["word"].coverage == Coverage(of="survey")


@pytest.mark.parametrize(
    ("coverage", "problem"),
    [
        ("3", "coverage: must be written as"),
        ('{ made_from = "guess" }', "coverage.made_from: unknown: guess"),
        ("{ first = 84 }", "coverage.first: must be a whole number from 1300 to 1500"),
        ("{ first = true }", "coverage.first: must be a whole number"),
        ('{ years = ["1395"] }', "coverage.years: must be a list of whole numbers"),
        ("{ years = [1395, 1390] }", "coverage.years: must stand in their order"),
        ("{ first = 1396, years = [1395] }", "coverage.first: is later than 1395"),
        ('{ latest = "survey" }', "coverage.latest: unknown: survey"),
        ('{ latest = "yearbook", lag = 3 }', "coverage.lag: the yearbook has its own rule"),
        ("{ since = 1384 }", "coverage.since: unknown key"),
        ('{ of = "census", first = 1384 }', "coverage.of: stands alone"),
        ('{ of = "nobody" }', "coverage: of: no article with a coverage of its own: nobody"),
        ('{ of = "census" }', "coverage: of: no article with a coverage of its own: census"),
        ('{ breaks = ["ages"] }', "coverage: unknown break: ages"),
    ],
)
def test_what_is_wrong_is_told(content: Path, coverage: str, problem: str) -> None:
    """At the line of the coverage."""
    _survey(content, f"{QUARTERLY}coverage = {coverage}")
    told = [line for line in problems_of(content) if problem in line]
    assert told, problems_of(content)
    assert told[0].startswith("common/fa/survey.md:8:")


def test_a_lag_needs_a_periodicity(content: Path) -> None:
    """What comes now and then has no usual month."""
    _survey(content, 'kind = "survey"\nperiodicity = "periodic"\ncoverage = { lag = 3 }')
    assert any("coverage.lag: needs a periodicity" in line for line in problems_of(content))


def test_levels_periodicity_and_chapter_are_known_ones(content: Path) -> None:
    """A misspelt level would silently never be found."""
    _survey(content, 'levels = ["town"]\nperiodicity = "weekly"\nchapter = "works"')
    told = problems_of(content)
    assert any("levels: unknown: town" in line for line in told)
    assert any("periodicity: unknown: weekly" in line for line in told)
    assert any(
        "chapter: no chapter or table of the yearbook has it: works" in line for line in told
    )
