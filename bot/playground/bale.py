"""Bale's ways with the Bot API, where they differ from Telegram's (docs.bale.ai).

All text is Markdown, `parse_mode` is not accepted; no topics, reactions, inline mode or commands
menu; replies by `reply_to_message_id`; an edit answers a stub; presses have no `chat_instance`; the
webhook has no secret; message numbers are counted chat by chat.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from bot.playground.errors import ApiError
from bot.playground.records import Json, Value

#: What Bale documents, in lower case; anything else is "method not found".
METHODS = frozenset(
    {
        *("getme", "logout", "close", "getupdates", "setwebhook", "deletewebhook"),
        *("getwebhookinfo", "sendmessage", "sendphoto", "sendaudio", "senddocument", "sendvideo"),
        *("sendanimation", "sendvoice", "sendmediagroup", "sendlocation", "sendcontact"),
        *("sendchataction", "forwardmessage", "copymessage", "getfile", "answercallbackquery"),
        *("editmessagetext", "editmessagecaption", "editmessagereplymarkup", "deletemessage"),
        *("getchat", "getchatmember", "getchatadministrators", "getchatmemberscount"),
        *("leavechat", "pinchatmessage", "unpinchatmessage", "unpinallchatmessages"),
    }
)
KINDS = frozenset({"message", "edited_message", "callback_query", "pre_checkout_query"})
_IGNORED = frozenset(
    {
        *("parse_mode", "entities", "caption_entities", "link_preview_options"),
        *("reply_parameters", "message_thread_id", "secret_token", "allowed_updates"),
    }
)
_ESCAPED = re.compile(r"\\([\\*_\[\]])")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\((https?://[^\s()]+)\)")
_PAIRS = ((re.compile(r"\*([^*\n]+)\*"), "b"), (re.compile(r"_([^_\n]+)_"), "i"))
#: Escaped signs wait as private letters while the others are read.
_HIDDEN = {sign: chr(0xE000 + place) for place, sign in enumerate("\\*_[]")}
_SHOWN = str.maketrans({letter: sign for sign, letter in _HIDDEN.items()})


def understood(method: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters Bale takes notice of. Raises ApiError for a method it does not have."""
    if method.lower() not in METHODS:
        raise ApiError(404, "Not Found: method not found")
    taken = _read({name: value for name, value in values.items() if name not in _IGNORED}, method)
    media = taken.get("media")
    if isinstance(media, list):
        taken["media"] = [
            _read({name: value for name, value in part.items() if name not in _IGNORED}, method)
            for part in media
        ]
    return taken


def answered(method: str, result: Value) -> Value:
    """What Bale answers: after an edit, a message without number and words."""
    if method.lower().startswith("editmessage") and isinstance(result, dict):
        return {"message_id": 0, "date": 0, "chat": result["chat"]}
    return result


def told(kind: str, payload: Json) -> Json:
    """An update as Bale tells it."""
    if kind == "callback_query":
        return {name: value for name, value in payload.items() if name != "chat_instance"}
    return payload


def as_html(text: str) -> str:
    """Bale's Markdown as the HTML that shows the same."""
    plain = _ESCAPED.sub(lambda found: _HIDDEN[found[1]], text)
    shown = html.escape(plain, quote=False)
    # Addresses keep their signs; words around and inside links are read.
    parts = _LINK.split(shown)
    pieces = [_marked(parts[0])]
    for words, address, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        pieces += [f'<a href="{address}">{_marked(words)}</a>', _marked(after)]
    return "".join(pieces).translate(_SHOWN)


def _marked(text: str) -> str:
    for pattern, tag in _PAIRS:
        text = pattern.sub(rf"<{tag}>\1</{tag}>", text)
    return text


def _read(values: dict[str, Any], method: str) -> dict[str, Any]:
    for name in ("text", "caption"):
        if method != "answerCallbackQuery" and isinstance(values.get(name), str):
            values = values | {name: as_html(values[name]), "parse_mode": "HTML"}
    return values
