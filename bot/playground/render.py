"""Records as the JSON the Bot API shows to bots."""

from __future__ import annotations

from bot.playground.records import ADMIN_RIGHTS, Chat, Json, Member, Message, Topic
from bot.playground.state import State


def chat(state: State, record: Chat) -> Json:
    """A Chat object."""
    body: Json = {"id": record.id, "type": record.type}
    if record.is_private:
        person = state.users[record.id]
        body["first_name"] = person.first_name
        if person.last_name:
            body["last_name"] = person.last_name
        if person.username:
            body["username"] = person.username
        return body
    body["title"] = record.title or ""
    if record.username:
        body["username"] = record.username
    if record.is_forum:
        body["is_forum"] = True
    return body


def message(state: State, record: Message, *, with_reply: bool = True) -> Json:
    """A Message object; the replied-to message is shown one level deep."""
    home = state.chats[record.chat_id]
    body: Json = {
        "message_id": record.id,
        "date": int(record.date.timestamp()),
        "chat": chat(state, home),
        **_senders(state, record),
    }
    if record.edit_date is not None:
        body["edit_date"] = int(record.edit_date.timestamp())
    extras = {
        "message_thread_id": record.thread_id,
        "is_topic_message": record.is_topic_message,
        "media_group_id": record.media_group_id,
        "forward_origin": record.forward_origin,
        "reply_markup": record.markup,
    }
    body |= {name: value for name, value in extras.items() if value}
    if with_reply:
        body |= _reply(state, home, record)
    return body | _content(state, record.content)


def _content(state: State, content: Json) -> Json:
    """What a message shows, with the people it mentions; unknown ones are not mentioned."""
    shown = dict(content)
    for name in ("entities", "caption_entities"):
        if name in shown:
            shown[name] = [_mention(state, one) for one in shown[name] if _is_known(state, one)]
    return shown


def _is_known(state: State, entity: Json) -> bool:
    return entity["type"] != "text_mention" or entity["user"]["id"] in state.users


def _mention(state: State, entity: Json) -> Json:
    if entity["type"] != "text_mention":
        return entity
    return entity | {"user": state.users[entity["user"]["id"]].as_json()}


def _senders(state: State, record: Message) -> Json:
    """Who wrote it: account, group of an anonymous administrator, bot of an inline result."""
    body: Json = {}
    if record.sender_id is not None:
        body["from"] = state.users[record.sender_id].as_json()
    if record.sender_chat_id is not None:
        body["sender_chat"] = chat(state, state.chats[record.sender_chat_id])
    if record.via_bot:
        body["via_bot"] = state.bot.as_json()
    return body


def _reply(state: State, home: Chat, record: Message) -> Json:
    """The replied-to message; in a topic every plain message replies to the topic's first."""
    target_id = record.reply_to
    if target_id is None and record.is_topic_message:
        target_id = record.thread_id
    target = state.find_message(home, target_id)
    if target is None or target.id == record.id:
        return {}
    return {"reply_to_message": message(state, target, with_reply=False)}


def gone(state: State, record: Message) -> Json:
    """An InaccessibleMessage: what a bot sees of a deleted message behind a pressed button."""
    home = state.chats[record.chat_id]
    return {"chat": chat(state, home), "message_id": record.id, "date": 0}


def member(state: State, record: Member) -> Json:
    """A ChatMember object of the right kind for its status."""
    body: Json = {"user": state.users[record.user_id].as_json(), "status": record.status}
    if record.status == "creator":
        body["is_anonymous"] = record.is_anonymous
    elif record.status == "administrator":
        body |= {"can_be_edited": False, "is_anonymous": record.is_anonymous}
        body |= {right: right in record.rights for right in ADMIN_RIGHTS}
    elif record.status == "kicked":
        body["until_date"] = 0
    return body


def topic(record: Topic) -> Json:
    """A ForumTopic object."""
    body: Json = {
        "message_thread_id": record.id,
        "name": record.name,
        "icon_color": record.icon_color,
    }
    if record.icon_custom_emoji_id:
        body["icon_custom_emoji_id"] = record.icon_custom_emoji_id
    return body
