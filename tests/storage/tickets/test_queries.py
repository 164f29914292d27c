"""Finding and listing tickets."""

from datetime import timedelta
from typing import Any

import pytest

from storage.database import Database, Transaction
from storage.tickets import lifecycle, queries
from storage.tickets.states import Action, Kind
from storage.tickets.tables import Ticket
from tests.clock import START, Dice
from tests.storage import desk
from tests.storage.desk import CLERK, OTHER, PERSON, words


async def some_tickets(tx: Transaction, dice: Dice, count: int, **over: Any) -> list[Ticket]:
    """New tickets, the oldest first."""
    return [(await desk.a_ticket(tx, dice, **over)).ticket for _ in range(count)]


def ids(tickets: list[Ticket]) -> list[int]:
    """The ids, in order."""
    return [ticket.id for ticket in tickets]


async def test_a_ticket_is_found_by_id_and_reference(database: Database, dice: Dice) -> None:
    """Both ways lead to the same ticket; unknown ones to none."""
    async with database.transaction() as tx:
        (ticket,) = await some_tickets(tx, dice, 1)
        assert await queries.get(tx, ticket.id) == ticket
        assert await queries.by_reference(tx, ticket.reference) == ticket
        assert await queries.get(tx, ticket.id + 1) is None
        assert await queries.by_reference(tx, "Q-1405-000000") is None


async def test_a_person_sees_their_own_newest_first(database: Database, dice: Dice) -> None:
    """The list is the person's own, paged, and can leave out what is ended."""
    async with database.transaction() as tx:
        a, b, c = await some_tickets(tx, dice, 3)
        await some_tickets(tx, dice, 1, person_id=OTHER)
        await lifecycle.withdraw(tx, c.id, person_id=PERSON, now=START)
        assert ids(await queries.of_person(tx, PERSON)) == [c.id, b.id, a.id]
        assert ids(await queries.of_person(tx, PERSON, only_open=True)) == [b.id, a.id]
        assert ids(await queries.of_person(tx, PERSON, limit=1, offset=1)) == [b.id]
        last = await queries.last_open_of_person(tx, PERSON)
        assert last == b
        assert await queries.last_open_of_person(tx, 999) is None


async def test_what_waits_for_a_person_comes_last_asked_first(
    database: Database, dice: Dice
) -> None:
    """Only tickets that wait, only this person's, the freshest question on top."""
    async with database.transaction() as tx:
        a, b, _ = await some_tickets(tx, dice, 3)
        (others,) = await some_tickets(tx, dice, 1, person_id=OTHER)
        for minute, ticket in enumerate((b, others, a)):
            await lifecycle.ask_back(
                tx,
                ticket.id,
                by=CLERK,
                content=words("?"),
                now=START + timedelta(minutes=minute),
            )
        assert ids(await queries.waiting_for_person(tx, PERSON)) == [a.id, b.id]


async def test_open_tickets_are_paged_and_by_kind(database: Database, dice: Dice) -> None:
    """The desk's list has what is open, newest first, of one kind when asked."""
    async with database.transaction() as tx:
        a, b = await some_tickets(tx, dice, 2)
        (c,) = await some_tickets(tx, dice, 1, kind=Kind.COMPLAINT)
        (d,) = await some_tickets(tx, dice, 1)
        await lifecycle.close(tx, d.id, by=CLERK, outcome=Action.CLOSE_FULL, now=START)
        assert ids(await queries.open_tickets(tx)) == [c.id, b.id, a.id]
        assert ids(await queries.open_tickets(tx, limit=1, offset=1)) == [b.id]
        assert ids(await queries.open_tickets(tx, kind=Kind.COMPLAINT)) == [c.id]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("جمعيت", True),  # with the Arabic yeh
        ("كشاورزي", True),
        ("کشاورزی جمعیت", True),
        ("کشاورزی معدن", False),
        ("EXCEL", True),
        ("report", False),
        ("period", False),
        ("100%", True),
        ("10_%", False),
        ("بخش \\ب", True),
        ("", False),
        ("   ", False),
        ("O'Neill", True),
    ],
)
async def test_words_are_found_in_subject_and_field_values(
    database: Database, dice: Dice, text: str, is_found: bool
) -> None:
    """All words must be there, in either spelling of yeh and kaf; names of fields do not count."""
    fields = {"period": "۱۴۰۴", "format": ["excel", "100%"], "note": "بخش \\ب O'Neill", "n": None}
    async with database.transaction() as tx:
        (ticket,) = await some_tickets(tx, dice, 1, subject="جمعیت شاغل در کشاورزی", fields=fields)
        await some_tickets(tx, dice, 1, subject="other", fields={})
        assert ids(await queries.find(tx, text)) == ([ticket.id] if is_found else [])


async def test_a_part_of_a_reference_finds_its_ticket(database: Database, dice: Dice) -> None:
    """Staff may type the last characters only, in any case; newest first, up to a limit."""
    async with database.transaction() as tx:
        a, b = await some_tickets(tx, dice, 2)
        assert ids(await queries.find(tx, a.reference[-6:].lower())) == [a.id]
        assert ids(await queries.find(tx, "q-1405")) == [b.id, a.id]
        assert ids(await queries.find(tx, "q-1405", limit=1)) == [b.id]


async def test_messages_and_events_come_in_order(database: Database, dice: Dice) -> None:
    """What was written and what happened, oldest first, of this ticket only."""
    async with database.transaction() as tx:
        a, b = await some_tickets(tx, dice, 2)
        for number in range(3):
            await lifecycle.answer(tx, a.id, by=CLERK, content=words(str(number)), now=START)
        await lifecycle.add_note(tx, b.id, by=CLERK, content=words("note"), now=START)
        assert [message.text for message in await queries.messages(tx, a.id)] == ["0", "1", "2"]
        assert [event.action for event in await queries.events(tx, a.id)] == [
            "open",
            "answer",
            "answer",
            "answer",
        ]
        assert await queries.message_count(tx, a.id) == 3
        assert await queries.message_count(tx, b.id) == 1
