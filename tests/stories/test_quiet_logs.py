"""Nothing a person says, and no secret, stands in a log line or an error report."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot import logs
from handlers.visitor import tickets
from tests.office import Office
from tests.stories.asking import asks_an_expert

WORDS = "زمرد‌نشان"
PHONE = "09121119876"
NATIONAL = "0499370899"
MAIL = "nobody@example.ir"
NAME = "شهرزاد نام‌دار"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """All log lines down to INFO, as they are written for machines."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    logs.set_up("INFO", "json", stream=stream)
    yield stream
    root.handlers[:], level = before
    root.setLevel(level)


async def test_no_line_holds_what_people_say(
    desk: Office, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Questions, forms, files, answers, notes, look-ups, a crash: ids and short words only."""
    maryam = desk.visitor(name=NAME, username="shahrzad_private")
    chief, clerk = desk.chief(), desk.clerk("کارمند پنهان‌نام")
    reference = await asks_an_expert(desk, maryam, f"{WORDS} {PHONE} {MAIL}؟")
    await maryam.sends("document", caption=WORDS, name=f"{WORDS}.pdf")
    await maryam.says("/suggestion")
    await maryam.fills(">The website", f"{WORDS} {NATIONAL}", None, None, NAME, PHONE)
    await maryam.presses("📨 Submit")
    await clerk.takes(reference)
    await clerk.replies(desk.card(reference), f"{WORDS} {MAIL}")
    await chief.press(desk.card(reference), "🪪 Identity")
    await maryam.says(f"/track {reference}")
    await maryam.says(f"/start t_{reference}")
    await maryam.says("/mydata")
    await maryam.types(WORDS)
    await clerk.says(f"/find {WORDS}")

    async def breaks(*args: object) -> None:
        raise ValueError(f"{WORDS} {PHONE}")

    monkeypatch.setattr(tickets, "read_reference", breaks)
    monkeypatch.setattr(tickets, "show", breaks)
    monkeypatch.setattr(tickets, "by_reference", breaks)
    await maryam.says(f"/track {WORDS}")

    written = lines.getvalue()
    assert written.count('"update"') > 20, "every update has its line"
    assert '"outcome": "failed"' in written
    report = desk.in_group()[-1].text
    for marker in (WORDS, PHONE, NATIONAL, MAIL, NAME, "shahrzad_private", "پنهان‌نام", reference):
        assert marker not in written, marker
        assert marker not in report, marker
    assert f'"{maryam.id}"' not in written
    assert desk.world.token not in written
    assert "ValueError" in report
    assert _mark(written) in report


def _mark(written: str) -> str:
    """The mark of the failed update, as its log line tells it."""
    told = [json.loads(line) for line in written.splitlines()]
    (mark,) = {line["mark"] for line in told if line["event"] == "update failed"}
    return str(mark)


async def test_equal_errors_have_equal_marks(
    office: Office, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two people meet one error: other numbers, one mark; another kind there has its own."""

    async def breaks(*args: object) -> None:
        raise kinds.pop()(WORDS)

    kinds: list[type[Exception]] = [KeyError, ValueError, ValueError]
    monkeypatch.setattr(tickets, "by_reference", breaks)
    for name in ("مریم", "علی", "رضا"):
        await office.visitor(name=name).says("/track Q-1405-7K3MX9")
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    failed = [line for line in told if line["event"] == "update failed"]
    first, second, third = [(line["number"], line["mark"]) for line in failed]
    assert first[0] != second[0]
    assert first[1] == second[1] != third[1]
