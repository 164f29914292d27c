"""The agenda of a day: which open tickets belong to which section."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from storage import questions
from storage.database import Database, Transaction
from storage.questions import Outcome
from storage.tickets import agenda, deadlines, lifecycle
from storage.tickets.agenda import Section
from storage.tickets.promises import Amount, Promise, Unit
from tests.calendars import TIME, at
from tests.clock import Dice
from tests.storage import desk
from tests.storage.desk import CLERK, PERSON, words

SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in range(21, 24))
OPENED = at(SATURDAY, "09:00")
ONE_DAY = Promise(None, Amount(1, Unit.DAYS))


async def a_ticket(tx: Transaction, dice: Dice, promise: Promise | None = ONE_DAY) -> int:
    """A ticket opened on Saturday, due on Sunday."""
    ticket = (await desk.a_ticket(tx, dice, now=OPENED, promise=promise)).ticket
    await deadlines.settle(tx, ticket, TIME)
    return ticket.id


async def sections(tx: Transaction, now: datetime) -> dict[str, list[int]]:
    """Section -> ids of its tickets."""
    end = TIME.working.end_of(TIME.working.day_of(now))
    found = await agenda.read(tx, now=now, end_of_day=end, limit=10)
    assert all(part.count == len(part.first) for part in found.values())
    return {str(name): [one.id for one in part.first] for name, part in found.items()}


async def test_due_today_is_overdue_tomorrow(database: Database, dice: Dice) -> None:
    """By the end of Sunday: on Sunday due, on Monday overdue, on Saturday neither."""
    async with database.transaction() as tx:
        due = await a_ticket(tx, dice)
        without = await a_ticket(tx, dice, None)
        saturday = await sections(tx, at(SATURDAY, "10:00"))
        sunday = await sections(tx, at(SUNDAY, "08:00"))
        monday = await sections(tx, at(MONDAY, "08:00"))
    assert (saturday["due_today"], saturday["overdue"]) == ([], [])
    assert (sunday["due_today"], sunday["overdue"]) == ([due], [])
    assert (monday["due_today"], monday["overdue"]) == ([], [due])
    assert saturday["unclaimed"] == [without, due] or saturday["unclaimed"] == [due, without]


async def test_a_missing_first_word_counts_until_it_is_said(database: Database, dice: Dice) -> None:
    """The first word was due on Sunday; once written, the case is on time."""
    promise = Promise(Amount(1, Unit.DAYS), Amount(10, Unit.DAYS))
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice, now=OPENED, promise=promise)).ticket
        await deadlines.settle(tx, ticket, TIME)
        now = at(MONDAY, "08:00")
        assert (await sections(tx, now))["overdue"] == [ticket.id]
        await lifecycle.answer(tx, ticket.id, by=CLERK, content=words("x"), now=now)
        await deadlines.settle(tx, ticket, TIME)
        found = await sections(tx, now)
    assert (found["overdue"], found["unclaimed"]) == ([], [])


async def test_who_waits_for_the_person_is_not_late(database: Database, dice: Dice) -> None:
    """The clock stands: waiting, not overdue."""
    async with database.transaction() as tx:
        ticket = await a_ticket(tx, dice)
        await lifecycle.ask_back(tx, ticket, by=CLERK, content=words("?"), now=OPENED)
        await tx.flush()
        found = await sections(tx, at(MONDAY, "08:00"))
    assert (found["overdue"], found["waiting"]) == ([], [ticket])


async def test_the_first_of_many_and_their_number(database: Database, dice: Dice) -> None:
    """What is due first stands first; ended tickets are not counted."""
    async with database.transaction() as tx:
        made = [await a_ticket(tx, dice) for _ in range(5)]
        await lifecycle.withdraw(tx, made[0], person_id=PERSON, now=OPENED)
        await tx.flush()
        now = at(MONDAY, "08:00")
        found = await agenda.read(tx, now=now, end_of_day=now, limit=2)
    part = found[Section.OVERDUE]
    assert (part.count, [one.id for one in part.first]) == (4, made[1:3])


async def test_unanswered_questions(database: Database, dice: Dice) -> None:
    """Not found and handed to nobody, since a time; the last ones first."""
    async with database.transaction() as tx:
        asked: dict[str, Any] = {
            "person_id": PERSON,
            "office": "qom",
            "language": "fa",
            "articles": [],
            "score": None,
        }
        old = at(SATURDAY, "07:00")
        made = []
        for text, outcome, now in (
            ("old", Outcome.NOT_FOUND, old),
            ("found", Outcome.ANSWER, OPENED),
            ("one", Outcome.NOT_FOUND, OPENED),
            ("two", Outcome.NOT_FOUND, at(SATURDAY, "10:00")),
            ("three", Outcome.NOT_FOUND, at(SATURDAY, "11:00")),
        ):
            made.append(await questions.record(tx, text=text, outcome=outcome, now=now, **asked))
        await questions.attach_ticket(tx, made[-1].id, 1)
        count, last = await questions.unanswered(tx, since=OPENED, limit=1)
    assert (count, [one.text for one in last]) == (2, ["two"])
