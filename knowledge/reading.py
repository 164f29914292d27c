"""Reading a question: its keyboard, script and spelling, until only terms are left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge import sounds, stemming, text, weights
from knowledge.phrases import Phrases
from knowledge.places import Places
from knowledge.repair import Repair
from knowledge.terms import Reading, Term
from knowledge.vocabulary import Vocabulary

_RELATIVE = 0.7
"""How much a word of the same family is believed, at most."""
_LEAST_ALIKE = 0.7
_OTHER_YEAR = 0.9
"""How much a year stands for any other year."""
_VERB_STARTS = ("می", "نمی")
_LEAST_SENSE = 0.3
_MORE_SENSE = 0.2
"""The other keyboard must make so much more sense of the letters."""


class Reader:
    """Reads questions over one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, phrases: Phrases, places: Places) -> None:
        self._vocabulary = vocabulary
        self._classes = vocabulary.classes
        self._phrases = phrases
        self._places = places
        self._repair = Repair(vocabulary)

    def read(self, question: str) -> Reading:
        """Read one question, typed in any of the ways people type."""
        tokens = self._joined(self._parted(self._tokens(question)))
        tokens = self._phrases.translate(tokens)
        named = self._places.find(tokens)
        is_english = self._is_english(tokens)
        corrections: list[tuple[str, str]] = []
        terms: list[Term] = []
        for position, token in enumerate(tokens):
            if position in named.words:
                terms.append(_plain(token, weights.PLACE))
            else:
                terms.extend(self._terms(token, is_english, corrections))
        return Reading(
            terms=tuple(self._phrases.widen(terms)),
            places=named,
            corrections=tuple(corrections),
            normalised=" ".join(tokens),
            typed=text.normalise(question),
        )

    def finglish(self, word: str) -> str | None:
        """The Persian word a Latin one sounds most like, for wordings written in Finglish."""
        readings = self._repair.finglish(word)
        return readings[0].words[0] if readings and len(readings[0].words) == 1 else None

    def _tokens(self, question: str) -> Sequence[text.Word]:
        """The words, with the keyboard turned round where that makes more sense of them."""
        words = text.words(question)
        if not words:
            return words
        tokens = [word.text for word in words]
        typed = self._sense(tokens)
        if typed >= 1 - _MORE_SENSE:
            return words  # no other keyboard can make so much more sense
        latin = sum(token.isascii() and not token.isdigit() for token in tokens)
        turn = sounds.as_persian_keys if latin * 2 > len(tokens) else sounds.as_latin_keys
        turned = text.words(turn(question))
        sense = self._sense([word.text for word in turned])
        if sense > max(typed, _LEAST_SENSE) + _MORE_SENSE:
            return turned
        return words

    def _sense(self, tokens: Sequence[str]) -> float:
        """The share of letters in words known as they stand, or as places."""
        total = sum(len(token) for token in tokens)
        known = sum(
            len(token)
            for token in tokens
            if self._stands(token, is_english=True) or self._places.find([token]).words
        )
        return known / total if total else 0.0

    def _parted(self, words: Sequence[text.Word]) -> list[str]:
        """The words as tokens; one held together by ZWNJ that nobody knows falls into its parts.

        A known word loses its ZWNJ ending («شاکی‌ام»), whether or not somebody wrote it so here.
        """
        tokens: list[str] = []
        for word in words:
            known = sum(self._repair.is_known(part) for part in word.parts)
            is_ended = len(word.parts) == 1 and word.text.startswith(word.parts[0])
            if 2 * known > len(word.parts) and (is_ended or not self._repair.is_known(word.text)):
                tokens.extend(word.parts)
            else:
                tokens.append(word.text)
        return tokens

    def _joined(self, tokens: list[str]) -> list[str]:
        """Join neighbours where only the joined word is known: «سرشما ری»."""
        out: list[str] = []
        for token in tokens:
            if out and not (self._repair.is_known(out[-1]) and self._repair.is_known(token)):
                whole = out[-1] + token
                if whole in self._vocabulary.count and not whole.isdigit():
                    out[-1] = whole
                    continue
            out.append(token)
        return out

    def _is_english(self, tokens: Sequence[str]) -> bool:
        latin = [token for token in tokens if token.isascii() and not token.isdigit()]
        known = sum(token in self._vocabulary.english for token in latin)
        return bool(latin) and known * 2 > len(latin)

    def _terms(
        self,
        token: str,
        is_english: bool,
        corrections: list[tuple[str, str]],
    ) -> Iterable[Term]:
        if token in self._classes.spoken:
            for word in self._classes.spoken[token]:
                yield self._term(word)
            return
        if token.isdigit() or self._stands(token, is_english):
            yield self._term(token)
            return
        readings = (
            self._repair.latin(token, is_english=is_english)
            if token.isascii()
            else self._repair.persian(self._bare(token))
        )
        if not readings:
            yield self._unknown(token)
            return
        meant = " ".join(readings[0].words)
        if not token.startswith(meant):  # an ending of speech is no correction
            corrections.append((token, meant))
        if len(readings[0].words) > 1:
            for word in readings[0].words:
                yield self._term(word, readings[0].belief)
            return
        yield self._chosen(token, {reading.words[0]: reading.belief for reading in readings})

    def _stands(self, token: str, is_english: bool) -> bool:
        """Whether the token is to be taken as it is written."""
        if not token.isascii():
            return self._repair.is_known(token)
        if is_english or self._classes.words.get(token) == weights.FOREIGN:
            return self._repair.is_known(token)
        return token in self._vocabulary.english and token not in self._classes.english

    def _bare(self, token: str) -> str:
        """Without the Arabic article, where what is left is known."""
        rest = stemming.without_article(token)
        return rest if rest and self._repair.is_known(rest) else token

    def _term(self, word: str, belief: float = 1.0) -> Term:
        if text.is_year(word):
            stems = {word: 1.0, weights.ANY_YEAR: _OTHER_YEAR}
            return Term(word, stems, weights.YEAR, {})
        return self._chosen(word, {word: belief})

    def _chosen(self, typed: str, words: dict[str, float]) -> Term:
        """A term of known words; its class is that of the likeliest."""
        best = max(words, key=lambda word: words[word])
        factor = self._classes.weight(best)
        stems: dict[str, float] = {}
        for word, belief in words.items():
            stem = stemming.stem(word)
            stems[stem] = max(stems.get(stem, 0.0), belief)
            if factor is None or factor >= weights.PLAIN:
                for other, alike in self._vocabulary.relatives(stem):
                    if alike >= _LEAST_ALIKE:
                        stems[other] = max(stems.get(other, 0.0), belief * alike * _RELATIVE)
        if typed.isascii() and typed in self._vocabulary.count:
            stems[stemming.stem(typed)] = 1.0
        if best.isdigit() and not self._vocabulary.knows(best):
            factor = weights.NUMBER
        return Term(typed, stems, weights.PLAIN if factor is None else factor, dict(words))

    def _unknown(self, token: str) -> Term:
        is_verb = token.startswith(_VERB_STARTS)
        factor = weights.UNKNOWN_VERB if is_verb else weights.UNKNOWN
        return _plain(token, factor)


def _plain(token: str, factor: float) -> Term:
    """A word taken as it is written."""
    return Term(token, {stemming.stem(token): 1.0}, factor, {token: 1.0})
