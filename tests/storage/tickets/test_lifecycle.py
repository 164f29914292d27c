"""What people and staff do with tickets, each act with its effect and its refusals."""

import asyncio
from datetime import timedelta

import pytest

from storage import errors
from storage.database import Database
from storage.tickets import lifecycle, queries
from storage.tickets.states import Action, Party, Status
from storage.tickets.tables import Direction
from tests.clock import START, Dice
from tests.storage import desk
from tests.storage.desk import CLERK, COLLEAGUE, PERSON, words

LATER = START + timedelta(hours=1)


async def test_taking_makes_the_taker_the_holder(database: Database, dice: Dice) -> None:
    """A new ticket that is taken is in review, held by the taker; version and event tell it."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        change = await lifecycle.take(tx, ticket.id, by=CLERK, now=LATER)
        assert (change.before, change.ticket.status) == (Status.NEW, Status.IN_REVIEW)
        assert (change.ticket.holder_id, change.ticket.holder_name) == (901, "Clerk")
        assert (change.ticket.version, change.ticket.updated_at) == (2, LATER)
        event = change.event
    assert (event.action, event.before, event.after) == ("take", "new", "in_review")
    assert (event.party, event.actor_id, event.actor_name, event.at) == (
        Party.STAFF,
        901,
        "Clerk",
        LATER,
    )
    assert change.message is None


async def test_taking_again_is_a_repeat(database: Database, dice: Dice) -> None:
    """The holder's second press changes nothing and says so."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        await lifecycle.take(tx, ticket.id, by=CLERK, now=START)
        again = await lifecycle.take(tx, ticket.id, by=CLERK, now=LATER)
        assert again.is_repeat
        assert again.event.action == Action.TAKE
        assert again.ticket.version == 2
        assert len(await queries.events(tx, ticket.id)) == 2


async def test_what_another_holds_cannot_be_taken_or_given_back(
    database: Database, dice: Dice
) -> None:
    """The second one is told who holds the ticket; nothing changes."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        await lifecycle.take(tx, ticket.id, by=CLERK, now=START)
        for act in (lifecycle.take, lifecycle.release):
            with pytest.raises(errors.AlreadyTaken) as caught:
                await act(tx, ticket.id, by=COLLEAGUE, now=LATER)
            assert (caught.value.holder_id, caught.value.holder_name) == (901, "Clerk")
        assert ticket.version == 2


async def test_of_two_who_press_at_once_one_wins(database: Database, dice: Dice) -> None:
    """Two clerks on two connections: one gets the ticket, the other is told who."""
    async with database.transaction() as tx:
        ticket_id = (await desk.a_ticket(tx, dice)).ticket.id

    async def press(actor: lifecycle.Actor) -> int | None:
        try:
            async with database.transaction() as tx:
                await lifecycle.take(tx, ticket_id, by=actor, now=LATER)
                await asyncio.sleep(0.01)
        except errors.AlreadyTaken as taken:
            return taken.holder_id
        return None

    results = await asyncio.gather(press(CLERK), press(COLLEAGUE))
    winner = (CLERK, COLLEAGUE)[results.index(None)]
    assert set(results) == {None, winner.id}
    async with database.transaction() as tx:
        ticket = await queries.get(tx, ticket_id)
        assert ticket is not None
        assert (ticket.holder_id, ticket.version) == (winner.id, 2)


async def test_giving_back_makes_a_ticket_anybodys(database: Database, dice: Dice) -> None:
    """A released ticket is new again; one that nobody holds cannot be released."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        with pytest.raises(errors.NotAllowedNow):
            await lifecycle.release(tx, ticket.id, by=CLERK, now=LATER)
        await lifecycle.take(tx, ticket.id, by=CLERK, now=LATER)
        change = await lifecycle.release(tx, ticket.id, by=CLERK, now=LATER)
        assert (change.ticket.status, change.ticket.holder_id) == (Status.NEW, None)
        await lifecycle.take(tx, ticket.id, by=COLLEAGUE, now=LATER)


async def test_asking_back_waits_for_the_person(database: Database, dice: Dice) -> None:
    """The question is kept, the waiting begins, and the person's answer ends it."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        asked = await lifecycle.ask_back(
            tx, ticket.id, by=CLERK, content=words("کدام سال؟"), now=START
        )
        assert (asked.ticket.status, asked.ticket.waiting_since) == ("waiting_person", START)
        assert asked.ticket.holder_id == CLERK.id
        assert asked.message is not None
        assert (asked.message.direction, asked.message.text) == (Direction.TO_PERSON, "کدام سال؟")
        await lifecycle.ask_back(tx, ticket.id, by=CLERK, content=words("?"), now=LATER)
        assert ticket.waiting_since == START
        answered = await lifecycle.add_from_person(
            tx, ticket.id, person_id=PERSON, content=words("1404"), now=LATER
        )
        assert (answered.before, ticket.status) == (Status.WAITING_PERSON, Status.IN_REVIEW)
        assert answered.ticket.waiting_since is None
        assert ticket.holder_id == CLERK.id
        assert answered.message is not None
        assert answered.message.direction == Direction.FROM_PERSON


async def test_an_answer_to_an_unheld_waiting_ticket_makes_it_new(
    database: Database, dice: Dice
) -> None:
    """When the asker has given the ticket back, the person's words are for everybody."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        await lifecycle.ask_back(tx, ticket.id, by=CLERK, content=words("?"), now=START)
        released = await lifecycle.release(tx, ticket.id, by=CLERK, now=START)
        assert released.ticket.status == Status.WAITING_PERSON
        await lifecycle.add_from_person(
            tx, ticket.id, person_id=PERSON, content=words("!"), now=LATER
        )
        assert ticket.status == Status.NEW


