"""Titles are found by the words they begin with, for the person's office only."""

from __future__ import annotations

import time

import pytest

from knowledge.loader import KnowledgeBase
from knowledge.lookup import Lookup


@pytest.fixture(scope="module")
def lookup(packaged: KnowledgeBase) -> Lookup:
    """All titles of the packaged content."""
    return Lookup(packaged.articles.values())


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("نرخ بیک", "نرخ بیکاری"),
        ("سرشم کشاو", "سرشماری عمومی کشاورزی"),
        ("کشاورزی سرشماری", "سرشماری عمومی کشاورزی"),
        ("سرشماري عمومي كشاورزي", "سرشماری عمومی کشاورزی"),
        ("labour force sur", "آمارگیری نیروی کار (بیکاری و اشتغال)"),
        ("القوى العاملة", "آمارگیری نیروی کار (بیکاری و اشتغال)"),
    ],
)
def test_begun_words_find_titles(lookup: Lookup, typed: str, title: str) -> None:
    """Beginnings, in any order, spelling and language of the content."""
    found = [one.text("fa").title for one in lookup.begun(typed, office="qom", limit=20)]
    assert any(title in one for one in found), found


def test_title_that_begins_so_is_first(lookup: Lookup, packaged: KnowledgeBase) -> None:
    """The title itself, typed as a whole, goes before longer ones with the same words."""
    for article in [one for one in packaged.articles.values() if one.kind == "survey"]:
        first = lookup.begun(article.text("fa").title, office="qom", limit=1)
        assert [one.id for one in first] == [article.id]


@pytest.mark.parametrize("typed", ["", "؟", "ن", "قیمت دلار", "نرخ بیکاری دلار"])
def test_nothing_is_found_where_a_word_is_missing(lookup: Lookup, typed: str) -> None:
    """A word that no title has finds nothing, whatever stands beside it."""
    assert lookup.begun(typed, office="qom") == ()


def test_other_offices_and_kinds_are_left_out(lookup: Lookup) -> None:
    """BR-21: only the office's own and what holds everywhere; only the kinds wanted."""
    found = lookup.begun("هزینه", office="qom", limit=50)
    assert {one.office for one in found} <= {None, "qom"}
    assert {one.office for one in found} & {"qom"}
    surveys = lookup.begun("هزینه", office="qom", kinds={"survey"}, limit=50)
    assert surveys
    assert {one.kind for one in surveys} == {"survey"}


def test_it_is_fast_enough_for_every_letter_typed(lookup: Lookup) -> None:
    """The letters of a subject one after the other: far below a millisecond each."""
    typed = "نرخ بیکاری جوانان"
    lookup.begun(typed, office="qom")
    began = time.perf_counter()
    for end in range(1, len(typed) + 1):
        lookup.begun(typed[:end], office="qom")
    assert (time.perf_counter() - began) / len(typed) < 0.02  # a busy machine, a wide margin
