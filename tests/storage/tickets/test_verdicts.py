"""Objections, what is decided on them, and ratings."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import errors
from storage.database import Database
from storage.tickets import lifecycle, queries, states, verdicts
from storage.tickets.states import Action, Kind, Party, Status
from storage.tickets.tables import Direction, Ticket
from tests.clock import START, Dice
from tests.storage import desk
from tests.storage.desk import CLERK, PERSON, words


async def refused(database: Database, dice: Dice) -> int:
    """A ticket that the office has refused."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        await lifecycle.refuse(tx, ticket.id, by=CLERK, content=words("no"), now=START)
        return ticket.id


async def objected(database: Database, dice: Dice) -> int:
    """A ticket whose refusal its person objects to."""
    ticket_id = await refused(database, dice)
    async with database.transaction() as tx:
        await lifecycle.object_to(tx, ticket_id, person_id=PERSON, verdict="object", now=START)
    return ticket_id


async def test_an_objection_is_open_and_nobodys(database: Database, dice: Dice) -> None:
    """The clerk who refused it has it no more; it cannot be taken or closed."""
    ticket_id = await objected(database, dice)
    async with database.transaction() as tx:
        ticket = await queries.get(tx, ticket_id)
        assert ticket is not None
        assert (ticket.status, ticket.outcome) == (Status.OBJECTED, "object")
        assert (ticket.closed_at, ticket.holder_id) == (None, None)
        with pytest.raises(errors.NotAllowedNow):
            await lifecycle.take(tx, ticket_id, by=CLERK, now=START)


async def test_a_decision_has_words_for_the_person(database: Database, dice: Dice) -> None:
    """Upheld, it is closed and only the office opens it again; the words are kept with it."""
    ticket_id = await objected(database, dice)
    person = lifecycle.Actor(Party.PERSON, PERSON, None)
    async with database.transaction() as tx:
        change = await lifecycle.uphold(
            tx, ticket_id, by=CLERK, content=words("the law says so"), now=START
        )
        assert change.ticket.status == Status.UPHELD
        assert (change.ticket.closed_at, change.ticket.holder_id) == (START, CLERK.id)
        assert change.message is not None
        assert change.message.direction is Direction.TO_PERSON
        with pytest.raises(errors.NotAllowedNow):
            await lifecycle.reopen(tx, ticket_id, by=person, now=START)
        assert (await lifecycle.reopen(tx, ticket_id, by=CLERK, now=START)).ticket.status == (
            Status.REOPENED
        )


async def test_an_accepted_objection_is_worked_on_again(database: Database, dice: Dice) -> None:
    """It is nobody's, and only one decision is taken on it."""
    ticket_id = await objected(database, dice)
    async with database.transaction() as tx:
        change = await lifecycle.grant(tx, ticket_id, by=CLERK, content=words("yes"), now=START)
        assert (change.ticket.status, change.ticket.holder_id) == (Status.REOPENED, None)
        with pytest.raises(errors.NotAllowedNow):
            await lifecycle.uphold(tx, ticket_id, by=CLERK, content=words("no"), now=START)


async def test_a_rating_is_given_once(database: Database, dice: Dice) -> None:
    """Also after the case was opened again and confirmed a second time."""
    ticket_id = await refused(database, dice)
    async with database.transaction() as tx:
        me: dict[str, Any] = {"person_id": PERSON, "now": START}
        with pytest.raises(errors.NotAllowedNow):
            await lifecycle.rate(tx, ticket_id, rating=5, **me)
        await lifecycle.confirm(tx, ticket_id, verdict="all", **me)
        with pytest.raises(ValueError, match="rating"):
            await lifecycle.rate(tx, ticket_id, rating=6, **me)
        with pytest.raises(errors.NotYourTicket):
            await lifecycle.rate(tx, ticket_id, person_id=desk.OTHER, rating=1, now=START)
        ticket = (await lifecycle.rate(tx, ticket_id, rating=2, **me)).ticket
        await lifecycle.reopen(tx, ticket_id, by=CLERK, now=START)
        await lifecycle.refuse(tx, ticket_id, by=CLERK, content=words("no"), now=START)
        await lifecycle.confirm(tx, ticket_id, verdict="all", **me)
        assert not verdicts.may_rate(ticket)
        with pytest.raises(errors.NotAllowedNow):
            await lifecycle.rate(tx, ticket_id, rating=5, **me)
        assert ticket.rating == 2


async def test_a_sentence_belongs_to_a_rating_and_is_given_once(
    database: Database, dice: Dice
) -> None:
    """Without a rating there is no place for it; a second one does not replace the first."""
    ticket_id = await refused(database, dice)
    async with database.transaction() as tx:
        assert await lifecycle.comment(tx, ticket_id, person_id=PERSON, text="slow") is None
        await lifecycle.confirm(tx, ticket_id, person_id=PERSON, verdict="part", now=START)
        await lifecycle.rate(tx, ticket_id, person_id=PERSON, rating=1, now=START)
        kept = await lifecycle.comment(tx, ticket_id, person_id=PERSON, text="s" * 2000)
        assert kept is not None
        assert kept.rating_text == "s" * verdicts.LENGTH
        assert await lifecycle.comment(tx, ticket_id, person_id=PERSON, text="again") is None


@given(status=st.sampled_from(Status), rating=st.none() | st.integers(1, 5))
def test_who_may_rate_has_not_and_disputes_nothing(status: Status, rating: int | None) -> None:
    """Whatever the state: never twice, never while it is open, unanswered or objected to."""
    ticket = Ticket(
        reference="Q-1405-1",
        office="qom",
        kind=Kind.REQUEST,
        status=status,
        person_id=PERSON,
        language="fa",
        subject="جمعیت",
        rating=rating,
        opened_at=START,
        updated_at=START,
    )
    if verdicts.may_rate(ticket):
        assert rating is None
        assert status not in states.OPEN_STATUSES | states.ANSWERED_STATUSES
        assert Action.RATE in states.actions(status, Party.PERSON)
