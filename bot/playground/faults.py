"""Faults on demand: which calls fail, how, and how often."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.records import Value

KINDS = frozenset(
    {
        "429",  # too many requests, with retry_after seconds
        "500",  # JSON error of the server
        "502",  # an HTML page of a gateway
        "error",  # any error: code, description, parameters
        "drop_before",  # connection lost, nothing happened
        "drop_after",  # connection lost, the call has taken effect
        "slow",  # answer after `seconds`, the effect too
        "slow_after",  # effect at once, answer after `seconds`
    }
)


@dataclass
class Fault:
    """One order to fail; `times` None is for ever, `skip` lets that many calls pass first."""

    id: int
    kind: str
    method: str | None = None
    chat: int | None = None
    times: int | None = 1
    skip: int = 0
    chance: float = 1.0
    retry_after: int = 1
    seconds: float = 1.0
    code: int = 400
    description: str = "Bad Request: fault"
    parameters: dict[str, int] | None = None
    hits: int = 0

    def matches(self, method: str, values: Mapping[str, Any]) -> bool:
        """Whether this call is meant; getUpdates only when named."""
        if self.times is not None and self.hits >= self.times:
            return False
        if self.method is None and method.lower() == "getupdates":
            return False
        if self.method is not None and self.method.lower() != method.lower():
            return False
        return self.chat is None or str(values.get("chat_id", "")) == str(self.chat)


class Faults:
    """The orders that stand, asked before each call."""

    def __init__(self, chance: random.Random) -> None:
        self._random = chance
        self._next_id = 1
        self.standing: list[Fault] = []

    def add(self, kind: str, **options: Value) -> Fault:
        """Order a fault of one of `KINDS`; options are the fields of `Fault`."""
        if kind not in KINDS:
            raise ValueError(f"unknown kind of fault {kind!r}, know {sorted(KINDS)}")
        fault = Fault(id=self._next_id, kind=kind, **options)
        self._next_id += 1
        self.standing.append(fault)
        return fault

    def clear(self) -> None:
        """From now on nothing fails."""
        self.standing.clear()

    def remove(self, fault_id: int) -> None:
        """Withdraw one order."""
        self.standing = [fault for fault in self.standing if fault.id != fault_id]

    def strike(self, method: str, values: Mapping[str, Any]) -> Fault | None:
        """The first fault that hits this call, counted; None when it may go well."""
        for fault in self.standing:
            if not fault.matches(method, values):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            if fault.chance < 1.0 and self._random.random() >= fault.chance:
                continue
            fault.hits += 1
            return fault
        return None
