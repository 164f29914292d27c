"""The chapters of the yearbook as they are looked through."""

from __future__ import annotations

from datetime import date
from typing import Any

from knowledge import chapters
from knowledge.articles import Article, ArticleText
from knowledge.loader import KnowledgeBase


def article(article_id: str, **values: Any) -> Article:
    """An article with a title made of its id."""
    whole = {
        "office": None,
        "kind": "table",
        "status": "verified",
        "checked_on": date(2026, 11, 20),
        "texts": {"fa": ArticleText(f"عنوان {article_id}", (), "متن")},
        **values,
    }
    return Article(id=article_id, **whole)


def test_chapters_stand_in_the_order_of_the_yearbook() -> None:
    """Population before labour before education; what is unknown follows, the rest is last."""
    found = chapters.of(
        article(key, chapter=chapter)
        for key, chapter in (
            ("a", "education"),
            ("b", None),
            ("c", "zoo"),
            ("d", "labour"),
            ("e", "population"),
        )
    )
    keys = [one.key for one in found]
    assert keys == ["population", "labour", "education", "zoo", chapters.OTHER]


def test_own_tables_stand_before_common_ones_and_seen_before_usual_ones() -> None:
    """Within a chapter: the office's list, titles seen in a yearbook, titles that are usual."""
    (found,) = chapters.of(
        [
            article("usual", chapter="labour", status="unverified"),
            article("seen", chapter="labour"),
            article("own", chapter="labour", office="qom"),
        ]
    )
    assert [one.id for one in found.tables] == ["own", "seen", "usual"]


def test_name_comes_from_the_catalogue_or_else_from_the_article() -> None:
    """A chapter without tables has the title of its article, with a capital in English."""
    names = {"fa": "نیروی انسانی", "en": "labour"}
    about = article("chapter-prices", kind="chapter", chapter="prices")
    labour, prices = chapters.of([about, article("t", chapter="labour", chapter_name=names)])
    assert (labour.name_in("en"), labour.name_in("ar")) == ("Labour", "نیروی انسانی")
    assert prices.name_in("fa") == "عنوان chapter-prices"
    assert prices.about is about


def test_every_packaged_chapter_has_its_place(packaged: KnowledgeBase) -> None:
    """No chapter of the content is unknown to the order, and each has a name."""
    found = chapters.of(packaged.articles.values())
    assert {one.key for one in found} <= set(chapters.ORDER)
    assert len(found) >= 24
    assert all(one.name_in(language) for one in found for language in ("fa", "en", "ar"))
