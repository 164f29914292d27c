"""What the staff desk takes from the content. Values only.

Only what is verified stands there: a body's contacts are empty until somebody has confirmed them,
and a ground of refusal names an article whose text we know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge import text
from knowledge.articles import in_language
from knowledge.desk.ready import ReadyReply

#: What a body can be reached by.
BODY_CONTACTS = ("website", "phone", "address")


@dataclass(frozen=True)
class Body:
    """A body that holds what the office does not.

    `holds` says what, `where` how it is asked there in words (may be empty), `words` what requests
    for it speak of. `office` None means that every office refers to it.
    """

    id: str
    name: Mapping[str, str]
    holds: Mapping[str, str]
    where: Mapping[str, str]
    contacts: Mapping[str, str | None]
    words: tuple[str, ...] = ()
    office: str | None = None

    def name_in(self, language: str) -> str:
        """Its name in that language."""
        return in_language(self.name, language)

    def holds_in(self, language: str) -> str:
        """What it holds, in that language."""
        return in_language(self.holds, language)

    def where_in(self, language: str) -> str:
        """How it is asked, in that language; empty where nothing is known."""
        return in_language(self.where, language)


@dataclass(frozen=True)
class Ground:
    """A legal ground on which a request is refused.

    `says` is what the person reads; with `articles` it has the slot `{article}` for one of them.
    `kinds` are the matters it fits. With `needs_question` it holds only after the office has asked
    back. `office` None means that it holds in every office.
    """

    id: str
    label: Mapping[str, str]
    says: Mapping[str, str]
    kinds: tuple[str, ...]
    articles: tuple[int, ...] = ()
    needs_question: bool = False
    office: str | None = None

    def label_in(self, language: str) -> str:
        """What stands on its button, in that language."""
        return in_language(self.label, language)

    def says_in(self, language: str) -> str:
        """What the person reads, in that language, with its slot."""
        return in_language(self.says, language)


@dataclass(frozen=True)
class DeskContent:
    """What the desk knows; `objection` is how a refusal is objected to outside of the bot."""

    bodies: tuple[Body, ...] = ()
    grounds: tuple[Ground, ...] = ()
    objection: Mapping[str, str] = field(default_factory=dict)
    replies: tuple[ReadyReply, ...] = ()

    def body(self, body_id: str) -> Body | None:
        """The body of that id."""
        return next((one for one in self.bodies if one.id == body_id), None)

    def ground(self, ground_id: str) -> Ground | None:
        """The ground of that id."""
        return next((one for one in self.grounds if one.id == ground_id), None)

    def bodies_for(self, office: str, request: str) -> list[Body]:
        """The bodies an office refers to, those first whose words the request has most of."""
        asked = set(text.tokens(request))
        here = [one for one in self.bodies if one.office in {None, office}]
        return sorted(here, key=lambda one: -_shared(one, asked))

    def grounds_for(self, office: str, kind: str, *, was_asked: bool) -> list[Ground]:
        """The grounds on which such a matter can be refused; `was_asked`: it was asked back."""
        return [
            one
            for one in self.grounds
            if one.office in {None, office}
            and kind in one.kinds
            and (was_asked or not one.needs_question)
        ]


def _shared(body: Body, asked: set[str]) -> int:
    """How many of a body's phrases a request has, all words of each."""
    return sum(asked.issuperset(text.tokens(phrase)) for phrase in body.words)
