"""Tickets that belong together: merged, duplicates of somebody else's, linked."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from storage import errors
from storage.database import Database, Transaction
from storage.tickets import deadlines, joining, lifecycle, links, queries
from storage.tickets.links import LinkKind
from storage.tickets.promises import Amount, Promise, Unit
from storage.tickets.states import Action, Status
from storage.tickets.tables import Ticket
from tests.calendars import TIME, at
from tests.clock import START, Dice
from tests.storage import desk
from tests.storage.desk import CLERK, OTHER, PERSON, words

SATURDAY, SUNDAY, MONDAY, TUESDAY = (date(2026, 11, day) for day in range(21, 25))
LATER = START + timedelta(hours=1)
TEN_DAYS = Promise(None, Amount(10, Unit.DAYS), is_shown=True)
TWO_DAYS = Promise(Amount(1, Unit.DAYS), Amount(2, Unit.DAYS))


async def a_ticket(tx: Transaction, dice: Dice, day: date = SATURDAY, **over: object) -> Ticket:
    """A ticket opened at nine that is due ten working days later, and counted."""
    values: dict[str, object] = {"now": at(day, "09:00"), "promise": TEN_DAYS, **over}
    ticket = (await desk.a_ticket(tx, dice, **values)).ticket  # type: ignore[arg-type]
    await deadlines.settle(tx, ticket, TIME)
    return ticket


async def settled(tx: Transaction, ticket_id: int) -> Ticket:
    """A ticket, counted anew."""
    ticket = await queries.get(tx, ticket_id)
    assert ticket is not None
    await tx.session.refresh(ticket)
    await deadlines.settle(tx, ticket, TIME)
    return ticket


async def test_a_second_case_of_one_person_goes_on_in_the_first(
    database: Database, dice: Dice
) -> None:
    """It ends as a duplicate; the other one tells of it, and its words are read there."""
    async with database.transaction() as tx:
        first = await a_ticket(tx, dice, files=[words("one")])
        second = await a_ticket(tx, dice, files=[words("two")])
        joined = await joining.close_duplicate(tx, second.id, first.id, by=CLERK, now=LATER)
        assert joined.ended.ticket.status == Status.DUPLICATE
        assert joined.ended.event.data == {"of": first.id, "is_merged": True}
        assert joined.survivor is not None
        assert joined.survivor.event.action == Action.MERGE
        assert joined.survivor.event.data == {"from": second.id}
        assert (await links.heir(tx, joined.ended.ticket)).id == first.id
        assert [one.text for one in await queries.messages(tx, first.id)] == ["one", "two"]
        assert [one.text for one in await queries.messages(tx, second.id)] == ["two"]
        found = await links.of(tx, first.id)
        assert [(one.ticket.id, one.kind, one.points) for one in found] == [
            (second.id, LinkKind.MERGED, True)
        ]


@pytest.mark.parametrize(
    ("person_id", "hidden"), [(OTHER, ""), (PERSON, "first"), (PERSON, "second"), (PERSON, "both")]
)
async def test_what_would_tell_who_somebody_is_is_never_merged(
    database: Database, dice: Dice, person_id: int, hidden: str
) -> None:
    """Somebody else's matter, or one brought without a name: linked, and nothing else happens."""
    async with database.transaction() as tx:
        first = await a_ticket(
            tx, dice, files=[words("one")], is_anonymous=hidden in {"first", "both"}
        )
        second = await a_ticket(
            tx,
            dice,
            person_id=person_id,
            files=[words("two")],
            is_anonymous=hidden in {"second", "both"},
        )
        joined = await joining.close_duplicate(tx, second.id, first.id, by=CLERK, now=LATER)
        assert joined.ended.ticket.status == Status.DUPLICATE
        assert joined.survivor is None
        assert (await links.heir(tx, joined.ended.ticket)).id == second.id
        assert [one.text for one in await queries.messages(tx, first.id)] == ["one"]
        assert [event.action for event in await queries.events(tx, first.id)] == [Action.OPEN]
        assert (await links.of(tx, second.id))[0].kind is LinkKind.DUPLICATE


@pytest.mark.parametrize("sooner", ["first", "second"])
async def test_the_earlier_deadline_counts(database: Database, dice: Dice, sooner: str) -> None:
    """Whichever of the two was due sooner, the case that goes on is due then, whenever counted."""
    async with database.transaction() as tx:
        first = await a_ticket(tx, dice, SATURDAY if sooner == "first" else TUESDAY)
        second = await a_ticket(tx, dice, TUESDAY if sooner == "first" else SATURDAY)
        due = min(first.resolution_due_at or START, second.resolution_due_at or START)
        now = at(TUESDAY, "12:00")
        await joining.close_duplicate(tx, second.id, first.id, by=CLERK, now=now)
        assert (await settled(tx, first.id)).resolution_due_at == due
        assert (await settled(tx, first.id)).resolution_due_at == due
        assert (await settled(tx, second.id)).next_deadline_at is None


