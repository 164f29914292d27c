"""An office with stated hours and targets of its own, and the way its time passes in a story."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests import office as offices
from tests.calendars import TEHRAN, at
from tests.clock import Clock, Dice
from tests.knowledge import folder
from tests.office import Citizen, Clerk, Office

SATURDAY, SUNDAY, MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in range(21, 26))
HOURS = "\n".join(
    f'{day} = ["07:30-14:00"]' for day in ("saturday", "sunday", "monday", "tuesday", "wednesday")
)
STATED = f"\n[[working_time]]\nsince = 2026-03-21\n{HOURS}\n"
TARGETS = """
[[targets]]
first_response = "2 working days"
resolution = "10 working days"
shown = true
"""
INTERNAL = TARGETS.replace("shown = true", "shown = false")
QUESTION = "قیمت دلار امروز چند است؟"


@asynccontextmanager
async def opened(
    url: str,
    place: Path,
    clock: Clock,
    dice: Dice,
    *,
    begins: str = "",
    states: str = STATED + TARGETS,
    offices_served: str = "qom",
    **changes: Any,
) -> AsyncIterator[Office]:
    """An office whose office.toml begins and ends with this; it is Saturday, nine o'clock."""
    (place / "content").mkdir()
    content = folder.small(place / "content")
    for file in content.glob("offices/*/office.toml"):
        file.write_text(begins + file.read_text("utf-8") + states, "utf-8")
    clock.set(at(SATURDAY, "09:00"))
    async with offices.opened(
        url, place, clock, dice, knowledge_dir=content, offices=offices_served, **changes
    ) as office:
        yield office


async def passes(office: Office, day: date, clock: str) -> None:
    """Time passes until then, and the program does what is due."""
    moment: datetime = at(day, clock)
    assert moment >= office.clock.now(), "time does not run backwards"
    office.clock.set(moment)
    await office.running.schedule.tick()
    await office.settle()


async def days_pass(office: Office, until: date, clock: str = "08:00") -> None:
    """Every morning until that day (included) the program does what is due."""
    day = office.clock.now().astimezone(TEHRAN).date() + timedelta(days=1)
    while day <= until:
        await passes(office, day, clock)
        day += timedelta(days=1)


async def asks(office: Office, citizen: Citizen, text: str = QUESTION) -> str:
    """A question is handed over to the experts; returns the reference of its case."""
    await citizen.says(text)
    await citizen.presses("🙋 Hand it to an expert")
    return next(one.reference for one in await office.tickets() if one.subject == text)


async def asks_back(office: Office, clerk: Clerk, reference: str, text: str) -> None:
    """A clerk asks the person something."""
    await clerk.press(office.card(reference), "❓ Ask back")
    await clerk.replies(office.in_group()[-1], text)


def reminders(office: Office) -> list[str]:
    """What the group was reminded of, oldest first."""
    return [m.text for m in office.in_group() if "یادآوری" in m.text]
