"""The way out: order, retries, repairs, dead letters, and whom they concern."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.delivery import TokenRefusedError
from bot.playground.world import World
from bot.running import Running
from handlers import notices
from storage import outbox, people
from storage.outbox import OutboxState
from storage.outbox_tables import OUTBOX
from tests.clock import Clock

Texts = Callable[[int], list[str]]


async def put(running: Running, chat_id: int, text: str, **options: Any) -> None:
    """Let a handler say something."""
    async with running.database.transaction() as tx:
        await outbox.put(
            tx,
            chat_id=chat_id,
            method=options.pop("method", "sendMessage"),
            payload={"text": text, **options.pop("payload", {})},
            now=running.services.clock(),
            **options,
        )


async def states(running: Running) -> list[tuple[str, str | None]]:
    """State and error of all rows, in order."""
    query = OUTBOX.select().order_by(OUTBOX.c.id)
    async with running.database.transaction() as tx:
        return [(row.state.value, row.error) for row in await tx.run(query)]


@pytest.fixture(autouse=True)
async def _everybody_has_started(world: World, running: Running) -> None:
    """Sara and the staff have talked to the bot, so it may write to them."""
    for user_id in (7, 8, 9):
        person = world.person(user_id)
        person.starts()
        async with running.database.transaction() as tx:
            await people.meet(tx, id=user_id, name="x", username=None, now=running.services.clock())


async def test_messages_of_a_chat_leave_in_order(
    running: Running, world: World, texts: Texts
) -> None:
    """Ten messages in each of two chats arrive in the order in which they were said."""
    for number in range(10):
        await put(running, 7, f"a{number}")
        await put(running, 8, f"b{number}")
    assert await running.delivery.drain() == 20
    assert texts(7) == [f"a{number}" for number in range(10)]
    assert texts(8) == [f"b{number}" for number in range(10)]


async def test_a_flood_limit_delays_its_chat_only_and_keeps_the_order(
    running: Running, world: World, texts: Texts, clock: Clock
) -> None:
    """429 for Sara: Zahra is served, and Sara's two messages come later in their order."""
    world.faults.add("429", chat=7, retry_after=30)
    for text in ("first", "second"):
        await put(running, 7, text)
    await put(running, 8, "for Zahra")
    await running.delivery.drain()
    assert (texts(7), texts(8)) == ([], ["for Zahra"])
    clock.advance(seconds=29)
    await running.delivery.drain()
    assert texts(7) == []
    clock.advance(seconds=3)
    await running.delivery.drain()
    assert texts(7) == ["first", "second"]


@pytest.mark.parametrize("kind", ["500", "502", "drop_before"])
async def test_trouble_is_retried(
    running: Running, world: World, texts: Texts, clock: Clock, kind: str
) -> None:
    """Three failures with growing pauses, then it arrives once."""
    world.faults.add(kind, method="sendMessage", times=3)
    await put(running, 7, "hello")
    for _ in range(4):
        await running.delivery.drain()
        clock.advance(seconds=10)
    assert texts(7) == ["hello"]
    assert await states(running) == [("sent", None)]


async def test_a_lost_answer_makes_a_double_at_most(
    running: Running, world: World, texts: Texts, clock: Clock
) -> None:
    """The message had arrived but nobody said so: it comes twice, never not at all."""
    world.faults.add("drop_after", method="sendMessage")
    await put(running, 7, "hello")
    for _ in range(3):
        await running.delivery.drain()
        clock.advance(seconds=10)
    assert texts(7) == ["hello", "hello"]


async def test_a_blocked_person_is_left_alone_and_staff_are_told(
    running: Running, world: World, texts: Texts
) -> None:
    """403: the person counts as unreachable, the message is held, the group hears of it."""
    world.person(7).blocks()
    then = {
        "kind": "staff_reply",
        "chat": world.staff_chat_id,
        "message": 1,
        "ticket": 1,
        "reference": "Q-1",
    }
    await put(running, 7, "an answer", then=then)
    await running.delivery.drain()
    async with running.database.transaction() as tx:
        person = await people.get(tx, 7)
    assert person is not None
    assert not person.is_reachable
    assert (await states(running))[0] == ("held", "forbidden")
    (told,) = texts(world.staff_chat_id)
    assert "Q-1" in told


