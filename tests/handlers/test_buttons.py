"""Claims on callback_data: it fits, it comes back, and nothing foreign is believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import buttons
from handlers.buttons import Verb

ids = st.one_of(
    st.none(),
    st.integers(0, 2**62),
    st.text("abcdefghijklmnopqrstuvwxyz0123456789-_", min_size=1, max_size=12),
)


@given(st.sampled_from(Verb), st.lists(ids, max_size=3))
def test_what_is_packed_is_unpacked(verb: Verb, args: list[str | int | None]) -> None:
    """A press comes back with the same verb and arguments, within 64 bytes."""
    data = buttons.pack(verb, *args)

    press = buttons.unpack(data)

    assert len(data.encode()) <= buttons.LIMIT
    assert press is not None
    assert press.verb is verb
    assert press.args == tuple("-" if arg is None else str(arg) for arg in args)


@given(st.one_of(st.none(), st.text(max_size=100), st.binary(max_size=80), st.integers()))
def test_foreign_data_is_never_an_error(data: object) -> None:
    """Forged or damaged data gives None or a well-formed press, never an exception."""
    press = buttons.unpack(data)

    assert press is None or press.verb in list(Verb)


@pytest.mark.parametrize("arg", ["متن", "a b", "a|b", "x" * 65, "a\n"])
def test_text_of_people_is_refused(arg: str) -> None:
    """Only ids go into a button; anything else is a mistake in the code."""
    with pytest.raises(ValueError, match=r"not an id|longer"):
        buttons.pack(Verb.ARTICLE, arg)


@pytest.mark.parametrize(
    ("value", "number"), [("12", 12), ("-5", -5), ("-", None), ("x", None), ("9" * 30, None)]
)
def test_number_is_read_only_from_digits(value: str, number: int | None) -> None:
    """A ticket id that is no number is no ticket id."""
    assert buttons.Press(Verb.TICKET, (value,)).number(0) == number


def test_missing_argument_is_empty() -> None:
    """A place that is not there and a dash both read as nothing."""
    press = buttons.Press(Verb.TICKET, ("-",))

    assert (press.arg(0), press.arg(1), press.number(3)) == ("", "", None)
