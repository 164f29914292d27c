"""How a language reads, as charts need it: its digits, its direction, its axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from matplotlib.ticker import FuncFormatter, MaxNLocator

from handlers.i18n import numbers
from handlers.i18n.translator import RTL
from handlers.reports.shapes import Chart

SMALL = 11
#: A part of a bar narrower than this share of the axis has no room for its value.
ROOM = 0.045


@dataclass(frozen=True)
class Look:
    """How a language reads: its digits and its direction."""

    language: str

    @property
    def rtl(self) -> bool:
        """Whether it runs from right to left."""
        return self.language in RTL

    @property
    def side(self) -> Literal["left", "right"]:
        """Where a line begins."""
        return "right" if self.rtl else "left"

    def at(self, share: float) -> float:
        """So far from where a line begins, as a share of the width."""
        return 1 - share if self.rtl else share

    def number(self, value: float) -> str:
        """A value as it is written: below ten with one decimal, where it has any."""
        shown = round(value, 1) if value < 10 else round(value)  # noqa: PLR2004
        return numbers.number(shown, self.language, decimals=1)


def show_values(axis: Any, look: Look) -> None:
    """Few round values along an axis, in the digits of the language."""
    axis.set_major_locator(MaxNLocator(nbins=6, integer=True, min_n_ticks=1))
    axis.set_major_formatter(FuncFormatter(lambda value, _: look.number(value)))


def rows_of(chart: Chart) -> list[list[float]]:
    """The values of each label."""
    columns = [[value or 0 for value in one.values] for one in chart.series]
    return [list(row) for row in zip(*columns, strict=True)]
