"""Figures of a busy month, for tests of what is shown of them."""

from __future__ import annotations

from collections import Counter
from typing import TypeVar

from handlers.reports.periods import Period
from handlers.reports.wording import Names
from storage.reports.figures import Asked, Figures, Gap, Group, Kept, Part, Spread
from storage.tickets.states import Kind, Status

Key = TypeVar("Key")
NAMES = Names(
    {"qom": "قم", "semnan": "سمنان"}, {("qom", "yearbook"): "سالنامهٔ آماری"}, "بدون ذکر خدمت"
)
NOTHING: Counter[Status] = Counter()


def group(key: Key, opened: int = 0, ended: Counter[Status] = NOTHING) -> Group[Key]:
    """Cases of one key, quick ones."""
    spread = Spread(opened, 3.25, 14.0) if opened else None
    return Group(key, opened, ended, spread, spread, Kept(ended.total() - 1, ended.total()))


def busy(period: Period) -> Figures:
    """A month in which everything happened."""
    full = Counter({Status.ANSWERED_FULL: 9, Status.NOT_HELD: 4, Status.REFUSED: 1})
    some = Counter({Status.ANSWERED_PARTLY: 3, Status.CLOSED: 1})
    count = len(period.parts())
    return Figures(
        parts=[Part(number, number + 1) for number in range(count)],
        all=group(None, 40, full + some),
        by_kind=[group(Kind.REQUEST, 30, full), group(Kind.COMPLAINT, 10, some)],
        by_service=[group(("qom", "yearbook"), 30, full), group(("semnan", None), 10, some)],
        by_office=[group("qom", 30, full), group("semnan", 10, some)],
        verdicts=Counter({"all": 7, "object": 2}),
        ratings=Counter({5: 3, 2: 1}),
        reopened=2,
        still_open=5,
        asked=[Asked(5, 2, 1, 3, 1, 2)] * count,
        gaps=[Gap("قیمت دلار 💵 به $ چند است؟", 12), Gap("How many people live in Qom?", 4)],
    )


def quiet(period: Period) -> Figures:
    """A month in which nothing happened."""
    count = len(period.parts())
    return Figures(
        parts=[Part()] * count,
        all=group(None),
        by_kind=[],
        by_service=[],
        by_office=[],
        verdicts=Counter(),
        ratings=Counter(),
        reopened=0,
        still_open=0,
        asked=[Asked()] * count,
    )
