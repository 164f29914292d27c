"""Faults drawn by a seed, one after the other, while people use the program.

A fault comes after so many calls of the bot, not after so many seconds: a slow machine has as many
as a fast one, only later.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tests.faults.fleet import Fleet
from tests.stories.watched import CONFIRMED, Telegram

#: Messages and acknowledgements between two faults.
FEWEST, MOST = 2, 20
#: What Telegram and the way to it do; how often in a row, and what else is to be told.
AT_TELEGRAM: tuple[dict[str, Any], ...] = (
    {"kind": "429", "retry_after": 1},
    {"kind": "429", "retry_after": 3},
    {"kind": "500"},
    {"kind": "502"},
    {"kind": "drop_before"},
    {"kind": "drop_after"},
    {"kind": "slow", "seconds": 0.5},
    {"kind": "slow_after", "seconds": 0.5},
)
#: Calls that fail by themselves: the question for updates, and what makes messages.
AIMS = (None, None, "sendMessage", "sendMessage", "editMessageText", "getUpdates")


@dataclass
class Weather:
    """The faults of one story; `deeds` are what else can happen, by name."""

    world: Telegram
    fleet: Fleet
    chance: random.Random
    deeds: dict[str, Callable[[], Awaitable[None]]] = field(default_factory=dict)
    happened: Counter[str] = field(default_factory=Counter)
    _due: int = 0
    _passed: int = 0
    _is_time: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def count(self) -> int:
        """How many faults there have been."""
        return self.happened.total() + sum(one.hits for one in self.world.faults.standing)

    async def rage(self) -> None:
        """Let faults happen until cancelled."""
        own: dict[str, Callable[[], Awaitable[None]]] = {
            "telegram": self._fail,
            "duplicate": self._repeat,
            "late": self._redeliver,
            "kill": lambda: self.fleet.kill(self.chance),
        }
        # Telegram fails as often as all the rest together.
        names = [*own, *self.deeds]
        names += ["telegram"] * len(names)
        self.world.on_effect = self._count_call
        while True:
            self._due = self.chance.randint(FEWEST, MOST)
            self._passed = 0
            self._is_time.clear()
            await self._is_time.wait()
            name = self.chance.choice(names)
            await (own | self.deeds)[name]()
            if name != "telegram":
                self.happened[name] += 1

    def clear(self) -> None:
        """Nothing fails any more."""
        self.world.on_effect = lambda _: None
        for fault in self.world.faults.standing:
            self.happened[f"telegram {fault.kind}"] += fault.hits
        self.world.faults.clear()

    def _count_call(self, method: str) -> None:
        # What a program asks at its start does not count, or it would never get beyond that.
        self._passed += method == CONFIRMED or method.startswith(("send", "edit"))
        if self._passed >= self._due:
            self._is_time.set()

    async def _fail(self) -> None:
        fault = self.chance.choice(AT_TELEGRAM)
        aim = self.chance.choice(AIMS)
        if aim == "getUpdates" and self.fleet.is_webhook:
            aim = None
        self.world.faults.add(**fault, method=aim, times=self.chance.randint(1, 3))

    async def _repeat(self) -> None:
        self.world.updates.repeat_next(1)

    async def _redeliver(self) -> None:
        """An update comes again long after it was handled."""
        known = sorted(self.world.confirmed & set(self.world.updates.history))
        if known:
            self.world.updates.redeliver(self.chance.choice(known))
