"""A replica takes over what a killed one had claimed, and does not wait a minute for it."""

from datetime import timedelta

import pytest

from bot import presence
from bot.running import Running
from storage import outbox
from tests.clock import Clock


@pytest.mark.parametrize("is_late", [False, True])
async def test_a_missed_replicas_messages_are_delivered(
    running: Running, clock: Clock, is_late: bool
) -> None:
    """Claimed by a replica that is dead: delivered by us once it is missed, not before."""
    other = presence.Presence(
        database=running.database, clock=clock, holder="other", wake=running.delivery.wake
    )
    async with running.database.transaction() as tx:
        payload = {"text": "hello"}
        now = clock.now()
        await outbox.put(
            tx, chat_id=running.desk.chat_id, method="sendMessage", payload=payload, now=now
        )
    await other.beat()
    async with running.database.transaction() as tx:
        await outbox.claim(tx, now=now, by="other", limit=1, lease=timedelta(minutes=1))
    if is_late:
        clock.advance(presence.TTL)
    async with running.presence:
        assert await running.delivery.drain() == int(is_late)


async def test_our_own_claims_are_ours(running: Running, clock: Clock) -> None:
    """While we are present nobody takes over from us; when we have left, at once."""
    other = presence.Presence(
        database=running.database, clock=clock, holder="other", wake=running.delivery.wake
    )
    async with running.database.transaction() as tx:
        now = clock.now()
        await outbox.put(tx, chat_id=7, method="sendMessage", payload={"text": "x"}, now=now)
        by, minute = running.delivery._by, timedelta(minutes=1)
        assert await outbox.claim(tx, now=now, by=by, limit=1, lease=minute)
    async with running.presence:
        assert await other.beat() == 0
    assert await other.beat() == 1