async def test_answering_takes_what_nobody_holds(database: Database, dice: Dice) -> None:
    """A reply to a new ticket makes the writer its holder; a colleague's reply does not."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        await lifecycle.answer(tx, ticket.id, by=CLERK, content=words("a"), now=START)
        assert (ticket.status, ticket.holder_id) == (Status.IN_REVIEW, CLERK.id)
        change = await lifecycle.answer(tx, ticket.id, by=COLLEAGUE, content=words("b"), now=START)
        assert (ticket.status, ticket.holder_id) == (Status.IN_REVIEW, CLERK.id)
        assert change.message is not None
        assert change.message.author_id == COLLEAGUE.id


async def test_a_late_answer_leaves_an_ended_ticket_ended(database: Database, dice: Dice) -> None:
    """After closing, staff and person can still write; the state and the times stay."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        await lifecycle.close(tx, ticket.id, by=CLERK, outcome=Action.CLOSE_FULL, now=START)
        await lifecycle.answer(tx, ticket.id, by=COLLEAGUE, content=words("also"), now=LATER)
        await lifecycle.add_from_person(
            tx, ticket.id, person_id=PERSON, content=words("thanks"), now=LATER
        )
        assert (ticket.status, ticket.closed_at) == (Status.ANSWERED_FULL, START)
        assert ticket.holder_id == CLERK.id
        assert await queries.message_count(tx, ticket.id) == 2


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Action.CLOSE_FULL, Status.ANSWERED_FULL),
        (Action.CLOSE_PARTLY, Status.ANSWERED_PARTLY),
        (Action.CLOSE_NOT_HELD, Status.NOT_HELD),
    ],
)
async def test_closing_says_how(
    database: Database, dice: Dice, outcome: Action, status: Status
) -> None:
    """Each way to close has its state; the ticket is no longer open and waits for nobody."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        await lifecycle.ask_back(tx, ticket.id, by=CLERK, content=words("?"), now=START)
        await lifecycle.close(tx, ticket.id, by=CLERK, outcome=outcome, now=LATER)
        assert (ticket.status, ticket.closed_at, ticket.waiting_since) == (status, LATER, None)
        with pytest.raises(errors.NotAllowedNow):
            await lifecycle.close(tx, ticket.id, by=CLERK, outcome=outcome, now=LATER)


async def test_only_closings_close(database: Database, dice: Dice) -> None:
    """Another action given as an outcome is a mistake of the program."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        with pytest.raises(ValueError, match="closes no ticket"):
            await lifecycle.close(tx, ticket.id, by=CLERK, outcome=Action.REFUSE, now=START)


async def test_refusing_keeps_the_reason(database: Database, dice: Dice) -> None:
    """The reason is a message to the person."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        change = await lifecycle.refuse(tx, ticket.id, by=CLERK, content=words("ماده ۷"), now=LATER)
        assert (ticket.status, ticket.closed_at) == (Status.REFUSED, LATER)
        assert change.message is not None
        assert change.message.direction == Direction.TO_PERSON


async def test_preparing_is_told_once(database: Database, dice: Dice) -> None:
    """A ticket in preparation is not put into preparation again."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        await lifecycle.prepare(tx, ticket.id, by=CLERK, now=START)
        assert (ticket.status, ticket.holder_id) == (Status.PREPARING, CLERK.id)
        with pytest.raises(errors.NotAllowedNow):
            await lifecycle.prepare(tx, ticket.id, by=CLERK, now=START)


@pytest.mark.parametrize("verdict", ["all", "part"])
async def test_confirming_closes_for_good(database: Database, dice: Dice, verdict: str) -> None:
    """The person's verdict is kept; what was confirmed cannot be confirmed or disputed again."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        await lifecycle.close(tx, ticket.id, by=CLERK, outcome=Action.CLOSE_FULL, now=START)
        change = await lifecycle.confirm(
            tx, ticket.id, person_id=PERSON, verdict=verdict, now=LATER
        )
        assert (ticket.status, ticket.outcome, ticket.closed_at) == ("closed", verdict, START)
        assert change.event.data == {"verdict": verdict}
        with pytest.raises(errors.NotAllowedNow):
            await lifecycle.dispute(tx, ticket.id, person_id=PERSON, verdict="none", now=LATER)
        assert ticket.outcome == verdict


async def test_disputing_opens_again(database: Database, dice: Dice) -> None:
    """A disputed ticket is open, nobody's, and remembers what the person said."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        await lifecycle.refuse(tx, ticket.id, by=CLERK, content=words("no"), now=START)
        await lifecycle.dispute(tx, ticket.id, person_id=PERSON, verdict="none", now=LATER)
        assert (ticket.status, ticket.outcome) == (Status.REOPENED, "none")
        assert (ticket.closed_at, ticket.holder_id) == (None, None)


