"""Errors carry data, never what people wrote."""

import inspect

import pytest

from storage import errors
from storage.tickets.states import Action, Party, Status

ALL = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.StorageError)
]


@pytest.mark.parametrize("kind", ALL)
def test_the_message_is_the_docstring(kind: type[errors.StorageError]) -> None:
    """Whatever data an error carries, its text is the one sentence of its class."""
    made = kind.__new__(kind)
    assert str(made) == inspect.cleandoc(kind.__doc__ or "missing")
    assert str(made).endswith(".")


def test_data_are_attributes_and_not_in_the_text() -> None:
    """Names and states are read from attributes; the text stays free of them."""
    taken = errors.AlreadyTaken(9, "Zahra")
    assert (taken.holder_id, taken.holder_name) == (9, "Zahra")
    assert "Zahra" not in str(taken) + repr(taken)
    now = errors.NotAllowedNow(Status.CLOSED, Action.TAKE)
    assert (now.status, now.action) == (Status.CLOSED, Action.TAKE)
    to = errors.NotAllowedTo(Action.TAKE, Party.PERSON)
    assert (to.action, to.party) == (Action.TAKE, Party.PERSON)


def test_not_yours_is_a_kind_of_not_found() -> None:
    """Who handles "not found" handles "not yours" in the same words."""
    assert issubclass(errors.NotYourTicket, errors.TicketNotFound)
    assert errors.NotYourTicket(5).ticket_id == 5


def test_the_tree_in_the_docstring_names_every_class() -> None:
    """The drawing on top of the module is complete."""
    assert all(kind.__name__ in (errors.__doc__ or "") for kind in ALL)


def test_an_outage_without_a_cause_names_itself() -> None:
    """Whoever logs it always has a reason and a remedy."""
    assert errors.DatabaseUnavailable().reason == "DatabaseUnavailable"
    assert "tried again" in errors.DatabaseUnavailable().remedy
