"""One or two words, as people type them into a search box, are offered what they stand for."""

import pytest

from knowledge.search import Index


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("صادرات", "table-trade-hotels-01"),
        ("هتل", "table-trade-hotels-04"),
        ("زعفران", "table-agriculture-07"),
        ("تعداد بیمارستان", "table-health-02"),
        ("مالیات", "table-budget-02"),
        ("بانک", "chapter-financial-markets"),
        ("بیمه", "chapter-welfare"),
        ("التضخم", "def-inflation"),
    ],
)
def test_a_keyword_is_offered_what_it_stands_for(
    packaged_index: Index, typed: str, offered: str
) -> None:
    """However common the word is among articles, and whoever else is asked for it too."""
    found = packaged_index.find(typed, office="qom", language="fa")
    assert found.outcome in {"choose", "answer"}
    assert offered in [match.article.id for match in found.matches]


@pytest.mark.parametrize("typed", ["کرونا", "قیمت دلار", "یارانه من", "آمار", "تعداد"])
def test_a_word_of_others_or_of_nothing_is_not(packaged_index: Index, typed: str) -> None:
    """What nobody here wrote about, or what says nothing, is honestly not found."""
    assert packaged_index.find(typed, office="qom", language="fa").outcome == "not_found"
