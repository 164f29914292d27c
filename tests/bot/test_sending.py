"""Files made here leave through the outbox like any other message."""

import struct
from typing import Any

import pytest

from bot.playground.world import World
from bot.running import Running
from storage import outbox, people, uploads
from storage.uploads import Upload
from tests.clock import Clock

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 8 + struct.pack(">II", 640, 400)


@pytest.fixture(autouse=True)
async def _sara_has_started(world: World, running: Running) -> None:
    world.person(7).starts()
    async with running.database.transaction() as tx:
        await people.meet(tx, id=7, name="Sara", username=None, now=running.services.clock())


async def put(running: Running, method: str, *names: str, **payload: Any) -> None:
    """Put a message with files into the outbox; `file:N` in its values is the N-th file."""
    now = running.services.clock()
    async with running.database.transaction() as tx:
        kept = [await uploads.keep(tx, name, "image/png", PNG, now=now) for name in names]
        await outbox.put(
            tx,
            chat_id=7,
            method=method,
            payload=_addressed(payload, kept),
            refs={"uploads": [one.id for one in kept]},
            now=now,
        )


def _addressed(value: Any, kept: list[Upload]) -> Any:
    if isinstance(value, dict):
        return {name: _addressed(one, kept) for name, one in value.items()}
    if isinstance(value, list):
        return [_addressed(one, kept) for one in value]
    if isinstance(value, str) and value.startswith("file:"):
        return kept[int(value[5:])].address
    return value


async def test_a_file_made_here_arrives_whole_under_its_name(
    running: Running, world: World
) -> None:
    """A document with a Persian name: the person has the very bytes."""
    await put(running, "sendDocument", "گزارش.png", document="file:0", caption="گزارش")
    await running.delivery.drain()
    (message,) = world.messages(7, from_bot=True)
    document = message.content["document"]
    stored = world.state.files.get(document["file_id"])
    assert stored is not None
    assert (stored.data, document["file_name"], message.text) == (PNG, "گزارش.png", "گزارش")


async def test_pictures_made_here_arrive_as_one_album(running: Running, world: World) -> None:
    """Two pictures, attached by name inside the list of an album."""
    media = [{"type": "photo", "media": f"file:{number}"} for number in range(2)]
    await put(running, "sendMediaGroup", "a.png", "b.png", media=media)
    await running.delivery.drain()
    pictures = world.messages(7, from_bot=True)
    assert [one.kind for one in pictures] == ["photo", "photo"]
    assert len({one.media_group_id for one in pictures}) == 1


async def test_a_file_is_sent_again_after_a_flood_limit(
    running: Running, world: World, clock: Clock
) -> None:
    """The bytes are kept until the message has left, and not a moment longer."""
    world.faults.add("429", chat=7, retry_after=30)
    await put(running, "sendDocument", "a.png", document="file:0")
    await running.delivery.drain()
    assert world.messages(7, from_bot=True) == []
    clock.advance(seconds=31)
    world.faults.clear()
    await running.delivery.drain()
    assert len(world.messages(7, from_bot=True)) == 1
    await running.delivery.drain()
    async with running.database.transaction() as tx:
        assert await uploads.load(tx, [1]) == {}
