"""What a chart is before it is drawn: its words, its values, and the form it takes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from handlers.reports.palette import Colour


class Form(StrEnum):
    """How values are drawn."""

    COLUMNS = "columns"  # side by side, along time
    STACKED = "stacked"  # on top of each other, along time
    BARS = "bars"  # a row for each label, parts behind each other
    SPREADS = "spreads"  # a row for each label: the middle one, and nine of ten


@dataclass(frozen=True)
class Series:
    """A value for each label of the chart, in a colour; None where there is none."""

    name: str
    values: tuple[float | None, ...]
    colour: Colour


@dataclass(frozen=True)
class Chart:
    """A picture to be drawn; `name` is that of its file. Wordy labels stand above their rows."""

    name: str
    form: Form
    title: str
    subtitle: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    note: str = ""
    is_wordy: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not any(value for one in self.series for value in one.values)
