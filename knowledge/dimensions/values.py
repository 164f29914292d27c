"""What a question asks for, as values: the same ones prefill the data request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge import articles

BREAKDOWNS = ("sex", "age", "area", "season", "month")
"""What figures are broken down by, besides levels; `area` is urban and rural."""


@dataclass(frozen=True, order=True)
class Period:
    """Jalali years, both included; of a single year also its season (1-4) or month (1-12).

    A Gregorian year stands for the Jalali year that begins in it.
    """

    first: int
    last: int
    season: int | None = None
    month: int | None = None

    @property
    def is_one_year(self) -> bool:
        """Whether it is within one year."""
        return self.first == self.last

    @property
    def months(self) -> tuple[int, int]:
        """Its first and last month, each as year * 12 + month."""
        start, end = 1, 12
        if self.month is not None:
            start = end = self.month
        elif self.season is not None:
            start, end = self.season * 3 - 2, self.season * 3
        return self.first * 12 + start, self.last * 12 + end


@dataclass(frozen=True)
class Place:
    """A place named in a question: its level (as `Dimensions.level`), and its name by language.

    A place that the content does not know has only the name as it was typed.
    """

    level: str
    name: Mapping[str, str]

    def name_in(self, language: str) -> str:
        """The name in that language, else as it is known."""
        return articles.in_language(self.name, language)


@dataclass(frozen=True)
class Dimensions:
    """What one question asks for. Everything may be missing; nothing is guessed.

    `indicators` are keys of `[indicators]` in `words.toml`, in their order in the question;
    `level` is one of `articles.LEVELS`, the finest one named; `breakdowns` are of `BREAKDOWNS`;
    `is_latest` says that the newest figure is wanted, `is_microdata` answers of single persons.
    """

    indicators: tuple[str, ...] = ()
    place: Place | None = None
    period: Period | None = None
    level: str | None = None
    breakdowns: tuple[str, ...] = ()
    is_latest: bool = False
    is_microdata: bool = False
