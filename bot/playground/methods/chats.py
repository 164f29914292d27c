"""What a bot asks about chats and their members, and leaving them."""

from __future__ import annotations

from bot.playground import checks, render
from bot.playground.errors import bad_request
from bot.playground.params import Params
from bot.playground.records import Chat, Json
from bot.playground.state import State

GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def get_me(state: State, values: Params) -> Json:
    """The bot itself."""
    del values
    return state.bot.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": state.reads_all_group_messages,
        "supports_inline_queries": state.supports_inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(state: State, values: Params) -> Json:
    """A ChatFullInfo object."""
    home = checks.chat(state, values)
    body = render.chat(state, home) | {
        "accent_color_id": abs(home.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    if not home.is_private:
        checks.open_chat(state, values)
        body["permissions"] = dict.fromkeys(PERMISSIONS, True)
    pinned = state.find_message(home, home.pinned[-1]) if home.pinned else None
    if pinned is not None:
        body["pinned_message"] = render.message(state, pinned, with_reply=False)
    return body


def get_chat_member(state: State, values: Params) -> Json:
    """Somebody's standing in a chat."""
    home = checks.open_chat(state, values)
    person = checks.user(state, values)
    if home.is_private and person.id not in {home.id, state.bot.id}:
        raise bad_request("user not found")
    if home.is_private:
        return {"user": person.as_json(), "status": "member"}
    return render.member(state, state.member(home, person.id))


def _group(state: State, values: Params) -> Chat:
    home = checks.open_chat(state, values)
    if home.is_private:
        raise bad_request("there are no administrators in the private chat")
    return home


def get_chat_administrators(state: State, values: Params) -> list[Json]:
    """Creator and administrators; other bots are left out."""
    home = _group(state, values)
    return [
        render.member(state, member)
        for member in home.members.values()
        if member.is_admin
        and (not state.users[member.user_id].is_bot or member.user_id == state.bot.id)
    ]


def get_chat_member_count(state: State, values: Params) -> int:
    """How many are in the chat."""
    home = checks.open_chat(state, values)
    if home.is_private:
        return 2
    return sum(member.is_inside for member in home.members.values())


def leave_chat(state: State, values: Params) -> bool:
    """The bot goes."""
    home = _group(state, values)
    state.member(home, state.bot.id).status = "left"
    state.journal.note("chat", chat=home.id)
    return True
