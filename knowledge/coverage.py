"""For which years something is published, from what kind of source, and how new it can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge import jalali
from knowledge.dimensions.values import Period
from knowledge.jalali import Day

SOURCES = ("census", "sample", "register", "accounts")
"""What figures are made from. A sample survey has none below the province (D-5), nor have the
regional accounts; a census has them for its own years only; a register is the daily work of an
agency."""
PERIODICITIES = ("monthly", "quarterly", "yearly", "crop_year", "periodic")
MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12, "crop_year": 12}
"""How many months one figure covers."""
_CROP_YEAR_ENDS = 6
YEARBOOK = "yearbook"


@dataclass(frozen=True)
class Coverage:
    """What is verified about the years and the source of an article's figures; all may be unknown.

    `first` is the first Jalali year, `years` the only ones, where it is not made each year.
    `latest` is "yearbook" where the newest data are of the year before this one (BR-04), `lag` the
    usual months between the end of a period and its publication (approximate, D-11). `breaks`
    names changes of definition, `estimates` says that estimates are published for the years between
    censuses. `of` names the article whose levels and years hold instead.
    """

    made_from: str | None = None
    first: int | None = None
    years: tuple[int, ...] = ()
    latest: str | None = None
    lag: int | None = None
    breaks: tuple[str, ...] = ()
    estimates: bool = False
    of: str | None = None

    @property
    def is_sample(self) -> bool:
        """Whether it comes from a sample survey, whose results end at the province."""
        return self.made_from == "sample"


@dataclass(frozen=True)
class Break:
    """A change of definition: figures before one of its years are no match for later ones."""

    years: tuple[int, ...]
    texts: Mapping[str, str]

    def between(self, first: int, last: int) -> bool:
        """Whether a comparison of these years crosses it; in its own year the new rule holds."""
        return any(first < year <= last for year in self.years)


def newest(coverage: Coverage, periodicity: str | None, today: Day) -> Period | None:
    """The newest period that can be there today; None where that is not known."""
    if coverage.latest == YEARBOOK:
        return Period(today.year - 1, today.year - 1)
    if coverage.lag is None or periodicity not in MONTHS:
        return None
    length = MONTHS[periodicity]
    ends = _CROP_YEAR_ENDS if periodicity == "crop_year" else 0
    last = today.months - 1 - coverage.lag
    last -= (last - ends) % length
    return _ending(last, length)


def _ending(last: int, length: int) -> Period:
    """The month, season or year whose last month has that number (see `Day.months`)."""
    year, month = jalali.year_and_month(last)
    if length == 1:
        return Period(year, year, month=month)
    if length == jalali.MONTHS_OF_SEASON:
        return Period(year, year, season=jalali.season_of(month))
    return Period(year if month == 12 else year - 1, year)  # noqa: PLR2004 - a crop year is two
