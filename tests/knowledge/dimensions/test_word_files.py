"""`dimensions.toml` is read, or every problem told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import loader
from knowledge.dimensions import word_files
from knowledge.dimensions.word_files import DimensionWords
from knowledge.errors import Problem

PACKAGED = (loader.PACKAGED / "dimensions.toml").read_text(encoding="utf-8")


def _read(folder: Path, content: str) -> tuple[DimensionWords, list[str]]:
    file = folder / "dimensions.toml"
    file.write_text(content, encoding="utf-8")
    problems: list[Problem] = []
    return word_files.read(file, problems), [str(problem) for problem in problems]


def test_the_packaged_words_are_read(tmp_path: Path) -> None:
    """Seasons and months have their numbers, years their distance, nothing is wrong."""
    words, problems = _read(tmp_path, PACKAGED)
    assert problems == []
    assert "تابستان" in words.seasons[2]
    assert "اسفند" in words.months[12]
    assert "پارسال" in words.years[-1]
    assert "may" in words.gregorian_months[5]
    assert "شهرستان" in words.levels["county"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("until = [", "to = [", "to: unknown key"),
        ('mehr = ["مهر", "mehr"]\n', "", "months: is missing: mehr"),
        ("\n[breakdowns]\n", "\n[breakups]\n", "breakdowns: is missing"),
        ('sex = ["جنس"', 'colour = ["رنگ"]\nsex = ["جنس"', "breakdowns.colour: unknown key"),
        ('winter = ["زمستان"', 'winter = ["بهار", "زمستان"', "winter: بهار is also in spring"),
        ('"-1" = ["پارسال"', 'last = ["پارسال"', "years: must have whole numbers as names"),
        ("ages = [", "ages = 3 #", "ages: must be a list of texts"),
        ("[years]", "[years", "not valid TOML"),
    ],
)
def test_a_problem_is_told(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """A clerk who edits the file sees what is wrong with it."""
    assert old in PACKAGED
    _, problems = _read(tmp_path, PACKAGED.replace(old, new, 1))
    assert any(problem in told for told in problems), problems


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """Nothing is read, and it is said."""
    problems: list[Problem] = []
    assert word_files.read(tmp_path / "none.toml", problems) == DimensionWords()
    assert len(problems) == 1
