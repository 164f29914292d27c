"""The bot's looks and forum topics, as the real library asks for them."""

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.playground.people import Person
from bot.playground.records import Chat
from bot.playground.world import World


async def test_profile_is_kept_by_language_and_scope(
    bot: ExtBot[None], world: World, sara: Person, group: Chat
) -> None:
    """Commands, names and descriptions are found as Telegram finds them."""
    await bot.set_my_commands([BotCommand("start", "Start")])
    private = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("help", "راهنما")], private, language_code="fa")
    await bot.set_my_commands([BotCommand("open", "Open")], BotCommandScopeChat(group.id))
    found = await bot.get_my_commands(private, language_code="fa")
    assert [c.command for c in found] == ["help"]
    await bot.delete_my_commands(private, language_code="fa")
    assert await bot.get_my_commands(private, language_code="fa") == ()
    await bot.set_my_name("Amaryar")
    await bot.set_my_name("آماریار", language_code="fa")
    assert (await bot.get_my_name("fa")).name == "آماریار"
    assert (await bot.get_my_name("ar")).name == "Amaryar"
    await bot.set_my_description("d")
    await bot.set_my_short_description("s")
    assert (await bot.get_my_description()).description == "d"
    assert (await bot.get_my_short_description()).short_description == "s"
    rights = await bot.get_my_default_administrator_rights()
    assert await bot.set_my_default_administrator_rights(rights)
    assert (await bot.get_chat_menu_button()).type == "default"
    del world, sara


async def test_topics_are_created_renamed_and_closed(
    bot: ExtBot[None], world: World, zahra: Person
) -> None:
    """Topics of a forum: messages in them, service messages, General, deletion."""
    forum = world.group("Desk", admins=[zahra], is_forum=True)
    topic = await bot.create_forum_topic(forum.id, "Q-1")
    inside = await bot.send_message(forum.id, "card", message_thread_id=topic.message_thread_id)
    assert inside.is_topic_message
    zahra.says("plain", forum, thread=topic.message_thread_id)
    heard = (await bot.get_updates())[-1].message
    assert heard is not None
    assert heard.reply_to_message is not None
    assert heard.reply_to_message.forum_topic_created is not None
    await bot.edit_forum_topic(forum.id, topic.message_thread_id, name="Q-2")
    await bot.close_forum_topic(forum.id, topic.message_thread_id)
    with pytest.raises(BadRequest, match="Topic_not_modified"):
        await bot.close_forum_topic(forum.id, topic.message_thread_id)
    await bot.reopen_forum_topic(forum.id, topic.message_thread_id)
    assert await bot.get_forum_topic_icon_stickers()
    await bot.hide_general_forum_topic(forum.id)
    await bot.delete_forum_topic(forum.id, topic.message_thread_id)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "x", message_thread_id=topic.message_thread_id)
