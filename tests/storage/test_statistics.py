"""Counting what there is."""

from datetime import timedelta

from storage import outbox, statistics, updates
from storage.database import Database
from storage.questions import Outcome
from storage.tickets import lifecycle
from storage.tickets.states import Action, Kind, Status
from tests.clock import START, Dice
from tests.storage import desk
from tests.storage.test_questions import ask


async def test_nothing_is_counted_as_nothing(database: Database) -> None:
    """An empty office has empty counts."""
    async with database.transaction() as tx:
        assert await statistics.tickets_by_status(tx) == {}
        assert await statistics.open_tickets_by_kind(tx) == {}
        assert await statistics.outbox_by_state(tx) == {}
        assert await statistics.people_count(tx) == 0
        assert await statistics.poison_count(tx) == 0


async def test_tickets_are_counted_by_status_kind_and_office(
    database: Database, dice: Dice
) -> None:
    """All by status, the open ones by kind, of one office when asked."""
    async with database.transaction() as tx:
        for kind, office in ((Kind.REQUEST, "qom"), (Kind.COMPLAINT, "qom"), (Kind.REQUEST, "s")):
            await desk.a_ticket(tx, dice, kind=kind, office=office)
        ended = (await desk.a_ticket(tx, dice, office="qom")).ticket
        await lifecycle.close(tx, ended.id, by=desk.CLERK, outcome=Action.CLOSE_FULL, now=START)
        by_status = await statistics.tickets_by_status(tx)
        assert by_status == {Status.NEW: 3, Status.ANSWERED_FULL: 1}
        assert await statistics.tickets_by_status(tx, office="s") == {Status.NEW: 1}
        assert await statistics.open_tickets_by_kind(tx) == {Kind.REQUEST: 2, Kind.COMPLAINT: 1}
        assert await statistics.open_tickets_by_kind(tx, office="qom") == {
            Kind.REQUEST: 1,
            Kind.COMPLAINT: 1,
        }
        assert await statistics.people_count(tx) == 1


async def test_questions_are_counted_in_a_period(database: Database) -> None:
    """The start of the period belongs to it, its end does not."""
    end = START + timedelta(days=1)
    async with database.transaction() as tx:
        await ask(tx)
        await ask(tx, outcome="not_found")
        await ask(tx, now=end)
        await ask(tx, now=START - timedelta(seconds=1))
        counts = await statistics.questions_by_outcome(tx, since=START, until=end)
    assert counts == {Outcome.ANSWER: 1, Outcome.NOT_FOUND: 1}


async def test_the_outbox_and_poison_are_counted(database: Database) -> None:
    """Messages by state; unreadable updates in one number."""
    async with database.transaction() as tx:
        await desk.a_message(tx, 1)
        await desk.a_message(tx, 2)
        (first, _) = await desk.claim(tx)
        await outbox.sent(tx, first.message, message_ids=[1], now=START)
        await updates.keep_poison(tx, 1, "{}", "bad", START)
        assert await statistics.outbox_by_state(tx) == {"waiting": 1, "sent": 1}
        assert await statistics.poison_count(tx) == 1
