"""The life of a ticket under any sequence of acts, by anybody, on a real database.

The machine does what it likes and keeps its own small idea of the ticket. It checks that acts
succeed exactly when the table says so, that the rows stay sensible, and that the log of events,
played again, leads to the state of the ticket.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from storage import errors
from storage.database import Database, Transaction
from storage.tickets import costs, joining, lifecycle, links, queries, states, teamwork
from storage.tickets.lifecycle import Actor, Change, Content
from storage.tickets.states import Action, Kind, Party, Status
from storage.tickets.tables import Ticket, TicketEvent
from tests.clock import START, Dice
from tests.storage import desk

STAFF = (desk.CLERK, desk.COLLEAGUE)
STAFF_ACTS = (
    Action.TAKE,
    Action.RELEASE,
    Action.ASK_BACK,
    Action.PREPARE,
    Action.ANSWER,
    Action.CLOSE_FULL,
    Action.CLOSE_PARTLY,
    Action.CLOSE_NOT_HELD,
    Action.WITHDRAW,
    Action.REFUSE,
    Action.REOPEN,
    Action.NOTE,
    Action.REVEAL,
    Action.UPHOLD,
    Action.GRANT,
    Action.QUOTE,
    Action.CONFIRM_PAYMENT,
    Action.REJECT_PAYMENT,
)
PERSON_ACTS = (
    Action.PERSON_WRITES,
    Action.WITHDRAW,
    Action.CONFIRM,
    Action.DISPUTE,
    Action.OBJECT,
    Action.RATE,
    Action.REOPEN,
    Action.ACCEPT_COST,
    Action.DECLINE_COST,
    Action.PAY,
)
DENIALS = (errors.NotAllowed, errors.NotYourTicket)

Act = Callable[[Transaction, int], Awaitable[Change]]


def staff_act(action: Action, actor: Actor, now: datetime) -> Act:
    """What a member of the staff does."""
    content = Content(text="words")
    if action in lifecycle.CLOSINGS:
        return lambda tx, id: lifecycle.close(tx, id, by=actor, outcome=action, now=now)
    if action in {Action.TAKE, Action.RELEASE, Action.PREPARE, Action.REOPEN}:
        plain: Any = getattr(lifecycle, action.value)
        return lambda tx, id: plain(tx, id, by=actor, now=now)
    if action is Action.REVEAL:
        return lambda tx, id: teamwork.reveal(tx, id, by=actor, now=now)
    about_money: dict[Action, Act] = {
        Action.QUOTE: lambda tx, id: costs.quote(
            tx, id, by=actor, amount=5, content=content, now=now
        ),
        Action.CONFIRM_PAYMENT: lambda tx, id: costs.confirm(tx, id, by=actor, now=now),
        Action.REJECT_PAYMENT: lambda tx, id: costs.reject(
            tx, id, by=actor, content=content, now=now
        ),
    }
    if action in about_money:
        return about_money[action]
    name = {Action.NOTE: "add_note"}.get(action, action.value)
    written: Any = getattr(lifecycle, name)
    return lambda tx, id: written(tx, id, by=actor, content=content, now=now)


def person_act(action: Action, person_id: int, now: datetime) -> Act:
    """What a person does, with a ticket of theirs or not."""
    me: dict[str, Any] = {"person_id": person_id, "now": now}
    acts: dict[Action, Act] = {
        Action.PERSON_WRITES: lambda tx, id: lifecycle.add_from_person(
            tx, id, content=Content(text="words"), **me
        ),
        Action.WITHDRAW: lambda tx, id: lifecycle.withdraw(tx, id, **me),
        Action.CONFIRM: lambda tx, id: lifecycle.confirm(tx, id, verdict="all", **me),
        Action.DISPUTE: lambda tx, id: lifecycle.dispute(tx, id, verdict="none", **me),
        Action.OBJECT: lambda tx, id: lifecycle.object_to(tx, id, verdict="object", **me),
        Action.RATE: lambda tx, id: lifecycle.rate(tx, id, rating=4, **me),
        Action.REOPEN: lambda tx, id: lifecycle.reopen(
            tx, id, by=Actor(Party.PERSON, person_id, None), now=now
        ),
        Action.ACCEPT_COST: lambda tx, id: costs.accept(tx, id, **me),
        Action.DECLINE_COST: lambda tx, id: costs.decline(tx, id, **me),
        Action.PAY: lambda tx, id: costs.pay(tx, id, content=Content(text="receipt"), **me),
    }
    return acts[action]


class TicketLife(RuleBasedStateMachine):
    """One ticket, two clerks, its person and a stranger."""

    run: Callable[[Awaitable[Any]], Any]
    database: Database
    dice = Dice()

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.ticket = self._do(lambda tx: desk.a_ticket(tx, self.dice)).ticket
        self.version = 1
        self.written = 0

    def _do(self, work: Callable[[Transaction], Awaitable[Any]]) -> Any:
        async def transaction() -> Any:
            async with self.database.transaction() as tx:
                return await work(tx)

        return type(self).run(transaction())

    def _act(self, action: Action, act: Act, *, is_allowed: bool) -> None:
        self.now += timedelta(minutes=1)
        before = self.ticket
        try:
            change: Change = self._do(lambda tx: act(tx, before.id))
        except DENIALS:
            assert not is_allowed
            return
        assert is_allowed
        assert change.before == before.status
        self.ticket = change.ticket
        self.version += not change.is_repeat
        self.written += len(change.messages)
        assert change.is_repeat or change.event.action == action

    @rule(action=st.sampled_from(STAFF_ACTS), actor=st.sampled_from(STAFF))
    def staff(self, action: Action, actor: Actor) -> None:
        """A clerk does something."""
        is_allowed = (self.ticket.status, action) in states.TRANSITIONS
        holder = self.ticket.holder_id
        if action in {Action.TAKE, Action.RELEASE} and holder not in {None, actor.id}:
            is_allowed = False
        if action is Action.RELEASE and holder is None:
            is_allowed = False
        self._act(action, staff_act(action, actor, self.now), is_allowed=is_allowed)

    @rule(actor=st.sampled_from(STAFF), to=st.sampled_from(STAFF), may_force=st.booleans())
    def handing_over(self, actor: Actor, to: Actor, may_force: bool) -> None:
        """A clerk gives the ticket to somebody; a supervisor may give anybody's."""
        holder = self.ticket.holder_id
        is_free = may_force or holder in {None, actor.id, to.id}
        is_allowed = (self.ticket.status, Action.HAND_OVER) in states.TRANSITIONS and is_free
        now = self.now
        self._act(
            Action.HAND_OVER,
            lambda tx, id: teamwork.hand_over(
                tx, id, to=to, by=actor, now=now, may_force=may_force
            ),
            is_allowed=is_allowed,
        )
        assert not is_allowed or self.ticket.holder_id == to.id

    @rule(actor=st.sampled_from(STAFF), is_same_person=st.booleans())
    def the_same_as_another(self, actor: Actor, is_same_person: bool) -> None:
        """A clerk ends it as a duplicate of another ticket, the person's own or somebody else's."""
        owner = desk.PERSON if is_same_person else desk.OTHER
        other: Ticket = self._do(lambda tx: desk.a_ticket(tx, self.dice, person_id=owner)).ticket
        now = self.now

        async def act(tx: Transaction, id: int) -> Change:
            joined = await joining.close_duplicate(tx, id, other.id, by=actor, now=now)
            assert (joined.survivor is not None) == is_same_person
            assert (await links.heir(tx, joined.ended.ticket)).id == (
                other.id if is_same_person else id
            )
            return joined.ended

        is_allowed = self.ticket.status in states.WORKABLE
        self._act(Action.CLOSE_DUPLICATE, act, is_allowed=is_allowed)

    @rule(actor=st.sampled_from(STAFF))
    def another_goes_on_here(self, actor: Actor) -> None:
        """Another ticket of the person is merged into this one, whatever its state."""
        other: Ticket = self._do(lambda tx: desk.a_ticket(tx, self.dice)).ticket
        now, before = self.now, self.ticket

        async def act(tx: Transaction, id: int) -> Change:
            joined = await joining.close_duplicate(tx, other.id, id, by=actor, now=now)
            assert joined.survivor is not None
            return joined.survivor

        if before.status == Status.DUPLICATE:
            return  # it goes on elsewhere, and so does what is merged into it
        self._act(Action.MERGE, act, is_allowed=True)
        assert self.ticket.holder_id == before.holder_id

    @rule(actor=st.sampled_from(STAFF))
    def linked(self, actor: Actor) -> None:
        """A clerk notes that it has to do with another ticket: nothing else changes."""
        other: Ticket = self._do(
            lambda tx: desk.a_ticket(tx, self.dice, person_id=desk.OTHER)
        ).ticket
        now = self.now

        async def act(tx: Transaction, id: int) -> Change:
            return (await joining.link(tx, id, other.id, by=actor, now=now))[0]

        self._act(Action.LINK, act, is_allowed=True)

    @rule(action=st.sampled_from(PERSON_ACTS))
    def person(self, action: Action) -> None:
        """The person does something; a rating is taken once, and never in a dispute."""
        is_allowed = action in states.actions(Status(self.ticket.status), Party.PERSON)
        if action is Action.RATE and self.ticket.rating is not None:
            is_allowed = False
        self._act(action, person_act(action, desk.PERSON, self.now), is_allowed=is_allowed)

    @rule()
    def system(self) -> None:
        """The time to answer is over."""
        is_allowed = self.ticket.status in states.WAITING
        now = self.now + timedelta(minutes=1)
        self._act(
            Action.EXPIRE,
            lambda tx, id: lifecycle.expire(tx, id, now=now),
            is_allowed=is_allowed,
        )

    @rule(action=st.sampled_from(PERSON_ACTS))
    def stranger(self, action: Action) -> None:
        """Somebody else tries the same."""
        self._act(action, person_act(action, desk.OTHER, self.now), is_allowed=False)

    @precondition(lambda self: self.ticket.status == Status.NEW)
    @rule(kind=st.sampled_from(Kind))
    def another_ticket(self, kind: Kind) -> None:
        """The person opens another ticket: nothing happens to this one."""
        self._do(lambda tx: desk.a_ticket(tx, self.dice, kind=kind, now=self.now))

    @invariant()
    def the_rows_are_sensible(self) -> None:
        """State, holder, times, version and log fit together."""
        ticket, events, count = self._do(self._read)
        assert ticket == self.ticket
        assert (ticket.version, len(events), count) == (self.version, self.version, self.written)
        assert (ticket.closed_at is None) == (ticket.status in states.OPEN_STATUSES)
        assert (ticket.next_deadline_at is None) == (ticket.closed_at is not None)
        assert (ticket.waiting_since is None) == (ticket.status not in states.WAITING)
        if ticket.status in states.UNHELD_STATUSES:
            assert ticket.holder_id is None
        if ticket.status in {Status.IN_REVIEW, Status.PREPARING}:
            assert ticket.holder_id is not None
        assert ticket.updated_at == events[-1].at
        assert self._played(events) == ticket.status
        rated = [event.before for event in events if event.action == Action.RATE]
        assert len(rated) <= 1
        assert set(rated) <= {Status.CLOSED, Status.UPHELD}
        assert (ticket.rating is None) == (not rated)

    async def _read(self, tx: Transaction) -> tuple[Ticket, list[TicketEvent], int]:
        ticket = await queries.get(tx, self.ticket.id)
        assert ticket is not None
        events = await queries.events(tx, ticket.id)
        return ticket, events, await queries.message_count(tx, ticket.id)

    @staticmethod
    def _played(events: list[TicketEvent]) -> Status:
        """The log played again by the table alone."""
        assert (events[0].action, events[0].before) == (Action.OPEN, None)
        status = Status(events[0].after)
        for event in events[1:]:
            assert event.before == status
            possible = {
                states.next_status(status, Action(event.action), is_held=is_held)
                for is_held in (True, False)
            }
            assert event.after in possible
            assert event.party in states.WHO[Action(event.action)]
            status = Status(event.after)
        return status


@pytest.mark.slow
def test_no_sequence_of_acts_leads_astray(database_url: str) -> None:
    """Whatever is done in whatever order, only the table decides and the log tells it all."""
    with asyncio.Runner() as runner:
        database = Database(database_url)
        try:
            machine = type(
                "Machine", (TicketLife,), {"run": staticmethod(runner.run), "database": database}
            )
            run_state_machine_as_test(
                machine,
                settings=settings(
                    max_examples=15,
                    stateful_step_count=25,
                    deadline=None,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(database.close())
