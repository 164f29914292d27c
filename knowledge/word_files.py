"""Reading `words.toml` (what words mean to the search) and `provinces.toml` (the 31 provinces)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.errors import Problem
from knowledge.tables import Source, Table

LISTS = ("stop", "common", "polite", "foreign", "ours", "places")
MAPS = ("colloquial", "hints")
GROUPS = ("synonyms", "indicators", "works", "bodies", "wants")


@dataclass(frozen=True)
class Words:
    """The words of `words.toml`, as written there.

    `stop` join sentences, `common` say little anywhere, `polite` nothing at all; `foreign` belong
    to other offices' business, `ours` show that a question is meant for us. `colloquial` maps a
    spoken form to the written one, `hints` a word of another language or script to ours.
    `synonyms` are groups of equal phrases; `indicators` and `works` (yearbook, census) are such
    groups that never stand for one another, `bodies` the names of other offices, `wants` the words
    that show what is asked for: a figure, a meaning, something of one's own.
    """

    stop: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    polite: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    colloquial: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()
    indicators: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    works: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bodies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class County:
    """A county of a province; where it needs a word, its name counts only after «شهرستان»."""

    name: Mapping[str, str]
    spellings: tuple[str, ...]
    needs_word: bool

    @property
    def names(self) -> tuple[str, ...]:
        """All its names in all languages."""
        return (*self.name.values(), *self.spellings)


@dataclass(frozen=True)
class Province:
    """A province of the country; `needs_word` spellings count only after «استان» or its like.

    `counties` are known where an office needs them.
    """

    id: str
    name: Mapping[str, str]
    spellings: tuple[str, ...]
    needs_word: tuple[str, ...]
    counties: tuple[County, ...] = ()


def read_words(file: Path, problems: list[Problem]) -> Words:
    """Read the words; problems go to the list."""
    table = _open(file, problems)
    if table is None:
        return Words()
    table.only(LISTS + MAPS + GROUPS)
    return Words(
        **{key: _spread(table.texts(key)) for key in LISTS},
        colloquial=_pairs(table, "colloquial"),
        hints=_pairs(table, "hints"),
        synonyms=_groups(table),
        indicators=_named_groups(table, "indicators"),
        works=_named_groups(table, "works"),
        bodies=_named_groups(table, "bodies"),
        wants=_named_groups(table, "wants"),
    )


def read_provinces(file: Path, problems: list[Problem]) -> tuple[Province, ...]:
    """Read the provinces; problems go to the list."""
    table = _open(file, problems)
    if table is None:
        return ()
    provinces = []
    for province_id, data in table.data.items():
        start = table.source.line_of(province_id) - 1
        part = Table(data if isinstance(data, dict) else {}, table.source, start, f"{province_id}.")
        part.only(("name", "spellings", "needs_word", "counties"))
        provinces.append(
            Province(
                province_id,
                part.translations("name"),
                part.texts("spellings"),
                part.texts("needs_word"),
                tuple(_counties(part)),
            )
        )
    return tuple(provinces)


def _counties(province: Table) -> Iterator[County]:
    data = province.data.get("counties", [])
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        province.wrong("counties", "must be a list of tables")
        return
    for item in data:
        part = Table(item, province.source, province.start, f"{province.name}counties.")
        part.only(("name", "spellings", "needs_word"))
        yield County(
            part.translations("name"),
            part.texts("spellings"),
            part.flag("needs_word", default=False),
        )


def _open(file: Path, problems: list[Problem]) -> Table | None:
    try:
        content = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(file.name, 1, f"cannot be read: {error}"))
        return None
    source = Source(file.name, content, 1, problems)
    data = source.parse()
    return None if data is None else Table(data, source)


def _spread(lines: tuple[str, ...]) -> tuple[str, ...]:
    """A list may hold several words in one text, so that it stays readable."""
    return tuple(word for line in lines for word in line.split())


def _pairs(table: Table, key: str) -> dict[str, str]:
    data = table.data.get(key, {})
    if isinstance(data, dict) and all(isinstance(value, str) for value in data.values()):
        return dict(data)
    table.wrong(key, "must be a table of texts")
    return {}


def _groups(table: Table) -> tuple[tuple[str, ...], ...]:
    data = table.data.get("synonyms", [])
    if isinstance(data, list) and all(_is_group(group) for group in data):
        return tuple(tuple(group) for group in data)
    table.wrong("synonyms", "must be a list of lists with two or more texts each")
    return ()


def _named_groups(table: Table, key: str) -> dict[str, tuple[str, ...]]:
    data = table.data.get(key, {})
    if isinstance(data, dict) and all(_is_group(group, least=1) for group in data.values()):
        return {name: tuple(group) for name, group in data.items()}
    table.wrong(key, "must be a table of lists of texts")
    return {}


def _is_group(group: object, least: int = 2) -> bool:
    return (
        isinstance(group, list)
        and len(group) >= least
        and all(isinstance(item, str) and item for item in group)
    )
