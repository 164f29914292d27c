"""What administrators do in the emulated Telegram, and what the bot hears of it."""

from datetime import timedelta

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, RetryAfter
from telegram.ext import ExtBot

from bot.playground.errors import NotPossibleError
from bot.playground.people import Person
from bot.playground.records import Chat
from bot.playground.world import World
from tests.clock import Clock

KINDS = ["message", "my_chat_member", "chat_member", "message_reaction"]


@pytest.fixture
def forum(world: World, zahra: Person) -> Chat:
    """A group with topics and a plain member."""
    return world.group("Forum", admins=[zahra], members=[world.person(202, "Ali")], is_forum=True)


async def test_topics_moved_by_hand_are_told_by_service_messages(
    bot: ExtBot[None], zahra: Person, forum: Chat
) -> None:
    """Closed, opened, renamed: each with who did it; deleting tells nothing (Bot API)."""
    topic = (await bot.create_forum_topic(forum.id, "Q-1")).message_thread_id
    await bot.get_updates()
    zahra.closes_topic(forum, topic)
    zahra.reopens_topic(forum, topic)
    zahra.renames_topic(forum, topic, "Q-2")
    heard = [update.message for update in (await bot.get_updates())[-3:]]
    assert all(m is not None and m.from_user is not None for m in heard)
    assert {m.from_user.id for m in heard if m is not None and m.from_user} == {zahra.id}
    closed, opened, renamed = heard
    assert closed is not None
    assert closed.forum_topic_closed is not None
    assert closed.message_thread_id == topic
    assert opened is not None
    assert opened.forum_topic_reopened is not None
    assert renamed is not None
    assert renamed.forum_topic_edited is not None
    count = len(await bot.get_updates())
    zahra.deletes_topic(forum, topic)
    assert len(await bot.get_updates()) == count


async def test_only_who_may_manage_topics_writes_in_a_closed_one(
    world: World, bot: ExtBot[None], zahra: Person, forum: Chat
) -> None:
    """A member does not, an administrator does; neither does a bot without the right."""
    ali = world.person(202)
    topic = (await bot.create_forum_topic(forum.id, "Q-1")).message_thread_id
    zahra.closes_topic(forum, topic)
    with pytest.raises(NotPossibleError, match="closed"):
        ali.says("hello", forum, thread=topic)
    with pytest.raises(NotPossibleError, match="may not"):
        ali.closes_topic(forum, topic)
    zahra.says("hello", forum, thread=topic)
    await bot.send_message(forum.id, "card", message_thread_id=topic)
    zahra.grants_bot(forum, "can_delete_messages")
    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(forum.id, "card", message_thread_id=topic)
    with pytest.raises(BadRequest, match="Not enough rights to create a topic"):
        await bot.create_forum_topic(forum.id, "Q-2")


async def test_a_reply_without_its_topic_is_refused_while_general_is_closed(
    bot: ExtBot[None], zahra: Person, forum: Chat
) -> None:
    """telegramdesktop#30476: the topic must be said, although the message replied to is in it."""
    topic = (await bot.create_forum_topic(forum.id, "Q-1")).message_thread_id
    card = await bot.send_message(forum.id, "card", message_thread_id=topic)
    zahra.closes_topic(forum, 1)
    zahra.grants_bot(forum, "can_delete_messages")
    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(forum.id, "x", reply_to_message_id=card.message_id)
    said = await bot.send_message(
        forum.id, "x", reply_to_message_id=card.message_id, message_thread_id=topic
    )
    assert said.is_topic_message


async def test_a_group_turns_its_topics_on_and_off(
    bot: ExtBot[None], zahra: Person, group: Chat
) -> None:
    """In a flat group a topic's number is ignored; topics are there again when turned on again."""
    zahra.turns_topics(group, on=True)
    topic = (await bot.create_forum_topic(group.id, "Q-1")).message_thread_id
    zahra.turns_topics(group, on=False)
    flat = await bot.send_message(group.id, "x", message_thread_id=topic)
    assert not flat.is_topic_message
    with pytest.raises(BadRequest, match="not a forum"):
        await bot.create_forum_topic(group.id, "Q-2")
    zahra.turns_topics(group, on=True)
    assert (await bot.send_message(group.id, "x", message_thread_id=topic)).is_topic_message


