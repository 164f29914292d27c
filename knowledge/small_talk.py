"""Small talk: what people write that is no question, and the question that is left beside it.

The phrases are content (`small_talk.toml`). A message is small talk only when phrases cover all of
it; a greeting before a question and thanks behind it are taken off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from knowledge import text
from knowledge.errors import Problem
from knowledge.tables import Source, Table

NAME = "small_talk.toml"
#: So many words of a message are compared with one phrase.
_LONGEST = 6


class Kind(StrEnum):
    """What a message says; the names are the lists of the file."""

    GREETING = "greeting"
    WELLBEING = "wellbeing"  #: how are you
    THANKS = "thanks"
    FAREWELL = "farewell"
    AGREED = "agreed"  #: all right
    WHO = "who"  #: who are you
    ROBOT = "robot"  #: are you a robot
    HUMAN = "human"  #: a wish for a human being
    INSULT = "insult"  #: rude where it is all of the message
    ABUSE = "abuse"  #: rude wherever it stands
    FILLER = "filler"  #: may stand between the others


#: Where a message says several things, the first of these is answered.
_WEIGHTIEST = (
    Kind.ABUSE,
    Kind.INSULT,
    Kind.HUMAN,
    Kind.ROBOT,
    Kind.WHO,
    Kind.WELLBEING,
    Kind.THANKS,
    Kind.FAREWELL,
    Kind.GREETING,
    Kind.AGREED,
)
_BEFORE = frozenset({Kind.GREETING, Kind.WELLBEING})
_BEHIND = frozenset({Kind.THANKS, Kind.FAREWELL})
#: What an abusive word may end in and still be one («…ید», «…ها»); «عوضی» is none in «عوض».
_ENDINGS = frozenset("ی یه ه ید ین یم م ا ها های هایی ای اید ن ند ان تر ترین ست s es".split())
_AROUND = " \t\n،,.؛;:!؟?-–…"


@dataclass(frozen=True)
class Heard:
    """What a message is: small talk of a kind (`question` empty), or a question (`kind` None)."""

    kind: Kind | None
    question: str = ""


@dataclass(frozen=True)
class SmallTalk:
    """The phrases of small talk, by their words glued together."""

    phrases: Mapping[str, Kind] = field(default_factory=dict)
    #: Those that are written in several words.
    spaced: frozenset[str] = frozenset()

    def hear(self, message: str) -> Heard:
        """Tell small talk from a question, which is given back without greeting and thanks.

        A message without a letter or a digit (a heart, a row of dots) greets.
        """
        tokens = text.tokens(message)
        if not tokens:
            return Heard(Kind.GREETING)
        if self._is_abusive(tokens):
            return Heard(Kind.ABUSE)
        kinds = self._covering(tokens)
        kind = next((one for one in _WEIGHTIEST if one in kinds), None)
        return Heard(kind) if kind else Heard(None, self._trimmed(message))

    def _covering(self, tokens: Sequence[str]) -> frozenset[Kind]:
        """The kinds of the fewest phrases that together are these words; empty: they are not."""
        best: list[tuple[int, frozenset[Kind]] | None] = [(0, frozenset())]
        for end in range(1, len(tokens) + 1):
            found = None
            for start in range(max(0, end - _LONGEST), end):
                kind, before = self.phrases.get("".join(tokens[start:end])), best[start]
                if kind is None or before is None:
                    continue
                if found is None or before[0] + 1 < found[0]:
                    found = (before[0] + 1, before[1] | {kind})
            best.append(found)
        whole = best[-1]
        return whole[1] if whole else frozenset()

    def _is_abusive(self, tokens: Sequence[str]) -> bool:
        if any(self._is_abuse(token) for token in tokens):
            return True
        return any(
            self.phrases.get(glued) is Kind.ABUSE
            for end in range(2, len(tokens) + 1)
            for start in range(max(0, end - _LONGEST), end - 1)
            # «زنی که» is no «زنیکه»: words make an abuse only where it is written in words.
            if (glued := "".join(tokens[start:end])) in self.spaced
        )

    def _is_abuse(self, token: str) -> bool:
        """Whether a word is an abusive one with any of its endings."""
        return any(
            self.phrases.get(token[:end]) is Kind.ABUSE
            for end in range(2, len(token) + 1)
            if end == len(token) or token[end:] in _ENDINGS
        )

    def _trimmed(self, message: str) -> str:
        """Without the longest greeting in front and the longest thanks behind."""
        words = message.split()
        first, last = 0, len(words)
        for end in range(1, len(words)):
            if self._is_only(words[:end], _BEFORE, Kind.GREETING):
                first = end
        for start in range(len(words) - 1, first, -1):
            if self._is_only(words[start:], _BEHIND):
                last = start
        if (first, last) == (0, len(words)):
            return message
        return " ".join(words[first:last]).strip(_AROUND) or message

    def _is_only(
        self, words: Sequence[str], kinds: frozenset[Kind], needed: Kind | None = None
    ) -> bool:
        found = self._covering(text.tokens(" ".join(words)))
        return bool(found) and found <= kinds and (needed is None or needed in found)


def read(file: Path, problems: list[Problem]) -> SmallTalk:
    """Read the phrases; problems go to the list, among them a phrase that stands in two lists."""
    try:
        content = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(file.name, 1, f"cannot be read: {error}"))
        return SmallTalk()
    source = Source(file.name, content, 1, problems)
    data = source.parse()
    if data is None:
        return SmallTalk()
    table = Table(data, source)
    table.only([kind.value for kind in Kind])
    phrases: dict[str, Kind] = {}
    spaced: set[str] = set()
    for kind in Kind:
        for phrase in table.texts(kind.value):
            _add(phrases, phrase, kind, source)
            tokens = text.tokens(phrase)
            if len(tokens) > 1:
                spaced.add("".join(tokens))
    return SmallTalk(phrases, frozenset(spaced))


def _add(phrases: dict[str, Kind], phrase: str, kind: Kind, source: Source) -> None:
    tokens = text.tokens(phrase)
    other = phrases.setdefault("".join(tokens), kind)
    line = _line(source, kind, phrase)
    if not 0 < len(tokens) <= _LONGEST:
        source.report(line, f"{kind}: one to {_LONGEST} words are a phrase: {phrase}")
    elif other is not kind:
        source.report(line, f"{kind}: this phrase is also under {other}: {phrase}")


def _line(source: Source, kind: Kind, phrase: str) -> int:
    """The line of the file where that phrase stands in its list."""
    start = source.line_of(kind.value)
    for number in range(start, source.first_line + len(source.lines)):
        if f'"{phrase}"' in source.lines[number - source.first_line]:
            return number
    return start
