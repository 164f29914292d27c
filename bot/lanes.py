"""Lanes: what must stay in order waits in one queue, and one queue cannot hold up another.

`lane` and `kind` read a raw update of the Bot API; they take anything, however odd.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

#: Numbers are kept in 64 bits.
LARGEST = 2**63
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


class Overloaded(Exception):
    """Too many updates of one lane wait already."""


@dataclass
class _Queue:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)  # first come, first served
    count: int = 0


class Lanes:
    """Queues by number; each lets one in at a time and takes `backlog` at most."""

    def __init__(self, backlog: int) -> None:
        self._backlog = backlog
        self._queues: dict[int, _Queue] = {}

    def __len__(self) -> int:
        return len(self._queues)

    @asynccontextmanager
    async def turn(self, key: int) -> AsyncIterator[None]:
        """Wait for one's turn in a lane. Raises Overloaded when it is full."""
        queue = self._queues.setdefault(key, _Queue())
        if queue.count >= self._backlog:
            raise Overloaded
        queue.count += 1
        try:
            async with queue.lock:
                yield
        finally:
            queue.count -= 1
            if queue.count == 0:
                self._queues.pop(key, None)


def kind(raw: dict[str, Any]) -> str:
    """Which of the Bot API's kinds an update is, such as message or callback_query."""
    return next((str(name) for name in raw if name != "update_id"), "nothing")


def lane(raw: dict[str, Any]) -> int:
    """What must stay in order with this update: the group's number, or the person's.

    Telegram queues a person's texts and presses apart (Bot API server, WebhookActor); here
    they share one lane, for in a private chat the chat's number is the person's.
    """
    body = raw.get(kind(raw))
    if not isinstance(body, dict):
        return 0
    for holder in (body.get("message"), body):
        number = _number(holder, "chat")
        if number is not None:
            return number
    return _number(body, "from") or _number(body, "user") or 0


def tidy(raw: dict[str, Any]) -> dict[str, Any]:
    """The update without reply keyboards, which some servers hand back inside messages.

    Telegram gives inline keyboards only (Bot API, Message.reply_markup), and so PTB reads. Zeros
    and halves of surrogate pairs, which no database keeps, are taken out of its texts. A press
    without `chat_instance` (Bale) gets one, or PTB could not read it; nobody here looks at it.
    """
    tidied = {
        name: _tidy(value)
        for name, value in raw.items()
        if name != "reply_markup" or (isinstance(value, dict) and "inline_keyboard" in value)
    }
    press = tidied.get("callback_query")
    if isinstance(press, dict):
        press.setdefault("chat_instance", "")
    return tidied


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return _UNKEEPABLE.sub("", value)
    if isinstance(value, dict):
        return tidy(value)
    return [_tidy(one) for one in value] if isinstance(value, list) else value


def person(raw: dict[str, Any]) -> int | None:
    """The person whose private chat an update comes from; None for groups and the rest."""
    body = raw.get(kind(raw))
    for holder in (body.get("message"), body) if isinstance(body, dict) else ():
        chat = holder.get("chat") if isinstance(holder, dict) else None
        if isinstance(chat, dict) and chat.get("type") == "private":
            return _number(holder, "chat")
    return None


def _number(holder: object, name: str) -> int | None:
    found = holder.get(name) if isinstance(holder, dict) else None
    number = found.get("id") if isinstance(found, dict) else None
    return number if isinstance(number, int) and abs(number) < LARGEST else None
