"""The whole life of a ticket on one screen: what may happen in each state, and who may do it.

Pure: no database, no Telegram. `TRANSITIONS` is the one source; `drawing.py` draws it.
"Overdue" is no state: it is computed from the deadline.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from storage import errors


class Kind(StrEnum):
    """What a person wants."""

    REQUEST = "request"
    COMPLAINT = "complaint"
    OPINION = "opinion"
    SUGGESTION = "suggestion"
    QUESTION = "question"


class Status(StrEnum):
    """Where a ticket stands."""

    NEW = "new"  # opened, or given back: nobody has it
    IN_REVIEW = "in_review"  # somebody of the staff has it
    WAITING_PERSON = "waiting_person"  # the office asked back; its clock stands still
    PREPARING = "preparing"  # the data or the answer are being made
    ANSWERED_FULL = "answered_full"  # the office says: all given; the person may disagree
    ANSWERED_PARTLY = "answered_partly"  # the office says: a part given
    NOT_HELD = "not_held"  # the office does not have it
    REFUSED = "refused"  # the office may not give it, and said why
    WITHDRAWN = "withdrawn"  # the person no longer wants it
    CLOSED = "closed"  # the person has confirmed the outcome
    REOPENED = "reopened"  # it was ended, and is not: nobody has it yet


class Action(StrEnum):
    """What can be done with a ticket."""

    OPEN = "open"
    TAKE = "take"
    RELEASE = "release"
    HAND_OVER = "hand_over"
    ASK_BACK = "ask_back"
    PERSON_WRITES = "person_writes"
    PREPARE = "prepare"
    ANSWER = "answer"
    CLOSE_FULL = "close_full"
    CLOSE_PARTLY = "close_partly"
    CLOSE_NOT_HELD = "close_not_held"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    CONFIRM = "confirm"
    DISPUTE = "dispute"
    REOPEN = "reopen"
    NOTE = "note"
    RETRACT = "retract"  # an answer is taken back from the person's chat
    REVEAL = "reveal"  # a supervisor has looked at who the person is


class Party(StrEnum):
    """Who does something."""

    PERSON = "person"
    STAFF = "staff"
    SYSTEM = "system"


class Phase(StrEnum):
    """What a state means to the person."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    NEEDS_YOU = "needs_you"
    ANSWERED = "answered"
    ENDED = "ended"


class Verdict(StrEnum):
    """What the person says of the outcome: the first two confirm it, the others dispute it."""

    ALL = "all"
    PART = "part"
    NONE = "none"
    OBJECT = "object"


VERDICTS: Mapping[Action, frozenset[Verdict]] = MappingProxyType(
    {
        Action.CONFIRM: frozenset({Verdict.ALL, Verdict.PART}),
        Action.DISPUTE: frozenset({Verdict.NONE, Verdict.OBJECT}),
    }
)

_S, _A = Status, Action
OPEN_STATUSES = frozenset({_S.NEW, _S.IN_REVIEW, _S.WAITING_PERSON, _S.PREPARING, _S.REOPENED})
ANSWERED_STATUSES = frozenset({_S.ANSWERED_FULL, _S.ANSWERED_PARTLY, _S.NOT_HELD, _S.REFUSED})
FINAL = frozenset({_S.WITHDRAWN, _S.CLOSED})
UNHELD_STATUSES = frozenset({_S.NEW, _S.REOPENED})

# What an act does in an open state that names it; all other open states have their common acts.
_WORK: dict[Action, dict[Status, Status]] = {
    # staff gets to work; a reply to an unheld ticket takes it
    _A.TAKE: {
        _S.NEW: _S.IN_REVIEW,
        _S.REOPENED: _S.IN_REVIEW,
        _S.IN_REVIEW: _S.IN_REVIEW,
        _S.WAITING_PERSON: _S.WAITING_PERSON,
        _S.PREPARING: _S.PREPARING,
    },
    _A.RELEASE: {
        _S.IN_REVIEW: _S.NEW,
        _S.PREPARING: _S.NEW,
        _S.WAITING_PERSON: _S.WAITING_PERSON,
    },
    _A.ANSWER: {
        _S.NEW: _S.IN_REVIEW,
        _S.REOPENED: _S.IN_REVIEW,
        _S.IN_REVIEW: _S.IN_REVIEW,
        _S.WAITING_PERSON: _S.WAITING_PERSON,
        _S.PREPARING: _S.PREPARING,
    },
    _A.PREPARE: {
        _S.NEW: _S.PREPARING,
        _S.REOPENED: _S.PREPARING,
        _S.IN_REVIEW: _S.PREPARING,
        _S.WAITING_PERSON: _S.PREPARING,
    },
    # what the person writes ends the waiting; without a holder the ticket is new (`UNHELD`)
    _A.PERSON_WRITES: {
        _S.NEW: _S.NEW,
        _S.REOPENED: _S.REOPENED,
        _S.IN_REVIEW: _S.IN_REVIEW,
        _S.WAITING_PERSON: _S.IN_REVIEW,
        _S.PREPARING: _S.PREPARING,
    },
}
_WORK[_A.HAND_OVER] = _WORK[_A.TAKE]
# What ends an open ticket, and what an open ticket goes to when the office asks back.
_FROM_ANY_OPEN: dict[Action, Status] = {
    _A.ASK_BACK: _S.WAITING_PERSON,
    _A.CLOSE_FULL: _S.ANSWERED_FULL,
    _A.CLOSE_PARTLY: _S.ANSWERED_PARTLY,
    _A.CLOSE_NOT_HELD: _S.NOT_HELD,
    _A.REFUSE: _S.REFUSED,
    _A.WITHDRAW: _S.WITHDRAWN,
}
# What the person says of an outcome; unsaid, an answered ticket stays answered.
_FROM_ANY_ANSWERED: dict[Action, Status] = {_A.CONFIRM: _S.CLOSED, _A.DISPUTE: _S.REOPENED}

