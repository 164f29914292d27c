"""Questions that ask the same are put together, those that only sound alike are not."""

import pytest

from knowledge import gists, loader
from knowledge.gists import SAME
from knowledge.search import Index


@pytest.fixture(scope="module")
def index() -> Index:
    """The packaged content."""
    return Index(loader.load())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قیمت دلار امروز چند است؟", "دلار چنده"),
        ("قیمت دلار امروز چند است؟", "قيمت دلار امروز چنده؟"),
        ("قیمت دلار امروز چند است؟", "نرخ دلار آزاد"),
        ("جمعیت قم در سال ۱۴۰۰", "جمعیت قم ۱۳۹۵"),
        ("شماره تلفن معاونت آمار", "تلفن معاونت آمار را می‌خواهم"),
        ("تعداد معلولین استان", "آمار معلولان قم"),
        ("استخدام در سازمان", "آیا سازمان استخدام دارد؟"),
        ("سلام وام ازدواج چقدره", "مبلغ وام ازدواج"),
        ("hazine salname", "هزینه سالنامه"),
        ("قیمت لامبورگینی", "لامبورگینیی چند؟"),
    ],
)
def test_the_same_in_other_words(index: Index, one: str, other: str) -> None:
    """Other keyboards, another year, spoken or formal: one matter for the clerk."""
    assert gists.alike(index.gist(one), index.gist(other)) >= SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("نرخ تورم استان قم", "نرخ بیکاری استان قم"),
        ("قیمت دلار امروز چند است؟", "قیمت سکه امروز چند است؟"),
        ("تعداد معلولین استان", "تعداد دانش‌آموزان استان"),
        ("نتایج کنکور", "نتایج سرشماری"),
        ("تعداد طلاق", "تعداد ازدواج"),
        ("نرخ ارز", "نرخ تورم"),
        ("جمعیت قم", "جمعیت سمنان"),
    ],
)
def test_what_only_sounds_alike_stays_apart(index: Index, one: str, other: str) -> None:
    """The noun that matters weighs more than all the words around it."""
    assert gists.alike(index.gist(one), index.gist(other)) < SAME


def test_likeness_is_mutual_and_whole_with_oneself(index: Index) -> None:
    """Nothing depends on which was asked first; nothing said is like nothing."""
    first, second = index.gist("قیمت دلار امروز"), index.gist("دلار چنده")
    assert gists.alike(first, second) == gists.alike(second, first)
    assert gists.alike(first, first) == 1.0
    assert gists.alike(index.gist("؟؟"), first) == 0.0
    found = gists.nearest(first, [index.gist("طلاق"), second, index.gist("قیمت دلار امروز")])
    assert found == (2, 1.0)
    assert gists.nearest(first, []) is None
