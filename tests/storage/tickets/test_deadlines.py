"""Deadlines as rows: counted from events, looked at by one query, alerts sent once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from storage.database import Database, Transaction
from storage.tickets import calendar, deadlines, lifecycle, queries
from storage.tickets.alerts import Alert
from storage.tickets.clock import Exceptional
from storage.tickets.promises import Amount, Promise, Unit
from storage.tickets.tables import Ticket
from tests.calendars import TIME, at
from tests.clock import Dice
from tests.storage import desk
from tests.storage.desk import CLERK, OTHER, PERSON, words

SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in range(21, 24))
OPENED = at(SATURDAY, "09:00")
PROMISE = Promise(Amount(2, Unit.DAYS), Amount(10, Unit.DAYS), is_shown=True)


async def a_ticket(tx: Transaction, dice: Dice, **over: object) -> Ticket:
    """A ticket with a promise, opened on Saturday at nine."""
    values: dict[str, object] = {"now": OPENED, "promise": PROMISE, "service": "yearbook", **over}
    return (await desk.a_ticket(tx, dice, **values)).ticket  # type: ignore[arg-type]


async def due(tx: Transaction, ticket_id: int) -> datetime | None:
    """When a ticket is due, as its row says."""
    ticket = await queries.get(tx, ticket_id)
    assert ticket is not None
    await tx.session.refresh(ticket)
    return ticket.resolution_due_at


async def test_what_was_promised_is_frozen_and_counted(database: Database, dice: Dice) -> None:
    """The row says what was promised, until when, and how many days did not count."""
    async with database.transaction() as tx:
        ticket = await a_ticket(tx, dice)
        standing = await deadlines.settle(tx, ticket, TIME)
    async with database.transaction() as tx:
        kept = await queries.get(tx, ticket.id)
    assert kept is not None
    assert standing.has_moved
    assert standing.promise == PROMISE
    assert kept.promise == {"response": "2 days", "resolution": "10 days", "shown": True}
    assert kept.service == "yearbook"
    assert kept.response_due_at == at(date(2026, 11, 24), "00:00")
    assert kept.resolution_due_at == at(date(2026, 12, 6), "00:00")
    assert (kept.days_closed, kept.days_waited) == (4, 0)
    assert kept.next_deadline_at == standing.planned[0].at == at(SUNDAY, "07:30")


async def test_a_ticket_without_a_promise_has_no_due_day(database: Database, dice: Dice) -> None:
    """It is still looked at: somebody has to take it."""
    async with database.transaction() as tx:
        ticket = await a_ticket(tx, dice, promise=None)
        standing = await deadlines.settle(tx, ticket, TIME)
    assert ticket.resolution_due_at is None
    assert not standing.has_moved
    assert standing.planned[0].alert is Alert.UNCLAIMED


async def test_an_act_brings_the_ticket_before_the_next_sweep(
    database: Database, dice: Dice
) -> None:
    """Whoever forgets to count anew is corrected by the sweep; what is closed rests."""
    async with database.transaction() as tx:
        ticket = await a_ticket(tx, dice)
        await deadlines.settle(tx, ticket, TIME)
        now = OPENED + timedelta(hours=1)
        assert await deadlines.due_for_look(tx, now=now, limit=5) == []
        await lifecycle.take(tx, ticket.id, by=CLERK, now=now)
        await tx.flush()
        assert [one.id for one in await deadlines.due_for_look(tx, now=now, limit=5)] == [ticket.id]
        await lifecycle.withdraw(tx, ticket.id, person_id=PERSON, now=now)
        await tx.flush()
        assert await deadlines.due_for_look(tx, now=now, limit=5) == []


async def test_waiting_stops_the_clock_and_the_answer_starts_it(
    database: Database, dice: Dice
) -> None:
    """Asked on Sunday, answered on Monday: ten working days from Monday."""
    async with database.transaction() as tx:
        ticket = await a_ticket(tx, dice)
        asked = at(SUNDAY, "10:00")
        await lifecycle.ask_back(tx, ticket.id, by=CLERK, content=words("?"), now=asked)
        standing = await deadlines.settle(tx, ticket, TIME)
        assert standing.course.stands_since == asked
        assert ticket.responded_at == asked
        answered = at(MONDAY, "10:00")
        await lifecycle.add_from_person(
            tx, ticket.id, person_id=PERSON, content=words("!"), now=answered
        )
        await deadlines.settle(tx, ticket, TIME)
    assert ticket.resolution_due_at == at(date(2026, 12, 8), "00:00")


async def test_a_closure_moves_the_date_and_its_withdrawal_moves_it_back(
    database: Database, dice: Dice
) -> None:
    """Closed on Monday and Tuesday: two working days later, until it is taken back."""
    async with database.transaction() as tx:
        ticket = await a_ticket(tx, dice)
        await deadlines.settle(tx, ticket, TIME)
        what = Exceptional(MONDAY, MONDAY + timedelta(days=1), is_working=False)
        change = await calendar.propose(tx, what, office=None, reason="cold", now=OPENED)
        assert await calendar.exceptions(tx, "qom") == []
        assert await calendar.decide(tx, change, office="qom", by=901, name="Z", now=OPENED)
        assert not await calendar.decide(tx, change, office="qom", by=902, name="A", now=OPENED)
        assert await calendar.exceptions(tx, "semnan") == []
        closed = TIME.with_changes(await calendar.exceptions(tx, "qom"))
        assert (await deadlines.settle(tx, ticket, closed)).has_moved
        assert ticket.resolution_due_at == at(date(2026, 12, 8), "00:00")
        assert ticket.days_closed == 6
        assert not (await deadlines.settle(tx, ticket, closed)).has_moved
        assert await calendar.withdraw(tx, change, by=901, now=OPENED)
        assert not await calendar.withdraw(tx, change, by=901, now=OPENED)
        again = TIME.with_changes(await calendar.exceptions(tx, "qom"))
        assert (await deadlines.settle(tx, ticket, again)).has_moved
    async with database.transaction() as tx:
        assert await due(tx, ticket.id) == at(date(2026, 12, 6), "00:00")


async def test_a_change_keeps_its_hours_and_who_decided(database: Database) -> None:
    """The row tells later why a day did not count."""
    async with database.transaction() as tx:
        what = Exceptional(SUNDAY, SUNDAY, is_working=False, hours=((660, 1440),))
        change = await calendar.propose(tx, what, office="qom", reason="power", now=OPENED)
        await calendar.decide(tx, change, office=None, by=901, name="Zahra", now=OPENED)
    async with database.transaction() as tx:
        kept = (await calendar.valid(tx, ["qom"], since=SUNDAY))[0]
        assert await calendar.valid(tx, ["qom"], since=MONDAY) == []
        found = await calendar.get(tx, change)
    assert kept.exceptional == what
    assert (kept.reason, kept.decided_by, kept.decided_by_name) == ("power", 901, "Zahra")
    assert found == kept


async def test_an_alert_is_marked_once(database: Database, dice: Dice) -> None:
    """Of two who want to say the same only one may."""
    async with database.transaction() as tx:
        ticket = await a_ticket(tx, dice)
        assert await deadlines.mark_sent(tx, ticket.id, ["half:0", "soon:x"], now=OPENED) == {
            "half:0",
            "soon:x",
        }
        assert await deadlines.mark_sent(tx, ticket.id, ["half:0", "late:x"], now=OPENED) == {
            "late:x"
        }
        assert (await deadlines.sent_keys(tx, ticket.id))["half:0"] == OPENED
        later = OPENED + timedelta(days=100)
        assert await deadlines.forget_sent(tx, before=later) == 0, "the ticket is open"
        await lifecycle.withdraw(tx, ticket.id, person_id=PERSON, now=later)
        await tx.flush()
        assert await deadlines.forget_sent(tx, before=later) == 3


async def test_the_open_tickets_of_some_people_come_together(
    database: Database, dice: Dice
) -> None:
    """Counting anew goes through the people in the order of their ids."""
    async with database.transaction() as tx:
        first = await a_ticket(tx, dice)
        second = await a_ticket(tx, dice, person_id=OTHER)
        third = await a_ticket(tx, dice)
        other = await a_ticket(tx, dice, office="semnan", office_code="S")
        await lifecycle.withdraw(tx, second.id, person_id=OTHER, now=OPENED)
        await tx.flush()
        people = await deadlines.people_with_open(tx, after=0, limit=10)
        assert people == [PERSON]
        found = await deadlines.open_of_people(tx, people, office="qom")
        assert [one.id for one in found] == [first.id, third.id]
        everywhere = await deadlines.open_of_people(tx, people, office=None)
        assert [one.id for one in everywhere] == [first.id, third.id, other.id]
        assert await deadlines.people_with_open(tx, after=PERSON, limit=10) == []


async def test_a_recount_remembers_how_far_it_has_come(database: Database) -> None:
    """It goes on where it was, and is gone when it is done."""
    async with database.transaction() as tx:
        await calendar.begin_recount(tx, office="qom", change_id=None, now=OPENED)
    async with database.transaction() as tx:
        recount = await calendar.open_recount(tx)
        assert recount is not None
        recount = await calendar.note_recount(tx, recount, after=77, cases=2, people=1, now=OPENED)
        assert (recount.after_person, recount.cases, recount.people) == (77, 2, 1)
    async with database.transaction() as tx:
        recount = await calendar.open_recount(tx)
        assert recount is not None
        assert (recount.after_person, recount.cases) == (77, 2)
        await calendar.note_recount(tx, recount, after=None, cases=1, people=1, now=OPENED)
        assert await calendar.open_recount(tx) is None
