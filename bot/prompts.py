"""What is answered past the outbox, because somebody looks at the screen: a press, an inline query.

Telegram forgets a press after some minutes and an inline query after 30 seconds; an answer that
comes later is of no use, so it is never kept and never tried again.
"""

from __future__ import annotations

from typing import Any

from telegram import Update

from handlers.context import Answer, CallbackAnswer, InlineAnswer

#: Longest words of an answered button press (Bot API, answerCallbackQuery).
TOAST = 200


def call(update: Update, answer: Answer | None) -> tuple[str, dict[str, Any]] | None:
    """The method and parameters that answer an update; None where nobody waits at the screen."""
    if update.callback_query is not None:
        return "answerCallbackQuery", _press(update.callback_query.id, answer)
    if update.inline_query is not None:
        return "answerInlineQuery", _inline(update.inline_query.id, answer)
    return None


def _press(query_id: str, answer: Answer | None) -> dict[str, Any]:
    """Stop the button's spinner, with a toast if there are words for one."""
    told: dict[str, Any] = {"callback_query_id": query_id}
    if isinstance(answer, CallbackAnswer) and answer.text:
        told |= {"text": answer.text[:TOAST], "show_alert": answer.show_alert}
    return told


def _inline(query_id: str, answer: Answer | None) -> dict[str, Any]:
    """The list over the text field; an empty one, not kept, where handling failed."""
    offered = answer if isinstance(answer, InlineAnswer) else InlineAnswer()
    told: dict[str, Any] = {
        "inline_query_id": query_id,
        "results": list(offered.results),
        "cache_time": offered.seconds,
        "is_personal": True,
        "next_offset": offered.next_offset,
    }
    if offered.button is not None:
        words, parameter = offered.button
        told["button"] = {"text": words, "start_parameter": parameter}
    return told
