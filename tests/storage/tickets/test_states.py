"""The table of the ticket's life says what the offices promised."""

import pytest

from storage import errors
from storage.tickets import drawing, states
from storage.tickets.states import Action, Party, Phase, Status


def test_there_are_sixteen_states_in_three_groups() -> None:
    """Every state is open, answered or final, and only one of them."""
    groups = [states.OPEN_STATUSES, states.ANSWERED_STATUSES, states.FINAL]
    assert len(Status) == 16
    assert sum(len(group) for group in groups) == 16
    assert frozenset().union(*groups) == frozenset(Status)


def test_every_state_can_be_reached_and_left() -> None:
    """From new, acts lead to every state; from every state they lead back to an open one."""
    reached = {Status.NEW}
    for _ in Status:
        reached |= {after for (before, _), after in states.TRANSITIONS.items() if before in reached}
    assert reached == set(Status)
    for status in states.ANSWERED_STATUSES | states.FINAL:
        assert states.next_status(status, Action.REOPEN) is Status.REOPENED


@pytest.mark.parametrize("status", sorted(states.WORKABLE))
def test_an_open_ticket_can_be_ended_by_either_side(status: Status) -> None:
    """Staff close or refuse, the person withdraws, whatever the open state."""
    assert states.next_status(status, Action.WITHDRAW) is Status.WITHDRAWN
    assert states.next_status(status, Action.REFUSE) is Status.REFUSED
    assert states.next_status(status, Action.CLOSE_FULL) is Status.ANSWERED_FULL
    assert states.next_status(status, Action.CLOSE_PARTLY) is Status.ANSWERED_PARTLY
    assert states.next_status(status, Action.CLOSE_NOT_HELD) is Status.NOT_HELD
    assert states.next_status(status, Action.CLOSE_DUPLICATE) is Status.DUPLICATE


def test_the_office_asks_back_unless_it_waits_for_money() -> None:
    """A question in the middle of a payment would lose the cost that was named."""
    can = {one for one in Status if (one, Action.ASK_BACK) in states.TRANSITIONS}
    payment = {Status.WAITING_PAYMENT, Status.CHECKING_PAYMENT}
    assert can == states.WORKABLE - payment
    assert {states.next_status(one, Action.ASK_BACK) for one in can} == {Status.WAITING_PERSON}


def test_a_cost_is_named_decided_on_paid_and_confirmed() -> None:
    """The person accepts and pays, staff confirm; declined, the case is the office's again."""
    waiting, checking = Status.WAITING_PAYMENT, Status.CHECKING_PAYMENT
    assert states.next_status(Status.IN_REVIEW, Action.QUOTE) is waiting
    assert states.next_status(waiting, Action.ACCEPT_COST) is waiting
    assert states.next_status(waiting, Action.PAY) is checking
    assert states.next_status(checking, Action.REJECT_PAYMENT) is waiting
    assert states.next_status(checking, Action.CONFIRM_PAYMENT) is Status.PREPARING
    assert states.next_status(waiting, Action.DECLINE_COST) is Status.IN_REVIEW
    assert states.next_status(waiting, Action.DECLINE_COST, is_held=False) is Status.NEW
    with pytest.raises(errors.NotAllowedNow):
        states.next_status(checking, Action.QUOTE)


@pytest.mark.parametrize("status", sorted(states.ANSWERED_STATUSES))
def test_an_answered_ticket_is_confirmed_or_disputed_by_the_person(status: Status) -> None:
    """The person has the last word on an outcome; staff cannot confirm for them."""
    assert states.next_status(status, Action.CONFIRM) is Status.CLOSED
    assert states.next_status(status, Action.DISPUTE) is Status.REOPENED
    assert set(states.actions(status, Party.PERSON)) == {
        Action.PERSON_WRITES,
        Action.CONFIRM,
        Action.DISPUTE,
        Action.OBJECT,
        Action.REOPEN,
    }
    assert states.next_status(status, Action.OBJECT) is Status.OBJECTED
    assert Action.CONFIRM not in states.actions(status, Party.STAFF)


@pytest.mark.parametrize("status", sorted(Status))
def test_both_sides_can_always_write(status: Status) -> None:
    """Nothing that anybody writes is refused for the state; what is ended stays ended by it."""
    for act in (Action.ANSWER, Action.PERSON_WRITES, Action.NOTE):
        after = states.next_status(status, act)
        assert (after in states.OPEN_STATUSES) == (status in states.OPEN_STATUSES)


