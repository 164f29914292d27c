"""Lanes: the order of one person, the freedom of the others."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lanes import Lanes, Overloaded, kind, lane

PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -100, "type": "supergroup"}
SARA = {"id": 7, "is_bot": False}


@pytest.mark.parametrize(
    ("update", "number"),
    [
        ({"message": {"chat": PRIVATE, "from": SARA}}, 7),
        ({"edited_message": {"chat": PRIVATE, "from": SARA}}, 7),
        ({"callback_query": {"from": SARA, "message": {"chat": PRIVATE}}}, 7),
        ({"callback_query": {"from": SARA, "inline_message_id": "x"}}, 7),
        ({"my_chat_member": {"chat": PRIVATE, "from": SARA}}, 7),
        ({"inline_query": {"from": SARA}}, 7),
        ({"poll_answer": {"user": SARA}}, 7),
        ({"message": {"chat": GROUP, "from": SARA}}, -100),
        ({"callback_query": {"from": SARA, "message": {"chat": GROUP}}}, -100),
        ({"poll": {"id": "5"}}, 0),
        ({}, 0),
    ],
)
def test_texts_and_presses_of_a_person_share_a_lane(update: dict[str, object], number: int) -> None:
    """Private updates go by the person, updates of a group by the group."""
    assert lane({"update_id": 1, **update}) == number


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
odd_names = st.sampled_from(["chat", "from", "user", "message", "id", "callback_query"])


@given(st.dictionaries(odd_names, st.dictionaries(odd_names, anything) | anything))
def test_any_update_has_a_lane_and_a_kind(raw: dict[str, object]) -> None:
    """Odd updates do not break the reading."""
    assert isinstance(lane(raw), int)
    assert isinstance(kind(raw), str)


async def test_a_lane_lets_one_in_at_a_time_in_order() -> None:
    """First come, first served, one by one."""
    lanes, seen = Lanes(10), []

    async def pass_through(number: int) -> None:
        async with lanes.turn(7):
            seen.append(number)
            await asyncio.sleep(0)
            seen.append(number)

    await asyncio.gather(*(pass_through(n) for n in range(5)))
    assert seen == [n for n in range(5) for _ in (1, 2)]


async def test_other_lanes_do_not_wait() -> None:
    """One lane being busy is nobody else's trouble."""
    lanes = Lanes(10)
    async with lanes.turn(7), asyncio.timeout(1), lanes.turn(8):
        pass


async def test_a_full_lane_refuses_and_an_empty_one_is_forgotten() -> None:
    """A flooder's backlog is bounded; nothing is kept of quiet lanes."""
    lanes = Lanes(1)
    async with lanes.turn(7):
        with pytest.raises(Overloaded):
            async with lanes.turn(7):
                pass
        assert len(lanes) == 1
    assert len(lanes) == 0
    async with lanes.turn(7):
        pass
