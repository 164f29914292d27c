"""The words in which the life of a ticket is told: kinds, states, acts, parties, phases. Pure.

What may follow what is in `states.py`, which everybody imports these words from.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What a person wants."""

    REQUEST = "request"
    COMPLAINT = "complaint"
    OPINION = "opinion"
    SUGGESTION = "suggestion"
    QUESTION = "question"
    DISCREPANCY = "discrepancy"  # a figure of the yearbook looks wrong: its expert checks it


class Status(StrEnum):
    """Where a ticket stands."""

    NEW = "new"  # opened, or given back: nobody has it
    IN_REVIEW = "in_review"  # somebody of the staff has it
    WAITING_PERSON = "waiting_person"  # the office asked back; its clock stands still
    PREPARING = "preparing"  # the data or the answer are being made
    WAITING_PAYMENT = "waiting_payment"  # a cost was named: the person decides, and pays
    CHECKING_PAYMENT = "checking_payment"  # a receipt came: the office looks whether it is right
    ANSWERED_FULL = "answered_full"  # the office says: all given; the person may disagree
    ANSWERED_PARTLY = "answered_partly"  # the office says: a part given
    NOT_HELD = "not_held"  # the office does not have it
    REFUSED = "refused"  # the office may not give it, and said why
    DUPLICATE = "duplicate"  # the same matter as another ticket, which goes on
    WITHDRAWN = "withdrawn"  # the person no longer wants it
    CLOSED = "closed"  # the person has confirmed the outcome
    REOPENED = "reopened"  # it was ended, and is not: nobody has it yet
    OBJECTED = "objected"  # the person objects to the outcome: a supervisor decides
    UPHELD = "upheld"  # a supervisor looked at the objection, and the outcome stands


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
    CLOSE_DUPLICATE = "close_duplicate"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    CONFIRM = "confirm"
    DISPUTE = "dispute"
    OBJECT = "object"  # the person asks for a review of the outcome
    UPHOLD = "uphold"  # a supervisor lets the outcome stand, and says why
    GRANT = "grant"  # a supervisor finds the objection right: it is worked on again
    RATE = "rate"  # the person says how content they are, once
    REOPEN = "reopen"
    QUOTE = "quote"  # the office names a cost
    ACCEPT_COST = "accept_cost"
    DECLINE_COST = "decline_cost"
    PAY = "pay"  # the person shows that they have paid
    CONFIRM_PAYMENT = "confirm_payment"
    REJECT_PAYMENT = "reject_payment"  # the receipt is not right: the person reads why
    MERGE = "merge"  # another ticket of the person goes on in this one
    LINK = "link"  # it has to do with another ticket
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
    """What the person says of the outcome: the first two confirm it.

    Without an answer it is opened again; an objection is looked at by a supervisor.
    """

    ALL = "all"
    PART = "part"
    NONE = "none"
    OBJECT = "object"


VERDICTS: Mapping[Action, frozenset[Verdict]] = MappingProxyType(
    {
        Action.CONFIRM: frozenset({Verdict.ALL, Verdict.PART}),
        Action.DISPUTE: frozenset({Verdict.NONE}),
        Action.OBJECT: frozenset({Verdict.OBJECT}),
    }
)
