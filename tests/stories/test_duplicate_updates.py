"""Telegram may deliver an update twice, at once or after a restart: it counts once."""

from __future__ import annotations

import asyncio

from storage.tickets import queries
from storage.tickets.tables import TicketMessage
from tests import office as offices
from tests.office import Citizen, Office

EVERYTHING = 10_000


async def test_every_update_twice_makes_one_ticket_and_one_answer_each(office: Office) -> None:
    """A whole story with each update delivered twice reads like one with each delivered once."""
    office.world.updates.repeat_next(EVERYTHING)
    maryam, clerk = office.visitor(), office.clerk()
    await _files_an_opinion(maryam)
    ticket = (await office.tickets())[0]
    await clerk.takes(ticket.reference)
    await clerk.replies(office.card(ticket.reference), "سپاس از شما، خوانده شد.")

    assert len(await office.tickets()) == 1
    assert _times(maryam, "سپاس از شما، خوانده شد.") == 1
    assert _receipts(maryam) == 1
    assert len(set(maryam.texts)) == len(maryam.texts), "nothing is said twice"
    shown = [m for m in office.in_group() if ticket.reference in m.text and m.buttons]
    assert len(shown) == 1
    actions = [event.action for event in await office.events(ticket)]
    assert len(actions) == len(set(actions)), f"each step once: {actions}"


async def test_all_updates_again_after_a_restart_change_nothing(office: Office) -> None:
    """A program that comes back is given everything once more, and says nothing."""
    maryam, clerk = office.visitor(), office.clerk()
    await _files_an_opinion(maryam)
    ticket = (await office.tickets())[0]
    await clerk.replies(office.card(ticket.reference), "خوانده شد.")
    said, group = list(maryam.texts), [m.text for m in office.in_group()]
    events = len(await office.events(ticket))

    await offices.restart(office)
    for number in list(office.world.updates.history):
        office.world.updates.redeliver(number)
    await office.settle()

    assert maryam.texts == said
    assert [m.text for m in office.in_group()] == group
    assert len(await office.tickets()) == 1
    assert len(await office.events(ticket)) == events
    assert await _messages(office) == 1


async def test_the_same_submit_from_both_sides_at_once_opens_one_ticket(office: Office) -> None:
    """Copies of one press that come in at the same moment: one is handled, the others fall."""
    maryam = office.visitor()
    await _fills_an_opinion(maryam)
    maryam.person.presses(maryam.last, maryam.label("📨 Submit"))
    (press,) = office.world.updates.alive()
    await asyncio.gather(*(office.running.intake.accept(press.body) for _ in range(5)))
    await office.settle()

    assert len(await office.tickets()) == 1
    assert len([m for m in office.in_group() if m.buttons]) == 1


async def _fills_an_opinion(person: Citizen) -> None:
    await person.chooses("semnan")
    await person.says("/opinion")
    await person.fills(">This bot", None, "کار با این ربات آسان است.", None)


async def _files_an_opinion(person: Citizen) -> None:
    await _fills_an_opinion(person)
    await person.presses("📨 Submit")


def _times(person: Citizen, words: str) -> int:
    return sum(words in text for text in person.texts)


def _receipts(person: Citizen) -> int:
    messages = person.office.world.messages(person.id, from_bot=True)
    return sum(person.label("🔎 See the case") in message.labels for message in messages)


async def _messages(office: Office) -> int:
    """How many messages of both sides all tickets hold."""
    found: list[TicketMessage] = []
    for ticket in await office.tickets():
        async with office.running.database.transaction() as tx:
            found.extend(await queries.messages(tx, ticket.id))
    return len(found)
