"""Finds known phrases in the words of a question: the longest first, none over another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from knowledge import stemming, text

_LONG = 5
_SPOKEN_ENDINGS = ("ا", "ه", "و")
"""Of «ها», «است» and «را» as they are spoken."""

Value = TypeVar("Value")
Spell = Callable[[str], str]


class Spotted(NamedTuple, Generic[Value]):
    """A phrase found: the first position of its words, the one after the last, what it means."""

    start: int
    end: int
    value: Value


class PhraseBook(Generic[Value]):
    """Phrases with their meanings. A phrase of several words is known written as one, too."""

    def __init__(self, phrases: Iterable[tuple[str, Value]], spell: Spell = str) -> None:
        """Learn the phrases; `spell` brings each word to the form in which words are compared."""
        self._spell = spell
        self._meanings: dict[tuple[str, ...], Value] = {}
        for phrase, meaning in phrases:
            words = tuple(map(spell, text.tokens(phrase)))
            if words:
                self._meanings[words] = meaning
                self._meanings.setdefault(("".join(words),), meaning)
        self._longest = max(map(len, self._meanings), default=0)
        #: First word -> the length of the longest phrase that begins with it: nearly every word of
        #: a question begins none, and is passed over at once.
        self._reach: dict[str, int] = {}
        for words in self._meanings:
            self._reach[words[0]] = max(len(words), self._reach.get(words[0], 0))

    def spot(self, tokens: Sequence[str]) -> list[Spotted[Value]]:
        """The phrases in the words of a question, in their order."""
        words = [self._spell(token) for token in tokens]
        found: list[Spotted[Value]] = []
        start = 0
        while start < len(words):
            end = self._end(words, start)
            if end > start:
                found.append(Spotted(start, end, self._meanings[tuple(words[start:end])]))
            start = max(end, start + 1)
        return found

    def at(self, tokens: Sequence[str], start: int) -> Spotted[Value] | None:
        """The longest phrase that begins at a position."""
        words = [self._spell(token) for token in tokens[start : start + self._longest]]
        end = self._end(words, 0)
        if not end:
            return None
        return Spotted(start, start + end, self._meanings[tuple(words[:end])])

    def _end(self, words: Sequence[str], start: int) -> int:
        """The position after the longest phrase from a position; the position itself for none."""
        reach = self._reach.get(words[start], 0) if start < len(words) else 0
        for end in range(min(len(words), start + reach), start, -1):
            if tuple(words[start:end]) in self._meanings:
                return end
        return start


def book(groups: Mapping[Value, Sequence[str]]) -> PhraseBook[Value]:
    """A book of groups of phrases, each with the name of its group for a meaning."""
    return PhraseBook((phrase, name) for name, phrases in groups.items() for phrase in phrases)


def spoken_stem(word: str) -> str:
    """The stem of a word as it is spoken, too: «بیکارا», «تورمه», «تورمو»."""
    is_long = len(word) >= _LONG and not word.isascii()
    return stemming.stem(word[:-1] if is_long and word.endswith(_SPOKEN_ENDINGS) else word)
