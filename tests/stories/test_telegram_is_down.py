"""Telegram fails in all its ways: what has been said still arrives, in order, and once if it can.

A message arrives twice only when the line broke after Telegram had it: nobody can know that.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot import wiring
from bot.playground.direct import DirectRequest
from bot.playground.people import Person
from bot.playground.world import World
from storage import outbox, people, updates
from tests import office as offices
from tests.clock import Clock, Dice
from tests.office import Citizen, Office

TIMES = 3
FAILURES = [
    pytest.param({"kind": "429", "retry_after": 2}, id="429"),
    pytest.param({"kind": "500"}, id="500"),
    pytest.param({"kind": "502"}, id="502 with a page"),
    pytest.param({"kind": "drop_before"}, id="line cut before"),
    pytest.param({"kind": "drop_after"}, id="line cut after"),
]


@pytest.mark.parametrize("failure", FAILURES)
async def test_receipt_and_card_arrive_whatever_fails(
    office: Office, failure: dict[str, Any]
) -> None:
    """Three calls fail while a ticket is registered: its receipt and its card arrive."""
    maryam = office.visitor()
    await _fills_an_opinion(maryam)
    fault = office.world.faults.add(**failure, method="sendMessage", times=TIMES)
    await maryam.presses("📨 Submit")

    (ticket,) = await office.tickets()
    receipts = [text for text in maryam.texts if ticket.reference in text]
    cards = [m.text for m in office.in_group() if ticket.reference in m.text]
    assert fault.hits == TIMES
    doubles = TIMES if failure["kind"] == "drop_after" else 0
    assert len(receipts) + len(cards) == 2 + doubles
    assert len(set(receipts)) == len(set(cards)) == 1
    assert await _undelivered(office) == 0


@pytest.mark.parametrize("failure", FAILURES)
async def test_several_answers_arrive_in_order_whatever_fails(
    office: Office, failure: dict[str, Any]
) -> None:
    """Each failing call holds up the ones behind it: no answer overtakes another."""
    maryam, clerk = office.visitor(), office.clerk()
    await _files_an_opinion(maryam)
    card = office.card((await office.tickets())[0].reference)
    for skip in (0, 1, 3):
        office.world.faults.add(**failure, chat=maryam.id, method="sendMessage", skip=skip)
    for number in range(5):
        clerk.person.says(f"پاسخ-{number}", office.group, reply_to=card)
    await office.settle()

    arrived = [word for text in maryam.texts for word in text.split() if word.startswith("پاسخ-")]
    assert arrived == sorted(arrived)
    assert len(set(arrived)) == 5
    assert len(arrived) == (8 if failure["kind"] == "drop_after" else 5)


async def test_an_outage_of_an_hour_delays_and_loses_nothing(office: Office, clock: Clock) -> None:
    """No call gets through for an hour; afterwards everything arrives, once."""
    maryam = office.visitor()
    await _fills_an_opinion(maryam)
    for method in ("sendMessage", "editMessageText"):
        office.world.faults.add("drop_before", method=method, times=None)
    maryam.person.presses(maryam.last, maryam.label("📨 Submit"))
    for _ in range(60):
        await office.settle()
        clock.advance(minutes=1)
    (ticket,) = await office.tickets()
    assert not maryam.sees(ticket.reference)

    office.world.faults.clear()
    clock.advance(minutes=10)
    await office.settle()
    assert sum(ticket.reference in text for text in maryam.texts) == 1
    assert office.card(ticket.reference).buttons
    assert await _undelivered(office) == 0


async def test_who_has_blocked_the_bot_is_left_alone_and_the_group_is_told(office: Office) -> None:
    """The answer does not reach her: the clerk hears so, nobody else waits; she may come back."""
    maryam, ali, clerk = office.visitor(), office.visitor(name="علی"), office.clerk()
    await _files_an_opinion(maryam)
    card = office.card((await office.tickets())[0].reference)
    maryam.person.blocks()
    await office.settle()
    said = len(office.in_group())
    sent = await clerk.replies(card, "سلام")
    assert "👍" not in sent.emojis
    assert len(office.in_group()) > said, "the group is told"
    assert not await _is_reachable(office, maryam)
    calls = len(office.world.calls("sendMessage"))
    await office.settle()
    assert len(office.world.calls("sendMessage")) == calls, "and it is not tried again and again"
    await ali.says("/help")
    assert ali.texts

    await maryam.starts()
    assert await _is_reachable(office, maryam)
    sent = await clerk.replies(card, "دوباره سلام")
    assert maryam.sees("دوباره سلام")


@pytest.mark.parametrize(
    "poison",
    [
        {"message": {"message_id": "three", "date": "never"}},
        {"message": [1, 2, 3]},
        {"callback_query": {"id": 5, "from": None}},
        {"a_kind_of_the_future": {"what": "ever"}},
    ],
)
async def test_an_unreadable_update_stops_nobody(office: Office, poison: dict[str, Any]) -> None:
    """What cannot be read is put aside: the updates before and behind it are answered."""
    maryam, ali = office.visitor(), office.visitor(name="علی")
    maryam.person.says("/help")
    number = office.world.updates.inject(poison)
    ali.person.says("/help")
    await office.settle()
    assert maryam.texts
    assert ali.texts
    assert not office.world.updates.alive()
    async with office.running.database.transaction() as tx:
        assert not await updates.first_time(tx, number, office.clock.now()), "never again"


@pytest.fixture
async def basic(
    database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> AsyncIterator[tuple[Office, Person]]:
    """An office whose staff group is no supergroup yet, and the group's founder."""
    world = World(clock=clock)
    founder = world.person(900, "مدیر گروه", language="fa")
    group = world.group("میز آمار", admins=[founder], kind="group")
    options = offices.settings(database_url, tmp_path, group.id, world.token)
    running = wiring.build(
        options,
        content=offices.content(options),
        request=DirectRequest(world),
        clock=clock,
        random=dice,
    )
    await running.start()
    yield Office(world, running, clock, group), founder
    await running.stop()


