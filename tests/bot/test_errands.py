"""Errands: rows that ask for work instead of a call; done in turn, tried again, given up."""

from datetime import timedelta

import pytest

from bot import sending
from bot.playground.world import World
from bot.running import Running
from bot.sending import ERRAND_ATTEMPTS
from bot.verdicts import Kind
from storage import errors, outbox
from storage.outbox import Claimed, OutboxMessage
from tests.clock import Clock
from tests.storage import desk

ORDER = "@examine"


async def order(running: Running, world: World, clock: Clock) -> None:
    """Let a handler order a look at everything."""
    async with running.database.transaction() as tx:
        await desk.a_message(tx, world.staff_chat_id, "x", clock.now())
        await desk.a_message(tx, world.staff_chat_id, now=clock.now(), method=ORDER, payload={})


async def test_an_errand_is_done_in_its_turn_and_says_what_it_found(
    running: Running, world: World, clock: Clock
) -> None:
    """After what was said before it; the row itself is no call of the Bot API."""
    await order(running, world, clock)
    await running.delivery.drain()
    first, found = [m.text for m in world.messages(world.staff_chat_id, from_bot=True)][:2]
    assert first == "x"
    assert "@amaryar_bot" in found
    assert ORDER not in {call.method for call in world.calls()}


@pytest.mark.parametrize(
    ("error", "attempts", "kind"),
    [
        (errors.DatabaseUnavailable(), 1, Kind.AGAIN),
        (TimeoutError(), 1, Kind.AGAIN),
        (TimeoutError(), ERRAND_ATTEMPTS, Kind.DEAD),
        (RuntimeError("secret"), 1, Kind.DEAD),
    ],
)
async def test_what_becomes_of_an_errand_that_fails(
    error: Exception, attempts: int, kind: Kind, clock: Clock
) -> None:
    """What passes is tried again, a mistake of ours is not; neither tells what broke."""

    async def errand(message: OutboxMessage) -> None:
        del message
        raise error

    row = OutboxMessage(
        id=1,
        chat_id=-5,
        method=ORDER,
        payload={},
        attempts=attempts,
        due_at=clock.now(),
        created_at=clock.now(),
    )
    fate = await sending.run(errand, Claimed(row, None, None, -5))
    assert fate.verdict.kind is kind
    assert "secret" not in fate.verdict.reason


async def test_what_was_tried_often_and_still_waits_is_found(
    running: Running, world: World, clock: Clock
) -> None:
    """The doctor names it with the reason."""
    world.faults.add("502", method="sendMessage", chat=7, times=None)
    world.person(7).starts()
    async with running.database.transaction() as tx:
        await desk.a_message(tx, 7, "hello", clock.now())
    for _ in range(5):
        await running.delivery.drain()
        clock.advance(timedelta(minutes=6))
    async with running.database.transaction() as tx:
        (stuck,) = await outbox.stuck(tx, 9)
    assert (stuck.attempts, stuck.error) == (5, "error of the server")
    await order(running, world, clock)
    await running.delivery.drain()
    told = "\n".join(m.text for m in world.messages(world.staff_chat_id, from_bot=True))
    assert "error of the server" in told
