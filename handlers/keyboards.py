"""Keyboards as the plain dictionaries of the Bot API, ready to lie in the outbox."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from handlers import buttons

Markup = dict[str, Any]
Button = dict[str, Any]
Row = list[Button]

#: No buttons any more: what an edit sends to take an inline keyboard away.
NONE: Markup = {"inline_keyboard": []}


def button(label: str, verb: buttons.Verb, *args: str | int | None) -> Button:
    """An inline button that calls the bot back."""
    return {"text": label, "callback_data": buttons.pack(verb, *args)}


def link(label: str, url: str) -> Button:
    """An inline button that opens an address."""
    return {"text": label, "url": url}


def inline(rows: Iterable[Sequence[Button]]) -> Markup:
    """An inline keyboard; empty rows are left out."""
    return {"inline_keyboard": [list(row) for row in rows if row]}


def grid(items: Sequence[Button], width: int) -> list[Row]:
    """Buttons laid out in rows of a width."""
    return [list(items[i : i + width]) for i in range(0, len(items), width)]


def menu(rows: Iterable[Sequence[str]], placeholder: str) -> Markup:
    """The persistent reply keyboard of the private chat; placeholder up to 64 characters."""
    return {
        "keyboard": [[{"text": label} for label in row] for row in rows],
        "resize_keyboard": True,
        "is_persistent": True,
        "input_field_placeholder": placeholder[:64],
    }


def ask_contact(share: str, others: Sequence[str]) -> Markup:
    """A reply keyboard for one answer: share the own contact, or one of the other words."""
    rows: list[list[dict[str, Any]]] = [[{"text": share, "request_contact": True}]]
    if others:
        rows.append([{"text": label} for label in others])
    return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}


def force_reply(placeholder: str) -> Markup:
    """Open the reply field of the people addressed (Bot API, ForceReply)."""
    return {
        "force_reply": True,
        "selective": True,
        "input_field_placeholder": placeholder[:64],
    }