async def test_an_arrived_staff_reply_gets_its_mark(running: Running, world: World) -> None:
    """👍 at the staff message once the person has the answer."""
    message = world.person(8).says("an answer", world.staff_chat_id)
    then = {
        "kind": "staff_reply",
        "chat": world.staff_chat_id,
        "message": message.id,
        "ticket": 1,
        "reference": "Q-1",
    }
    await put(running, 7, "an answer", then=then)
    await running.delivery.drain()
    (call,) = world.calls("setMessageReaction")
    assert call.error is None
    assert str(call.values["message_id"]) == str(message.id)


async def test_bad_html_goes_out_as_plain_text(
    running: Running, world: World, texts: Texts
) -> None:
    """Our mistake in the markup does not cost the person the words."""
    await put(running, 7, "<b>1 &lt; 2", payload={"parse_mode": "HTML"})
    await running.delivery.drain()
    assert texts(7) == ["1 < 2"]
    assert await states(running) == [("sent", None)]


async def test_what_can_never_be_sent_holds_up_nobody(
    running: Running, world: World, texts: Texts
) -> None:
    """A refused message is dead at once; the next one of the chat goes out."""
    await put(running, 7, "x" * 5000)
    await put(running, 7, "next")
    await running.delivery.drain()
    assert texts(7) == ["next"]
    found = await states(running)
    assert [state for state, _ in found] == [OutboxState.DEAD, OutboxState.SENT]
    assert "too long" in str(found[0][1])


async def test_an_edit_that_changes_nothing_is_done(running: Running, world: World) -> None:
    """400 "not modified" means that the message already is as it should be."""
    await put(running, 7, "card", slot="card:1")
    await put(running, 7, "card", method="editMessageText", target_slot="card:1")
    await put(running, 7, "new", method="editMessageText", target_slot="card:1")
    await running.delivery.drain()
    assert await states(running) == [("sent", None)] * 3
    assert world.last(7).content["text"] == "new"


async def test_a_moved_group_is_followed(
    running: Running, world: World, texts: Texts, clock: Clock
) -> None:
    """The group became a supergroup before the bot heard of it: cards arrive in the new one."""
    group = world.group("old", members=[world.person(8)], kind="group")
    running.desk.chat_id = group.id
    new = world.migrate(group, world.person(8))
    for text in ("one", "two"):
        await put(running, group.id, text)
    await running.delivery.drain()
    assert texts(new.id) == ["one", "two"]
    assert running.services.staff_chat_id == new.id


async def test_a_refused_token_ends_the_loop(running: Running, world: World) -> None:
    """401: the program stops loudly, the message waits for a good token."""
    world.faults.add("error", method="sendMessage", code=401, description="Unauthorized")
    await put(running, 7, "hello")
    with pytest.raises(TokenRefusedError):
        async with asyncio.timeout(5):
            await running.delivery.run()
    assert await states(running) == [("waiting", "the token was refused")]


async def test_a_failing_notice_does_not_stop_the_rest(
    running: Running, texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake in what is told afterwards costs neither the mark "sent" nor other messages."""

    async def fail(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(notices, "delivered", fail)
    await put(running, 7, "one", then={"kind": "staff_reply"})
    await put(running, 8, "two")
    await running.delivery.drain()
    assert (texts(7), texts(8)) == (["one"], ["two"])
    assert await states(running) == [("sent", None)] * 2


async def test_claims_of_a_dead_process_are_taken_up(
    running: Running, texts: Texts, clock: Clock
) -> None:
    """A process that comes back under its name sends at once what it had left unfinished."""
    await put(running, 7, "hello")
    by = running.delivery._by
    async with running.database.transaction() as tx:
        await outbox.claim(tx, now=clock.now(), by=by, limit=5, lease=timedelta(minutes=1))
    assert await running.delivery.drain() == 0
    assert await running.delivery.recover() == 1
    await running.delivery.drain()
    assert texts(7) == ["hello"]


async def test_the_loop_wakes_at_once_and_stops_cleanly(
    running: Running, world: World, texts: Texts
) -> None:
    """A message leaves long before the next look; `stop` marks what is on its way."""
    loop = asyncio.create_task(running.delivery.run())
    await asyncio.sleep(0.05)
    await put(running, 7, "hello")
    running.delivery.wake()
    await world.until(lambda: texts(7) == ["hello"], 0.9)
    running.delivery.stop()
    await asyncio.wait_for(loop, 5)
    assert await states(running) == [("sent", None)]
