"""The folder of a new office holds every key, guesses nothing, and the check names what is open."""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePosixPath

import pytest

from knowledge import articles, loader, office_files, skeleton, writing
from tests.knowledge.folder import problems_of

OFFICE = PurePosixPath("offices/hormozgan/office.toml")


def test_every_key_is_there_filled_in_or_not(content: Path) -> None:
    """Those without a default value stand behind #."""
    text = skeleton.files("hormozgan", None, ["Q"])[OFFICE]
    for key in (*office_files.OFFICE_KEYS, *office_files.SERVICE_KEYS, *articles.CONTACT_KEYS):
        assert f"\n{key} " in text or f"\n# {key} " in text or f"\n[{key}]" in text or key in text
    read = tomllib.loads(text)
    assert read["code"] == ""
    assert set(read["contacts"]) == set(articles.CONTACT_KEYS)
    assert not any(read["contacts"].values())
    assert "taken: Q" in text


def test_a_known_province_is_filled_in(content: Path) -> None:
    """Its names and the ways people write it; nothing about the organisation."""
    (one,) = (p for p in loader.load(content).provinces if p.id == "hormozgan")
    read = tomllib.loads(skeleton.files("hormozgan", one, [])[OFFICE])
    assert read["province"]["fa"] == "هرمزگان"
    assert "بندرعباس" in read["aliases"]
    assert set(read["name"].values()) == {""}


def test_the_check_names_what_is_open(content: Path) -> None:
    """Line by line, and nothing of the samples."""
    for path, text in skeleton.files("hormozgan", None, []).items():
        writing.write(content / path, text)
    told = problems_of(content)
    assert told
    assert all(problem.startswith(f"{OFFICE}:") for problem in told)
    for key in (
        "code: is missing",
        "accepts_documents_in_chat: is missing",
        "yearbook: is missing",
        "name: missing language: fa",
        "province: missing language: en",
        "unit: missing language: fa",
        "services.id: is missing",
        "services.title: missing language: fa",
        "services.statement_title: missing language: en",
        "services.free: is missing",
    ):
        assert [problem for problem in told if problem.endswith(key)], key


def test_the_samples_are_articles_behind_remarks(content: Path) -> None:
    """Taken out of their remarks, they are right in the sample's office."""
    text = (content / "offices/qom/office.toml").read_text(encoding="utf-8")
    for path, sample in skeleton.files("hormozgan", None, []).items():
        if path.suffix == ".txt":
            lines = [line[2:] for line in sample.splitlines()[3:]]
            writing.write(content / path.parent / "hormozgan-cost.md", "\n".join(lines) + "\n")
    text = text.replace('"qom"', '"hormozgan"').replace('"Q"', '"H"')
    writing.write(content / OFFICE, text)
    assert problems_of(content) == []
    article = loader.load(content).articles["hormozgan-cost"]
    assert set(article.texts) == {"fa", "en", "ar"}


@pytest.mark.parametrize(
    ("office_id", "right"),
    [
        ("hamedan", True),
        ("east-azerbaijan", True),
        ("qom2", True),
        ("qo", False),
        ("Qom", False),
        ("../qom", False),
        ("qom-", False),
        ("قم", False),
    ],
)
def test_ids_are_names_of_folders(office_id: str, right: bool) -> None:
    """And begin the numbers of facts: three letters."""
    assert skeleton.is_id(office_id) is right