def test_an_objection_waits_for_a_supervisor_only() -> None:
    """Nobody takes, asks back or closes; it is upheld, granted, or given up by its person."""
    of_staff = set(states.actions(Status.OBJECTED, Party.STAFF))
    always = {Action.NOTE, Action.RETRACT, Action.REVEAL, Action.MERGE, Action.LINK}
    assert of_staff - always == {
        Action.UPHOLD,
        Action.GRANT,
        Action.ANSWER,
        Action.WITHDRAW,
    }
    assert states.next_status(Status.OBJECTED, Action.UPHOLD) is Status.UPHELD
    assert states.next_status(Status.OBJECTED, Action.GRANT) is Status.REOPENED
    of_person = states.actions(Status.OBJECTED, Party.PERSON)
    assert of_person == [Action.PERSON_WRITES, Action.WITHDRAW]


def test_what_was_upheld_is_opened_again_by_the_office_only() -> None:
    """Otherwise a review would decide nothing."""
    assert Action.REOPEN in states.actions(Status.UPHELD, Party.STAFF)
    assert Action.REOPEN not in states.actions(Status.UPHELD, Party.PERSON)
    assert not states.may(Status.UPHELD, Action.REOPEN, Party.PERSON)


@pytest.mark.parametrize("status", sorted(Status))
def test_nothing_is_rated_while_it_is_disputed(status: Status) -> None:
    """A rating is for what the person has accepted, or what was decided."""
    is_over = status in {Status.CLOSED, Status.UPHELD}
    assert (Action.RATE in states.actions(status, Party.PERSON)) == is_over
    assert Action.RATE not in states.actions(status, Party.STAFF)


def test_what_the_person_writes_ends_the_waiting() -> None:
    """The ticket goes back to its holder, or to all when nobody holds it."""
    waiting = Status.WAITING_PERSON
    assert states.next_status(waiting, Action.PERSON_WRITES) is Status.IN_REVIEW
    assert states.next_status(waiting, Action.PERSON_WRITES, is_held=False) is Status.NEW
    assert states.next_status(Status.PREPARING, Action.PERSON_WRITES, is_held=False) == "preparing"


def test_what_is_not_in_the_table_is_refused_with_its_data() -> None:
    """An act that a state does not know raises, and tells state and act."""
    with pytest.raises(errors.NotAllowedNow) as caught:
        states.next_status(Status.CLOSED, Action.TAKE)
    assert (caught.value.status, caught.value.action) == (Status.CLOSED, Action.TAKE)
    assert Action.TAKE not in states.actions(Status.CLOSED, Party.STAFF)


def test_the_clock_stands_while_the_person_is_waited_for_and_after_the_end() -> None:
    """The office's time runs only while the office has to do something."""
    assert {status for status in Status if states.clock_runs(status)} == {
        Status.NEW,
        Status.IN_REVIEW,
        Status.PREPARING,
        Status.REOPENED,
        Status.OBJECTED,
    }
    assert states.WAITING < states.STANDING < states.OPEN_STATUSES


def test_every_state_means_something_to_the_person() -> None:
    """Every state has a phase, and every phase a state."""
    assert {states.phase(status) for status in Status} == set(Phase)
    assert states.phase(Status.WAITING_PERSON) is Phase.NEEDS_YOU


def test_every_action_has_its_parties() -> None:
    """No action is left without somebody who may do it; the system does what follows by itself."""
    assert set(states.WHO) == set(Action)
    assert all(states.WHO.values())
    of_system = {act for act in Action if Party.SYSTEM in states.WHO[act]}
    assert of_system == {Action.OPEN, Action.NOTE, Action.EXPIRE, Action.LINK}


def test_the_drawing_shows_every_change_and_is_always_the_same() -> None:
    """Each change of state is in the drawing with its act; the lines are sorted."""
    drawn = drawing.as_mermaid()
    assert drawn == drawing.as_mermaid()
    lines = drawn.splitlines()
    assert lines[0] == "stateDiagram-v2"
    arrows = [line for line in lines[1:] if ": " in line]
    assert arrows == sorted(arrows)
    for (before, act), after in states.TRANSITIONS.items():
        shown = [line for line in arrows if line.startswith(f"    {before} --> {after}: ")]
        assert bool(shown) == (before != after)
        assert not shown or act in shown[0]
    assert "    [*] --> new: open" in lines
    assert "    waiting_person --> new: person_writes" in lines


def test_the_table_cannot_be_changed() -> None:
    """Nobody adds a transition at run time."""
    with pytest.raises(TypeError):
        states.TRANSITIONS[Status.NEW, Action.OPEN] = Status.NEW  # type: ignore[index]