async def test_a_stricter_promise_comes_along(database: Database, dice: Dice) -> None:
    """The later case has two days, the earlier ten: the earlier one has what is left of the two."""
    async with database.transaction() as tx:
        first = await a_ticket(tx, dice, SATURDAY)
        second = await a_ticket(tx, dice, SUNDAY, promise=TWO_DAYS)
        due = second.resolution_due_at
        await joining.close_duplicate(tx, second.id, first.id, by=CLERK, now=at(MONDAY, "09:00"))
        merged = await settled(tx, first.id)
        assert merged.resolution_due_at == due
        assert merged.promise == TWO_DAYS.as_json()
        assert merged.responded_at is None


async def test_the_clock_that_came_along_stands_and_goes_on(database: Database, dice: Dice) -> None:
    """After the merging a question back stops it, and the answer goes on as with any case."""
    async with database.transaction() as tx:
        first = await a_ticket(tx, dice, TUESDAY)
        second = await a_ticket(tx, dice, SATURDAY)
        now = at(TUESDAY, "10:00")
        await lifecycle.ask_back(tx, second.id, by=CLERK, content=words("?"), now=now)
        now = at(TUESDAY, "10:30")
        await joining.close_duplicate(tx, second.id, first.id, by=CLERK, now=now)
        merged = await settled(tx, first.id)
        assert merged.responded_at == at(TUESDAY, "10:00")  # the question was a first word
        assert (await deadlines.settle(tx, merged, TIME)).course.stands_since is None
        asked = at(TUESDAY, "11:00")
        await lifecycle.ask_back(tx, first.id, by=CLERK, content=words("?"), now=asked)
        standing = await deadlines.settle(tx, merged, TIME)
        assert standing.course.stands_since == asked
        answered = at(date(2026, 11, 28), "09:00")
        await lifecycle.add_from_person(
            tx, first.id, person_id=PERSON, content=words("!"), now=answered
        )
        standing = await deadlines.settle(tx, merged, TIME)
        assert (standing.course.began, standing.course.is_clarified) == (answered, True)


async def test_a_chain_of_merged_cases_has_one_end(database: Database, dice: Dice) -> None:
    """What was merged into a case that is merged itself goes on where that one goes on."""
    async with database.transaction() as tx:
        tickets = [
            await a_ticket(tx, dice, day, files=[words(str(day.day))])
            for day in (SATURDAY, SUNDAY, TUESDAY)
        ]
        first, second, third = tickets
        due = first.resolution_due_at
        now = at(TUESDAY, "10:00")
        await joining.close_duplicate(tx, first.id, second.id, by=CLERK, now=now)
        await deadlines.settle(tx, second, TIME)
        await joining.close_duplicate(tx, second.id, third.id, by=CLERK, now=now)
        for one in (first, second):
            await tx.session.refresh(one)
            assert (await links.heir(tx, one)).id == third.id
        said = [one.text for one in await queries.messages(tx, third.id)]
        assert said == [str(day.day) for day in (SATURDAY, SUNDAY, TUESDAY)]
        assert (await settled(tx, third.id)).resolution_due_at == due
        with pytest.raises(errors.NotAllowedNow):
            await joining.close_duplicate(tx, first.id, third.id, by=CLERK, now=now)


async def test_no_case_is_joined_to_itself(database: Database, dice: Dice) -> None:
    """Neither directly nor by way of a case that went on in it."""
    async with database.transaction() as tx:
        first, second = await a_ticket(tx, dice), await a_ticket(tx, dice)
        for act in (joining.close_duplicate, joining.link):
            with pytest.raises(errors.NotJoinable):
                await act(tx, first.id, first.id, by=CLERK, now=LATER)
        await joining.close_duplicate(tx, second.id, first.id, by=CLERK, now=LATER)
        with pytest.raises(errors.NotJoinable) as caught:
            await joining.close_duplicate(tx, first.id, second.id, by=CLERK, now=LATER)
        assert (caught.value.ticket_id, caught.value.other_id) == (first.id, second.id)


async def test_reopened_it_is_a_matter_of_its_own_again(database: Database, dice: Dice) -> None:
    """Its words are its own; that the two had to do with each other is still known."""
    async with database.transaction() as tx:
        first = await a_ticket(tx, dice)
        second = await a_ticket(tx, dice, files=[words("two")])
        await joining.close_duplicate(tx, second.id, first.id, by=CLERK, now=LATER)
        reopened = await lifecycle.reopen(tx, second.id, by=CLERK, now=LATER)
        assert (await links.heir(tx, reopened.ticket)).id == second.id
        assert await queries.messages(tx, first.id) == []
        assert [one.kind for one in await links.of(tx, first.id)] == [LinkKind.RELATED]


async def test_a_link_is_noted_in_both_and_changes_nothing(database: Database, dice: Dice) -> None:
    """Both logs tell it, both keep their state, and linking again is no second link."""
    async with database.transaction() as tx:
        first, second = await a_ticket(tx, dice), await a_ticket(tx, dice, person_id=OTHER)
        for _ in range(2):
            changes = await joining.link(tx, first.id, second.id, by=CLERK, now=LATER)
            assert [one.ticket.status for one in changes] == [Status.NEW, Status.NEW]
        assert [one.ticket.id for one in await links.of(tx, second.id)] == [first.id]
        events: list[datetime] = [one.at for one in await queries.events(tx, second.id)]
        assert len(events) == 3
