"""The whole life of a ticket on one screen: what may happen in each state, and who may do it.

Pure: no database, no Telegram. `TRANSITIONS` is the one source; `drawing.py` draws it.
"Overdue" is no state: it is computed from the deadline. The words are in `vocabulary.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from storage import errors
from storage.tickets.vocabulary import VERDICTS, Action, Kind, Party, Phase, Status, Verdict

__all__ = ["VERDICTS", "Action", "Kind", "Party", "Phase", "Status", "Verdict"]

_S, _A = Status, Action
OPEN_STATUSES = frozenset(
    {
        _S.NEW,
        _S.IN_REVIEW,
        _S.WAITING_PERSON,
        _S.PREPARING,
        _S.WAITING_PAYMENT,
        _S.CHECKING_PAYMENT,
        _S.REOPENED,
        _S.OBJECTED,
    }
)
ANSWERED_STATUSES = frozenset({_S.ANSWERED_FULL, _S.ANSWERED_PARTLY, _S.NOT_HELD, _S.REFUSED})
FINAL = frozenset({_S.DUPLICATE, _S.WITHDRAWN, _S.CLOSED, _S.UPHELD})
UNHELD_STATUSES = frozenset({_S.NEW, _S.REOPENED, _S.OBJECTED})
#: Open, and worked on; what a person objects to waits for a supervisor, and for nothing else.
WORKABLE = OPEN_STATUSES - {_S.OBJECTED}
#: The office waits for the person; its clock stands then, and while it looks at a receipt.
WAITING = frozenset({_S.WAITING_PERSON, _S.WAITING_PAYMENT})
STANDING = WAITING | {_S.CHECKING_PAYMENT}

# What an act does in an open state that names it; all other open states have their common acts.
_WORK: dict[Action, dict[Status, Status]] = {
    # staff gets to work; a reply to an unheld ticket takes it
    _A.TAKE: {
        _S.NEW: _S.IN_REVIEW,
        _S.REOPENED: _S.IN_REVIEW,
        _S.IN_REVIEW: _S.IN_REVIEW,
        _S.PREPARING: _S.PREPARING,
    },
    _A.RELEASE: {_S.IN_REVIEW: _S.NEW, _S.PREPARING: _S.NEW},
    _A.PREPARE: {
        _S.NEW: _S.PREPARING,
        _S.REOPENED: _S.PREPARING,
        _S.IN_REVIEW: _S.PREPARING,
        _S.WAITING_PERSON: _S.PREPARING,
        _S.WAITING_PAYMENT: _S.PREPARING,  # nothing is to be paid after all
    },
    _A.ASK_BACK: {
        _S.NEW: _S.WAITING_PERSON,
        _S.REOPENED: _S.WAITING_PERSON,
        _S.IN_REVIEW: _S.WAITING_PERSON,
        _S.WAITING_PERSON: _S.WAITING_PERSON,
        _S.PREPARING: _S.WAITING_PERSON,
    },
    # what the person writes ends the waiting; without a holder the ticket is new (`UNHELD`)
    _A.PERSON_WRITES: {
        _S.NEW: _S.NEW,
        _S.REOPENED: _S.REOPENED,
        _S.IN_REVIEW: _S.IN_REVIEW,
        _S.WAITING_PERSON: _S.IN_REVIEW,
        _S.PREPARING: _S.PREPARING,
        _S.WAITING_PAYMENT: _S.WAITING_PAYMENT,
        _S.CHECKING_PAYMENT: _S.CHECKING_PAYMENT,
        _S.OBJECTED: _S.OBJECTED,
    },
    # a cost: named (again), accepted or declined, paid, and the receipt confirmed or not
    _A.QUOTE: dict.fromkeys(WORKABLE - {_S.CHECKING_PAYMENT}, _S.WAITING_PAYMENT),
    _A.ACCEPT_COST: {_S.WAITING_PAYMENT: _S.WAITING_PAYMENT},
    _A.DECLINE_COST: {_S.WAITING_PAYMENT: _S.IN_REVIEW},
    _A.PAY: {_S.WAITING_PAYMENT: _S.CHECKING_PAYMENT},
    _A.CONFIRM_PAYMENT: dict.fromkeys((_S.WAITING_PAYMENT, _S.CHECKING_PAYMENT), _S.PREPARING),
    _A.REJECT_PAYMENT: {_S.CHECKING_PAYMENT: _S.WAITING_PAYMENT},
    # the person was asked, reminded and warned, and never answered
    _A.EXPIRE: dict.fromkeys(WAITING, _S.CLOSED),
    # a review: the person may give the objection up, a supervisor decides on it
    _A.WITHDRAW: {_S.OBJECTED: _S.WITHDRAWN},
    _A.UPHOLD: {_S.OBJECTED: _S.UPHELD},
    _A.GRANT: {_S.OBJECTED: _S.REOPENED},
    # how content the person is; never asked while it is disputed
    _A.RATE: {_S.CLOSED: _S.CLOSED, _S.UPHELD: _S.UPHELD},
}
# where the clock stands, staff come and go and write without an effect on it
_WORK[_A.RELEASE] |= {status: status for status in STANDING}
_WORK[_A.TAKE] |= {status: status for status in STANDING}
_WORK[_A.HAND_OVER] = _WORK[_A.TAKE]
_WORK[_A.ANSWER] = _WORK[_A.TAKE] | {_S.OBJECTED: _S.OBJECTED}
# What ends a ticket that is worked on.
_FROM_ANY_OPEN: dict[Action, Status] = {
    _A.CLOSE_FULL: _S.ANSWERED_FULL,
    _A.CLOSE_PARTLY: _S.ANSWERED_PARTLY,
    _A.CLOSE_NOT_HELD: _S.NOT_HELD,
    _A.REFUSE: _S.REFUSED,
    _A.CLOSE_DUPLICATE: _S.DUPLICATE,
    _A.WITHDRAW: _S.WITHDRAWN,
}
# What the person says of an outcome; unsaid, an answered ticket stays answered.
_FROM_ANY_ANSWERED: dict[Action, Status] = {
    _A.CONFIRM: _S.CLOSED,
    _A.DISPUTE: _S.REOPENED,
    _A.OBJECT: _S.OBJECTED,
}
_ALWAYS = (_A.NOTE, _A.RETRACT, _A.REVEAL, _A.MERGE, _A.LINK)

TRANSITIONS: Mapping[tuple[Status, Action], Status] = MappingProxyType(
    {(before, act): after for act, row in _WORK.items() for before, after in row.items()}
    | {(status, act): after for act, after in _FROM_ANY_OPEN.items() for status in WORKABLE}
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
    | {(status, act): status for act in _ALWAYS for status in Status}
)
UNHELD: Mapping[tuple[Status, Action], Status] = MappingProxyType(
    {
        (_S.WAITING_PERSON, _A.PERSON_WRITES): _S.NEW,
        (_S.WAITING_PAYMENT, _A.DECLINE_COST): _S.NEW,
    }
)

_STAFF, _PERSON, _SYSTEM = (
    frozenset({party}) for party in (Party.STAFF, Party.PERSON, Party.SYSTEM)
)
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
        _A.CLOSE_DUPLICATE: _STAFF,
        _A.WITHDRAW: _PERSON | _STAFF,
        _A.EXPIRE: _SYSTEM,
        _A.CONFIRM: _PERSON,
        _A.DISPUTE: _PERSON,
        _A.OBJECT: _PERSON,
        _A.UPHOLD: _STAFF,
        _A.GRANT: _STAFF,
        _A.RATE: _PERSON,
        _A.REOPEN: _PERSON | _STAFF,
        _A.QUOTE: _STAFF,
        _A.ACCEPT_COST: _PERSON,
        _A.DECLINE_COST: _PERSON,
        _A.PAY: _PERSON,
        _A.CONFIRM_PAYMENT: _STAFF,
        _A.REJECT_PAYMENT: _STAFF,
        _A.MERGE: _STAFF,
        _A.LINK: _STAFF | _SYSTEM,
        _A.NOTE: _STAFF | _SYSTEM,
        _A.RETRACT: _STAFF,
        _A.REVEAL: _STAFF,
    }
)
#: Once a supervisor has decided on an objection, only the office opens the case again.
_NOT_BY_PERSON = frozenset({(_S.UPHELD, _A.REOPEN)})
_PHASES: Mapping[Status, Phase] = MappingProxyType(
    {
        _S.NEW: Phase.RECEIVED,
        _S.REOPENED: Phase.RECEIVED,
        _S.IN_REVIEW: Phase.IN_PROGRESS,
        _S.PREPARING: Phase.IN_PROGRESS,
        _S.CHECKING_PAYMENT: Phase.IN_PROGRESS,
        _S.OBJECTED: Phase.IN_PROGRESS,
        **dict.fromkeys(WAITING, Phase.NEEDS_YOU),
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
    return [act for act in Action if (status, act) in TRANSITIONS and may(status, act, party)]


def may(status: Status, action: Action, party: Party) -> bool:
    """Tell whether an act of a state is for a party."""
    is_barred = party is Party.PERSON and (status, action) in _NOT_BY_PERSON
    return party in WHO[action] and not is_barred


def clock_runs(status: Status) -> bool:
    """Tell whether the office's time runs: it has the ticket and waits for nobody."""
    return status in OPEN_STATUSES and status not in STANDING


def phase(status: Status) -> Phase:
    """Give what the state means to the person."""
    return _PHASES[status]