TRANSITIONS: Mapping[tuple[Status, Action], Status] = MappingProxyType(
    {(before, act): after for act, row in _WORK.items() for before, after in row.items()}
    | {(status, act): after for act, after in _FROM_ANY_OPEN.items() for status in OPEN_STATUSES}
    | {
        (status, act): after
        for act, after in _FROM_ANY_ANSWERED.items()
        for status in ANSWERED_STATUSES
    }
    | {(status, _A.REOPEN): _S.REOPENED for status in ANSWERED_STATUSES | FINAL}
    # whatever is ended can still be written to, by either side, and stays ended
    | {
        (status, act): status
        for act in (_A.ANSWER, _A.PERSON_WRITES)
        for status in ANSWERED_STATUSES | FINAL
    }
    | {(status, act): status for act in (_A.NOTE, _A.RETRACT, _A.REVEAL) for status in Status}
    # the person was asked, reminded and warned, and never answered
    | {(_S.WAITING_PERSON, _A.EXPIRE): _S.CLOSED}
)
UNHELD: Mapping[tuple[Status, Action], Status] = MappingProxyType(
    {(_S.WAITING_PERSON, _A.PERSON_WRITES): _S.NEW}
)

_STAFF, _PERSON = frozenset({Party.STAFF}), frozenset({Party.PERSON})
WHO: Mapping[Action, frozenset[Party]] = MappingProxyType(
    {
        _A.OPEN: frozenset(Party),
        _A.TAKE: _STAFF,
        _A.RELEASE: _STAFF,
        _A.HAND_OVER: _STAFF,
        _A.ASK_BACK: _STAFF,
        _A.PERSON_WRITES: _PERSON,
        _A.PREPARE: _STAFF,
        _A.ANSWER: _STAFF,
        _A.CLOSE_FULL: _STAFF,
        _A.CLOSE_PARTLY: _STAFF,
        _A.CLOSE_NOT_HELD: _STAFF,
        _A.REFUSE: _STAFF,
        _A.WITHDRAW: _PERSON,
        _A.EXPIRE: frozenset({Party.SYSTEM}),
        _A.CONFIRM: _PERSON,
        _A.DISPUTE: _PERSON,
        _A.REOPEN: _PERSON | _STAFF,
        _A.NOTE: frozenset({Party.STAFF, Party.SYSTEM}),
        _A.RETRACT: _STAFF,
        _A.REVEAL: _STAFF,
    }
)
_PHASES: Mapping[Status, Phase] = MappingProxyType(
    {
        _S.NEW: Phase.RECEIVED,
        _S.REOPENED: Phase.RECEIVED,
        _S.IN_REVIEW: Phase.IN_PROGRESS,
        _S.PREPARING: Phase.IN_PROGRESS,
        _S.WAITING_PERSON: Phase.NEEDS_YOU,
        **dict.fromkeys(ANSWERED_STATUSES, Phase.ANSWERED),
        **dict.fromkeys(FINAL, Phase.ENDED),
    }
)


def next_status(status: Status, action: Action, *, is_held: bool = True) -> Status:
    """Give the state after an act. Raises NotAllowedNow when the state does not know it."""
    if not is_held and (status, action) in UNHELD:
        return UNHELD[status, action]
    try:
        return TRANSITIONS[status, action]
    except KeyError:
        raise errors.NotAllowedNow(status, action) from None


def actions(status: Status, party: Party) -> list[Action]:
    """Give what a party may do in a state, in the order of `Action`."""
    return [act for act in Action if (status, act) in TRANSITIONS and party in WHO[act]]


def clock_runs(status: Status) -> bool:
    """Tell whether the office's time runs: it has the ticket and does not wait for the person."""
    return status in OPEN_STATUSES and status is not Status.WAITING_PERSON


def phase(status: Status) -> Phase:
    """Give what the state means to the person."""
    return _PHASES[status]
