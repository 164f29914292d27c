"""Counting cases: where each belongs, shares, medians."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.reports import cases, figures
from storage.reports.figures import Asked, Kept, Part
from storage.tickets.states import Action, Kind, Status
from tests.calendars import at
from tests.storage.reports.test_cases import LATER, METER, TWO_DAYS, closed, row
from tests.storage.tickets.test_course import MONDAY, OPENED, SATURDAY, SUNDAY, TUESDAY


def days(first: date, count: int) -> list[tuple[datetime, datetime]]:
    """So many days as the parts of a period."""
    starts = [at(first + timedelta(days=n), "00:00") for n in range(count + 1)]
    return list(itertools.pairwise(starts))


def test_what_was_opened_and_what_ended_are_counted_where_they_belong() -> None:
    """Opened on Saturday and closed on Monday: one in each of two parts."""
    case = cases.fold(row(OPENED, closed(MONDAY)), METER, LATER)
    found = figures.count([case], days(SATURDAY, 3), still_open=4, asked=[])
    assert found.parts == [Part(1, 0), Part(0, 0), Part(0, 1)]
    only_end = figures.count([case], days(SUNDAY, 3), still_open=4, asked=[])
    assert (only_end.all.opened, only_end.all.ended[Status.ANSWERED_FULL]) == (0, 1)
    assert only_end.all.response is None, "it was opened before"
    assert only_end.all.resolution is not None
    before = figures.count([case], days(date(2026, 11, 14), 7), still_open=0, asked=[])
    assert before.all.opened == before.all.ended.total() == 0


def test_groups_add_up_to_the_whole() -> None:
    """By kind, service and office: each case is in one group of each."""
    rows = [
        row(OPENED, closed(MONDAY), promise=TWO_DAYS),
        row(OPENED, closed(TUESDAY), promise=TWO_DAYS, kind=Kind.COMPLAINT, office="semnan"),
        row(OPENED, closed(MONDAY, action=Action.WITHDRAW), service="yearbook"),
        row(OPENED),
    ]
    found = figures.count(
        [cases.fold(one, METER, LATER) for one in rows], days(SATURDAY, 7), still_open=1, asked=[]
    )
    assert found.all.opened == 4
    assert found.all.kept == Kept(1, 2)
    assert found.all.kept.share == 0.5
    for groups in (found.by_kind, found.by_service, found.by_office):
        assert sum(one.opened for one in groups) == 4
        assert sum((one.ended for one in groups), start=type(found.all.ended)()) == found.all.ended
    assert [one.key for one in found.by_kind] == [Kind.REQUEST, Kind.COMPLAINT]
    assert {one.key for one in found.by_service} == {
        ("qom", None),
        ("qom", "yearbook"),
        ("semnan", None),
    }


def test_an_empty_period_has_figures_too() -> None:
    """Nothing asked, nothing opened: no division by nothing."""
    found = figures.count([], days(SATURDAY, 2), still_open=0, asked=[Asked(), Asked()])
    assert found.all.kept.share is None
    assert found.all.resolution is None
    assert found.questions.total == 0


def test_questions_of_the_parts_add_up() -> None:
    """The whole period is the sum of its parts."""
    asked = [Asked(answered=2, offered=1, picked=1), Asked(not_found=3, handed_over=2)]
    found = figures.count([], days(SATURDAY, 2), still_open=0, asked=asked)
    assert found.questions == Asked(2, 1, 1, 3, 0, 2)
    assert found.questions.total == 6


HOURS = st.lists(st.floats(0, 1e4), min_size=1, max_size=50)


@given(hours=HOURS)
def test_a_spread_lies_within_its_values(hours: list[float]) -> None:
    """Half are at most the median, nine of ten at most the slow end; both are real values."""
    found = figures.spread(timedelta(hours=one) for one in hours)
    assert found is not None
    values = sorted(timedelta(hours=one) / timedelta(hours=1) for one in hours)
    assert found.median in values
    assert found.slow in values
    assert found.median <= found.slow
    assert sum(one <= found.median for one in values) * 2 >= len(values)
    assert sum(one <= found.slow for one in values) >= 0.9 * len(values)
    assert figures.spread([None]) is None
