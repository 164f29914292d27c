"""Charts become pictures: PNG, 1280 by 800, right to left where the language is.

matplotlib shapes Persian and Arabic itself; the font comes with the program, because a server has
none. Nothing here is translated or counted: that is `charts`. Charts of rows are in `drawn_rows`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.patches import Rectangle

from handlers.reports import drawn_rows
from handlers.reports.look import ROOM, SMALL, Look, rows_of, show_values
from handlers.reports.palette import GRID, INK, PALE, PAPER, ink_on
from handlers.reports.shapes import Chart, Form, Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FONT, OTHERS = "Vazirmatn", "DejaVu Sans"
for _file in sorted((Path(__file__).parent / "fonts").glob("*.ttf")):
    fontManager.addfont(_file)
#: Letters that can be drawn; a question may hold any others, and loses them.
LETTERS = frozenset(
    letter
    for family in (FONT, OTHERS)
    for letter in get_font(findfont(FontProperties(family=family))).get_charmap()
)

SIZE, DPI = (8.0, 5.0), 160
TITLE, NORMAL = 17, 12
MARGIN = 0.035
#: From above: title, subtitle, legend; then the axes, and a note.
TITLE_AT, SUBTITLE_AT, LEGEND_AT, TOP, BOTTOM, NOTE_AT = 0.945, 0.875, 0.81, 0.74, 0.16, 0.028
#: More labels along time than this stand in two lines by turns.
CROWD = 8
#: Room for the square of a legend, and between its lines.
SQUARE, LEGEND_LINE = 0.028, 0.045
STYLE: dict[Any, Any] = {
    "font.family": [FONT, OTHERS],
    "font.size": NORMAL,
    "text.color": INK,
    "text.parse_math": False,  # a question may hold dollar signs
    "axes.edgecolor": GRID,
    "axes.labelcolor": PALE,
    "xtick.color": PALE,
    "ytick.color": INK,
    "axes.axisbelow": True,
    "figure.facecolor": PAPER,
}


def draw(chart: Chart, language: str) -> bytes:
    """Draw a chart; the PNG."""
    look = Look(language)
    chart = replace(
        chart, labels=tuple(map(drawable, chart.labels)), subtitle=drawable(chart.subtitle)
    )
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=SIZE, dpi=DPI)
        FigureCanvasAgg(figure)
        _frame(figure, chart, look)
        axes = figure.add_axes((MARGIN, BOTTOM, 1 - 2 * MARGIN, TOP - BOTTOM))
        _FORMS[chart.form](axes, chart, look)
        _fit(figure, axes, look)
        picture = io.BytesIO()
        figure.savefig(picture, format="png", metadata={"Software": None})
    return picture.getvalue()


def drawable(text: str) -> str:
    """The text without what the fonts have no letters for, such as pictures."""
    return "".join(one for one in text if ord(one) in LETTERS or one.isspace())


def _frame(figure: Figure, chart: Chart, look: Look) -> None:
    """Title, subtitle, legend above; the note below."""
    x = look.at(MARGIN)
    figure.text(x, TITLE_AT, chart.title, ha=look.side, va="center", size=TITLE, weight="bold")
    figure.text(x, SUBTITLE_AT, chart.subtitle, ha=look.side, va="center", size=SMALL, color=PALE)
    if chart.note:
        figure.text(x, NOTE_AT, chart.note, ha=look.side, va="center", size=SMALL, color=PALE)
    _legend(figure, [one for one in chart.series if one.name and any(one.values)], look)


def _legend(figure: Figure, named: Sequence[Series], look: Look) -> None:
    """A coloured square and a name for each series, in as many lines as they need."""
    reach, line = MARGIN, LEGEND_AT
    for one in named:
        words = figure.text(0, line, one.name, ha=look.side, va="center", size=SMALL)
        width = words.get_window_extent().width / figure.bbox.width
        if reach > MARGIN and reach + SQUARE + width > 1 - MARGIN:
            reach, line = MARGIN, line - LEGEND_LINE
        words.set_position((look.at(reach + SQUARE), line))
        box = (look.at(reach + SQUARE * 0.55 * look.rtl), line - SQUARE * 0.45)
        size = (SQUARE * 0.55, SQUARE * 0.9)
        figure.add_artist(Rectangle(box, *size, facecolor=one.colour))
        reach += SQUARE + width + SQUARE


def _fit(figure: Figure, axes: Axes, look: Look) -> None:
    """Make room for the labels of the rows beside the axes."""
    figure.canvas.draw()
    box = axes.get_tightbbox()
    if box is None:
        return
    outside, inside = box.transformed(figure.transFigure.inverted()), axes.get_position()
    left, right = inside.x0 - outside.x0, outside.x1 - inside.x1
    width = 1 - 2 * MARGIN - left - right
    axes.set_position((MARGIN + left, BOTTOM, max(width, 0.3), TOP - BOTTOM))


def _columns(axes: Axes, chart: Chart, look: Look) -> None:
    """Side by side along time; time runs as in all statistics, from left to right."""
    count = len(chart.series)
    width = 0.8 / count
    for number, one in enumerate(chart.series):
        places = [x + (number - (count - 1) / 2) * width for x in range(len(chart.labels))]
        values = [value or 0 for value in one.values]
        bars = axes.bar(places, values, width * 0.94, color=one.colour)
        shown = [look.number(value) if value else "" for value in values]
        axes.bar_label(bars, shown, padding=2, size=SMALL, color=INK)
    _along_time(axes, chart, look)


def _stacked(axes: Axes, chart: Chart, look: Look) -> None:
    """On top of each other along time, each part with its value where there is room."""
    below = [0.0] * len(chart.labels)
    highest = max(sum(column) for column in rows_of(chart)) or 1
    for one in chart.series:
        values = [value or 0 for value in one.values]
        bars = axes.bar(
            range(len(values)), values, 0.7, below, color=one.colour, edgecolor=PAPER, linewidth=1
        )
        shown = [look.number(value) if value / highest > ROOM * 1.5 else "" for value in values]
        axes.bar_label(bars, shown, label_type="center", size=SMALL, color=ink_on(one.colour))
        below = [b + value for b, value in zip(below, values, strict=True)]
    for x, total in enumerate(below):
        if total:
            axes.text(x, total, look.number(total), ha="center", va="bottom", size=SMALL)
    _along_time(axes, chart, look)


def _along_time(axes: Axes, chart: Chart, look: Look) -> None:
    crowded = len(chart.labels) > CROWD
    shown = ["\n" * (crowded * place % 2) + one for place, one in enumerate(chart.labels)]
    axes.set_xticks(range(len(shown)), shown, size=SMALL - crowded)
    axes.margins(x=0.02, y=0.12)
    show_values(axes.yaxis, look)
    axes.grid(axis="y", color=GRID)
    axes.tick_params(length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    if look.rtl:
        axes.yaxis.tick_right()


_FORMS: dict[Form, Callable[[Axes, Chart, Look], None]] = {
    Form.COLUMNS: _columns,
    Form.STACKED: _stacked,
    Form.BARS: drawn_rows.bars,
    Form.SPREADS: drawn_rows.spreads,
}
