"""Ready replies: words that staff send often, with slots that every case fills in. Pure.

They come from `content/desk/replies.toml`; what a staff group has changed lies over them
(`laid_over`), and `as_toml` writes all of it out as that file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge import text
from knowledge.articles import LANGUAGES, in_language

#: What a text may leave open: the person, the number of the case, the office, its due day.
SLOTS = ("name", "reference", "office", "deadline")
#: In which phases of a case a reply is offered; the words of `storage.tickets.states.Phase`.
PHASES = ("received", "in_progress", "needs_you", "answered", "ended")
#: Longest text and title, in characters.
TEXT_LIMIT, TITLE_LIMIT = 1500, 60
_SLOT = re.compile(r"\{([^{}]*)\}")
_HEAD = """\
# Ready replies: words that staff send often. Picked under a card, or by typing the name of the
# bot and words of the title in the group; changed there by /replies, written here by
# `amaryar kb export`.
#
# Slots: {name}, {reference}, {office}, {deadline}; a reply with {deadline} is offered only where
# the person is told one. `asks`: it asks the person something, and the case waits for the answer.
# `phases`: where it is offered under a card (received, in_progress, needs_you, answered, ended);
# none means everywhere. `office` limits it to one. After editing: `amaryar kb check`.
"""


@dataclass(frozen=True)
class ReadyReply:
    """One ready reply: texts by language, Persian always."""

    id: str
    title: Mapping[str, str]
    says: Mapping[str, str]
    asks: bool = False
    phases: tuple[str, ...] = ()
    office: str | None = None

    def title_in(self, language: str) -> str:
        """What it is called, in that language."""
        return in_language(self.title, language)

    def says_in(self, language: str) -> str:
        """What it says, in that language, with its slots."""
        return in_language(self.says, language)

    def fits(self, office: str, phase: str) -> bool:
        """Whether it is offered for a case of that office in that phase."""
        return self.office in {None, office} and (not self.phases or phase in self.phases)

    def is_called(self, words: str) -> bool:
        """Whether every typed word begins one of its title; its id counts as a title, too."""
        names = [self.id, *(text.normalise(one) for one in self.title.values())]
        known = [word for name in names for word in name.split()]
        typed = text.normalise(words).split()
        return all(any(word.startswith(one) for word in known) for one in typed)


def slots(said: str) -> list[str]:
    """What a text leaves open, in its order."""
    return _SLOT.findall(said)


def fault(said: str) -> str | None:
    """What is wrong with a text: an unknown slot as it stands there, `{` alone; None if nothing."""
    unknown = next((one for one in slots(said) if one not in SLOTS), None)
    if unknown is not None:
        return f"{{{unknown}}}"
    rest = _SLOT.sub("", said)
    return next((sign for sign in "{}" if sign in rest), None)


def fill(said: str, values: Mapping[str, str | None]) -> str | None:
    """The text with its slots filled in once; None where a value is missing.

    What a value says is never read as a slot.
    """
    if any(not values.get(one) for one in slots(said)):
        return None
    return _SLOT.sub(lambda found: values[found[1]] or "", said)


def laid_over(
    content: Iterable[ReadyReply], changed: Iterable[tuple[str, ReadyReply | None]]
) -> list[ReadyReply]:
    """The replies of the content, with what a group has changed, added or (None) taken away."""
    found: dict[str, ReadyReply | None] = {one.id: one for one in content}
    found.update(changed)
    return [one for one in found.values() if one is not None]


def as_toml(replies: Iterable[ReadyReply]) -> str:
    """The whole file `replies.toml`."""
    return "\n".join([_HEAD, *(_part(one) for one in replies)])


def _part(reply: ReadyReply) -> str:
    lines = ["[[replies]]", f"id = {_text(reply.id)}"]
    lines += ["asks = true"] if reply.asks else []
    lines += [f"phases = {_text(list(reply.phases))}"] if reply.phases else []
    lines += [f"office = {_text(reply.office)}"] if reply.office else []
    for key, texts in (("title", reply.title), ("says", reply.says)):
        lines += [f"{key}.{one} = {_text(texts[one])}" for one in LANGUAGES if texts.get(one)]
    return "\n".join(lines) + "\n"


def _text(value: object) -> str:
    """A text, or a list of texts, as TOML writes it: as JSON does, but for one sign."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
