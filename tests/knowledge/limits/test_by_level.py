"""The level asked for, and the levels there are."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.articles import Article, ArticleText
from knowledge.coverage import Coverage
from knowledge.limits import by_level, figures
from knowledge.limits.values import Reason

CASES = [
    ("sample", ("country", "province"), "county", Reason.SAMPLE, "province"),
    ("sample", ("country", "province"), "village", Reason.SAMPLE, "province"),
    ("sample", ("country",), "province", Reason.LEVEL, "country"),
    ("sample", ("country",), "city", Reason.SAMPLE, "country"),
    ("accounts", ("province",), "county", Reason.ACCOUNTS, "province"),
    ("accounts", ("province",), "country", Reason.COUNTRY, "province"),
    (None, ("province",), "county", Reason.LEVEL, "province"),
    (None, ("province", "county"), "country", Reason.COUNTRY, "province"),
    (None, ("city",), "province", Reason.LEVEL, "city"),
    ("census", ("province", "county", "city"), "village", Reason.LEVEL, "city"),
]
FINE = [
    (("country", "province"), "province"),
    (("province", "county", "city", "village"), "district"),
    ((), "county"),
    (("province",), None),
]


def _article(levels: tuple[str, ...], made_from: str | None) -> Article:
    return Article(
        id="a",
        office=None,
        kind="survey",
        status="verified",
        checked_on=date(2026, 11, 20),
        texts={"fa": ArticleText("آمار", (), "متن")},
        levels=levels,
        coverage=Coverage(made_from=made_from),
    )


@pytest.mark.parametrize(("made_from", "levels", "asked", "reason", "best"), CASES)
def test_a_level_that_is_not_there_is_limited(
    made_from: str | None, levels: tuple[str, ...], asked: str, reason: Reason, best: str
) -> None:
    """D-5: a sample is never enough for a county; of others only what is published is known."""
    known = figures.behind(_article(levels, made_from), {})
    assert known is not None
    limit = by_level.limit(known, asked)
    assert limit is not None
    assert (limit.reason, limit.level, limit.have_level) == (reason, asked, best)


@pytest.mark.parametrize(("levels", "asked"), FINE)
def test_a_level_that_is_there_or_unknown_is_not(
    levels: tuple[str, ...], asked: str | None
) -> None:
    """What there is of villages adds up to their district."""
    known = figures.behind(_article(levels, "census"), {})
    assert known is not None
    assert by_level.limit(known, asked) is None
