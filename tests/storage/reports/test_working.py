"""Counting fast gives what counting day by day gives."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.reports.working import Meter
from storage.tickets.clock import Exceptional
from tests.calendars import NEVER, WORKING

MOMENTS = st.datetimes(datetime(2026, 9, 1), datetime(2027, 3, 1), timezones=st.just(UTC))  # noqa: DTZ001
CHANGED = WORKING.with_changes(
    [
        Exceptional(date(2026, 11, 22), date(2026, 11, 24), is_working=False),
        Exceptional(date(2026, 11, 27), date(2026, 11, 27), is_working=True),
        Exceptional(date(2026, 12, 1), date(2026, 12, 1), is_working=False, hours=((600, 660),)),
    ]
)


@given(pairs=st.lists(st.tuples(MOMENTS, MOMENTS), min_size=1, max_size=6))
def test_a_meter_says_what_the_calendar_says(pairs: list[tuple[datetime, datetime]]) -> None:
    """In whatever order the moments are asked for, with closures and extra days."""
    meter = Meter(CHANGED)
    for start, end in pairs:
        assert meter.between(start, end) == CHANGED.elapsed(start, end)


def test_without_working_time_nothing_passes() -> None:
    """A calendar without a working day hangs nothing."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    assert Meter(NEVER).between(start, start + timedelta(days=400)) == timedelta()
