"""What became of one claimed message: a verdict, and the numbers of what it made."""

from dataclasses import dataclass

from bot.verdicts import Verdict
from storage import outbox


@dataclass(frozen=True)
class Fate:
    """What became of one message: a verdict, the numbers of the messages (or topic) it made.

    `seconds` is how long the server took.
    """

    claimed: outbox.Claimed
    verdict: Verdict
    made: tuple[int, ...] = ()
    seconds: float = 0.0
