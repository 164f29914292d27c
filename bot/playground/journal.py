"""What changed, in order: read by the page's event stream and by tests that wait."""

from __future__ import annotations

from collections import deque

from bot.playground.records import Json, Value
from bot.playground.signals import Signal

KEPT = 4_000


class Journal:
    """The last changes, numbered; old ones are forgotten."""

    def __init__(self) -> None:
        self._entries: deque[Json] = deque(maxlen=KEPT)
        self.last = 0
        self.changed = Signal()

    def note(self, kind: str, **facts: Value) -> None:
        """Write a change down and wake readers."""
        self.last += 1
        self._entries.append({"seq": self.last, "kind": kind, **facts})
        self.changed.fire()

    def since(self, seq: int) -> list[Json] | None:
        """Changes after `seq`; None when some of them are already forgotten."""
        if seq >= self.last:
            return []
        first = self._entries[0]["seq"]
        if seq + 1 < first:
            return None
        return [entry for entry in self._entries if entry["seq"] > seq]
