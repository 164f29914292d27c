"""Keyboards under messages, checked as Telegram checks them and cut to the known fields."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.playground.errors import bad_request
from bot.playground.params import Params
from bot.playground.records import Json, Value

MAX_BUTTONS = 100
MAX_IN_ROW = 8
MAX_DATA_BYTES = 64
MAX_COPY = 256
# in this order: with two actions on a button, the address wins over the data
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
REQUESTS = (
    "request_contact",
    "request_location",
    "request_users",
    "request_chat",
    "request_poll",
    "web_app",
)
URL = re.compile(r"(?:https?|tg|tel|mailto|ton)://?\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.IGNORECASE)


def read(values: Params) -> Json | None:
    """The checked `reply_markup` of a call; None when there is none."""
    given = values.mapping("reply_markup")
    if not given:
        return None
    if "inline_keyboard" in given:
        rows = _rows(given["inline_keyboard"], "inline keyboard", _inline_button)
        return {"inline_keyboard": rows} if rows else None
    if "keyboard" in given:
        rows = _rows(given["keyboard"], "reply keyboard", _reply_button)
        if not rows:
            return None
        options = {k: v for k, v in given.items() if k != "keyboard" and v not in (None, False)}
        return {"keyboard": rows, **options}
    if given.get("remove_keyboard") is True or given.get("force_reply") is True:
        return dict(given)
    raise bad_request("can't parse reply keyboard markup JSON object")


def inline(values: Params) -> Json | None:
    """As `read`, for edits: only inline keyboards may be there."""
    markup = read(values)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _rows(given: Value, name: str, read_button: Callable[[Value], Json]) -> list[list[Json]]:
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise bad_request(f"can't parse {name}: expected an Array of Arrays of buttons")
    rows = [[read_button(button) for button in row] for row in given if row]
    if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_IN_ROW for row in rows):
        raise bad_request("reply markup is too long")
    return rows


def _caption(button: Value, kind: str) -> str:
    if isinstance(button, str) and kind == "keyboard":
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request(f"can't parse {kind} button: expected an Object")
    caption = button.get("text")
    if not isinstance(caption, str) or not caption.strip():
        raise bad_request(f"can't parse {kind} button: button text must be non-empty")
    return caption


def _inline_button(button: Value) -> Json:
    caption = _caption(button, "inline keyboard")
    action = next((name for name in ACTIONS if button.get(name) is not None), None)
    if action is None:
        raise bad_request("Text buttons are unallowed in the inline keyboard")
    value = button[action]
    if action == "callback_data":
        size = len(str(value).encode())
        if not 1 <= size <= MAX_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and not URL.fullmatch(str(value)):
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    if action == "copy_text" and not 1 <= len(str((value or {}).get("text", ""))) <= MAX_COPY:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    kept = {name: button[name] for name in ("style", "icon_custom_emoji_id") if button.get(name)}
    return {"text": caption, action: value, **kept}


def _reply_button(button: Value) -> Json:
    caption = _caption(button, "keyboard")
    if isinstance(button, str):
        return {"text": caption}
    wanted = {name: button[name] for name in REQUESTS if button.get(name)}
    return {"text": caption, **wanted}
