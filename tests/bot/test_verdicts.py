"""The table of verdicts: every error of the Bot API has one."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
    TimedOut,
)

from bot import transport, verdicts
from bot.verdicts import Kind, Repair, Verdict

PERSON, GROUP = 7, -1007


def judge(error: TelegramError, *, attempts: int = 1, chat_id: int = PERSON) -> Verdict:
    """The verdict without chance."""
    return verdicts.judge(error, attempts=attempts, chat_id=chat_id, chance=0.0)


def said(status: int, description: str) -> TelegramError:
    """The error PTB makes of an answer."""
    kinds: dict[int, type[TelegramError]] = {}
    kinds |= {400: BadRequest, 401: InvalidToken, 403: Forbidden, 404: InvalidToken}
    return kinds.get(status, NetworkError)(description)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (said(403, "Forbidden: bot was blocked by the user"), Kind.UNREACHABLE),
        (said(403, "Forbidden: user is deactivated"), Kind.UNREACHABLE),
        (said(403, "Forbidden: bot can't initiate conversation with a user"), Kind.UNREACHABLE),
        (said(400, "Bad Request: chat not found"), Kind.UNREACHABLE),
        (said(400, "Bad Request: message is not modified: same"), Kind.DONE),
        (said(400, "Bad Request: message to delete not found"), Kind.DONE),
        (said(400, "Bad Request: message to edit not found"), Kind.DEAD),
        (said(400, "Bad Request: message can't be edited"), Kind.DEAD),
        (said(400, "Bad Request: message is too long"), Kind.DEAD),
        (said(400, "Bad Request: BUTTON_DATA_INVALID"), Kind.DEAD),
        (said(400, "Bad Request: REACTION_INVALID"), Kind.DEAD),
        (said(500, "Internal Server Error"), Kind.AGAIN),
        (said(502, "Bad Gateway (502). Parsing the server response b'<html>' failed"), Kind.AGAIN),
        (TimedOut(), Kind.AGAIN),
        (NetworkError("ClientConnectorError"), Kind.AGAIN),
        (Conflict("Conflict: terminated by other getUpdates request"), Kind.AGAIN),
        (TelegramError("Invalid server response"), Kind.AGAIN),
        (said(401, "Unauthorized"), Kind.STOP),
        (said(404, "Not Found"), Kind.DEAD),
        (EndPointNotFound("Endpoint 'setX' not found in Bot API"), Kind.DEAD),
    ],
    ids=lambda value: str(value)[:40],
)
def test_each_error_to_a_person_has_its_verdict(error: TelegramError, kind: Kind) -> None:
    """What the Bot API says about a private chat, and what becomes of the message."""
    assert judge(error).kind is kind


@pytest.mark.parametrize(
    ("description", "repair"),
    [
        ("Bad Request: message to be replied not found", Repair.NO_REPLY),
        ("Bad Request: reply message not found", Repair.NO_REPLY),
        ("Bad Request: message thread not found", Repair.NO_THREAD),
        ("Bad Request: TOPIC_CLOSED", Repair.NO_THREAD),
        ('Bad Request: can\'t parse entities: Unsupported start tag "x"', Repair.PLAIN),
    ],
)
def test_what_can_be_left_out_is_left_out(description: str, repair: Repair) -> None:
    """A message goes out without the part that was refused, rather than not at all."""
    verdict = judge(said(400, description))
    assert (verdict.kind, verdict.repair) == (Kind.REPAIR, repair)


@pytest.mark.parametrize(
    "error",
    [
        said(403, "Forbidden: bot was kicked from the supergroup chat"),
        said(400, "Bad Request: chat not found"),
        said(400, "Bad Request: not enough rights to send text messages to the chat"),
        said(400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    ],
)
def test_a_group_that_shuts_the_bot_out_is_tried_for_a_day(error: TelegramError) -> None:
    """Cards for the staff wait until somebody lets the bot in again; then they are dead."""
    assert judge(error, chat_id=GROUP).kind is Kind.AGAIN
    last = verdicts.ATTEMPTS_SHUT_OUT
    assert judge(error, chat_id=GROUP, attempts=last).kind is Kind.DEAD
    waited = sum((judge(error, chat_id=GROUP, attempts=n).delay for n in range(1, last)), _ZERO)
    assert timedelta(hours=20) < waited < timedelta(hours=28)


_ZERO = timedelta(0)


def test_a_flood_limit_is_waited_out() -> None:
    """429 tells how long; not less, and at most a second more."""
    transport.Timeouts()  # the transport's module asks PTB for timedelta
    for chance in (0.0, 0.5, 1.0):
        verdict = verdicts.judge(RetryAfter(17), attempts=3, chat_id=GROUP, chance=chance)
        assert verdict.kind is Kind.AGAIN
        assert timedelta(seconds=17) <= verdict.delay <= timedelta(seconds=18)
    assert judge(RetryAfter(timedelta(minutes=2))).delay == timedelta(minutes=2)


def test_a_moved_group_tells_its_new_number() -> None:
    """The number is changed and the message sent again."""
    verdict = judge(ChatMigrated(-100500), chat_id=-5)
    assert (verdict.kind, verdict.new_chat_id) == (Kind.MOVED, -100500)
    assert judge(ChatMigrated(-100500), chat_id=-5, attempts=50).kind is Kind.DEAD


def test_an_outage_of_twenty_hours_loses_nothing() -> None:
    """Trouble on the line is waited out for about a day, with growing pauses."""
    delays = []
    for attempts in range(1, verdicts.ATTEMPTS_OFFLINE):
        verdict = judge(NetworkError("ClientOSError"), attempts=attempts)
        assert verdict.kind is Kind.AGAIN
        delays.append(verdict.delay)
    assert delays == sorted(delays)
    assert delays[0] == timedelta(seconds=1)
    assert delays[-1] == timedelta(seconds=verdicts.LONGEST)
    assert sum(delays, _ZERO) > timedelta(hours=20)
    last = judge(NetworkError("ClientOSError"), attempts=verdicts.ATTEMPTS_OFFLINE)
    assert last.kind is Kind.DEAD


def test_a_message_that_breaks_the_server_does_not_block_its_chat_for_a_day() -> None:
    """Errors of the server end after about two hours."""
    error = said(500, "Internal Server Error")
    assert judge(error, attempts=verdicts.ATTEMPTS_SERVER).kind is Kind.DEAD
    waited = sum((judge(error, attempts=n).delay for n in range(1, 30)), _ZERO)
    assert timedelta(hours=1) < waited < timedelta(hours=3)


@given(
    error=st.one_of(
        st.builds(BadRequest, st.text()),
        st.builds(NetworkError, st.text()),
        st.builds(TelegramError, st.text()),
        st.builds(Forbidden, st.text()),
        st.builds(InvalidToken, st.text()),
    ),
    attempts=st.integers(1, 5000),
    chat_id=st.integers(-(10**13), 10**10).filter(bool),
    chance=st.floats(0, 1),
)
def test_every_error_has_a_verdict_and_every_message_an_end(
    error: TelegramError, attempts: int, chat_id: int, chance: float
) -> None:
    """No words, number or chance makes a message wait for ever, or at once and for ever."""
    verdict = verdicts.judge(error, attempts=attempts, chat_id=chat_id, chance=chance)
    if verdict.kind is Kind.AGAIN:
        assert attempts < verdicts.ATTEMPTS_FLOOD
        assert timedelta(seconds=1) <= verdict.delay <= timedelta(seconds=verdicts.LONGEST * 1.25)
    assert (verdict.kind is Kind.REPAIR) == (verdict.repair is not None)
