"""Replies leave when their time has come, each for itself, also when one of them breaks."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot import pending as loop
from bot.playground.world import World
from bot.running import Running
from handlers.staff import letters
from storage import pending
from storage.tickets.lifecycle import Actor, Content
from storage.tickets.states import Party
from tests.clock import Clock, Dice
from tests.storage import desk

ZAHRA = Actor(Party.STAFF, 8, "Zahra")


async def held(running: Running, world: World, clock: Clock, message_id: int) -> pending.Key:
    """A reply of Zahra that leaves in twenty seconds."""
    async with running.database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, Dice(message_id), now=clock.now(), fields={})).ticket
        content = Content(
            text=f"reply {message_id}", chat_id=world.staff_chat_id, message_id=message_id
        )
        reply = await pending.hold(
            tx,
            ticket_id=ticket.id,
            operation="answer",
            by=ZAHRA,
            content=content,
            now=clock.now(),
            due_at=clock.now() + timedelta(seconds=20),
        )
    return reply.key


@pytest.fixture(autouse=True)
def _the_person_has_started(world: World) -> None:
    """The person of the tickets has talked to the bot."""
    world.person(desk.PERSON, "Maryam").starts()


def arrived(world: World) -> list[str]:
    """What the person has got."""
    return [one.text for one in world.messages(desk.PERSON, from_bot=True)]


async def test_a_reply_leaves_at_its_time(running: Running, world: World, clock: Clock) -> None:
    """Not before, and not twice."""
    await held(running, world, clock, 5)
    assert await running.pending.tick() == 0
    clock.advance(seconds=20)
    assert await running.pending.tick() == 1
    assert await running.pending.tick() == 0
    await running.delivery.drain()
    assert len([text for text in arrived(world) if "reply 5" in text]) == 1


async def test_one_that_breaks_holds_up_no_other_and_is_not_lost(
    running: Running, world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits for its writer's word; the next one leaves."""
    broken = await held(running, world, clock, 5)
    await held(running, world, clock, 6)
    leave = letters.leave

    async def fragile(out: Any, reply: pending.PendingReply, by: Actor) -> bool:
        if reply.key == broken:
            message = "a mistake of ours"
            raise RuntimeError(message)
        return await leave(out, reply, by)

    monkeypatch.setattr(letters, "leave", fragile)
    clock.advance(seconds=20)
    await running.pending.tick()
    await running.delivery.drain()
    assert any("reply 6" in text for text in arrived(world))
    assert not any("reply 5" in text for text in arrived(world))
    async with running.database.transaction() as tx:
        kept = await pending.take(tx, broken)
    assert kept is not None
    assert kept.due_at is None
    said = world.messages(world.staff_chat_id, from_bot=True)
    labels = {label for message in said for label in message.labels}
    assert running.services.staff.text(letters.SEND_NOW) in labels


async def test_the_loop_runs_until_it_is_stopped(
    running: Running, world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It looks again and again, and ends at a word."""
    monkeypatch.setattr(loop, "TICK", 0.01)
    await held(running, world, clock, 5)
    task = asyncio.create_task(running.pending.run())
    clock.advance(seconds=20)
    async with asyncio.timeout(10):
        while await _waiting(running):  # noqa: ASYNC110 - a row is no event
            await asyncio.sleep(0.01)
        running.pending.stop()
        await task


async def _waiting(running: Running) -> bool:
    async with running.database.transaction() as tx:
        return await pending.next_due(tx) is not None
