"""Slots of ready replies: filled in once, whatever the values say; the file reads back the same."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from knowledge.desk import ready
from knowledge.desk.ready import ReadyReply

WORDS = st.text(st.characters(exclude_characters="{}", codec="utf-8"))
#: What a person may be called: anything, slots too.
VALUES = st.fixed_dictionaries({one: st.text(min_size=1) for one in ready.SLOTS})
PIECES = st.lists(st.one_of(WORDS, st.sampled_from([f"{{{one}}}" for one in ready.SLOTS])))


@given(PIECES, VALUES)
def test_every_slot_is_its_value_and_all_else_stays(
    pieces: list[str], values: dict[str, str]
) -> None:
    """Piece by piece: a value that looks like a slot is never filled in again."""
    wanted = [values[one[1:-1]] if one.startswith("{") else one for one in pieces]
    said = "".join(pieces)
    assert ready.fault(said) is None
    assert ready.fill(said, values) == "".join(wanted)


@given(PIECES, VALUES, st.sampled_from(ready.SLOTS), st.sampled_from([None, ""]))
def test_without_a_value_nothing_is_said(
    pieces: list[str], values: dict[str, str], missing: str, nothing: str | None
) -> None:
    """None exactly when the missing value is asked for: no half sentence ever leaves."""
    said = "".join(pieces)
    filled = ready.fill(said, {**values, missing: nothing})
    assert (filled is None) == (f"{{{missing}}}" in said)


@given(WORDS, st.text(st.characters(exclude_characters="{}", codec="utf-8")))
def test_an_unknown_slot_is_a_fault(around: str, name: str) -> None:
    """Also one that is not closed."""
    if name not in ready.SLOTS:
        assert ready.fault(f"{around}{{{name}}}") == f"{{{name}}}"
    assert ready.fault(f"{around}{{{name}") == "{"


@given(st.lists(WORDS, min_size=6, max_size=6), st.booleans())
def test_the_file_says_what_it_was_made_of(texts: list[str], asks: bool) -> None:
    """Quotes, line ends and backslashes are no harm."""
    languages = ("fa", "en", "ar")
    title = dict(zip(languages, texts[:3], strict=True))
    says = dict(zip(languages, texts[3:], strict=True))
    reply = ReadyReply("own-1", title, says, asks, ("received",), "qom")
    (read,) = tomllib.loads(ready.as_toml([reply]))["replies"]
    assert read.get("title", {}) == {one: text for one, text in title.items() if text}
    assert read.get("says", {}) == {one: text for one, text in says.items() if text}
    assert (read["id"], read.get("asks", False), read["phases"]) == ("own-1", asks, ["received"])
