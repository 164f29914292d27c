"""Limits on one person: bans with a reason, open cases, look-ups. Nothing is lost, all is told."""

from __future__ import annotations

from datetime import timedelta

from storage import desk_log, tallies
from storage.tickets import lifecycle
from storage.tickets.states import Kind
from tests.office import Citizen, Office
from tests.stories.asking import asks_an_expert


async def test_a_ban_has_a_reason_and_an_end(desk: Office) -> None:
    """In reply to a card; told once; own data stay open; after its days, or /unban, it is over."""
    maryam, chief, clerk = desk.visitor(), desk.chief(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)
    await clerk.replies(desk.card(reference), "/ban 7 توهین")
    assert "⭐" in desk.in_group()[-1].text or "/staff" in desk.in_group()[-1].text
    await chief.replies(desk.card(reference), "/ban")
    assert "۳۶۵" in desk.in_group()[-1].text
    await chief.replies(desk.card(reference), "/ban ۷ توهین به <b>همکار</b>")
    assert "توهین به <b>همکار</b>" in desk.in_group()[-1].text

    await maryam.says("سلام، جمعیت قم؟")
    told = maryam.last.text
    assert "توهین" in told
    before = len(maryam.texts)
    for text in ("باز هم سلام", "/request", "/help"):
        await maryam.says(text)
    assert len(maryam.texts) == before, "once"
    await maryam.says("/tickets")
    assert reference in maryam.last.text
    await clerk.says("/banned")
    assert reference in desk.in_group()[-1].text

    await chief.says(f"/unban {reference}")
    await maryam.says("/help")
    assert maryam.last.text != told
    await chief.replies(desk.card(reference), "/ban 1 توهین")
    desk.clock.advance(timedelta(days=1, seconds=1))
    before = len(maryam.texts)
    await maryam.says("/help")
    assert len(maryam.texts) == before + 1
    async with desk.running.database.transaction() as tx:
        acts = [one.act for one in await desk_log.latest(tx)]
    assert acts == ["ban", "unban", "ban"]


async def test_a_banned_person_presses_in_vain(desk: Office) -> None:
    """Old buttons do nothing, either, except those of their own cases."""
    maryam, chief = desk.visitor(), desk.chief()
    reference = await asks_an_expert(desk, maryam)
    await maryam.starts()
    start = maryam.last
    await chief.says(f"/ban {reference} 7 توهین")
    before = [one.id for one in await desk.tickets()]
    await maryam.press(start, "start|complaint", forged=True)
    await maryam.press(start, "human", forged=True)
    assert [one.id for one in await desk.tickets()] == before


async def _opens(office: Office, citizen: Citizen, count: int) -> None:
    async with office.running.database.transaction() as tx:
        for number in range(count):
            await lifecycle.open_ticket(
                tx,
                kind=Kind.SUGGESTION,
                office="qom",
                office_code="Q",
                person_id=citizen.id,
                is_anonymous=False,
                language="fa",
                subject=f"شمارهٔ {number}",
                fields={"text": "…"},
                files=[],
                jalali_year=1405,
                now=office.clock.now(),
                random=office.running.services.random,
            )


async def test_ten_cases_are_open_at_most_unless_staff_allow_more(desk: Office) -> None:
    """The eleventh is told what to do; /allow opens the way."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)
    await _opens(desk, maryam, 9)
    await maryam.says("/suggestion")
    assert "۱۰" in maryam.last.text
    assert "/tickets" in maryam.last.text
    await clerk.replies(desk.card(reference), "/allow")
    assert "۱۰" in desk.in_group()[-1].text
    await maryam.says("/suggestion")
    assert "/tickets" not in maryam.last.text


async def test_many_look_ups_in_vain_wait_ten_minutes(desk: Office) -> None:
    """Ten numbers, then also one's own waits, so that nothing is learned; the list stays open."""
    maryam, ali = desk.visitor(), desk.visitor(name="علی")
    own = await asks_an_expert(desk, maryam)
    other = await asks_an_expert(desk, ali, "قیمت زعفران امروز؟")
    for _ in range(10):
        await maryam.says(f"/track {other}")
        assert other in maryam.last.text
    for way in (f"/track {other}", f"/track {own}", f"/start t_{own}", own):
        await maryam.says(way)
        assert maryam.last.text.count("/tickets") == 1, way
        assert own not in maryam.last.text
    desk.clock.advance(timedelta(minutes=10, seconds=1))
    await maryam.says(f"/track {own}")
    assert own in maryam.last.text
    async with desk.running.database.transaction() as tx:
        assert await tallies.forget(tx, before=desk.clock.now() + timedelta(days=1)) == 1
