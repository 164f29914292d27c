"""A case that ended is opened again; after some time a new one follows it, with its history."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from storage.tickets.states import Kind, Status
from tests.clock import Clock, Dice
from tests.office import Citizen, Clerk, Office
from tests.stories import timed as timing
from tests.stories.asking import QUESTION, asks_an_expert

CLOSE, FULL = "✅ Close…", "✅ Answered in full"
REOPEN, OBJECT, ALL = "🔓 Reopen", "✋ I object", "✅ I received everything I asked for"


async def ends(office: Office) -> tuple[Citizen, Clerk, str]:
    """A case that was answered and closed in full."""
    maryam, clerk = office.visitor(), office.clerk()
    reference = await asks_an_expert(office, maryam)
    await clerk.replies(office.card(reference), "این در کار ما نیست.")
    await clerk.press(office.card(reference), CLOSE)
    await clerk.press(office.card(reference), FULL)
    return maryam, clerk, reference


async def follower(office: Office, reference: str) -> str:
    """The one other case there is."""
    return next(one.reference for one in await office.tickets() if one.reference != reference)


async def test_within_the_time_the_case_itself_is_opened_again(desk: Office) -> None:
    """On the last day: no second case, and the office's own number goes on."""
    maryam, _, reference = await ends(desk)
    await maryam.presses(ALL)
    desk.clock.advance(timedelta(days=29, hours=23))

    await maryam.says(f"/track {reference}")
    await maryam.presses(REOPEN)

    assert (await desk.ticket(reference)).status == Status.REOPENED
    assert len(await desk.tickets()) == 1


async def test_later_a_new_case_follows_the_old_one(desk: Office) -> None:
    """It has its own number and receipt, names the old one, and leads staff to its history."""
    maryam, clerk, reference = await ends(desk)
    await maryam.presses(ALL)
    desk.clock.advance(timedelta(days=30))

    await maryam.says(f"/track {reference}")
    await maryam.presses(REOPEN)

    new = await follower(desk, reference)
    assert reference in maryam.last.text
    assert new in maryam.last.text
    assert maryam.sees("✅", new, QUESTION)
    ticket = await desk.ticket(new)
    assert (ticket.status, ticket.kind, ticket.subject) == (Status.NEW, Kind.QUESTION, QUESTION)
    assert (await desk.ticket(reference)).status == Status.CLOSED
    assert reference in desk.card(new).text
    assert new in desk.card(reference).text
    await clerk.press(desk.card(new), "📜 Linked cases")
    assert any("این در کار ما نیست." in m.text and reference in m.text for m in desk.in_group())
    await maryam.says("نرخ امروز را بگویید", reply_to=maryam.last)
    assert new in maryam.last.text
    await maryam.says(f"/track {new}")
    assert reference in maryam.last.text


async def test_an_objection_that_comes_too_late_is_a_new_case_too(office: Office) -> None:
    """The old case keeps its outcome; nobody has said it was received."""
    maryam, _, reference = await ends(office)
    office.clock.advance(timedelta(days=31))

    await maryam.presses(OBJECT)

    assert (await office.ticket(reference)).status == Status.ANSWERED_FULL
    assert (await office.ticket(await follower(office, reference))).status == Status.NEW


async def test_pressing_again_opens_no_second_case(office: Office) -> None:
    """The person is led to the case that follows already."""
    maryam, _, reference = await ends(office)
    await maryam.presses(ALL)
    office.clock.advance(timedelta(days=40))
    for _ in range(2):
        await maryam.says(f"/track {reference}")
        await maryam.presses(REOPEN)

    new = await follower(office, reference)
    assert new in maryam.last.text
    assert len(await office.tickets()) == 2


async def test_staff_open_an_old_case_again_whenever_they_like(office: Office) -> None:
    """The time is for people; who keeps the desk decides."""
    _, clerk, reference = await ends(office)
    office.clock.advance(timedelta(days=200))

    await clerk.press(office.card(reference), REOPEN)

    assert (await office.ticket(reference)).status == Status.REOPENED


@pytest.mark.parametrize("days", [2, 3])
async def test_an_office_sets_its_own_time(
    database_url: str, tmp_path: Path, clock: Clock, dice: Dice, days: int
) -> None:
    """`reopen_days` of its office.toml; here three."""
    own = {"begins": "reopen_days = 3\n", "states": ""}
    async with timing.opened(database_url, tmp_path, clock, dice, **own) as office:
        maryam, clerk = office.visitor(), office.clerk()
        reference = await timing.asks(office, maryam)
        await clerk.press(office.card(reference), CLOSE)
        await clerk.press(office.card(reference), FULL)
        clock.advance(timedelta(days=days))
        await maryam.presses(OBJECT)
        assert len(await office.tickets()) == (1 if days < 3 else 2)
