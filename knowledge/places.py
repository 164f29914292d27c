"""Which office, or which other province, a question names, in any spelling and script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge import sounds, stemming, text
from knowledge.articles import Office
from knowledge.word_files import Province

_LONGEST = 4
_SOUND_LEAST = 3
_SPELT = 0.9
_GLUED = ("در", "استان", "شهر", "برای", "از", "به")
_INHABITANT = ("ی", "یها", "یه", "و", "ه", "م", "مون")


@dataclass(frozen=True)
class Named:
    """The places in a question; `words` are the positions of the tokens that name them."""

    office: str | None = None
    other_province: str | None = None
    words: frozenset[int] = frozenset()


class Places:
    """The provinces of the country and the offices among them."""

    def __init__(
        self,
        offices: Mapping[str, Office],
        provinces: Iterable[Province],
        introducing: Iterable[str],
    ) -> None:
        self._offices = frozenset(offices)
        self._names: dict[tuple[str, ...], str] = {}
        self._needy: dict[tuple[str, ...], str] = {}
        self._introducing = frozenset(token for word in introducing for token in text.tokens(word))
        for province in provinces:
            self._add(self._names, (*province.name.values(), *province.spellings), province.id)
            self._add(self._needy, province.needs_word, province.id)
            for county in province.counties:
                into = self._needy if county.needs_word else self._names
                self._add(into, county.names, province.id)
        for office in offices.values():
            names = (*office.province.values(), *office.aliases, *office.name.values(), office.id)
            self._add(self._names, names, office.id)
        self._firsts = {name[0] for name in (*self._names, *self._needy)}
        self._one = lru_cache(maxsize=8192)(self._single)
        self._sounds: dict[str, tuple[str, str]] = {}
        for name, place in self._names.items():
            if len(name) == 1 and len(sounds.skeleton(name[0])) >= _SOUND_LEAST:
                self._sounds.setdefault(sounds.skeleton(name[0]), (name[0], place))

    @staticmethod
    def _add(into: dict[tuple[str, ...], str], names: Iterable[str], place: str) -> None:
        for name in names:
            key = tuple(text.tokens(name))
            if key:
                into[key] = place
                into.setdefault(("".join(key),), place)

    def find(self, tokens: Sequence[str]) -> Named:
        """The places named by the tokens of a question; the first office named wins."""
        found: list[str] = []
        positions: set[int] = set()
        start = 0
        while start < len(tokens):
            place, length = self._at(tokens, start)
            if place:
                found.append(place)
                positions.update(range(start, start + length))
            start += max(1, length)
        office = next((place for place in found if place in self._offices), None)
        other = next((place for place in found if place not in self._offices), None)
        return Named(office, other, frozenset(positions))

    def _at(self, tokens: Sequence[str], start: int) -> tuple[str | None, int]:
        longest = _LONGEST if tokens[start] in self._firsts else 1
        for length in range(min(longest, len(tokens) - start), 0, -1):
            key = tuple(tokens[start : start + length])
            place = self._names.get(key)
            if place:
                return place, length
            if start and tokens[start - 1] in self._introducing and key in self._needy:
                return self._needy[key], length
        return self._one(tokens[start], start > 0 and tokens[start - 1] in self._introducing), 1

    def _single(self, token: str, introduced: bool) -> str | None:
        """One token with something glued to it: «درقم», «سمنانی‌ها», "semnane"."""
        for form in self._bare(token):
            if (form,) in self._names:
                return self._names[(form,)]
        if token.isascii() and (introduced or len(token) > _SOUND_LEAST + 1):
            name, place = self._sounds.get(sounds.skeleton(token), ("", ""))
            if place and sounds.romanised(token)[:2] == self._start_of(place):
                return place if _spells(token, name) else None
        return None

    def _bare(self, token: str) -> Iterable[str]:
        yield token
        if token.isascii():
            yield token.removesuffix("e")
            yield token.removesuffix("s")
            return
        yield stemming.without_article(token) or token
        for prefix in _GLUED:
            if token.startswith(prefix):
                yield token[len(prefix) :]
        for ending in _INHABITANT:
            base = token.removesuffix(ending)
            if len(base) > 1 and (len(base) > _SOUND_LEAST or ending in ("ی", "یها")):
                yield base

    def _start_of(self, place: str) -> str:
        return sounds.romanised(place)[:2]


def _spells(token: str, name: str) -> bool:
    """Whether a Latin word can stand for the name: "markaz" is no «مرکزی»."""
    return name.isascii() or sounds.spelling(token, name) > _SPELT
