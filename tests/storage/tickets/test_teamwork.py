"""What colleagues do among themselves: handing over, taking back, looking who it is."""

import pytest

from storage import errors
from storage.database import Database
from storage.tickets import lifecycle, queries, teamwork
from storage.tickets.states import Action, Status
from tests.clock import START, Dice
from tests.storage import desk
from tests.storage.desk import CLERK, COLLEAGUE, words


async def test_nobodys_ticket_is_given_to_a_colleague(database: Database, dice: Dice) -> None:
    """It is in review with them then; the log tells from whom to whom."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        change = await teamwork.hand_over(tx, ticket.id, to=COLLEAGUE, by=CLERK, now=START)
        assert (change.ticket.holder_id, change.ticket.status) == (COLLEAGUE.id, Status.IN_REVIEW)
        assert change.event.data == {"from": None, "to": COLLEAGUE.id}
        again = await teamwork.hand_over(tx, ticket.id, to=COLLEAGUE, by=CLERK, now=START)
    assert again.is_repeat


async def test_a_colleagues_ticket_is_not_given_away(database: Database, dice: Dice) -> None:
    """Unless by who may; an ended ticket cannot be handed over at all."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        await lifecycle.take(tx, ticket.id, by=COLLEAGUE, now=START)
        with pytest.raises(errors.AlreadyTaken):
            await teamwork.hand_over(tx, ticket.id, to=CLERK, by=CLERK, now=START)
        forced = await teamwork.hand_over(
            tx, ticket.id, to=CLERK, by=CLERK, now=START, may_force=True
        )
        assert forced.ticket.holder_id == CLERK.id
        await lifecycle.close(tx, ticket.id, by=CLERK, outcome=Action.CLOSE_FULL, now=START)
        with pytest.raises(errors.NotAllowedNow):
            await teamwork.hand_over(tx, ticket.id, to=COLLEAGUE, by=CLERK, now=START)


async def test_a_supervisor_releases_a_colleagues_ticket(database: Database, dice: Dice) -> None:
    """A forgotten case is free again."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        await lifecycle.take(tx, ticket.id, by=COLLEAGUE, now=START)
        with pytest.raises(errors.AlreadyTaken):
            await lifecycle.release(tx, ticket.id, by=CLERK, now=START)
        change = await lifecycle.release(tx, ticket.id, by=CLERK, now=START, may_force=True)
    assert change.ticket.holder_id is None


async def test_an_answer_is_taken_back_once(database: Database, dice: Dice) -> None:
    """It stays in the record with its time; a note cannot be taken back from anybody."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        answer = await lifecycle.answer(tx, ticket.id, by=CLERK, content=words("no"), now=START)
        note = await lifecycle.add_note(tx, ticket.id, by=CLERK, content=words("x"), now=START)
        assert answer.message is not None
        assert note.message is not None
        change = await teamwork.retract(tx, answer.message.id, by=CLERK, now=START)
        assert (change.event.action, change.is_repeat) == (Action.RETRACT, False)
        again = await teamwork.retract(tx, answer.message.id, by=CLERK, now=START)
        assert again.is_repeat
        with pytest.raises(errors.TicketNotFound):
            await teamwork.retract(tx, note.message.id, by=CLERK, now=START)
        kept = await queries.messages(tx, ticket.id)
    assert [one.retracted_at for one in kept] == [START, None]


async def test_a_look_at_the_person_is_kept(database: Database, dice: Dice) -> None:
    """Who looked, and when; the state stays."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        change = await teamwork.reveal(tx, ticket.id, by=CLERK, now=START)
    assert (change.event.action, change.event.actor_id) == (Action.REVEAL, CLERK.id)
    assert change.ticket.status == Status.NEW