async def test_changes_of_members_are_told_to_an_administrator_who_asks(
    world: World, bot: ExtBot[None], zahra: Person, group: Chat
) -> None:
    """Promotion, demotion and removal are chat_member updates; a plain bot hears none."""
    ali = world.person(202, "Ali")
    ali.joins(group)
    await bot.get_updates(allowed_updates=KINDS)
    zahra.promotes(ali, group)
    zahra.demotes(ali, group)
    zahra.removes(ali, group)
    changes = [u.chat_member for u in await bot.get_updates(offset=-9) if u.chat_member]
    assert [one.new_chat_member.status for one in changes] == ["administrator", "member", "kicked"]
    assert changes[0].from_user.id == zahra.id
    world.person(203, "Mina").joins(group)
    zahra.grants_bot(group)
    before = world.updates.pending[-1].id
    world.person(203).leaves(group)
    kinds = [one.kind for one in world.updates.pending if one.id > before]
    assert kinds == ["message"]


async def test_who_is_no_administrator_cannot_write_as_the_group(
    world: World, zahra: Person, group: Chat
) -> None:
    """GroupAnonymousBot and the group itself as sender are for administrators."""
    ali = world.person(202, "Ali")
    ali.joins(group)
    with pytest.raises(NotPossibleError, match="administrators"):
        ali.says("hello", group, anonymous=True)
    said = zahra.says("hello", group, anonymous=True)
    assert said.sender_chat_id == group.id


async def test_an_anonymous_administrator_writes_and_reacts_as_the_group(
    world: World, bot: ExtBot[None], zahra: Person, group: Chat
) -> None:
    """But a pressed button carries the real account (Bot API, CallbackQuery.from)."""
    ali = world.person(202, "Ali")
    ali.joins(group)
    zahra.promotes(ali, group, anonymous=True)
    await bot.get_updates(allowed_updates=[*KINDS, "callback_query"])
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="x")]])
    card = await bot.send_message(group.id, "card", reply_markup=keys)
    ali.says("hello", group)
    ali.reacts(world.chat(group.id).messages[card.message_id], "👍")
    ali.presses(world.chat(group.id).messages[card.message_id], "x")
    said, reacted, pressed = (await bot.get_updates())[-3:]
    assert said.message is not None
    assert said.message.sender_chat is not None
    assert said.message.sender_chat.id == group.id
    assert reacted.message_reaction is not None
    assert reacted.message_reaction.user is None
    assert reacted.message_reaction.actor_chat is not None
    assert pressed.callback_query is not None
    assert pressed.callback_query.from_user.id == ali.id


async def test_a_plain_member_hears_no_reactions_and_no_commands_for_others(
    world: World, bot: ExtBot[None], zahra: Person, group: Chat
) -> None:
    """Privacy mode: /open and /open@us are heard, /open@other_bot is not (Bot API)."""
    await bot.get_updates(allowed_updates=KINDS)
    card = await bot.send_message(group.id, "card")
    zahra.grants_bot(group)
    await bot.get_updates(offset=-1)
    before = world.updates.history and max(world.updates.history)
    zahra.reacts(world.chat(group.id).messages[card.message_id], "👍")
    for text in ("/open@other_bot", "/open", f"/open@{world.bot.username}", "hello"):
        zahra.says(text, group)
    heard = [one for one in world.updates.history.values() if one.id > (before or 0)]
    assert [one.body["message"]["text"] for one in heard if one.kind == "message"] == [
        "/open",
        f"/open@{world.bot.username}",
    ]
    assert {one.kind for one in heard} == {"message"}


async def test_a_group_takes_twenty_messages_a_minute(
    world: World, bot: ExtBot[None], group: Chat, clock: Clock
) -> None:
    """The next is refused with the time to wait; edits and private chats are not counted."""
    world.floods.limit = 20
    first = await bot.send_message(group.id, "m0")
    for number in range(1, 20):
        clock.advance(seconds=1)
        await bot.send_message(group.id, f"m{number}")
    clock.advance(seconds=1)
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(group.id, "too much")
    assert refused.value.retry_after in {40, timedelta(seconds=40)}  # by PTB_TIMEDELTA
    await first.edit_text("changed")
    world.person(101, "Sara").starts()
    await bot.send_message(101, "hello")
    clock.advance(seconds=40)
    await bot.send_message(group.id, "now")
    assert world.floods.refused == 1


async def test_a_mention_by_number_names_a_known_person(
    bot: ExtBot[None], zahra: Person, group: Chat
) -> None:
    """tg://user?id= is a text mention; of somebody unknown there is none (Bot API)."""
    html = f'<a href="tg://user?id={zahra.id}">Z</a> <a href="tg://user?id=404">X</a>'
    said = await bot.send_message(group.id, html, parse_mode="HTML")
    (mention,) = said.entities
    assert mention.type == "text_mention"
    assert mention.user is not None
    assert mention.user.id == zahra.id