async def test_a_verdict_belongs_to_its_act(database: Database, dice: Dice) -> None:
    """Confirming with a word of dispute, or the other way, is a mistake of the program."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        with pytest.raises(ValueError, match="verdict"):
            await lifecycle.confirm(tx, ticket.id, person_id=PERSON, verdict="none", now=START)
        with pytest.raises(ValueError, match="verdict"):
            await lifecycle.dispute(tx, ticket.id, person_id=PERSON, verdict="all", now=START)


async def test_withdrawing_and_coming_back(database: Database, dice: Dice) -> None:
    """The person withdraws an open ticket and may reopen it; the former verdict is gone."""
    person = lifecycle.Actor(Party.PERSON, PERSON, None)
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        await lifecycle.withdraw(tx, ticket.id, person_id=PERSON, now=START)
        assert (ticket.status, ticket.closed_at) == (Status.WITHDRAWN, START)
        with pytest.raises(errors.NotAllowedNow):
            await lifecycle.withdraw(tx, ticket.id, person_id=PERSON, now=START)
        change = await lifecycle.reopen(tx, ticket.id, by=person, now=LATER)
        assert (ticket.status, ticket.closed_at, ticket.outcome) == (Status.REOPENED, None, None)
        assert change.event.party == Party.PERSON
        with pytest.raises(errors.NotAllowedNow):
            await lifecycle.reopen(tx, ticket.id, by=CLERK, now=LATER)


async def test_somebody_elses_ticket_is_no_ticket(database: Database, dice: Dice) -> None:
    """For a stranger a ticket that is not theirs and one that is not there are the same."""
    stranger = lifecycle.Actor(Party.PERSON, desk.OTHER, None)
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        for ticket_id in (ticket.id, ticket.id + 99):
            for attempt in (
                lifecycle.withdraw(tx, ticket_id, person_id=desk.OTHER, now=LATER),
                lifecycle.confirm(tx, ticket_id, person_id=desk.OTHER, verdict="all", now=LATER),
                lifecycle.dispute(tx, ticket_id, person_id=desk.OTHER, verdict="none", now=LATER),
                lifecycle.add_from_person(
                    tx, ticket_id, person_id=desk.OTHER, content=words("x"), now=LATER
                ),
                lifecycle.reopen(tx, ticket_id, by=stranger, now=LATER),
            ):
                with pytest.raises(errors.NotYourTicket) as caught:
                    await attempt
                assert str(caught.value) == str(errors.NotYourTicket(0))
        assert len(await queries.events(tx, ticket.id)) == 1


async def test_staff_acts_are_not_for_others(database: Database, dice: Dice) -> None:
    """A person or the system cannot do what staff do, whatever the state."""
    person = lifecycle.Actor(Party.PERSON, PERSON, None)
    system = lifecycle.Actor(Party.SYSTEM, None, None)
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        for actor in (person, system):
            for act in (lifecycle.take, lifecycle.prepare):
                with pytest.raises(errors.NotAllowedTo) as caught:
                    await act(tx, ticket.id, by=actor, now=LATER)
                assert caught.value.party is actor.party
        assert (ticket.holder_id, ticket.version) == (None, 1)


async def test_what_is_not_there_is_not_found(database: Database) -> None:
    """Staff are told that a ticket does not exist."""
    async with database.transaction() as tx:
        with pytest.raises(errors.TicketNotFound) as caught:
            await lifecycle.take(tx, 4711, by=CLERK, now=START)
        assert caught.value.ticket_id == 4711


async def test_notes_stay_inside(database: Database, dice: Dice) -> None:
    """A note is kept with the ticket, changes no state, and is no message to the person."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        change = await lifecycle.add_note(tx, ticket.id, by=CLERK, content=words("n"), now=LATER)
        assert (ticket.status, ticket.holder_id) == (Status.NEW, None)
        assert change.message is not None
        assert change.message.direction == Direction.NOTE


async def test_checking_changes_nothing(database: Database, dice: Dice) -> None:
    """Whether an act is possible can be asked beforehand."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice)).ticket
        assert lifecycle.check(ticket, Action.REFUSE) is Status.REFUSED
        with pytest.raises(errors.NotAllowedNow):
            lifecycle.check(ticket, Action.REOPEN)
        assert ticket.version == 1
