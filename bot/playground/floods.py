"""The flood limit of groups: so many messages of the bot in a minute, and no more.

Bot API FAQ, "My bot is hitting limits": 20 messages a minute in one group. An album counts by its
parts; changes of messages are let through, because Telegram tells no number for them.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.playground.errors import ApiError

WINDOW = timedelta(minutes=1)
MAKES_MESSAGES = ("send", "copy", "forward", "createforumtopic")
SILENT = "sendchataction"


class Floods:
    """Counts what the bot says in each group; `limit` None lets everything through."""

    def __init__(self, clock: Callable[[], datetime], limit: int | None = None) -> None:
        self._clock = clock
        self.limit = limit
        self._said: dict[str, deque[datetime]] = defaultdict(deque)
        self.refused = 0

    def check(self, method: str, values: Mapping[str, Any]) -> None:
        """Refuse a message to a group that was told too much. Raises 429 with the time to wait."""
        chat, name = str(values.get("chat_id", "")), method.lower()
        if self.limit is None or not chat.startswith("-") or not _counts(name):
            return
        said, now = self._said[chat], self._clock()
        while said and said[0] <= now - WINDOW:
            said.popleft()
        if len(said) >= self.limit:
            self.refused += 1
            seconds = max(1, math.ceil((said[0] + WINDOW - now).total_seconds()))
            raise ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)

    def count(self, method: str, values: Mapping[str, Any], result: object) -> None:
        """A call was carried out."""
        if self.limit is not None and _counts(method.lower()):
            made = len(result) if isinstance(result, list) else 1
            self._said[str(values.get("chat_id", ""))].extend([self._clock()] * made)


def _counts(name: str) -> bool:
    return name.startswith(MAKES_MESSAGES) and name != SILENT
