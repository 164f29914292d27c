"""What a form must know of the office it is for, as answers under names that begin with "_"."""

from __future__ import annotations

from typing import Any, Final, Protocol

from handlers.forms.field import Answers

OFFICE: Final = "_office"
DOCUMENTS_IN_CHAT: Final = "_documents_in_chat"
YEARBOOK: Final = "_yearbook"
#: Offices whose statement limits them to statistics that exist and may be published (BR-16).
EXISTING_ONLY: Final = frozenset({"semnan"})


class OfficeFacts(Protocol):
    """The part of ``knowledge.articles.Office`` that forms look at."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def accepts_documents_in_chat(self) -> bool: ...  # noqa: D102
    @property
    def yearbook(self) -> bool: ...  # noqa: D102


def of(office: OfficeFacts) -> dict[str, Any]:
    """The facts to begin a form with: ``engine.start(form, {**facts.of(office), ...})``."""
    return {
        OFFICE: office.id,
        DOCUMENTS_IN_CHAT: office.accepts_documents_in_chat,
        YEARBOOK: office.yearbook,
    }


def takes_documents(answers: Answers) -> bool:
    """Whether documents may be sent in the chat (BR-02: not in Qom)."""
    return bool(answers.get(DOCUMENTS_IN_CHAT, True))


def is_yearbook(answers: Answers) -> bool:
    """Whether the office serves its yearbook: yearly, and of the year before (BR-03, BR-04)."""
    return bool(answers.get(YEARBOOK, answers.get(OFFICE) == "qom"))


def existing_only(answers: Answers) -> bool:
    """Whether the office's statement names only what exists and may be published (BR-16)."""
    return answers.get(OFFICE) in EXISTING_ONLY
