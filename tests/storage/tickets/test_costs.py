"""Costs of a ticket: who may do what when, and that the log keeps the amount."""

import pytest

from storage import errors
from storage.database import Database, Transaction
from storage.tickets import costs
from storage.tickets.states import Status
from tests.clock import START, Dice
from tests.storage import desk
from tests.storage.desk import CLERK, PERSON, words


async def named(tx: Transaction, dice: Dice, amount: int = 100) -> int:
    """A ticket whose cost is named; its id."""
    ticket = (await desk.a_ticket(tx, dice)).ticket
    change = await costs.quote(
        tx, ticket.id, by=CLERK, amount=amount, content=words("a table"), now=START
    )
    assert (change.ticket.status, change.ticket.holder_id) == (Status.WAITING_PAYMENT, CLERK.id)
    assert change.ticket.waiting_since == START
    return ticket.id


async def test_a_cost_is_named_accepted_paid_and_confirmed(database: Database, dice: Dice) -> None:
    """The last amount counts; accepting again changes nothing."""
    async with database.transaction() as tx:
        ticket_id = await named(tx, dice)
        await costs.quote(tx, ticket_id, by=CLERK, amount=90, content=words("less"), now=START)
        assert await costs.amount(tx, ticket_id) == 90
        first = await costs.accept(tx, ticket_id, person_id=PERSON, now=START)
        again = await costs.accept(tx, ticket_id, person_id=PERSON, now=START)
        assert (first.is_repeat, again.is_repeat) == (False, True)
        paid = await costs.pay(tx, ticket_id, person_id=PERSON, content=words("x"), now=START)
        assert paid.ticket.status == Status.CHECKING_PAYMENT
        done = await costs.confirm(tx, ticket_id, by=CLERK, now=START)
        assert done.ticket.status == Status.PREPARING


async def test_only_its_person_decides_on_a_cost(database: Database, dice: Dice) -> None:
    """A stranger learns nothing; what was not named can be neither accepted nor paid."""
    async with database.transaction() as tx:
        ticket_id = await named(tx, dice)
        for act in (costs.accept, costs.decline):
            with pytest.raises(errors.NotYourTicket):
                await act(tx, ticket_id, person_id=desk.OTHER, now=START)
        await costs.decline(tx, ticket_id, person_id=PERSON, now=START)
        for act in (costs.accept, costs.decline):
            with pytest.raises(errors.NotAllowedNow):
                await act(tx, ticket_id, person_id=PERSON, now=START)
        assert await costs.amount(tx, (await desk.a_ticket(tx, dice)).ticket.id) is None


@pytest.mark.parametrize("amount", [0, -1, costs.MOST + 1])
async def test_what_is_no_amount_is_refused(database: Database, dice: Dice, amount: int) -> None:
    """Nothing is changed by it."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        with pytest.raises(ValueError, match="amount"):
            await costs.quote(tx, ticket.id, by=CLERK, amount=amount, content=words("x"), now=START)
        assert ticket.status == Status.NEW
