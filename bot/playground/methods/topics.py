"""Forum topics: create, edit, close, reopen, delete; General apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.playground import checks, render
from bot.playground.errors import bad_request
from bot.playground.params import Params
from bot.playground.records import Chat, Json, Topic
from bot.playground.state import State

COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
MAX_NAME = 128
GENERAL = 1

#: Custom emoji for topics by their number; the emoji as Telegram gives them, some with U+FE0F.
ICONS = {
    f"53121365561{number:02d}": emoji
    for number, emoji in enumerate(
        ("📰", "💡", "⚡️", "🎙", "🔝", "🗣", "🆒", "❗️", "📝", "📈", "📉", "💬", "❓", "✅", "🏛")
    )
}

Method = Callable[[State, Params], Any]


def _forum(state: State, values: Params, what: str = "edit the topic") -> Chat:
    home = checks.open_chat(state, values)
    if not home.is_forum:
        raise bad_request("the chat is not a forum")
    checks.right(state, home, "can_manage_topics", f"not enough rights to {what}")
    return home


def _topic(home: Chat, values: Params) -> Topic:
    topic = home.topics.get(values.number("message_thread_id") or 0)
    if topic is None or topic.is_deleted:
        raise bad_request("message thread not found")
    return topic


def note(
    state: State, home: Chat, topic: Topic, content: Json, *, sender_id: int | None = None
) -> None:
    """A service message in a topic, by the bot or by somebody; the bot hears of both."""
    is_first = "forum_topic_created" in content
    message = state.add_message(
        home,
        content,
        message_id=topic.id if is_first else None,
        sender_id=sender_id or state.bot.id,
        thread_id=None if topic.id == GENERAL else topic.id,
        is_topic_message=topic.id != GENERAL,
    )
    state.post("message", render.message(state, message), f"chat:{home.id}", message)


def create_forum_topic(state: State, values: Params) -> Json:
    """A new topic; its id is that of its first message. Long names are cut, not refused."""
    home = _forum(state, values, "create a topic")
    name = values.text("name").strip()[:MAX_NAME]
    if not name:
        raise bad_request("TOPIC_TITLE_EMPTY")
    color = values.number("icon_color") or COLORS[0]
    if color not in COLORS:
        raise bad_request("invalid forum topic icon color specified")
    icon = values.text("icon_custom_emoji_id") or None
    if icon is not None and icon not in ICONS:
        raise bad_request("DOCUMENT_INVALID")
    return render.topic(make(state, home, name, color=color, icon=icon))


def make(
    state: State,
    home: Chat,
    name: str,
    *,
    color: int = COLORS[0],
    icon: str | None = None,
    sender_id: int | None = None,
) -> Topic:
    """A topic and its first message."""
    topic = Topic(state.next_message_id(home), name, color, icon)
    home.topics[topic.id] = topic
    created: Json = {"name": name, "icon_color": color}
    if icon:
        created["icon_custom_emoji_id"] = icon
    note(state, home, topic, {"forum_topic_created": created}, sender_id=sender_id)
    state.journal.note("chat", chat=home.id)
    return topic


def edit_forum_topic(state: State, values: Params) -> bool:
    """Another name or icon."""
    home = _forum(state, values)
    topic = _topic(home, values)
    name = values.text("name").strip()[:MAX_NAME] or topic.name
    icon = values.text("icon_custom_emoji_id") or None
    icon = icon if "icon_custom_emoji_id" in values else topic.icon_custom_emoji_id
    if (name, icon) == (topic.name, topic.icon_custom_emoji_id):
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name, topic.icon_custom_emoji_id = name, icon
    note(state, home, topic, {"forum_topic_edited": {"name": name}})
    state.journal.note("chat", chat=home.id)
    return True


def shutter(is_closed: bool) -> Method:
    """Method closeForumTopic or reopenForumTopic."""

    def shut(state: State, values: Params) -> bool:
        home = _forum(state, values)
        _shut(state, home, _topic(home, values), is_closed)
        return True

    return shut


def _shut(state: State, home: Chat, topic: Topic, is_closed: bool) -> None:
    if topic.is_closed == is_closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.is_closed = is_closed
    field = "forum_topic_closed" if is_closed else "forum_topic_reopened"
    note(state, home, topic, {field: {}})
    state.journal.note("chat", chat=home.id)


def delete_forum_topic(state: State, values: Params) -> bool:
    """The topic with all its messages."""
    home = _forum(state, values)
    topic = _topic(home, values)
    remove(state, home, topic)
    return True


def remove(state: State, home: Chat, topic: Topic) -> None:
    """Let a topic and what is in it be gone."""
    topic.is_deleted = True
    for message in home.messages.values():
        if message.is_topic_message and message.thread_id == topic.id:
            message.is_deleted = True
            state.touched(message)
    home.pinned = [one for one in home.pinned if not home.messages[one].is_deleted]
    state.journal.note("chat", chat=home.id)


def general(home: Chat) -> Topic:
    """The General topic, there in every forum."""
    return home.topics.setdefault(GENERAL, Topic(GENERAL, "General", COLORS[0]))


def edit_general_topic(state: State, values: Params) -> bool:
    """Another name for General."""
    home = _forum(state, values)
    name = values.text("name").strip()[:MAX_NAME]
    if not name or name == general(home).name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    general(home).name = name
    note(state, home, general(home), {"forum_topic_edited": {"name": name}})
    return True


def general_shutter(is_closed: bool) -> Method:
    """Method closeGeneralForumTopic or reopenGeneralForumTopic."""

    def shut(state: State, values: Params) -> bool:
        home = _forum(state, values)
        _shut(state, home, general(home), is_closed)
        return True

    return shut


def general_hider(is_hidden: bool) -> Method:
    """Method hideGeneralForumTopic or unhideGeneralForumTopic."""

    def hide(state: State, values: Params) -> bool:
        home = _forum(state, values)
        topic = general(home)
        if topic.is_hidden == is_hidden:
            raise bad_request("TOPIC_NOT_MODIFIED")
        topic.is_hidden = is_hidden
        field = "general_forum_topic_hidden" if is_hidden else "general_forum_topic_unhidden"
        note(state, home, topic, {field: {}})
        return True

    return hide


def unpin_all_in_topic(state: State, values: Params) -> bool:
    """Unpin everything in a topic."""
    home = _forum(state, values)
    topic = _topic(home, values)
    home.pinned = [one for one in home.pinned if home.messages[one].thread_id != topic.id]
    return True


def icon_stickers(state: State, values: Params) -> list[Json]:
    """The custom emoji that everybody may use for topics: a few of Telegram's hundred."""
    del state, values
    return [
        {
            "file_id": f"sticker-icon-{icon}",
            "file_unique_id": f"icon{icon}",
            "type": "custom_emoji",
            "width": 100,
            "height": 100,
            "is_animated": False,
            "is_video": False,
            "emoji": emoji,
            "custom_emoji_id": icon,
        }
        for icon, emoji in ICONS.items()
    ]
