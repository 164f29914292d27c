"""What an error of the Bot API means for the message that met it: pure, the whole table here.

PTB's traps (22.8): BadRequest and TimedOut are NetworkErrors; 404 and 401 are both InvalidToken;
the words of a BadRequest have lost their capitals, so they are compared casefolded.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)


class Kind(StrEnum):
    """What becomes of the message."""

    #: It is as it should be; nothing more to do.
    DONE = "done"
    #: Send it again after `delay`.
    AGAIN = "again"
    #: Send it again at once, without what was refused: `Repair`.
    REPAIR = "repair"
    #: The group has a new number; change it and send again.
    MOVED = "moved"
    #: Something is to be done about its topic (`TopicNews`); then send it again at once.
    TOPIC = "topic"
    #: The person does not want or cannot get messages; stop writing to them.
    UNREACHABLE = "unreachable"
    #: It can never be sent; keep it for a human to look at.
    DEAD = "dead"
    #: Nothing can be sent: the token is not valid any more.
    STOP = "stop"


class Repair(StrEnum):
    """What is left out of a refused message before it is tried once more."""

    PLAIN = "without formatting"
    NO_REPLY = "without the reply"
    NO_THREAD = "without the topic"


class TopicNews(StrEnum):
    """What was learned about the topic of a message."""

    #: It was made; the fate tells its number.
    MADE = "made"
    #: It was deleted.
    LOST = "lost"
    #: The group has no topics (any more).
    FLAT = "flat"
    #: The bot may not make topics.
    BARRED = "barred"
    #: This one topic is refused, whatever the reason.
    REFUSED = "refused"


@dataclass(frozen=True)
class Verdict:
    """What to do with a message; `reason` is short and holds no personal data."""

    kind: Kind
    reason: str
    delay: timedelta = timedelta(0)
    repair: Repair | None = None
    new_chat_id: int | None = None
    news: TopicNews | None = None


#: Reason of a change that comes too late: the message was deleted.
GONE = "message to edit not found"
#: Seconds at most between two attempts.
LONGEST = 300.0
#: Attempts through trouble on the line: about a day, so that an outage loses nothing.
ATTEMPTS_OFFLINE = 300
#: Attempts when the server itself fails: about two hours; it may be this message that breaks it.
ATTEMPTS_SERVER = 30
#: Attempts in a group that the bot may not write to: about a day, until somebody puts it right.
ATTEMPTS_SHUT_OUT = 290
#: Attempts for a flood limit: Telegram says how long to wait, so it ends.
ATTEMPTS_FLOOD = 1000

_SERVER_ERRORS = ("(500)", "(502)", "(503)", "(504)", "internal server error", "bad gateway")
#: Words of a 400 -> what becomes of the message. The first that fits counts.
_REFUSALS: tuple[tuple[str, Kind, Repair | None], ...] = (
    ("message is not modified", Kind.DONE, None),
    ("message to delete not found", Kind.DONE, None),
    ("topic_not_modified", Kind.DONE, None),
    (GONE, Kind.DEAD, None),
    ("message to be replied not found", Kind.REPAIR, Repair.NO_REPLY),
    ("replied message not found", Kind.REPAIR, Repair.NO_REPLY),
    ("reply message not found", Kind.REPAIR, Repair.NO_REPLY),
    ("message thread not found", Kind.REPAIR, Repair.NO_THREAD),
    ("topic_closed", Kind.REPAIR, Repair.NO_THREAD),
    ("topic_deleted", Kind.REPAIR, Repair.NO_THREAD),
    ("topic_id_invalid", Kind.REPAIR, Repair.NO_THREAD),
    ("can't parse", Kind.REPAIR, Repair.PLAIN),
)
#: Words of a 400 that say: this chat does not let us in.
_SHUT_OUT = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "have no rights to send",
    "not enough rights",
    "chat_write_forbidden",
    "chat_restricted",
    "user_is_deactivated",
    "bot is not a member",
    "group chat was deactivated",
    "no such group or user",
)


def judge(error: TelegramError, *, attempts: int, chat_id: int, chance: float) -> Verdict:
    """What becomes of a message after this error.

    Args:
        error: what the call raised.
        attempts: how often it has been sent, this time included.
        chat_id: where to; groups have negative numbers (Bot API).
        chance: from 0 to 1; spreads the attempts of many messages.
    """
    if isinstance(error, RetryAfter):
        return _flood(error, attempts, chance)
    if isinstance(error, ChatMigrated):
        kind = Kind.MOVED if attempts < ATTEMPTS_SERVER else Kind.DEAD
        return Verdict(kind, "group became supergroup", new_chat_id=error.new_chat_id)
    if isinstance(error, Forbidden):
        return _shut_out("forbidden", attempts, chat_id, chance)
    if isinstance(error, EndPointNotFound | InvalidToken):
        return _unknown_method_or_token(error)
    if isinstance(error, BadRequest):
        return _refused(str(error).casefold(), attempts, chat_id, chance)
    return _line(error, attempts, chance)


def wait(attempts: int, chance: float) -> timedelta:
    """1, 2, 4 … seconds up to `LONGEST`, and up to a quarter more by chance."""
    seconds = min(2.0 ** min(attempts - 1, 20), LONGEST)
    return timedelta(seconds=seconds * (1 + chance / 4))


def _flood(error: RetryAfter, attempts: int, chance: float) -> Verdict:
    after = error.retry_after
    told = after if isinstance(after, timedelta) else timedelta(seconds=after)
    if attempts >= ATTEMPTS_FLOOD:
        return Verdict(Kind.DEAD, "flood limit without end")
    return Verdict(Kind.AGAIN, "flood limit", told + timedelta(seconds=chance))


def _unknown_method_or_token(error: TelegramError) -> Verdict:
    """401 is a dead token; 404 is a method this server lacks (the token was good at the start)."""
    if "unauthorized" in str(error).casefold():
        return Verdict(Kind.STOP, "the token was refused")
    return Verdict(Kind.DEAD, "the server does not know this method")


def _shut_out(reason: str, attempts: int, chat_id: int, chance: float) -> Verdict:
    """A person who blocked the bot is left alone; a group is tried until somebody helps."""
    if chat_id > 0:
        return Verdict(Kind.UNREACHABLE, reason)
    if attempts >= ATTEMPTS_SHUT_OUT:
        return Verdict(Kind.DEAD, f"{reason}: the bot cannot write to this group")
    longer = wait(attempts + 4, chance)
    return Verdict(Kind.AGAIN, f"{reason}: the bot cannot write to this group", longer)


def _refused(words: str, attempts: int, chat_id: int, chance: float) -> Verdict:
    for part, kind, repair in _REFUSALS:
        if part in words:
            return Verdict(kind, part, repair=repair)
    for part in _SHUT_OUT:
        if part in words:
            return _shut_out(part, attempts, chat_id, chance)
    return Verdict(Kind.DEAD, f"refused: {words[:120]}")


def _line(error: TelegramError, attempts: int, chance: float) -> Verdict:
    """Trouble on the way, or an error of the server; both end some day."""
    words = str(error).casefold()
    if isinstance(error, Conflict):
        most, reason = ATTEMPTS_SERVER, "conflict"
    elif any(part in words for part in _SERVER_ERRORS):
        most, reason = ATTEMPTS_SERVER, "error of the server"
    elif isinstance(error, NetworkError):
        most, reason = ATTEMPTS_OFFLINE, f"line: {type(error).__name__}"
    else:
        most, reason = ATTEMPTS_SERVER, f"unreadable answer: {type(error).__name__}"
    if attempts >= most:
        return Verdict(Kind.DEAD, f"{reason}, {attempts} attempts")
    return Verdict(Kind.AGAIN, reason, wait(attempts, chance))
