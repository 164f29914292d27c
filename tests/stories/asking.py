"""How a question comes to the staff, for stories that begin there."""

from __future__ import annotations

from tests.office import Citizen, Office

QUESTION = "قیمت دلار امروز چند است؟"


async def asks_an_expert(office: Office, citizen: Citizen, text: str = QUESTION) -> str:
    """A question is handed over; returns the reference of its ticket."""
    await citizen.chooses("qom")
    await citizen.says(text)
    if citizen.label("None of these") in citizen.last.labels:
        await citizen.presses("None of these")
    await citizen.presses("🙋 Hand it to an expert")
    return next(one.reference for one in await office.tickets() if one.subject == text)
