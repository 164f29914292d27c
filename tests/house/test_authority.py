"""Nothing the bot reacts to is left out of the table of who may what (`handlers/authority.py`)."""

from __future__ import annotations

from handlers import authority, links, routes
from handlers.authority import Who


def test_every_route_stands_in_the_table() -> None:
    """A command or button that is added must say whom it is open to; and none is left over."""
    assert authority.PRIVATE_COMMANDS.keys() == routes.PRIVATE.keys()
    assert authority.STAFF_COMMANDS.keys() == routes.STAFF.keys()
    assert authority.PRIVATE_BUTTONS.keys() == routes.PRIVATE_PRESSES.keys()
    assert authority.STAFF_BUTTONS.keys() == routes.STAFF_PRESSES.keys()


def test_what_needs_a_supervisor_is_known() -> None:
    """The rights that would hurt most when lost, word by word."""
    assert {
        (verb.value, op)
        for verb, right in authority.STAFF_BUTTONS.items()
        for op in right.but or [""]
        if Who.SUPERVISOR in (right.who, right.but.get(op))
    } >= {("s", "who"), ("report", "who"), ("cal", ""), ("role", ""), ("unsent", "")}
    assert authority.STAFF_COMMANDS["closure"].with_words(["tomorrow"]) is Who.SUPERVISOR
    assert authority.STAFF_COMMANDS["export"].with_words(["month", "هویت"]) is Who.SUPERVISOR


def test_every_deep_link_stands_in_the_table() -> None:
    """All targets that the bot makes links to."""
    assert set(authority.LINKS) == {links.TICKET, links.ARTICLE, links.OFFICE, links.ASK}
