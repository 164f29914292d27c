"""Topics on the way out: made, refused, closed, deleted, and what the database learns of it."""

from typing import Any

import pytest

from bot.playground.records import Chat, Message
from bot.playground.world import World
from bot.running import Running
from storage import desks, outbox, topics
from storage.outbox_tables import OUTBOX
from tests.clock import Clock, Dice
from tests.storage import desk

CREATE = "createForumTopic"


@pytest.fixture
def group(world: World) -> Chat:
    """The staff group, which has topics."""
    found = world.chat(world.staff_chat_id)
    found.is_forum = True
    return found


@pytest.fixture
async def slot(running: Running, group: Chat, clock: Clock) -> str:
    """The slot of the topic of a ticket."""
    async with running.database.transaction() as tx:
        await desks.note_forum(tx, group.id, True)
        ticket = (await desk.a_ticket(tx, Dice(), now=clock.now(), fields={})).ticket
        await topics.plan(tx, ticket.id, chat_id=group.id, title="Q-1", icon="❓", color=7322096)
        return topics.slot(ticket.id)


async def say(running: Running, group: Chat, thread: str, text: str, **options: Any) -> None:
    """Put a message into the topic and let it leave."""
    async with running.database.transaction() as tx:
        await desk.a_message(
            tx, group.id, text, running.services.clock(), thread_slot=thread, **options
        )
    await running.delivery.drain()


def last(world: World, group: Chat) -> Message:
    """What the bot said last in the group."""
    said = [one for one in world.messages(group.id, from_bot=True) if one.text]
    return said[-1]


async def test_the_topic_is_made_with_its_icon_and_holds_all_messages(
    running: Running, world: World, group: Chat, slot: str
) -> None:
    """One topic for two messages; the icons Telegram offers are asked for once."""
    await say(running, group, slot, "one")
    await say(running, group, slot, "two")
    (topic,) = group.topics.values()
    assert "Q-1405-" in topic.name
    assert topic.icon_custom_emoji_id is not None
    assert last(world, group).thread_id == topic.id
    assert len(world.calls("getForumTopicIconStickers")) == 1


async def test_without_icons_the_color_must_do(
    running: Running, world: World, group: Chat, slot: str
) -> None:
    """A server that offers no icons makes topics all the same."""
    world.faults.add("error", method="getForumTopicIconStickers", code=404, description="Not Found")
    await say(running, group, slot, "one")
    (topic,) = group.topics.values()
    assert (topic.icon_color, topic.icon_custom_emoji_id) == (7322096, None)


async def test_a_flood_limit_while_making_a_topic_only_delays(
    running: Running, world: World, group: Chat, slot: str, clock: Clock
) -> None:
    """429: later there is one topic with the message in it."""
    world.faults.add("429", method=CREATE, retry_after=20)
    await say(running, group, slot, "one")
    assert world.messages(group.id, from_bot=True) == []
    clock.advance(seconds=22)
    await running.delivery.drain()
    (topic,) = group.topics
    (one,) = [m for m in world.messages(group.id, from_bot=True) if m.text == "one"]
    assert one.thread_id == topic


@pytest.mark.parametrize(
    ("description", "is_forum", "may_make"),
    [
        ("Bad Request: the chat is not a forum", False, False),
        ("Bad Request: not enough rights to create a topic", True, False),
        ("Bad Request: CHAT_ADMIN_REQUIRED", True, False),
        ("Bad Request: TOPIC_TITLE_EMPTY", True, True),
    ],
)
async def test_a_refused_topic_holds_up_no_message(  # noqa: PLR0917 - fixtures
    running: Running,
    world: World,
    group: Chat,
    slot: str,
    clock: Clock,
    description: str,
    is_forum: bool,
    may_make: bool,
) -> None:
    """It goes to General; what the refusal means is remembered for the others."""
    world.faults.add("error", method=CREATE, description=description)
    await say(running, group, slot, "one")
    assert (last(world, group).text, last(world, group).is_topic_message) == ("one", False)
    async with running.database.transaction() as tx:
        known = await desks.topics(tx, group.id, clock.now())
    assert (known.are_there, known.may_make) == (is_forum, may_make)


async def test_a_closed_topic_is_opened_for_the_message(
    running: Running, world: World, group: Chat, slot: str
) -> None:
    """Telegram refuses once; the topic is opened and the message arrives in it."""
    await say(running, group, slot, "one")
    (topic,) = group.topics.values()
    topic.is_closed = True
    world.faults.add("error", method="sendMessage", description="Bad Request: TOPIC_CLOSED")
    await say(running, group, slot, "two")
    assert not topic.is_closed
    assert last(world, group).thread_id == topic.id


async def test_a_topic_that_stays_closed_loses_no_message(
    running: Running, world: World, group: Chat, slot: str
) -> None:
    """It goes to General."""
    await say(running, group, slot, "one")
    world.faults.add("error", method="sendMessage", description="Bad Request: TOPIC_CLOSED")
    world.faults.add("error", method="reopenForumTopic", description="Bad Request: no")
    await say(running, group, slot, "two")
    assert (last(world, group).text, last(world, group).is_topic_message) == ("two", False)


async def test_closing_what_is_gone_or_closed_already_is_no_failure(
    running: Running, world: World, group: Chat, slot: str
) -> None:
    """Neither a dead letter nor a held-up group."""
    await say(running, group, slot, "one")
    (topic,) = group.topics.values()
    topic.is_closed = True
    close: dict[str, Any] = {"method": "closeForumTopic", "payload": {}}
    await say(running, group, slot, "", **close)
    topic.is_deleted = True
    await say(running, group, slot, "", **close)
    async with running.database.transaction() as tx:
        assert await outbox.dead(tx, 5) == []
        states = {row.state.value for row in await tx.run(OUTBOX.select())}
    assert states == {"sent"}


async def test_pinning_without_the_right_is_left_undone(
    running: Running, world: World, group: Chat, slot: str
) -> None:
    """A card that cannot be pinned is no reason to hold up the group."""
    group.members[world.bot.id].rights.discard("can_pin_messages")
    await say(running, group, slot, "card", slot="card:1")
    await say(running, group, slot, "", method="pinChatMessage", payload={}, target_slot="card:1")
    assert group.pinned == []
    async with running.database.transaction() as tx:
        assert await outbox.dead(tx, 5) == []
