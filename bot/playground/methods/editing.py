"""Changing and removing messages, copying, forwarding, pinning, reacting."""

from __future__ import annotations

from datetime import timedelta

from bot.playground import checks, keyboards, render
from bot.playground.errors import bad_request
from bot.playground.methods import media
from bot.playground.methods.reactions import EMOJI
from bot.playground.params import Params
from bot.playground.records import Chat, Json, Message
from bot.playground.state import State

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
DELETABLE = timedelta(hours=48)
MEDIA = frozenset({"photo", "document", "video", "audio", "animation", "voice"})
MAX_BULK = 100


def _editable(state: State, values: Params) -> Message:
    home = checks.open_chat(state, values)
    message = checks.message(state, home, values.number("message_id"), "message to edit not found")
    is_service = "text" not in message.content and not MEDIA & set(message.content)
    is_place = "location" in message.content or "contact" in message.content
    if message.sender_id != state.bot.id or message.keyboard or (is_service and not is_place):
        raise bad_request("message can't be edited")
    return message


def _change(state: State, message: Message, content: Json, markup: Json | None) -> Json:
    if checks.same(content, message.content) and checks.same(markup, message.markup):
        raise bad_request(NOT_MODIFIED)
    if message.markup is not None and not checks.same(markup, message.markup):
        message.old_markups.append(message.markup)
    if not checks.same(content, message.content):
        message.old_contents.append(message.content)
        message.edit_date = state.clock()
    message.content, message.markup = content, markup
    state.touched(message)
    return render.message(state, message)


def edit_message_text(state: State, values: Params) -> Json:
    """New text; without a keyboard in the call the old keyboard goes."""
    message = _editable(state, values)
    content = checks.text(values)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _change(state, message, content, keyboards.inline(values))


def edit_message_caption(state: State, values: Params) -> Json:
    """New caption under a file."""
    message = _editable(state, values)
    if not MEDIA & set(message.content):
        raise bad_request("there is no caption in the message to edit")
    kept = {k: v for k, v in message.content.items() if not k.startswith("caption")}
    return _change(state, message, kept | checks.caption(values), keyboards.inline(values))


def edit_message_reply_markup(state: State, values: Params) -> Json:
    """New inline keyboard, or none."""
    message = _editable(state, values)
    return _change(state, message, message.content, keyboards.inline(values))


def edit_message_media(state: State, values: Params) -> Json:
    """Another file in place of the old one."""
    message = _editable(state, values)
    item = values.mapping("media") or {}
    kind = str(item.get("type"))
    if kind not in MEDIA - {"voice"}:
        raise bad_request("can't parse InputMedia: unsupported type")
    part = Params(item, values.uploads)
    content = media.content_of(state, kind, part, "media") | checks.caption(part)
    return _change(state, message, content, keyboards.inline(values))


def delete_message(state: State, values: Params) -> bool:
    """Remove one message."""
    home = checks.open_chat(state, values)
    message = checks.message(
        state, home, values.number("message_id"), "message to delete not found"
    )
    if not _deletable(state, home, message):
        raise bad_request("message can't be deleted for everyone")
    _remove(state, home, message)
    return True


def delete_messages(state: State, values: Params) -> bool:
    """Remove up to a hundred; those that are not there are passed over."""
    home = checks.open_chat(state, values)
    for message_id in _ids(values):
        message = state.find_message(home, message_id)
        if message is not None and _deletable(state, home, message):
            _remove(state, home, message)
    return True


def _ids(values: Params) -> list[int]:
    ids = values.items("message_ids") or []
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MAX_BULK:
        raise bad_request("too many message identifiers specified")
    return [int(item) for item in ids]


def _deletable(state: State, home: Chat, message: Message) -> bool:
    if state.clock() - message.date > DELETABLE:
        return False
    if home.is_private or message.sender_id == state.bot.id:
        return True
    standing = state.member(home, state.bot.id)
    return standing.is_admin and "can_delete_messages" in standing.rights


def _remove(state: State, home: Chat, message: Message) -> None:
    message.is_deleted = True
    if message.id in home.pinned:
        home.pinned.remove(message.id)
    state.touched(message)


def set_message_reaction(state: State, values: Params) -> bool:
    """The bot's reaction: at most one emoji of the known ones, or none."""
    home = checks.open_chat(state, values)
    message = checks.message(state, home, values.number("message_id"), "message to react not found")
    wanted = [dict(item) for item in values.items("reaction") or []]
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for item in wanted:
        if item.get("type") != "emoji" or item.get("emoji") not in EMOJI:
            raise bad_request("REACTION_INVALID")
    message.reactions.pop(state.bot.id, None)
    if wanted:
        message.reactions[state.bot.id] = wanted
    state.touched(message)
    return True


def pin_chat_message(state: State, values: Params) -> bool:
    """Pin; the service message comes back to the bot as an update."""
    home = checks.open_chat(state, values)
    refusal = "not enough rights to manage pinned messages in the chat"
    checks.right(state, home, "can_pin_messages", refusal)
    message = checks.message(state, home, values.number("message_id"), "message to pin not found")
    if message.id in home.pinned:
        home.pinned.remove(message.id)
    home.pinned.append(message.id)
    note = state.add_message(
        home,
        {"pinned_message": render.message(state, message, with_reply=False)},
        sender_id=state.bot.id,
        thread_id=message.thread_id if message.is_topic_message else None,
        is_topic_message=message.is_topic_message,
    )
    state.post("message", render.message(state, note), f"chat:{home.id}", note)
    state.journal.note("chat", chat=home.id)
    return True


def unpin_chat_message(state: State, values: Params) -> bool:
    """Unpin one message, by default the last pinned."""
    home = checks.open_chat(state, values)
    refusal = "not enough rights to manage pinned messages in the chat"
    checks.right(state, home, "can_pin_messages", refusal)
    wanted = values.number("message_id") or (home.pinned[-1] if home.pinned else 0)
    if wanted not in home.pinned:
        raise bad_request("message to unpin not found")
    home.pinned.remove(wanted)
    state.journal.note("chat", chat=home.id)
    return True


def unpin_all_chat_messages(state: State, values: Params) -> bool:
    """Unpin everything."""
    home = checks.open_chat(state, values)
    refusal = "not enough rights to manage pinned messages in the chat"
    checks.right(state, home, "can_pin_messages", refusal)
    home.pinned.clear()
    state.journal.note("chat", chat=home.id)
    return True