@pytest.mark.parametrize("is_told", [False, True], ids=["by a refusal", "by a message"])
async def test_group_becomes_supergroup(basic: tuple[Office, Person], *, is_told: bool) -> None:
    """The service message is enough; without it the 400 with the new number; no card is lost."""
    office, founder = basic
    maryam = office.visitor()
    await _files_an_opinion(maryam)
    await _fills_an_opinion(maryam)
    office.group = office.world.migrate(office.group, founder)
    if not is_told:
        office.world.updates.drop_all()
    maryam.person.presses(maryam.last, maryam.label("📨 Submit"))
    await office.settle()

    refused = [call for call in office.world.calls("sendMessage") if call.error]
    assert is_told == (not refused)
    assert all("upgraded to a supergroup" in str(call.error) for call in refused)
    newest = (await office.tickets())[0]
    shown = [m for m in office.in_group() if newest.reference in m.text]
    assert [m.chat_id for m in shown] == [office.group.id]
    assert await _undelivered(office) == 0

    clerk = office.clerk()
    await clerk.replies(office.card(newest.reference), "از گروه تازه")
    assert maryam.sees("از گروه تازه"), "the new group is the staff group"


async def _fills_an_opinion(person: Citizen) -> None:
    await person.chooses("semnan")
    await person.says("/opinion")
    await person.fills(">This bot", None, "کار با این ربات آسان است.", None)


async def _files_an_opinion(person: Citizen) -> None:
    await _fills_an_opinion(person)
    await person.presses("📨 Submit")


async def _undelivered(office: Office) -> int:
    """Messages that wait or were given up."""
    async with office.running.database.transaction() as tx:
        dead = await outbox.dead(tx, 100)
        waiting, _ = await outbox.backlog(tx, office.clock.now())
    return len(dead) + waiting


async def _is_reachable(office: Office, citizen: Citizen) -> bool:
    async with office.running.database.transaction() as tx:
        person = await people.get(tx, citizen.id)
    assert person is not None
    return person.is_reachable
