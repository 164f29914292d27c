"""What the fuzzers share: hostile values, changed documents, an office that is fed with updates.

`FUZZ_CASES` in the environment says how many cases each fuzzer tries (`make fuzz`); by default a
number that takes seconds.
"""

from __future__ import annotations

import asyncio
import copy
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog.testing
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from telegram import Update

from bot.lanes import LARGEST, tidy
from tests import databases
from tests import office as offices
from tests.clock import Clock, Dice
from tests.office import Office

Json = dict[str, Any]
CASES = int(os.environ.get("FUZZ_CASES", "0"))
#: Words that people or attackers type, and what breaks programs that are careless with them.
TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            *("", " ", "\x00", "\ud800", "\u202e\u2066", "ی" * 4097, "<b>", "&lt;", "{name}", "%s"),
            *(
                "/start t_",
                "/start a_x",
                "/track Q-1405-",
                "/ban 7 x",
                "/closure x",
                "/export هویت",
            ),
            *(
                "sealed:x",
                "۱۴۰۰/۱۳/۴۵",
                "9" * 400,
                "-0",
                "'; DROP TABLE people; --",
                "\u200c\u200f",
            ),
        ]
    ),
)
VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, -1, 2**31, 2**63 - 1, 2**63, 10**30, -(2**70), 1.5, float(10**300)]),
    TEXTS,
    st.sampled_from([[], {}, [None], [[]], {"id": None}, [{}], {"a": {"a": {"a": []}}}]),
)


def cases(by_default: int) -> settings:
    """How many cases; Hypothesis's own limits of time do not count here."""
    return settings(
        max_examples=CASES or by_default,
        deadline=None,
        database=None,
        derandomize=not CASES,
        suppress_health_check=list(HealthCheck),
    )


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a document, from the top down."""
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for name, part in parts:
        yield (*path, name)
        if isinstance(part, dict | list):
            yield from places(part, (*path, name))


@st.composite
def changed(draw: st.DrawFn, originals: list[Json]) -> Json:
    """A document with one to three of its places missing or holding something else."""
    made = copy.deepcopy(draw(st.sampled_from(originals)))
    for _ in range(draw(st.integers(1, 3))):
        found = list(places(made))
        if not found:
            break
        *way, last = draw(st.sampled_from(found))
        holder: Any = made
        for name in way:
            holder = holder[name]
        if draw(st.booleans()) and isinstance(holder, dict):
            del holder[last]
        else:
            holder[last] = copy.deepcopy(draw(VALUES))
    return made


class Fed:
    """An office that is fed with raw updates, one after the other."""

    def __init__(self, office: Office, runner: asyncio.Runner) -> None:
        self.office = office
        self.run = runner.run
        self.number = 500_000_000

    def takes(self, raw: Json) -> str:
        """Hand over an update as a door does; what became of it, "" where nobody can read it."""
        intake = self.office.running.intake
        try:
            update = Update.de_json(tidy(raw), self.office.running.application.bot)
        except Exception:  # noqa: BLE001 - the door puts aside what cannot be read, whatever it is
            self.run(intake.accept(raw))
            return ""
        number = raw.get("update_id")
        if not isinstance(number, int) or not 0 <= number < LARGEST:
            self.run(intake.accept(raw))
            return ""
        outcome, _ = self.run(intake._handle(update, raw))
        return outcome

    def numbered(self, content: Json) -> Json:
        """An update with the next number."""
        self.number += 1
        return {"update_id": self.number, **content}

    def serves(self) -> bool:
        """Whether an ordinary person is still answered."""
        self.number += 1
        citizen = self.office.visitor()
        self.run(citizen.says("/help"))
        return bool(citizen.texts)


@contextmanager
def fed(folder: Path, template: Path, **changes: Any) -> Iterator[Fed]:
    """An office of its own, with a loop of its own."""
    url = databases.copy_sqlite(template, folder / "fuzz.sqlite3")
    with structlog.testing.capture_logs(), asyncio.Runner() as runner:
        opening = offices.opened(url, folder, Clock(), Dice(), **changes)
        office = runner.run(opening.__aenter__())
        try:
            yield Fed(office, runner)
        finally:
            runner.run(opening.__aexit__(None, None, None))
