"""The budget of a group: so many messages in any minute, whoever sends them."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import outbox, paces
from storage.database import Database, Transaction
from tests.clock import START
from tests.storage import desk

GROUP = -1001234567890
PACE = 20


async def say(tx: Transaction, now: datetime, count: int = 1) -> datetime | None:
    """Spend on messages."""
    return await paces.spend(tx, GROUP, makes_messages=True, count=count, now=now, pace=PACE)


async def test_the_budget_of_a_minute_is_spent_and_comes_back(database: Database) -> None:
    """One is kept back; what is refused is told when there is enough again, and is let in then."""
    async with database.transaction() as tx:
        for second in range(PACE - 1):
            assert await say(tx, START + timedelta(seconds=second)) is None
        at = START + timedelta(seconds=30)
        free_at = await say(tx, at)
        assert free_at is not None
        assert timedelta(0) < free_at - START - paces.WINDOW < timedelta(seconds=1)
        assert await say(tx, free_at - timedelta(seconds=1)) is not None
        assert await say(tx, free_at) is None
        three = await say(tx, free_at, count=3)
        assert three is not None
        assert await say(tx, three, count=3) is None


async def test_changes_have_a_budget_of_their_own(database: Database) -> None:
    """A flood of edits does not silence messages, nor the other way round."""
    async with database.transaction() as tx:
        for _ in range((PACE - 1) * paces.CHANGES):
            changed = await paces.spend(
                tx, GROUP, makes_messages=False, count=1, now=START, pace=PACE
            )
            assert changed is None
        assert await paces.spend(tx, GROUP, makes_messages=False, count=1, now=START, pace=PACE)
        assert await say(tx, START) is None


@pytest.mark.parametrize(
    ("method", "payload", "expected"),
    [
        ("sendChatAction", {"action": "typing"}, (False, 1)),
        ("sendMessage", {}, (True, 1)),
        ("sendMediaGroup", {"media": [1, 2, 3]}, (True, 3)),
        ("copyMessage", {}, (True, 1)),
        ("editMessageText", {}, (False, 1)),
        ("setMessageReaction", {}, (False, 1)),
        ("deleteMessage", {}, (False, 1)),
        ("pinChatMessage", {}, (False, 1)),
    ],
)
def test_what_a_call_costs(
    method: str, payload: dict[str, object], expected: tuple[bool, int]
) -> None:
    """An album costs as many messages as it has parts; making a topic first costs one."""
    assert paces.weight(method, payload) == expected
    assert paces.weight("editMessageText", {}, makes_topic=True) == (True, 1)


async def test_what_there_is_no_budget_for_keeps_its_place(database: Database) -> None:
    """A group's message waits without counting as tried; a person's leaves meanwhile."""
    async with database.transaction() as tx:
        for number in range(PACE + 1):
            await desk.a_message(tx, GROUP, f"m{number}")
        for number in range(PACE - 1):
            (one,) = await outbox.claim(tx, now=START, by="w", limit=9, lease=desk.LEASE, pace=PACE)
            assert one.message.payload["text"] == f"m{number}"
            await outbox.sent(tx, one.message, message_ids=[number], now=START)
        await desk.a_message(tx, desk.PERSON, "hello")
        claimed = await outbox.claim(tx, now=START, by="w", limit=9, lease=desk.LEASE, pace=PACE)
        assert desk.texts(claimed) == ["hello"]
        await outbox.sent(tx, claimed[0].message, message_ids=[1], now=START)
        due = await outbox.next_due(tx, START)
        assert due is not None
        assert due > START
        later = START + timedelta(seconds=61)
        (last,) = await outbox.claim(tx, now=later, by="v", limit=9, lease=desk.LEASE, pace=PACE)
    assert (last.message.payload["text"], last.message.attempts) == (f"m{PACE - 1}", 1)


@given(
    calls=st.lists(
        st.tuples(st.integers(0, 20_000_000), st.integers(1, PACE)), min_size=1, max_size=120
    )
)
def test_no_minute_ever_holds_more(calls: list[tuple[int, int]]) -> None:
    """Whatever the rhythm: no minute exceeds the budget, and whoever waits as told is let in."""
    sent: list[float] = []
    now, allowed = START, PACE - 1
    for gap, count in calls:
        now += timedelta(microseconds=gap)
        later = paces.free_at(paces.recent(sent, now), count, allowed, now)
        if later is not None:
            assert now < later <= now + paces.WINDOW + paces.MOMENT
            now = later
            assert paces.free_at(paces.recent(sent, now), count, allowed, now) is None
        sent += [now.timestamp()] * count
        held = paces.recent(sent, now)
        assert len(held) <= allowed or set(held) == {now.timestamp()}
