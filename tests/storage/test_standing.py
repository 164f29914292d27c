"""How the office stands: messages that wait, a delivery that does not work, tickets."""

from datetime import timedelta

from storage import outbox, standing
from storage.database import Database
from storage.tickets.states import Status
from tests.clock import START, Dice
from tests.storage import desk

LATER = START + timedelta(minutes=10)


async def test_an_office_at_rest(database: Database) -> None:
    """Nothing waits, nothing is late."""
    async with database.transaction() as tx:
        found = await standing.read(tx, START)
    assert (found.waiting, found.dead, found.overdue) == (0, 0, 0)
    assert (found.age, found.lag, found.tickets) == (timedelta(0), timedelta(0), {})


async def test_tickets_are_counted_by_state(database: Database) -> None:
    """A new ticket is a new ticket; its day has passed when it is overdue."""
    async with database.transaction() as tx:
        await desk.a_ticket(tx, Dice())
        found = await standing.read(tx, START)
    assert found.tickets == {Status.NEW: 1}


async def test_a_message_that_nobody_takes_up_is_late(database: Database) -> None:
    """What is due and free is late; claimed, put off or behind another one it is not."""
    async with database.transaction() as tx:
        await desk.a_message(tx)
        await desk.a_message(tx)
        assert await standing.lag(tx, LATER) == LATER - START
        (first,) = await desk.claim(tx)
        assert await standing.lag(tx, START + timedelta(seconds=1)) == timedelta(0)
        await outbox.retry(tx, first.message, at=LATER + timedelta(minutes=1), error="again")
        assert await standing.lag(tx, LATER) == timedelta(0), "the second waits behind the first"
        found = await standing.read(tx, LATER)
    assert found.waiting == 1
    assert found.age == LATER - START
