"""When an office works and what it sets itself, as its content says. Values only.

A target is the office's own. The two statements promise no time, and the limit of the law on access
to information is another route (BR-24): neither is ever a target here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

#: Monday first, as `date.weekday` counts.
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: The kinds of matters that people bring; `storage.tickets.states.Kind` has the same names.
MATTERS = ("request", "complaint", "opinion", "suggestion", "question", "discrepancy")
UNITS = ("days", "hours")
#: What an office may set itself for what waits, in working days; 0 means never.
WAITING = ("unclaimed", "unclaimed_long", "idle", "idle_long", "ask_again", "warn", "expire")

Spans = tuple[tuple[int, int], ...]
_USUAL: Spans = ((7 * 60 + 30, 14 * 60),)
_CLOSED: Spans = ()


@dataclass(frozen=True)
class WorkingWeek:
    """The hours of a week from a (Gregorian) day on: minutes since midnight, Monday first."""

    since: date
    days: tuple[Spans, ...]


#: Assumed where an office has not stated its hours; people are never told these.
ASSUMED = (
    WorkingWeek(date(1900, 1, 1), (_USUAL, _USUAL, _USUAL, _CLOSED, _CLOSED, _USUAL, _USUAL)),
)


@dataclass(frozen=True)
class Target:
    """What the office sets itself: (number, unit) for its first word and for the end.

    `kind` and `service` None mean all of them. People see it only where `is_shown`.
    """

    kind: str | None = None
    service: str | None = None
    first_response: tuple[int, str] | None = None
    resolution: tuple[int, str] | None = None
    is_shown: bool = False


@dataclass(frozen=True)
class Working:
    """Weeks in the order of their first day (none: not stated), targets, and patience."""

    weeks: tuple[WorkingWeek, ...] = ()
    targets: tuple[Target, ...] = ()
    patience: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_stated(self) -> bool:
        """Whether the office itself has said when it works."""
        return bool(self.weeks)

    def target(self, kind: str, service: str | None) -> Target | None:
        """The target that fits a matter best: one of its service and kind before a general one."""
        fitting = [
            one
            for one in self.targets
            if one.kind in (None, kind) and one.service in (None, service)
        ]
        return max(
            fitting, key=lambda one: (one.kind is not None, one.service is not None), default=None
        )
