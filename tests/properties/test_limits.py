"""Whatever is asked of whatever article: what cannot be had is true, and has words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot import services as parts
from bot.settings import Settings
from handlers import limits as words
from handlers.sheets import Setting
from knowledge import jalali
from knowledge.articles import LEVELS
from knowledge.dimensions.values import BREAKDOWNS, Dimensions, Period
from knowledge.limits.values import Reason

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
SERVICES = parts.make(Settings(), clock=lambda: NOW, random=bytes)
UNDERSTANDING = SERVICES.understanding
ARTICLES = st.sampled_from(sorted(SERVICES.knowledge.articles))
DAYS = st.dates(date(2024, 3, 20), date(2032, 3, 20))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any years, with a season or a month where it is one year."""
    first, last = sorted((draw(st.integers(1320, 1420)), draw(st.integers(1320, 1420))))
    if draw(st.booleans()):
        return Period(first, last)
    part = draw(st.sampled_from(["season", "month"]))
    if part == "season":
        return Period(first, first, season=draw(st.integers(1, 4)))
    return Period(first, first, month=draw(st.integers(1, 12)))


ASKED = st.builds(
    Dimensions,
    indicators=st.sampled_from([(), ("unemployment",), ("population",)]),
    period=st.none() | periods(),
    level=st.none() | st.sampled_from(LEVELS),
    breakdowns=st.lists(st.sampled_from(BREAKDOWNS), unique=True).map(tuple),
    is_microdata=st.booleans(),
)


@given(ARTICLES, ASKED, DAYS, st.sampled_from(["fa", "en", "ar"]))
def test_every_limit_has_words(article: str, asked: Dimensions, day: date, language: str) -> None:
    """In each language, for each office; what helps on is there and is not the article itself."""
    found = SERVICES.knowledge.articles[article]
    limits = UNDERSTANDING.limits(found, asked, day, found.office)
    setting = Setting(SERVICES, language, NOW, SERVICES.office(found.office or "qom"))
    assert all("{" not in paragraph for paragraph in words.told(limits, setting))
    for limit in limits:
        assert article not in limit.instead
        assert all(one in SERVICES.knowledge.articles for one in limit.instead)


@given(ARTICLES, periods(), DAYS)
def test_the_newest_is_older_than_what_was_asked_and_has_passed(
    article: str, period: Period, day: date
) -> None:
    """Nobody is sent to a figure that cannot be there either."""
    today = jalali.of(day)
    asked = Dimensions(period=period)
    for limit in UNDERSTANDING.limits(SERVICES.knowledge.articles[article], asked, day):
        if limit.reason in {Reason.YEARBOOK, Reason.NOT_OUT}:
            assert limit.have is not None
            assert limit.have.months[1] < today.months
            assert limit.have.months[1] < max(period.months[1], today.months)


@given(ARTICLES, st.sampled_from(LEVELS), DAYS)
def test_the_level_offered_is_one_that_is_there(article: str, level: str, day: date) -> None:
    """And it is not the one that was asked for."""
    asked = Dimensions(level=level)
    found = SERVICES.knowledge.articles[article]
    for limit in UNDERSTANDING.limits(found, asked, day):
        assert limit.level == level
        assert limit.have_level not in {None, level}
        again = Dimensions(level=limit.have_level)
        assert UNDERSTANDING.limits(found, again, day) == ()


@given(ARTICLES, DAYS)
def test_who_asks_for_nothing_special_is_told_nothing(article: str, day: date) -> None:
    """Limits answer a wish; without one there is none."""
    assert UNDERSTANDING.limits(SERVICES.knowledge.articles[article], Dimensions(), day) == ()
