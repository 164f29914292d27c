"""What Telegram checks before it does what a bot asks, with its error texts.

Keyboards are checked in `keyboards.py`.
"""

from __future__ import annotations

import json

from bot.playground import detect, entities
from bot.playground.errors import ApiError, bad_request, forbidden
from bot.playground.params import Params
from bot.playground.records import Chat, Json, Message, User
from bot.playground.state import State

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_RAW_BYTES = 32 * 1024
GENERAL = 1


def chat(state: State, params: Params, name: str = "chat_id") -> Chat:
    """The chat a call is about; refuses unknown and upgraded ones."""
    given = params.text(name).strip()
    if not given:
        raise bad_request("chat_id is empty")
    found = _find_chat(state, given)
    if found is None:
        raise _unknown_chat(state, given)
    if found.migrated_to is not None:
        raise bad_request(
            "group chat was upgraded to a supergroup chat", migrate_to_chat_id=found.migrated_to
        )
    return found


def _find_chat(state: State, given: str) -> Chat | None:
    if given.startswith("@"):
        name = given[1:].lower()
        return next((c for c in state.chats.values() if (c.username or "").lower() == name), None)
    try:
        return state.chats.get(int(given))
    except ValueError:
        raise bad_request("chat not found") from None


def _unknown_chat(state: State, given: str) -> ApiError:
    """A person the bot only knows from a group cannot be written to first."""
    user_id = int(given) if given.lstrip("-").isdigit() else 0
    if user_id in state.users and state.users[user_id].is_bot:
        return forbidden("bot can't send messages to bots")
    shares_group = any(
        state.member(c, user_id).is_inside and state.member(c, state.bot.id).is_inside
        for c in state.chats.values()
        if not c.is_private
    )
    if shares_group:
        return forbidden("bot can't initiate conversation with a user")
    return bad_request("chat not found")


def open_chat(state: State, params: Params, name: str = "chat_id") -> Chat:
    """A chat the bot can act in now: not blocked, not thrown out."""
    found = chat(state, params, name)
    if found.is_private:
        if state.users[found.id].is_deactivated:
            raise forbidden("user is deactivated")
        if found.is_blocked:
            raise forbidden("bot was blocked by the user")
        return found
    status = state.member(found, state.bot.id).status
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {found.type} chat")
    if status == "left":
        raise forbidden(f"bot is not a member of the {found.type} chat")
    return found


def right(state: State, home: Chat, name: str, refusal: str) -> None:
    """The bot has an administrator's right in a group; private chats need none."""
    standing = state.member(home, state.bot.id)
    has_right = standing.status == "creator" or (standing.is_admin and name in standing.rights)
    if not home.is_private and not has_right:
        raise bad_request(refusal)


def user(state: State, params: Params) -> User:
    """The account a call is about."""
    found = state.users.get(params.number("user_id") or 0)
    if found is None:
        raise bad_request("user not found")
    return found


def message(
    state: State, home: Chat, message_id: int | None, refusal: str, missing: str | None = None
) -> Message:
    """A message that is still there; `missing` is said when no id was given."""
    if not message_id:
        raise bad_request(missing or "message identifier is not specified")
    found = state.find_message(home, message_id)
    if found is None:
        raise bad_request(refusal)
    return found


def formatted(values: Params, name: str, *, entities_name: str) -> tuple[str, list[Json]]:
    """Text and entities from `parse_mode` or explicit entities, trimmed, links detected."""
    raw = values.text(name)
    if len(raw.encode("utf-8", "surrogatepass")) > MAX_RAW_BYTES:
        raise bad_request("text is too long")
    mode = values.text("parse_mode").lower()
    if mode not in {"", "html"}:
        known = mode in {"markdown", "markdownv2"}
        raise bad_request("this emulator reads HTML only" if known else "unsupported parse_mode")
    if mode == "html":
        plain, found = entities.parse_html(raw)
    else:
        plain, found = raw, [dict(e) for e in values.items(entities_name) or []]
    plain, found = entities.trimmed(plain, found)
    return plain, detect.detect(plain, found)[: entities.MAX_ENTITIES]


def text(values: Params) -> Json:
    """The content of a text message: 1-4096 UTF-16 units after entity parsing."""
    plain, found = formatted(values, "text", entities_name="entities")
    if not plain:
        raise bad_request("message text is empty")
    if entities.units(plain) > MAX_TEXT:
        raise bad_request("message is too long")
    body: Json = {"text": plain}
    if found:
        body["entities"] = found
    return body


def caption(values: Params) -> Json:
    """Caption fields: at most 1024 UTF-16 units after entity parsing; empty leaves them out."""
    plain, found = formatted(values, "caption", entities_name="caption_entities")
    if entities.units(plain) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    if not plain:
        return {}
    body: Json = {"caption": plain}
    if found:
        body["caption_entities"] = found
    return body


def reply_target(state: State, home: Chat, values: Params) -> int | None:
    """The id of the message to reply to; missing ones refused unless allowed."""
    given = values.mapping("reply_parameters") or {}
    wanted = given.get("message_id") or values.number("reply_to_message_id")
    if not wanted:
        return None
    elsewhere = given.get("chat_id")
    if elsewhere is not None and str(elsewhere) != str(home.id):
        raise bad_request("message to be replied not found")
    found = state.find_message(home, int(wanted))
    if found is None:
        lenient = given.get("allow_sending_without_reply")
        if lenient or values.flag("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    return found.id


def thread(state: State, home: Chat, values: Params, reply_to: int | None) -> int | None:
    """The topic a message goes to; None outside forums and in General."""
    wanted = values.number("message_thread_id")
    if not home.is_forum:
        return None
    general = home.topics.get(GENERAL)
    if not wanted and reply_to is not None and not (general is not None and general.is_closed):
        # with General closed, a reply without its topic is refused (telegramdesktop#30476)
        replied = home.messages[reply_to]
        wanted = replied.thread_id if replied.is_topic_message else None
    topic = home.topics.get(wanted or GENERAL)
    if wanted and (topic is None or topic.is_deleted or wanted == GENERAL):
        raise bad_request("message thread not found")
    standing = state.member(home, state.bot.id)
    is_free = standing.is_admin and "can_manage_topics" in standing.rights
    if topic is not None and topic.is_closed and not is_free:
        raise bad_request("TOPIC_CLOSED")
    return wanted or None


def same(left: Json | None, right: Json | None) -> bool:
    """Whether two pieces of JSON say the same."""
    return json.dumps(left or {}, sort_keys=True) == json.dumps(right or {}, sort_keys=True)
