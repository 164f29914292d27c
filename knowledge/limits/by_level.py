"""The level a question asks for, and the levels there are."""

from __future__ import annotations

from knowledge.articles import LEVELS
from knowledge.limits.figures import Figures
from knowledge.limits.values import Limit, Reason

_PROVINCE = LEVELS.index("province")
_NEVER_BELOW = {"sample": Reason.SAMPLE, "accounts": Reason.ACCOUNTS}


def limit(figures: Figures, level: str | None) -> Limit | None:
    """What stands against that level; None where nothing does, or nothing is known."""
    if level is None or not figures.levels:
        return None
    wanted = LEVELS.index(level)
    have = sorted(map(LEVELS.index, figures.levels))
    if wanted in have or have[0] < wanted < have[-1]:
        return None  # what there is of villages adds up to their district
    best = max((rank for rank in have if rank < wanted), default=have[0])
    reason = _reason(figures, wanted, have)
    return Limit(reason, level=level, have_level=LEVELS[best])


def _reason(figures: Figures, wanted: int, have: list[int]) -> Reason:
    if not wanted and have[0] == _PROVINCE:
        return Reason.COUNTRY
    if wanted > _PROVINCE:
        return _NEVER_BELOW.get(figures.coverage.made_from or "", Reason.LEVEL)
    return Reason.LEVEL
