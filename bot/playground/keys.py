"""Finding the button a person means: under a message, or on the keyboard a chat shows."""

from __future__ import annotations

from bot.playground.errors import NotPossibleError
from bot.playground.records import Chat, Json, Message


def find_button(
    message: Message, wanted: str | Json, *, stale: bool = False, forged: bool = False
) -> Json:
    """An inline button by label, callback data or part of the label.

    With `stale`, of a keyboard that was replaced; with `forged`, made up with that data.
    """
    if isinstance(wanted, dict):
        return wanted
    if forged:
        return {"text": "forged", "callback_data": wanted}
    markups = message.old_markups if stale else [message.markup or {"inline_keyboard": []}]
    buttons = [b for markup in markups for row in markup["inline_keyboard"] for b in row]
    found = (
        next((b for b in buttons if b["text"] == wanted), None)
        or next((b for b in buttons if b.get("callback_data") == wanted), None)
        or next((b for b in buttons if wanted in b["text"]), None)
    )
    if found is None:
        raise NotPossibleError(f"no button {wanted!r} among {[b['text'] for b in buttons]}")
    return dict(found)


def find_key(chat: Chat, label: str) -> Json:
    """A button of the reply keyboard by label or part of it."""
    rows = (chat.keyboard or {}).get("keyboard", [])
    buttons = [button for row in rows for button in row]
    found = next((b for b in buttons if b["text"] == label), None) or next(
        (b for b in buttons if label in b["text"]), None
    )
    if found is None:
        raise NotPossibleError(f"no key {label!r} among {[b['text'] for b in buttons]}")
    return dict(found)
