"""Pushing updates to the bot's webhook in the order of the real server, without knowing HTTP.

One queue per chat for messages, one per person for presses; inside a queue the next update goes
only after the last was taken with 2xx, queues run side by side. The wire is the `post` given.
"""

from __future__ import annotations

import asyncio
import functools
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.playground.errors import ApiError
from bot.playground.records import Json
from bot.playground.updates import Pending
from bot.playground.world import World

#: The pause between two tries grows to so many times the first (2 s and 60 s at Telegram).
GROWTH = 30.0


@dataclass(frozen=True)
class Reply:
    """What the bot's door answered; status 0 when nobody was there."""

    status: int
    retry_after: float | None = None
    body: Json | None = None

    @property
    def is_taken(self) -> bool:
        """The update counts as delivered."""
        return 200 <= self.status < 300


Post = Callable[[str, Json, dict[str, str]], Awaitable[Reply]]


class Courier:
    """Delivers while it runs; refused updates are tried again at once, then slower and slower."""

    def __init__(self, world: World, post: Post, *, first_delay: float = 2.0) -> None:
        self._world = world
        self._post = post
        self._first_delay = first_delay
        self._turn = itertools.count()
        self._busy: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Deliver until cancelled."""
        try:
            while True:
                self._start_free_queues()
                await self._world.updates.arrived.wait(1.0)
        finally:
            tasks = list(self._busy.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _start_free_queues(self) -> None:
        hook = self._world.state.webhook
        if not hook.url:
            return
        for pending in self._world.updates.alive():
            if len(self._busy) >= hook.max_connections:
                return
            if pending.queue not in self._busy:
                task = asyncio.create_task(self._deliver(pending))
                self._busy[pending.queue] = task
                task.add_done_callback(functools.partial(self._free, pending.queue))

    def _free(self, queue: str, _: asyncio.Task[None]) -> None:
        self._busy.pop(queue, None)
        self._world.updates.arrived.fire()

    async def _deliver(self, pending: Pending) -> None:
        """Try until taken, withdrawn or forgotten."""
        delay = 0.0
        while self._world.state.webhook.url and pending in self._world.updates.alive():
            reply = await self._try(pending)
            if reply.is_taken:
                self._world.updates.confirm(pending)
                await self._obey(reply.body)
                return
            self._note_failure(reply)
            wait = delay if reply.retry_after is None else min(reply.retry_after, 3600.0)
            delay = min(max(self._first_delay, delay * 2), self._first_delay * GROWTH)
            await asyncio.sleep(wait)

    async def _try(self, pending: Pending) -> Reply:
        hook = self._world.state.webhook
        addresses = hook.balance or [hook.url]
        address = addresses[next(self._turn) % len(addresses)]
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        return await self._post(address, pending.body, headers)

    def _note_failure(self, reply: Reply) -> None:
        hook = self._world.state.webhook
        hook.failures += 1
        hook.last_error_at = self._world.state.clock()
        known = f"Wrong response from the webhook: {reply.status}"
        hook.last_error = known if reply.status else "Connection refused"

    async def _obey(self, body: Json | None) -> None:
        """Carry out a method call put into the answer; its result goes nowhere."""
        if body and "method" in body:
            values = {name: value for name, value in body.items() if name != "method"}
            try:
                await self._world.call(str(body["method"]), values)
            except ApiError:
                return
