"""Chats and messages as the page and other processes look at them: more than bots may see."""

from __future__ import annotations

from bot.playground import render
from bot.playground.methods.profile import commands_for
from bot.playground.methods.topics import ICONS
from bot.playground.records import Chat, Json, Message
from bot.playground.state import State


def message(state: State, record: Message) -> Json:
    """A Bot API message with what only people's apps show: ticks, reactions, deletion."""
    counts: dict[str, list[int]] = {}
    for user_id, given in record.reactions.items():
        for reaction in given:
            counts.setdefault(str(reaction.get("emoji", "★")), []).append(user_id)
    return {
        **render.message(state, record),
        "chat_id": record.chat_id,
        "kind": record.kind,
        "is_deleted": record.is_deleted,
        "is_from_bot": record.sender_id == state.bot.id,
        "is_confirmed": record.is_confirmed,
        "reactions": counts,
        "keyboard": record.keyboard,
        "labels": record.labels,
    }


def chat(state: State, record: Chat) -> Json:
    """A chat without its messages."""
    return {
        **render.chat(state, record),
        "is_blocked": record.is_blocked,
        "migrated_to": record.migrated_to,
        "keyboard": record.keyboard,
        "keyboard_message": record.keyboard_message,
        "pinned": list(record.pinned),
        "topics": [
            {
                **render.topic(topic),
                "is_closed": topic.is_closed,
                "icon": ICONS.get(topic.icon_custom_emoji_id or "", ""),
            }
            for topic in record.topics.values()
            if not topic.is_deleted
        ],
        "members": [
            render.member(state, member) for member in record.members.values() if member.is_inside
        ],
        "commands": menus(state, record),
    }


def menus(state: State, record: Chat) -> dict[str, list[Json]]:
    """The commands menu each person of a chat sees, by user id."""
    ids = [record.id] if record.is_private else list(record.members)
    people = [state.users[user_id] for user_id in ids if not state.users[user_id].is_bot]
    return {
        str(person.id): commands_for(state, record, person.id, person.language_code or "")
        for person in people
    }


def whole_chat(state: State, record: Chat) -> Json:
    """A chat with the messages that are still there."""
    shown = [message(state, m) for m in record.messages.values() if not m.is_deleted]
    return {**chat(state, record), "messages": shown}


def profile(state: State) -> Json:
    """How the bot presents itself, by language."""
    return {
        "names": state.profile.names or {"": state.bot.first_name},
        "descriptions": state.profile.descriptions,
        "short_descriptions": state.profile.short_descriptions,
    }


def snapshot(state: State, staff_chat_id: int) -> Json:
    """Everything at once, with the number of the last change in it."""
    people = [user for user in state.users.values() if not user.is_bot]
    return {
        "seq": state.journal.last,
        "bot": state.bot.as_json(),
        "profile": profile(state),
        "staff_chat_id": staff_chat_id,
        "users": [{**user.as_json(), "phone": user.phone} for user in people],
        "chats": [whole_chat(state, record) for record in state.chats.values()],
        "faults": [vars(fault) for fault in state.faults.standing],
        "pending_updates": len(state.updates.alive()),
        "webhook": state.webhook.url,
    }


def entry(state: State, noted: Json) -> Json:
    """A journal entry with the present state of what it is about."""
    kind = noted["kind"]
    if kind == "message":
        record = state.chats[noted["chat"]].messages[noted["message"]]
        return {**noted, "view": message(state, record)}
    if kind == "chat":
        return {**noted, "view": chat(state, state.chats[noted["chat"]])}
    if kind == "profile":
        by_chat = {str(c.id): menus(state, c) for c in state.chats.values()}
        return {**noted, "view": profile(state), "commands": by_chat}
    return noted
