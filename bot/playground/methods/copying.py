"""copyMessage(s) and forwardMessage(s)."""

from __future__ import annotations

import copy

from bot.playground import checks, render
from bot.playground.errors import bad_request
from bot.playground.methods.editing import MEDIA
from bot.playground.methods.sending import deliver
from bot.playground.params import Params
from bot.playground.records import Chat, Json, Message
from bot.playground.state import State

COPYABLE = MEDIA | {"text", "sticker", "video_note", "location", "contact"}
MAX_BULK = 100


def _source(state: State, values: Params) -> Chat:
    return checks.open_chat(state, values, "from_chat_id")


def _copied(state: State, home: Chat, values: Params, original: Message) -> Message:
    if not COPYABLE & set(original.content):
        raise bad_request("message can't be copied")
    content = copy.deepcopy(original.content)
    if "caption" in values and MEDIA & set(content):
        content = {k: v for k, v in content.items() if not k.startswith("caption")}
        content |= checks.caption(values)
    return deliver(state, home, values, content)


def copy_message(state: State, values: Params) -> Json:
    """Send a message's content again, without its origin."""
    home = checks.open_chat(state, values)
    original = checks.message(
        state, _source(state, values), values.number("message_id"), "message to copy not found"
    )
    return {"message_id": _copied(state, home, values, original).id}


def copy_messages(state: State, values: Params) -> list[Json]:
    """Copy up to a hundred; those not found are passed over, albums stay together."""
    home = checks.open_chat(state, values)
    originals = _originals(state, values, "message to copy not found")
    groups: dict[str, str] = {}
    sent = []
    for original in originals:
        group = original.media_group_id
        if group is not None:
            groups.setdefault(group, f"album{state.number():08d}")
        message = _copied(state, home, values, original)
        message.media_group_id = groups.get(group or "")
        sent.append({"message_id": message.id})
    return sent


def _originals(state: State, values: Params, refusal: str) -> list[Message]:
    source = _source(state, values)
    ids = [int(item) for item in values.items("message_ids") or []]
    if not 1 <= len(ids) <= MAX_BULK:
        raise bad_request("wrong number of message identifiers specified")
    found = [state.find_message(source, message_id) for message_id in ids]
    present = [message for message in found if message is not None]
    if not present:
        raise bad_request(refusal)
    return present


def _forwarded(state: State, home: Chat, values: Params, original: Message) -> Message:
    if not COPYABLE & set(original.content):
        raise bad_request("message can't be forwarded")
    return deliver(
        state,
        home,
        values,
        copy.deepcopy(original.content),
        forward_origin=original.forward_origin or origin(state, original),
    )


def origin(state: State, original: Message) -> Json:
    """Where a forwarded message comes from."""
    date = int(original.date.timestamp())
    if original.sender_chat_id is not None:
        group = render.chat(state, state.chats[original.sender_chat_id])
        return {"type": "chat", "sender_chat": group, "date": date}
    sender = state.users[original.sender_id or state.bot.id]
    return {"type": "user", "sender_user": sender.as_json(), "date": date}


def forward_message(state: State, values: Params) -> Json:
    """Send a message on, with its origin."""
    home = checks.open_chat(state, values)
    original = checks.message(
        state, _source(state, values), values.number("message_id"), "message to forward not found"
    )
    return render.message(state, _forwarded(state, home, values, original))


def forward_messages(state: State, values: Params) -> list[Json]:
    """Forward up to a hundred."""
    home = checks.open_chat(state, values)
    originals = _originals(state, values, "messages to forward not found")
    return [{"message_id": _forwarded(state, home, values, one).id} for one in originals]
