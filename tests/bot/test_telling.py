"""One line for each update and each delivery, and the figures of /metrics beside them."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot import logs
from bot.fates import Fate
from bot.metrics import Metrics
from bot.telling import Telling, route_of
from bot.verdicts import Kind, Verdict
from storage import outbox
from storage.standing import Standing
from storage.tickets.states import Status
from tests.clock import START

STANDING = Standing(
    waiting=3,
    age=timedelta(seconds=90),
    lag=timedelta(seconds=4),
    dead=2,
    tickets={Status.NEW: 7},
    overdue=1,
)


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """The log as JSON, in a string."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    logs.set_up("INFO", "json", stream=stream)
    yield stream
    root.handlers[:], level = before
    root.setLevel(level)


def fate(verdict: Verdict, seconds: float = 0.25) -> Fate:
    """What became of a message to a person."""
    message = outbox.OutboxMessage(
        id=5,
        chat_id=77,
        method="sendMessage",
        payload={"text": "secret"},
        due_at=START,
        created_at=START,
        attempts=2,
    )
    claimed = outbox.Claimed(message=message, chat_id=77, target_id=None, reply_id=None)
    return Fate(claimed, verdict, seconds=seconds)


@pytest.mark.parametrize(
    ("kind", "outcome", "expected"),
    [
        ("message", "ask:answer", ("ask", "answer")),
        ("message", "command:help", ("command:help", "done")),
        ("callback_query", "press:tk", ("press:tk", "done")),
        ("message", "form:complaint:body", ("form:complaint", "body")),
        ("message", "ticket:request", ("ticket", "request")),
        ("message", "human", ("human", "done")),
        ("message", "done", ("message", "done")),
        ("message", None, ("message", "done")),
        ("my_chat_member", "failed:ab12", ("my_chat_member", "failed")),
        ("message", "duplicate", ("message", "duplicate")),
    ],
)
def test_a_route_and_what_came_of_it(
    kind: str, outcome: str | None, expected: tuple[str, str]
) -> None:
    """The words of the handlers are told apart; numbers of errors are no outcome."""
    assert route_of(kind, outcome) == expected


def test_an_update_is_one_line_and_counted(out: io.StringIO) -> None:
    """Number, hash of the chat, route, outcome, milliseconds; the person is not in it."""
    metrics = Metrics()
    telling = Telling(metrics, "salt")
    telling.update(9, kind="message", chat=4711, outcome="ask:answer", seconds=0.0123)
    line = json.loads(out.getvalue())
    facts = {name: line[name] for name in ("event", "id", "chat", "route", "outcome", "ms")}
    assert facts == {
        "event": "update",
        "id": 9,
        "chat": logs.chat_mark(4711, "salt"),
        "route": "ask",
        "outcome": "answer",
        "ms": 12,
    }
    assert "4711" not in out.getvalue()
    page = metrics.page(None).decode()
    assert 'amaryar_updates_total{outcome="answer",route="ask"} 1.0' in page
    assert 'amaryar_answers_total{outcome="answer"} 1.0' in page
    assert "amaryar_update_seconds_count 1.0" in page


@pytest.mark.parametrize(
    ("verdict", "level", "outcome"),
    [
        (Verdict(Kind.DONE, "sent"), "info", "done"),
        (Verdict(Kind.AGAIN, "flood limit", timedelta(seconds=3)), "warning", "again"),
        (Verdict(Kind.DEAD, "refused: x"), "error", "dead"),
    ],
)
def test_a_delivery_is_one_line_and_counted(
    out: io.StringIO, verdict: Verdict, level: str, outcome: str
) -> None:
    """Row, method, hash of the chat, verdict, milliseconds; never the text."""
    metrics = Metrics()
    Telling(metrics, "salt").delivery(fate(verdict))
    (line,) = [json.loads(text) for text in out.getvalue().splitlines()]
    assert (line["event"], line["level"], line["outcome"]) == ("delivery", level, outcome)
    assert (line["id"], line["method"], line["attempts"], line["ms"]) == (5, "sendMessage", 2, 250)
    assert "secret" not in out.getvalue()
    assert line["chat"] == logs.chat_mark(77, "salt")
    told = f'amaryar_deliveries_total{{method="sendMessage",verdict="{outcome}"}} 1.0'
    assert told in metrics.page(None).decode()


def test_the_standing_of_the_office_is_told_when_the_database_answers() -> None:
    """Depth, age, given-up messages, tickets by state; without a database only that it is away."""
    page = Metrics().page(STANDING).decode()
    for told in (
        "amaryar_database_up 1.0",
        "amaryar_outbox_waiting 3.0",
        "amaryar_outbox_oldest_seconds 90.0",
        "amaryar_outbox_lag_seconds 4.0",
        "amaryar_outbox_dead 2.0",
        'amaryar_tickets_open{state="new"} 7.0',
        'amaryar_tickets_open{state="in_review"} 0.0',
        "amaryar_tickets_overdue 1.0",
        "process_resident_memory_bytes",
    ):
        assert told in page, told
    assert "amaryar_database_up 0.0" in Metrics().page(None).decode()


def test_a_search_is_measured() -> None:
    """Also one that fails."""
    metrics = Metrics()
    with pytest.raises(ValueError, match="odd"), metrics.searching():
        raise ValueError("odd")
    assert "amaryar_search_seconds_count 1.0" in metrics.page(None).decode()
