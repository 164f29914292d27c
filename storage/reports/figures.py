"""The numbers of a report, counted from its cases and questions. Pure.

What was opened is counted where it was opened, what ended where it ended; a ticket that was opened
again after its end counts as open.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from storage.reports.cases import Case
from storage.tickets.states import Kind, Status

Key = TypeVar("Key")
HOUR = timedelta(hours=1)
#: The share of the slower end of times: nine of ten were faster.
SLOW = 0.9


@dataclass(frozen=True)
class Spread:
    """Hours of so many cases: the middle one, and the one that nine of ten were faster than."""

    count: int
    median: float
    slow: float


@dataclass(frozen=True)
class Kept:
    """Of so many promises that were due, how many were kept."""

    kept: int = 0
    due: int = 0

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where nothing was due."""
        return self.kept / self.due if self.due else None


@dataclass(frozen=True)
class Part:
    """What happened in one part of the period."""

    opened: int = 0
    ended: int = 0


@dataclass(frozen=True)
class Group(Generic[Key]):
    """The figures of the cases of one kind, service or office."""

    key: Key
    opened: int
    ended: Counter[Status]
    response: Spread | None
    resolution: Spread | None
    kept: Kept


@dataclass(frozen=True)
class Asked:
    """Questions of a part of the period by what became of them.

    `answered`, `offered` (a few articles to choose from; `picked` of these were taken up) and
    `not_found` are together all; `unhelpful` and `handed_over` may be of any.
    """

    answered: int = 0
    offered: int = 0
    picked: int = 0
    not_found: int = 0
    unhelpful: int = 0
    handed_over: int = 0

    @property
    def total(self) -> int:
        """All questions."""
        return self.answered + self.offered + self.not_found

    def __add__(self, other: Asked) -> Asked:
        return Asked(**{name: getattr(self, name) + getattr(other, name) for name in vars(self)})


@dataclass(frozen=True)
class Gap:
    """A question that got no answer, so many times."""

    text: str
    times: int


@dataclass(frozen=True)
class Figures:
    """All numbers of a period, whose parts are in the order of time."""

    parts: list[Part]
    all: Group[None]
    by_kind: list[Group[Kind]]
    by_service: list[Group[tuple[str, str | None]]]
    by_office: list[Group[str]]
    verdicts: Counter[str]
    ratings: Counter[int]
    reopened: int
    still_open: int
    asked: list[Asked]
    gaps: list[Gap] = field(default_factory=list)

    @property
    def rating(self) -> float | None:
        """The mean of the ratings; None where nobody gave one."""
        given = self.ratings.total()
        return sum(stars * n for stars, n in self.ratings.items()) / given if given else None

    @property
    def questions(self) -> Asked:
        """The questions of the whole period."""
        return sum(self.asked, Asked())


def count(
    cases: Sequence[Case],
    parts: Sequence[tuple[datetime, datetime]],
    *,
    still_open: int,
    asked: Sequence[Asked],
    gaps: Sequence[Gap] = (),
) -> Figures:
    """Count the cases of a period, whose parts are half-open and in order.

    `cases` may hold others than those of the period; `still_open` is how many were open at its end.
    """
    start, end = parts[0][0], parts[-1][1]
    opened = [one for one in cases if start <= one.row.opened_at < end]
    ended = [one for one in cases if one.ending is not None and start <= one.ending.at < end]
    return Figures(
        parts=[_part(cases, since, until) for since, until in parts],
        all=_group(None, opened, ended),
        by_kind=_groups(opened, ended, lambda case: case.row.kind),
        by_service=_groups(opened, ended, lambda case: (case.row.office, case.row.service)),
        by_office=_groups(opened, ended, lambda case: case.row.office),
        verdicts=Counter(one.row.verdict for one in ended if one.row.verdict),
        ratings=Counter(one.row.rating for one in ended if one.row.rating),
        reopened=sum(1 for one in opened if one.times_reopened),
        still_open=still_open,
        asked=list(asked),
        gaps=list(gaps),
    )


def _part(cases: Iterable[Case], since: datetime, until: datetime) -> Part:
    opened = ended = 0
    for one in cases:
        opened += since <= one.row.opened_at < until
        ended += one.ending is not None and since <= one.ending.at < until
    return Part(opened, ended)


def _groups(
    opened: Sequence[Case], ended: Sequence[Case], key: Callable[[Case], Key]
) -> list[Group[Key]]:
    """One group for each key, the most opened first."""
    keys = {key(one): None for one in (*opened, *ended)}
    groups = [
        _group(
            one,
            [case for case in opened if key(case) == one],
            [case for case in ended if key(case) == one],
        )
        for one in keys
    ]
    return sorted(groups, key=lambda group: (-group.opened, -group.ended.total(), str(group.key)))


def _group(key: Key, opened: Sequence[Case], ended: Sequence[Case]) -> Group[Key]:
    kept = [one.kept for one in ended if one.kept is not None]
    return Group(
        key=key,
        opened=len(opened),
        ended=Counter(one.ending.status for one in ended if one.ending),
        response=spread(one.response for one in opened),
        resolution=spread(one.resolution for one in ended),
        kept=Kept(sum(kept), len(kept)),
    )


def spread(times: Iterable[timedelta | None]) -> Spread | None:
    """Give the spread of times, those that are None left out; None where no time is left."""
    hours = sorted(one / HOUR for one in times if one is not None)
    if not hours:
        return None
    return Spread(len(hours), share_of(hours, 0.5), share_of(hours, SLOW))


def share_of(ordered: Sequence[float], share: float) -> float:
    """Give the smallest value that this share of the values does not exceed (nearest rank)."""
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]
