"""Every word the content knows, ready to be looked up by spelling, by sound and by nearness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge import sounds, stemming, text
from knowledge.weights import Classes

_SHORTEST = 3
_SHORT = 6
"""Up to so many letters one slip is believed, above it two."""
_TINY = 4
"""Up to so many letters the first must be right."""


class Vocabulary:
    """The words of the content, and the classed words as a background to tell them from.

    `count` says how often a word stands in the content; `english` are the words of English texts;
    `listed` are words of synonyms and indicators, known though no article uses them.
    """

    def __init__(self, classes: Classes, listed: Iterable[str] = ()) -> None:
        self.classes = classes
        self.listed = frozenset(listed)
        self._listed_stems = frozenset(stemming.stem(word) for word in self.listed)
        self.count: Counter[str] = Counter()
        self.stems: set[str] = set()
        self.english: set[str] = set(classes.english)
        self._pairs: set[int] = set()
        self._by_length: defaultdict[tuple[bool, int], list[str]] = defaultdict(list)
        self._by_sound: defaultdict[str, list[str]] = defaultdict(list)
        self._families: defaultdict[str, list[str]] = defaultdict(list)
        self._background = [word for word in classes.words if len(word) > _SHORTEST]
        self._sounds: list[str] = []
        self.near = lru_cache(maxsize=8192)(self._near)

    def add(self, found: Sequence[text.Word], *, is_english: bool) -> None:
        """Learn the words of one text."""
        names = [word.text for word in found]
        self.count.update(names)
        self.count.update([part for word in found for part in word.parts])
        self._pairs.update(map(hash, pairwise(names)))
        if is_english:
            self.english.update(name for name in names if name.isascii())

    def close(self) -> None:
        """Prepare the look-ups, once all texts are known."""
        self.stems = {stemming.stem(word) for word in self.count}
        for word in {*self.count, *self.stems, *self.listed}:
            if len(word) >= _SHORTEST and not word.isdigit():
                self._by_length[word.isascii(), len(word)].append(word)
        for word in {*self.count, *self.listed, *self.classes.words, *self.classes.spoken}:
            if len(word) > 1 and not word.isascii() and not word.isdigit():
                self._by_sound[sounds.skeleton(word)].append(word)
        self._sounds = [sound for sound in self._by_sound if len(sound) >= _SHORTEST]
        for known in self.stems:
            if len(known) > _SHORTEST:
                self._families[known[: _SHORTEST + 1]].append(known)

    def together(self, first: str, second: str) -> bool:
        """Whether these two stand side by side somewhere in the content."""
        return hash((first, second)) in self._pairs

    def knows(self, word: str) -> bool:
        """Whether the content or the lists use the word in any form."""
        stem = stemming.stem(word)
        return word in self.count or stem in self.stems or stem in self._listed_stems

    def has(self, word: str) -> bool:
        """Whether the word itself stands somewhere: in the content, as a stem, or in a list."""
        return (
            word in self.count
            or word in self.stems
            or word in self.listed
            or word in self.classes.words
        )

    def relatives(self, stem: str) -> list[tuple[str, float]]:
        """Other stems that begin alike («محرمانه», «محرمان»), with how alike, from 0 to 1."""
        found = []
        for other in self._families.get(stem[: _SHORTEST + 1], ()):
            if other != stem:
                common = _common_start(stem, other)
                found.append((other, common / max(len(stem), len(other))))
        return found

    def background(self, word: str) -> tuple[str, int] | None:
        """The classed word nearest to a misspelt one, at one slip: (word, slips).

        In four letters one slip makes any word of another: «سجام» is not «سلام».
        """
        if len(word) <= _TINY:
            return None
        found = process.extractOne(word, self._background, scorer=OSA.distance, score_cutoff=1)
        return (found[0], int(found[1])) if found else None

    def _near(self, word: str) -> tuple[tuple[str, int], ...]:
        """Words of the content within one or two slips of a misspelt one: (word, slips)."""
        slips = 1 if len(word) <= _SHORT else 2
        choices = [
            other
            for length in range(len(word) - slips, len(word) + slips + 1)
            for other in self._by_length.get((word.isascii(), length), ())
            if len(word) > _TINY or other[0] == word[0]
        ]
        found = process.extract(
            word, choices, scorer=OSA.distance, score_cutoff=slips, limit=12, processor=None
        )
        return tuple((other, int(distance)) for other, distance, _ in found)

    def sounding(self, word: str) -> list[str]:
        """Persian words (of the content or classed) that sound like a Latin one."""
        sound = sounds.skeleton(word)
        found = list(self._by_sound.get(sound, ()))
        if not found and len(sound) >= _SHORTEST:
            for other, _, _ in process.extract(
                sound, self._sounds, scorer=OSA.distance, score_cutoff=1, limit=12, processor=None
            ):
                found.extend(self._by_sound[other])
        return found


def _common_start(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def learn(
    contents: Iterable[tuple[Sequence[text.Word], bool]], classes: Classes, listed: Iterable[str]
) -> Vocabulary:
    """The vocabulary of these texts, (words, whether it is English), and of the listed words."""
    vocabulary = Vocabulary(classes, listed)
    for found, is_english in contents:
        vocabulary.add(found, is_english=is_english)
    vocabulary.close()
    return vocabulary
