"""The values a question is read into."""

from __future__ import annotations

import pytest

from knowledge.dimensions.values import Dimensions, Period, Place


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period(1404, 1404), (1404, 1), (1404, 12)),
        (Period(1390, 1395), (1390, 1), (1395, 12)),
        (Period(1404, 1404, season=1), (1404, 1), (1404, 3)),
        (Period(1404, 1404, season=4), (1404, 10), (1404, 12)),
        (Period(1404, 1404, month=5), (1404, 5), (1404, 5)),
    ],
)
def test_a_period_knows_its_months(
    period: Period, first: tuple[int, int], last: tuple[int, int]
) -> None:
    """Whole years, a season, a month: first and last month are comparable numbers."""
    assert period.months == (first[0] * 12 + first[1], last[0] * 12 + last[1])


def test_a_place_has_a_name_in_every_language() -> None:
    """Where only the typed name is known it is shown as typed."""
    known = Place("county", {"fa": "شاهرود", "en": "Shahrud"})
    assert (known.name_in("en"), known.name_in("ar")) == ("Shahrud", "شاهرود")


def test_a_question_may_ask_for_nothing() -> None:
    """Nothing is guessed where nothing is said."""
    assert Dimensions() == Dimensions((), None, None, None, (), is_latest=False)
