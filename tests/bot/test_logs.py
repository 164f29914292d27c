"""Log lines: readable, and without token, passwords or numbers of people."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest

from bot import logs

TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz_12345"


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], level = before
    root.setLevel(level)


def lines(form: Literal["text", "json"], *secrets: str, level: str = "INFO") -> io.StringIO:
    """Set up logging into a string."""
    stream = io.StringIO()
    logs.set_up(level, form, secrets=secrets, stream=stream)
    return stream


def test_a_json_line_holds_event_and_facts() -> None:
    """One JSON object a line: event, level, time, logger and the given facts."""
    out = lines("json")
    logs.get("bot.test").info("update", update_id=7, outcome="answered")
    line = json.loads(out.getvalue())
    assert line["event"] == "update"
    assert (line["update_id"], line["outcome"]) == (7, "answered")
    assert (line["level"], line["logger"]) == ("info", "bot.test")
    assert line["timestamp"].endswith("Z")


def test_what_libraries_log_has_the_same_form() -> None:
    """A standard logger's warning becomes such a line as well."""
    out = lines("json")
    logging.getLogger("some.package").warning("it is %s", "late")
    assert json.loads(out.getvalue())["event"] == "it is late"


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_secret_reaches_a_line(form: Literal["text", "json"]) -> None:
    """Tokens and known secrets are cut out of words, facts and tracebacks, whoever logs them."""
    out = lines(form, "dbpass", "my-hook-secret")
    logs.get("bot").warning("called", url=f"https://api.telegram.org/bot{TOKEN}/getMe")
    logging.getLogger("aiohttp.client").error("postgresql://u:dbpass@h %s", TOKEN)
    try:
        int(f"{TOKEN} my-hook-secret")
    except ValueError:
        logging.getLogger("x").exception("oh")
        logs.get("bot").exception("oh")
    said = out.getvalue()
    assert said.count("ValueError") >= 2
    for secret in (TOKEN, TOKEN[12:], "dbpass", "my-hook-secret"):
        assert secret not in said


def test_libraries_are_quiet_below_warnings() -> None:
    """HTTP libraries log every call at INFO, with the token in the address; that is off."""
    out = lines("text")
    logging.getLogger("httpx").info("POST https://…")
    logging.getLogger("aiohttp.access").info("GET /healthz")
    assert out.getvalue() == ""


def test_the_level_counts() -> None:
    """Below the level nothing is written."""
    out = lines("text", level="WARNING")
    logs.get("bot").info("quiet")
    logs.get("bot").warning("loud")
    assert "quiet" not in out.getvalue()
    assert "loud" in out.getvalue()


def test_a_chat_is_a_mark_that_tells_nothing() -> None:
    """The same chat has the same mark with one salt; the number is not in it."""
    assert logs.chat_mark(12345, "a") == logs.chat_mark(12345, "a")
    assert logs.chat_mark(12345, "a") != logs.chat_mark(12345, "b")
    assert logs.chat_mark(12345, "a") != logs.chat_mark(12346, "a")
    assert "12345" not in logs.chat_mark(12345, "a")


def test_the_place_of_an_error_has_no_words_of_it() -> None:
    """Where it broke is told, what a person had written is not."""

    def inner() -> None:
        raise ValueError("my name is Zahra")

    with pytest.raises(ValueError, match="Zahra") as caught:
        inner()
    place = logs.place_of(caught.value)
    assert place.startswith("bot/test_logs.py:")
    assert "inner" in place
    assert "Zahra" not in place
