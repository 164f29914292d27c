"""Updates on their way to the bot: numbered, kept until confirmed, in the order of their queues.

Long polling is here; pushing them to a webhook is `webhook.py`, which uses the same queue.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.playground.errors import conflict
from bot.playground.signals import Signal

Json = dict[str, Any]

OFF_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
LIFETIMES = {
    "callback_query": timedelta(seconds=150),
    "inline_query": timedelta(seconds=30),
    "chosen_inline_result": timedelta(seconds=600),
}
LIFETIME = timedelta(hours=24)
MAX_BATCH = 100
MAX_WAIT = 50
HISTORY_KEPT = 20_000


@dataclass
class Pending:
    """One update that the bot has not confirmed; `queue` orders it against its neighbours."""

    id: int
    kind: str
    body: Json
    queue: str
    at: datetime
    is_repeat: bool = False
    is_taken: bool = False


class UpdateQueue:
    """Everything the bot has still to hear, and what it asked to hear."""

    def __init__(self, clock: Callable[[], datetime], first_id: int = 100_000_001) -> None:
        self._clock = clock
        self._next_id = first_id
        self._poll = 0
        self._twice = 0
        self._backwards = 0
        self._held: list[Pending] = []
        self.allowed: frozenset[str] | None = None
        self.pending: list[Pending] = []
        self.history: dict[int, Pending] = {}
        self.has_webhook = False
        self.arrived = Signal()
        self.on_confirmed: Callable[[Pending], None] = lambda _: None
        self.shape: Callable[[str, Json], Json] = lambda _, payload: payload

    def add(self, kind: str, payload: Json, queue: str) -> int | None:
        """Number an update and queue it; None when the bot does not want that kind."""
        if not self.wants(kind):
            return None
        update_id = self._next_id
        self._next_id += 1
        pending = Pending(
            update_id,
            kind,
            {"update_id": update_id, kind: self.shape(kind, payload)},
            queue,
            self._clock(),
        )
        self._keep(pending)
        return update_id

    def inject(self, body: Json, queue: str = "injected") -> int:
        """Queue a raw update as given, numbered if it has no update_id: for poison tests."""
        update_id = int(body.get("update_id", self._next_id))
        self._next_id = max(self._next_id, update_id + 1)
        kind = next((key for key in body if key != "update_id"), "unknown")
        pending = Pending(update_id, kind, {"update_id": update_id, **body}, queue, self._clock())
        self._keep(pending)
        return update_id

    def wants(self, kind: str) -> bool:
        """Whether allowed_updates lets this kind through."""
        if self.allowed is None:
            return kind not in OFF_BY_DEFAULT
        return kind in self.allowed

    def allow(self, kinds: list[Any] | None) -> None:
        """Remember allowed_updates; None leaves the choice, an empty list is the default."""
        if kinds is not None:
            self.allowed = frozenset(map(str, kinds)) if kinds else None

    def repeat_next(self, count: int) -> None:
        """Deliver each of the next `count` updates twice."""
        self._twice += count

    def reverse_next(self, count: int) -> None:
        """Hold the next `count` updates back and deliver them last one first."""
        self._backwards += count

    def redeliver(self, update_id: int) -> None:
        """Deliver once more an update that was confirmed before."""
        self._repeat(self.history[update_id])
        self.arrived.fire()

    def _repeat(self, old: Pending) -> None:
        self.pending.append(
            Pending(old.id, old.kind, old.body, old.queue, self._clock(), is_repeat=True)
        )

    def _keep(self, pending: Pending) -> None:
        self.history[pending.id] = pending
        if len(self.history) > HISTORY_KEPT:
            del self.history[next(iter(self.history))]
        if self._backwards:
            self._backwards -= 1
            self._held.insert(0, pending)
            if self._backwards:
                return
            self.pending += self._held
            self._held = []
        else:
            self.pending.append(pending)
            if self._twice:
                self._twice -= 1
                self._repeat(pending)
        self.arrived.fire()

    def alive(self) -> list[Pending]:
        """What waits, after forgetting what Telegram would have forgotten by now."""
        now = self._clock()
        self.pending = [p for p in self.pending if now - p.at <= LIFETIMES.get(p.kind, LIFETIME)]
        return self.pending

    def confirm(self, pending: Pending) -> None:
        """The bot has it: forget it."""
        self.pending = [other for other in self.pending if other is not pending]
        self.on_confirmed(pending)

    def drop_all(self) -> None:
        """Forget everything that waits."""
        self.pending = []

    def _confirm_below(self, offset: int) -> None:
        """Confirm what lies below; a repeat is confirmed only after it was given out."""
        done: list[Pending] = []
        waiting: list[Pending] = []
        for pending in self.alive():
            is_done = pending.id < offset and (not pending.is_repeat or pending.is_taken)
            (done if is_done else waiting).append(pending)
        self.pending = waiting
        for pending in done:
            self.on_confirmed(pending)

    def _forget_all_but(self, count: int) -> None:
        for pending in self.alive()[:-count]:
            self.confirm(pending)

    def batch(self, limit: int) -> list[Json]:
        """The oldest updates, at most `limit`; none twice except on purpose in later batches."""
        chosen: list[Pending] = []
        for pending in self.alive():
            if len(chosen) == limit:
                break
            if not any(other.id == pending.id for other in chosen):
                chosen.append(pending)
        for pending in chosen:
            pending.is_taken = True
        return [pending.body for pending in chosen]

    async def poll(self, *, offset: int, limit: int, seconds: float) -> list[Json]:
        """getUpdates: confirm below `offset`, then answer or wait up to so many seconds."""
        if self.has_webhook:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self._poll += 1
        mine = self._poll
        self.arrived.fire()
        if offset < 0:
            self._forget_all_but(-offset)
        else:
            self._confirm_below(offset)
        limit = min(max(limit, 1), MAX_BATCH)
        end = asyncio.get_running_loop().time() + min(seconds, MAX_WAIT)
        while not (found := self.batch(limit)):
            left = end - asyncio.get_running_loop().time()
            if left <= 0 or not await self.arrived.wait(left):
                return self.batch(limit)
            if mine != self._poll:
                raise conflict(
                    "terminated by other getUpdates request; "
                    "make sure that only one bot instance is running"
                )
        return found
