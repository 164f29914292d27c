"""Charts of rows: bars, and spreads of times. Rows begin where a line begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.reports.look import ROOM, SMALL, Look, rows_of, show_values
from handlers.reports.palette import GRID, PAPER, Colour, ink_on
from handlers.reports.shapes import Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Rows below which bars would be too thick.
FEWEST_ROWS = 4


def bars(axes: Axes, chart: Chart, look: Look) -> None:
    """A row for each label, its parts behind each other, the whole at the end."""
    rows = rows_of(chart)
    longest = max(sum(row) for row in rows) or 1
    before = [0.0] * len(rows)
    height = 0.34 if chart.is_wordy else 0.62
    for one in chart.series:
        values = [value or 0 for value in one.values]
        bars = axes.barh(
            range(len(rows)), values, height, before, color=one.colour, edgecolor=PAPER, linewidth=1
        )
        if len(chart.series) > 1:
            shown = [look.number(value) if value / longest > ROOM else "" for value in values]
            axes.bar_label(bars, shown, label_type="center", size=SMALL, color=ink_on(one.colour))
        before = [b + value for b, value in zip(before, values, strict=True)]
    for y, total in enumerate(before):
        _beside(axes, look, (total, y), look.number(total))
    _in_rows(axes, chart, look, longest * 1.08)


def spreads(axes: Axes, chart: Chart, look: Look) -> None:
    """A row for each label: two points and the line between them."""
    first, second = chart.series
    longest = max(value for value in second.values if value is not None) or 1
    for y, (low, high) in enumerate(zip(first.values, second.values, strict=True)):
        if low is None or high is None:
            continue
        axes.plot([low, high], [y, y], color=Colour.LIGHT, linewidth=5, solid_capstyle="round")
        axes.plot([high], [y], "s", color=second.colour, markersize=11, clip_on=False)
        axes.plot([low], [y], "o", color=first.colour, markersize=11, clip_on=False)
        if high > low:
            _beside(axes, look, (high, y), look.number(high))
        axes.annotate(
            look.number(low), (low, y), (0, 10), textcoords="offset points", ha="center", size=SMALL
        )
    _in_rows(axes, chart, look, longest * 1.1)


def _beside(axes: Axes, look: Look, at: tuple[float, float], text: str) -> None:
    """Write something behind a point, in the direction of reading."""
    offset, side = (-9, "right") if look.rtl else (9, "left")
    axes.annotate(text, at, (offset, 0), textcoords="offset points", ha=side, va="center")


def _in_rows(axes: Axes, chart: Chart, look: Look, longest: float) -> None:
    """Rows from above, beginning where a line begins."""
    count = len(chart.labels)
    axes.set_ylim(max(count, FEWEST_ROWS) - 0.5, -0.5 - 0.15 * chart.is_wordy)
    axes.set_xlim(*((longest, 0) if look.rtl else (0, longest)))
    if look.rtl:
        axes.yaxis.tick_right()
    if chart.is_wordy:
        axes.set_yticks([])
        for y, label in enumerate(chart.labels):
            axes.text(0, y - 0.25, label, ha=look.side, va="bottom")
    else:
        axes.set_yticks(range(count), chart.labels)
    show_values(axes.xaxis, look)
    axes.grid(axis="x", color=GRID)
    axes.tick_params(length=0, pad=6)
    axes.spines[["top", "bottom", "right", "left"]].set_visible(False)
