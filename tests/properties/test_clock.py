"""Working time under any week, any holidays and any closures: what must always hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from storage.tickets import promises
from storage.tickets.clock import DAY, Exceptional, Hours, Week, WorkingTime, without
from storage.tickets.promises import Amount, Unit

ZONES = st.sampled_from([ZoneInfo("Asia/Tehran"), ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")])
FIRST, LAST = date(2026, 1, 1), date(2027, 6, 1)
DAYS = st.dates(FIRST, LAST)
MOMENTS = st.integers(0, 500 * 24 * 60 * 60).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
AMOUNTS = st.timedeltas(timedelta(0), timedelta(hours=120))


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    """Up to three spans of a day, in order and apart."""
    ends = sorted(draw(st.sets(st.integers(0, 24 * 60), max_size=6)))
    return tuple(zip(ends[::2], ends[1::2], strict=False))


@st.composite
def exceptions(draw: st.DrawFn) -> Exceptional:
    """A closure or some extra working days."""
    first = draw(DAYS)
    return Exceptional(
        first,
        first + draw(st.integers(0, 20)) * DAY,
        is_working=draw(st.booleans()),
        hours=draw(hours()),
    )


@st.composite
def calendars(draw: st.DrawFn) -> WorkingTime:
    """Any working time, also one without a single working day."""
    weeks = draw(st.lists(st.tuples(DAYS, st.tuples(*[hours()] * 7)), max_size=3))
    made = WorkingTime(
        draw(ZONES),
        tuple(Week(since, days) for since, days in sorted(weeks)),
        frozenset(draw(st.sets(DAYS, max_size=40))),
    )
    return made.with_changes(draw(st.lists(exceptions(), max_size=4)))


NEVER = st.builds(
    lambda zone, closed: WorkingTime(zone, (Week(FIRST, ((),) * 7),) if closed else ()),
    ZONES,
    st.booleans(),
)


@given(calendars(), MOMENTS, AMOUNTS)
def test_what_has_elapsed_is_what_was_added(
    working: WorkingTime, start: datetime, amount: timedelta
) -> None:
    """Working time is the inverse of "due", forwards and backwards."""
    due = working.add(start, amount)
    assume(due is not None)
    assert due is not None
    assert working.elapsed(start, due) == amount
    back = working.add(start, -amount)
    if back is not None:
        assert working.elapsed(back, start) == amount


@given(calendars(), DAYS, st.integers(-60, 60))
def test_days_counted_are_days_added(working: WorkingTime, day: date, count: int) -> None:
    """The Nth working day is N working days away and, unless N is 0, one itself."""
    due = working.add_days(day, count)
    assume(due is not None)
    assert due is not None
    if count >= 0:
        assert working.count_days(day, due) == count
        assert count == 0 or working.is_working_day(due)
    else:
        assert working.count_days(due - DAY, day - DAY) == -count
        assert working.is_working_day(due)


@given(calendars(), MOMENTS, st.timedeltas(timedelta(0), timedelta(days=60)), AMOUNTS)
def test_who_begins_later_is_never_due_earlier(
    working: WorkingTime, start: datetime, later: timedelta, amount: timedelta
) -> None:
    """Monotonic in the beginning, and in the amount."""
    first, second = working.add(start, amount), working.add(start + later, amount)
    if first is not None and second is not None:
        assert first <= second
    less = working.add(start, amount / 2)
    if first is not None:
        assert less is not None
        assert less <= first


@given(calendars(), MOMENTS, MOMENTS, MOMENTS)
def test_elapsed_time_adds_up(
    working: WorkingTime, one: datetime, two: datetime, three: datetime
) -> None:
    """From one to three is from one to two and on to three."""
    whole = working.elapsed(one, three)
    assert whole == working.elapsed(one, two) + working.elapsed(two, three)


@given(calendars(), MOMENTS)
def test_the_next_opening_is_the_first(working: WorkingTime, moment: datetime) -> None:
    """Somebody is there at the opening, and nobody between now and then."""
    opening = working.opens_at(moment)
    if opening is not None:
        assert working.is_open(opening)
        assert opening >= moment
        assert working.elapsed(moment, opening) == timedelta(0)
    assert working.is_open(moment) == (opening == moment)


@given(
    calendars(),
    MOMENTS,
    st.builds(Amount, st.integers(1, 40), st.sampled_from(Unit)),
    st.lists(st.tuples(st.integers(0, 60 * 24 * 20), st.integers(0, 60 * 24 * 20)), max_size=4),
)
def test_a_pause_takes_nothing_and_gives_nothing(
    working: WorkingTime, began: datetime, amount: Amount, minutes: list[tuple[int, int]]
) -> None:
    """What was left when the clock stopped is left when it goes on, for days and for hours."""
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    at = began
    before = promises.count(working, began, amount)
    for work, rest in minutes:
        start = at + timedelta(minutes=work)
        at = start + timedelta(minutes=rest)
        pauses = (*pauses, (start, at))
        after = promises.count(working, began, amount, pauses)
        if before is None or after is None:
            return
        if amount.unit is Unit.HOURS:
            left = working.elapsed(start, before.at)
            assert working.elapsed(at, after.at) == left
        else:
            left_days = working.count_days(working.day_of(start), before.day)
            if left_days >= 0:
                assert working.count_days(working.day_of(at), after.day) == left_days
        before = after


@given(calendars(), MOMENTS, st.integers(1, 40), exceptions())
def test_a_closure_never_makes_anything_due_earlier(
    working: WorkingTime, began: datetime, days: int, change: Exceptional
) -> None:
    """Counted again, a closure moves a day later or not at all, an extra day the other way."""
    before = promises.count(working, began, Amount(days, Unit.DAYS))
    changed = working.with_changes([change])
    after = promises.count(changed, began, Amount(days, Unit.DAYS))
    if before is None or after is None:
        return
    if change.is_working:
        assert after.day <= before.day
    else:
        assert after.day >= before.day
    if change.last <= working.day_of(began) or change.first > max(before.day, after.day):
        assert after.day == before.day
    again = promises.count(working.with_changes([change]), began, Amount(days, Unit.DAYS))
    assert again == after


@given(calendars(), MOMENTS, st.integers(1, 40))
def test_the_explanation_adds_up(working: WorkingTime, began: datetime, days: int) -> None:
    """Days promised and days not counted are together the days until the due day."""
    due = promises.count(working, began, Amount(days, Unit.DAYS))
    if due is not None:
        assert (due.day - working.day_of(began)).days == days + due.closed + due.waited
        assert due.waited == 0
        assert working.day_of(due.at - timedelta(microseconds=1)) == due.day


@given(NEVER, MOMENTS, st.integers(1, 999), st.sampled_from(Unit))
def test_a_calendar_without_working_days_ends(
    working: WorkingTime, moment: datetime, number: int, unit: Unit
) -> None:
    """Nothing hangs; there is just no answer."""
    assert promises.count(working, moment, Amount(number, unit)) is None
    assert working.opens_at(moment) is None
    assert working.add(moment, -timedelta(hours=number)) is None
    assert working.elapsed(moment, moment + timedelta(days=400)) == timedelta(0)


@given(hours(), hours())
def test_a_gap_in_the_hours_is_gone(day: Hours, gap: Hours) -> None:
    """Every minute is still there unless the gap has it."""

    def minutes(spans: Hours) -> set[int]:
        return {minute for start, end in spans for minute in range(start, end)}

    left = without(day, gap)
    assert minutes(left) == minutes(day) - minutes(gap)
    assert list(left) == sorted(left)
