"""Reading `coverage = { … }` in the head of an article: its years, its source, its changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from knowledge.coverage import MONTHS, SOURCES, YEARBOOK, Coverage
from knowledge.tables import Table

KEY = "coverage"
KEYS = ("made_from", "first", "years", "latest", "lag", "breaks", "estimates", "of")
_EARLIEST, _LAST = 1300, 1500
_LONGEST_LAG = 60


def read(head: Table, periodicity: str | None) -> Coverage | None:
    """The coverage a head states; None where it states none. Problems go to the list."""
    value = head.data.get(KEY)
    if value is None:
        return None
    if not isinstance(value, Mapping):
        head.wrong(KEY, "must be written as { first = 1384, … }")
        return None
    start = head.source.line_of(KEY, head.start) - head.source.first_line
    return of(Table(value, head.source, start, f"{KEY}."), periodicity)


def of(table: Table, periodicity: str | None) -> Coverage:
    """The coverage in a table of its own."""
    table.only(KEYS)
    found = Coverage(
        made_from=table.choice("made_from", SOURCES, None),
        first=table.whole("first", _EARLIEST, _LAST),
        years=table.wholes("years", _EARLIEST, _LAST),
        latest=table.choice("latest", (YEARBOOK,), None),
        lag=table.whole("lag", 0, _LONGEST_LAG),
        breaks=table.texts("breaks"),
        estimates=table.flag("estimates", default=False),
        of=table.text("of"),
    )
    _check(found, table, periodicity)
    return found


def _check(found: Coverage, table: Table, periodicity: str | None) -> None:
    if list(found.years) != sorted(set(found.years)):
        table.wrong("years", "must stand in their order, each once")
    if found.first is not None and found.years and found.first > found.years[0]:
        table.wrong("first", f"is later than {found.years[0]}")
    if found.lag is not None and periodicity not in MONTHS:
        table.wrong("lag", f"needs a periodicity ({', '.join(MONTHS)})")
    if found.lag is not None and found.latest is not None:
        table.wrong("lag", "the yearbook has its own rule: leave out one of lag and latest")
    others = _given(table, KEYS[:-1])
    if found.of is not None and others:
        table.wrong("of", f"stands alone: the years of {found.of} hold, not {', '.join(others)}")


def _given(table: Table, keys: Collection[str]) -> list[str]:
    return [key for key in keys if key in table.data]
