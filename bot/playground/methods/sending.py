"""sendMessage and what all sending has in common."""

from __future__ import annotations

from bot.playground import checks, keyboards, render
from bot.playground.errors import bad_request
from bot.playground.params import Params
from bot.playground.records import Chat, Json, Message, Value
from bot.playground.state import State

MAX_LATITUDE, MAX_LONGITUDE = 90, 180
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def deliver(state: State, home: Chat, values: Params, content: Json, **fields: Value) -> Message:
    """Write the bot's message into the chat, with reply, topic and keyboard as the call says."""
    markup = keyboards.read(values)
    reply_to = checks.reply_target(state, home, values)
    thread_id = checks.thread(state, home, values, reply_to)
    is_inline = markup is not None and "inline_keyboard" in markup
    message = state.add_message(
        home,
        content,
        sender_id=state.bot.id,
        reply_to=reply_to,
        thread_id=thread_id or root_of(home, reply_to),
        is_topic_message=thread_id is not None,
        markup=markup if is_inline else None,
        keyboard=None if is_inline else markup,
        is_confirmed=True,
        **fields,
    )
    if message.keyboard is not None:
        show_keyboard(home, message)
        state.journal.note("chat", chat=home.id)
    return message


def root_of(home: Chat, reply_to: int | None) -> int | None:
    """The thread a reply belongs to in a supergroup: the first message of its chain."""
    if home.type != "supergroup" or home.is_forum or reply_to is None:
        return None
    replied = home.messages[reply_to]
    return replied.thread_id or replied.id


def show_keyboard(home: Chat, message: Message) -> None:
    """Replace the reply keyboard the chat shows."""
    keyboard = message.keyboard
    if keyboard is not None and keyboard.get("remove_keyboard"):
        home.keyboard, home.keyboard_message = None, None
    else:
        home.keyboard, home.keyboard_message = keyboard, message.id


def send_message(state: State, values: Params) -> Json:
    """Text, with entities, a keyboard and a reply."""
    home = checks.open_chat(state, values)
    return render.message(state, deliver(state, home, values, checks.text(values)))


def send_location(state: State, values: Params) -> Json:
    """A point on the map."""
    home = checks.open_chat(state, values)
    place = {name: values.real(name, 1000.0) for name in ("latitude", "longitude")}
    far = abs(place["latitude"]) > MAX_LATITUDE or abs(place["longitude"]) > MAX_LONGITUDE
    if far:
        raise bad_request("wrong latitude or longitude specified")
    return render.message(state, deliver(state, home, values, {"location": place}))


def send_contact(state: State, values: Params) -> Json:
    """A phone number with a name."""
    home = checks.open_chat(state, values)
    names = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: values.text(name) for name in names if values.text(name)}
    if "phone_number" not in contact:
        raise bad_request("contact phone number must be non-empty")
    if "first_name" not in contact:
        raise bad_request("contact first name must be non-empty")
    return render.message(state, deliver(state, home, values, {"contact": contact}))


def send_chat_action(state: State, values: Params) -> bool:
    """'typing…' and the like; shown, not kept."""
    home = checks.open_chat(state, values)
    action = values.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    state.journal.note("action", chat=home.id, action=action)
    return True
