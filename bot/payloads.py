"""A row of the outbox as parameters of the Bot API, and what its answer says: pure.

Nothing here knows the database or the network; `delivery.py` does.
"""

import html
import re
from typing import Any

from bot.verdicts import Repair

Params = dict[str, Any]

#: Methods that make new messages; all others change or remove old ones.
_MAKES_MESSAGES = ("send", "copy", "forward")
_TAG = re.compile(r"<[^<>]*>")
_WORDS = ("text", "caption")


def parameters(
    payload: Params,
    *,
    chat_id: int,
    target_id: int | None = None,
    reply_id: int | None = None,
    thread_id: int | None = None,
) -> Params:
    """The parameters of one call.

    Args:
        payload: as the handlers wrote it, without the chat.
        chat_id: where it goes now.
        target_id: the message to edit, delete or react to, when the row named a slot.
        reply_id: the message to answer to, when the row named a slot.
        thread_id: the topic, when the row named one that is there.
    """
    params = {**payload, "chat_id": chat_id}
    if thread_id is not None:
        params["message_thread_id"] = thread_id
    if target_id is not None:
        params["message_id"] = target_id
    if reply_id is not None:
        params["reply_parameters"] = {"message_id": reply_id}
    if params.get("reply_parameters"):
        # The message answered to may be deleted by the time this arrives.
        params["reply_parameters"] = {
            "allow_sending_without_reply": True,
            **params["reply_parameters"],
        }
    return params


def repaired(params: Params, repair: Repair) -> Params:
    """The same call without what the server refused."""
    if repair is Repair.NO_REPLY:
        return _without(params, "reply_parameters")
    if repair is Repair.NO_THREAD:
        return _without(params, "message_thread_id")
    plain = _plain(params)
    if isinstance(plain.get("media"), list):
        plain["media"] = [_plain(part) for part in plain["media"]]
    return plain


def made(method: str, result: Any) -> list[int]:
    """The numbers of the messages that a call has made; none for an edit or a reaction."""
    if not method.startswith(_MAKES_MESSAGES):
        return []
    messages = result if isinstance(result, list) else [result]
    return [
        message["message_id"]
        for message in messages
        if isinstance(message, dict) and isinstance(message.get("message_id"), int)
    ]


def _without(params: Params, name: str) -> Params:
    return {key: value for key, value in params.items() if key != name}


def _plain(params: Params) -> Params:
    """HTML turned into the words it shows."""
    plain = _without(params, "parse_mode")
    for name in _WORDS:
        if isinstance(plain.get(name), str):
            plain[name] = html.unescape(_TAG.sub("", plain[name]))
    return plain
