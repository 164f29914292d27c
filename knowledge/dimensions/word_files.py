"""Reading `dimensions.toml`: the words people use for years, seasons, places and breakdowns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge import articles, text
from knowledge.dimensions.values import BREAKDOWNS
from knowledge.errors import Problem
from knowledge.tables import Source, Table

Groups = Mapping[str, tuple[str, ...]]
Numbered = Mapping[int, tuple[str, ...]]

LISTS = (
    "year_words",
    "dated",
    "units",
    "ages",
    "numbered",
    "until",
    "decade",
    "recent",
    "recent_before",
    "ago",
    "until_now",
    "leading",
    "around",
    "month_words",
    "unsure_months",
    "latest",
    "microdata",
)
SEASONS = ("spring", "summer", "autumn", "winter")
MONTHS = tuple(
    "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand".split()
)
GREGORIAN_MONTHS = tuple(
    (
        "january february march april may june july august september october november december"
    ).split()
)
NO_LEVEL = "none"
"""The group of phrases that look like a level and are none."""
_NAMED: Mapping[str, Collection[str]] = {
    "levels": (*articles.LEVELS, NO_LEVEL),
    "before_names": articles.LEVELS,
    "after_names": articles.LEVELS,
    "breakdowns": BREAKDOWNS,
}
_IN_ORDER = {"seasons": SEASONS, "months": MONTHS, "gregorian_months": GREGORIAN_MONTHS}
_NUMBERED = ("years", "months_from_now", "seasons_from_now", "numbers", "decades")


@dataclass(frozen=True)
class DimensionWords:
    """The words of `dimensions.toml`, as written there; the file says what each group is for.

    Seasons and months have their number, from 1; `years` and the two `…_from_now` their distance.
    """

    year_words: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    decade: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    recent_before: tuple[str, ...] = ()
    ago: tuple[str, ...] = ()
    until_now: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    month_words: tuple[str, ...] = ()
    unsure_months: tuple[str, ...] = ()
    latest: tuple[str, ...] = ()
    microdata: tuple[str, ...] = ()
    levels: Groups = field(default_factory=dict)
    before_names: Groups = field(default_factory=dict)
    after_names: Groups = field(default_factory=dict)
    breakdowns: Groups = field(default_factory=dict)
    seasons: Numbered = field(default_factory=dict)
    months: Numbered = field(default_factory=dict)
    gregorian_months: Numbered = field(default_factory=dict)
    years: Numbered = field(default_factory=dict)
    months_from_now: Numbered = field(default_factory=dict)
    seasons_from_now: Numbered = field(default_factory=dict)
    numbers: Numbered = field(default_factory=dict)
    decades: Numbered = field(default_factory=dict)


def read(file: Path, problems: list[Problem]) -> DimensionWords:
    """Read the words; problems go to the list."""
    try:
        content = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(file.name, 1, f"cannot be read: {error}"))
        return DimensionWords()
    source = Source(file.name, content, 1, problems)
    data = source.parse()
    if data is None:
        return DimensionWords()
    table = Table(data, source)
    table.only((*LISTS, *_NAMED, *_IN_ORDER, *_NUMBERED))
    groups: dict[str, Any] = {
        **{key: table.texts(key) for key in LISTS},
        **{key: _group(table, key, names) for key, names in _NAMED.items()},
        **{key: _ordered(table, key, names) for key, names in _IN_ORDER.items()},
        **{key: _counted(table, key) for key in _NUMBERED},
    }
    return DimensionWords(**groups)


def _group(table: Table, key: str, known: Collection[str] | None) -> dict[str, tuple[str, ...]]:
    """Phrases by name; one phrase means one thing within a group."""
    data = table.data.get(key)
    if not isinstance(data, Mapping) or not data:
        table.wrong(key, "is missing")
        return {}
    part = Table(data, table.source, table.source.line_of(key) - 1, f"{key}.")
    if known is not None:
        part.only(known)
    groups = {name: part.texts(name) for name in data}
    owner: dict[str, str] = {}
    for name, phrases in groups.items():
        for phrase in phrases:
            first = owner.setdefault(text.normalise(phrase), name)
            if first != name:
                part.wrong(name, f"{phrase} is also in {first}")
    return groups


def _ordered(table: Table, key: str, names: tuple[str, ...]) -> dict[int, tuple[str, ...]]:
    """Phrases by the place of their name, from 1; every name must be there."""
    groups = _group(table, key, names)
    for name in names:
        if groups and name not in groups:
            table.wrong(key, f"is missing: {name}")
    return {number: groups.get(name, ()) for number, name in enumerate(names, start=1)}


def _counted(table: Table, key: str) -> dict[int, tuple[str, ...]]:
    """Phrases by a whole number that is written as their name."""
    groups = _group(table, key, None)
    for name in groups:
        if not name.removeprefix("-").isdecimal():
            table.wrong(key, f"must have whole numbers as names, not {name}")
    return {
        int(name): phrases for name, phrases in groups.items() if name.removeprefix("-").isdecimal()
    }
