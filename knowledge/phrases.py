"""Phrases of `words.toml`: equal ones, names (indicators, works, offices), other languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from knowledge import stemming, text
from knowledge.terms import Term
from knowledge.word_files import Words

_LONGEST = 4
_EQUAL = 0.8
"""The belief in a phrase that means the same but is not the one typed."""

Stems = tuple[str, ...]


def stems_of(phrase: str) -> Stems:
    """The stems of a phrase."""
    return tuple(stemming.stem(token) for token in text.tokens(phrase))


class Phrases:
    """Looks for the phrases of the word lists in sequences of tokens and terms."""

    def __init__(self, words: Words) -> None:
        self._hints = {
            tuple(text.tokens(word)): tuple(text.tokens(ours)) for word, ours in words.hints.items()
        }
        self._equal: defaultdict[Stems, set[Stems]] = defaultdict(set)
        for group in words.synonyms:
            phrases = {stems_of(phrase) for phrase in group}
            for phrase in phrases:
                self._equal[phrase] |= phrases - {phrase}
        named = {
            "indicators": words.indicators,
            "works": words.works,
            "bodies": words.bodies,
            "wants": words.wants,
        }
        self._named = _by_first(named)
        groups = (*words.synonyms, *(group for kind in named.values() for group in kind.values()))
        self.words = {token for group in groups for item in group for token in text.tokens(item)}

    def translate(self, tokens: Sequence[str]) -> list[str]:
        """The tokens with hints applied: a word of another language becomes ours."""
        out: list[str] = []
        start = 0
        while start < len(tokens):
            for length in range(min(_LONGEST, len(tokens) - start), 0, -1):
                ours = self._hints.get(tuple(tokens[start : start + length]))
                if ours is not None:
                    out.extend(ours)
                    start += length
                    break
            else:
                out.append(tokens[start])
                start += 1
        return out

    def widen(self, terms: Sequence[Term]) -> list[Term]:
        """The terms, each also standing for what its phrase is equal to."""
        likeliest = [max(term.stems, key=term.stems.__getitem__) for term in terms]
        out = list(terms)
        for start in range(len(terms)):
            for length in range(1, min(_LONGEST, len(terms) - start) + 1):
                equal = self._equal.get(tuple(likeliest[start : start + length]))
                if not equal:
                    continue
                for place in range(start, start + length):
                    if out[place] is terms[place]:
                        out[place] = replace(terms[place], stems=dict(terms[place].stems))
                for other in equal:
                    self._share(out[start : start + length], other)
        return out

    @staticmethod
    def _share(terms: Sequence[Term], other: Stems) -> None:
        """Spread the stems of an equal phrase over the terms of the typed one."""
        crowd = max(1, len(other) - len(terms) + 1)
        for number in range(max(len(other), len(terms))):
            place = min(number, len(terms) - 1)
            stem = other[min(number, len(other) - 1)]
            belief = _EQUAL / (crowd**0.5 if place == len(terms) - 1 else 1)
            stems = terms[place].stems
            stems[stem] = max(stems.get(stem, 0.0), belief)

    def named(self, stems: Sequence[str]) -> Iterator[tuple[str, str]]:
        """What is named in a sequence of stems: (the list of `words.toml`; its name)."""
        for start, stem in enumerate(stems):
            for phrase, kind, name in self._named.get(stem, ()):
                if tuple(stems[start : start + len(phrase)]) == phrase:
                    yield kind, name


def _by_first(
    named: Mapping[str, Mapping[str, Sequence[str]]],
) -> dict[str, list[tuple[Stems, str, str]]]:
    """The phrases of all names by their first stem."""
    found: defaultdict[str, list[tuple[Stems, str, str]]] = defaultdict(list)
    for kind, groups in named.items():
        for name, group in groups.items():
            for phrase in {stems_of(item) for item in group}:
                if phrase:
                    found[phrase[0]].append((phrase, kind, name))
    return dict(found)
