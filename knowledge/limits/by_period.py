"""The period a question asks for, and the periods there are."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge import coverage as coverages
from knowledge.coverage import YEARBOOK, Break
from knowledge.dimensions.values import Dimensions, Period
from knowledge.jalali import Day
from knowledge.limits.figures import Figures
from knowledge.limits.values import Limit, Reason

_PARTS = {"month": 1, "season": 3}


def limit(figures: Figures, period: Period | None, today: Day) -> Limit | None:
    """The first thing that stands against a period; None where nothing does."""
    if period is None:
        return None
    for find in (_future, _not_yet, _unfinished, _too_early, _not_counted):
        found = find(figures, period, today)
        if found is not None:
            return found
    return None


def frequency(figures: Figures, asked: Dimensions) -> Limit | None:
    """Months or seasons asked of what comes less often (BR-03)."""
    lengths = [_PARTS[name] for name in asked.breakdowns if name in _PARTS]
    if asked.period is not None:
        lengths += [1] if asked.period.month else [3] if asked.period.season else []
    if not lengths or figures.months is None or min(lengths) >= figures.months:
        return None
    return Limit(Reason.FREQUENCY, period=asked.period, periodicity=figures.periodicity)


def crossed(figures: Figures, period: Period | None, breaks: Mapping[str, Break]) -> list[Limit]:
    """The changes of definition within the years compared (D-6)."""
    if period is None or period.is_one_year:
        return []
    known = [breaks[name] for name in figures.coverage.breaks if name in breaks]
    return [
        Limit(Reason.BREAK, period=period, years=change.years, change=change.texts)
        for change in known
        if change.between(period.first, period.last)
    ]


def _future(figures: Figures, period: Period, today: Day) -> Limit | None:
    del figures
    if period.months[0] > today.months:
        return Limit(Reason.FUTURE, period=period)
    return None


def _not_yet(figures: Figures, period: Period, today: Day) -> Limit | None:
    """Later than the newest that can be there."""
    found = figures.coverage
    newest = coverages.newest(found, figures.periodicity, today)
    if newest is None or _end(figures, period) <= newest.months[1]:
        return None
    reason = Reason.YEARBOOK if found.latest == YEARBOOK else Reason.NOT_OUT
    return Limit(reason, period=period, have=newest, lag=found.lag)


def _unfinished(figures: Figures, period: Period, today: Day) -> Limit | None:
    """The first figure of the period covers months that have not passed."""
    length = figures.months
    if length is None or period.months[0] + length - 1 < today.months:
        return None
    return Limit(Reason.UNFINISHED, period=period)


def _end(figures: Figures, period: Period) -> int:
    """The last month of the last figure that belongs to the period: of Mordad, of the summer."""
    last = period.months[1]
    is_calendar = figures.months is not None and figures.periodicity != "crop_year"
    return last + -last % figures.months if is_calendar and figures.months else last


def _too_early(figures: Figures, period: Period, today: Day) -> Limit | None:
    del today
    first = figures.coverage.first
    if first is None or period.first >= first:
        return None
    return Limit(Reason.TOO_EARLY, period=period, have=Period(first, first))


def _not_counted(figures: Figures, period: Period, today: Day) -> Limit | None:
    """A year without a census, or without a known round."""
    years = [year for year in figures.coverage.years if year <= today.year]
    if not years or any(period.first <= year <= period.last for year in years):
        return None
    if figures.coverage.made_from == "census":
        return Limit(
            Reason.NO_CENSUS,
            period=period,
            years=_nearest(years, period),
            has_estimates=figures.coverage.estimates and period.first > years[0],
        )
    return Limit(Reason.NO_ROUND, period=period, years=tuple(years))


def _nearest(years: list[int], period: Period) -> tuple[int, ...]:
    """The last year before a period and the first one after it."""
    before = [year for year in years if year < period.first]
    after = [year for year in years if year > period.last]
    return (*before[-1:], *after[:1])
