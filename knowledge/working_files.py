"""Reading an office's `[[working_time]]`, `[[targets]]` and `[patience]` from its office.toml."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Any

from knowledge.tables import Table
from knowledge.working import MATTERS, WAITING, WEEKDAYS, Spans, Target, Working, WorkingWeek

KEYS = ("working_time", "targets", "patience")
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_AMOUNT = re.compile(r"(\d{1,3}) working (day|hour)s?")
_FULL_DAY = 24 * 60
_LONGEST = 365


def read(table: Table, services: Collection[str]) -> Working:
    """Read the three parts; what is wrong is reported. `services` are the ids of the office."""
    weeks = [_week(part) for part in table.parts("working_time")]
    starts = [week.since for week in weeks]
    if len(set(starts)) < len(starts):
        table.wrong("working_time", "two weeks begin on the same day")
    targets = [_target(part, services) for part in table.parts("targets")]
    places = [(target.kind, target.service) for target in targets]
    if len(set(places)) < len(places):
        table.wrong("targets", "two targets for the same kind and service")
    return Working(
        tuple(sorted(weeks, key=lambda week: week.since)), tuple(targets), _patience(table)
    )


def _week(part: Table) -> WorkingWeek:
    part.only(("since", *WEEKDAYS))
    return WorkingWeek(part.day("since"), tuple(_spans(part, day) for day in WEEKDAYS))


def _spans(part: Table, day: str) -> Spans:
    """The hours of a day, such as ["07:30-12:00", "12:30-14:00"]; a day left out is closed."""
    made = []
    for text in part.texts(day):
        found = _SPAN.fullmatch(text)
        numbers = [int(number) for number in found.groups()] if found else [0, 0, 0, 0]
        start, end = numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]
        if max(numbers[1::2]) > 59 or not start < end <= _FULL_DAY:  # noqa: PLR2004 - minutes
            part.wrong(day, f"must be hours like 07:30-14:00, not {text}")
        else:
            made.append((start, end))
    if any(later[0] < sooner[1] for sooner, later in pairwise(made)):
        part.wrong(day, "the hours must be in order and apart from each other")
        return ()
    return tuple(made)


def _target(part: Table, services: Collection[str]) -> Target:
    part.only(("kind", "service", "first_response", "resolution", "shown"))
    target = Target(
        kind=part.choice("kind", MATTERS, None),
        service=part.choice("service", services, None),
        first_response=_amount(part, "first_response"),
        resolution=_amount(part, "resolution"),
        is_shown=part.flag("shown", default=False),
    )
    if target.first_response is None and target.resolution is None:
        part.wrong("resolution", "is missing, and first_response too")
    return target


def _amount(part: Table, key: str) -> tuple[int, str] | None:
    text = part.text(key)
    if text is None:
        return None
    found = _AMOUNT.fullmatch(text)
    number = int(found[1]) if found else 0
    if found is None or not 0 < number <= _LONGEST:
        part.wrong(key, 'must be like "10 working days" or "4 working hours"')
        return None
    return number, f"{found[2]}s"


def _patience(table: Table) -> Mapping[str, int]:
    data = table.data.get("patience", {})
    if not isinstance(data, Mapping):
        table.wrong("patience", "must be written as [patience]")
        return {}
    part = Table(data, table.source, table.source.line_of("patience") - 1, "patience.")
    part.only(WAITING)
    found = {key: _days(part, key) for key in WAITING if key in data}
    if found.get("expire") and not 0 < found.get("warn", 0) < found["expire"]:
        part.wrong("expire", "must be later than warn, so that nobody is closed unwarned")
    return found


def _days(part: Table, key: str) -> int:
    value: Any = part.data[key]
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LONGEST:
        part.wrong(key, "must be a number of working days; 0 means never")
        return 0
    return value
