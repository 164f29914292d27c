"""One article that may be meant is asked for with yes and no; yes gives the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from storage import questions
from tests.office import Citizen, Office

MEANT = "survey-labour-force"


@pytest.fixture
async def maryam(office: Office, monkeypatch: pytest.MonkeyPatch) -> Citizen:
    """Somebody for whose question the search has one article, and is not sure of it."""
    understanding = office.running.services.understanding
    sure = understanding.find

    def unsure(question: str, **options: Any) -> Any:
        return replace(sure(question, **options), outcome="choose", choice=None)

    monkeypatch.setattr(understanding, "find", unsure)
    person = office.visitor()
    await person.chooses("qom")
    await person.says(_title(office))
    return person


def _title(office: Office) -> str:
    return office.running.services.knowledge.articles[MEANT].text("fa").title


async def _stored(office: Office, person: Citizen) -> questions.Question:
    async with office.running.database.transaction() as tx:
        since = office.clock.now() - timedelta(days=1)
        found = await questions.latest(tx, person.id, since=since)
    assert found is not None
    return found


async def test_yes_gives_the_answer(office: Office, maryam: Citizen) -> None:
    """It is named in the question, and one press away."""
    assert maryam.last.text.startswith("منظورتان")
    assert _title(office) in maryam.last.text
    assert len(maryam.last.labels) == 2

    await maryam.presses("✅ Yes")

    assert maryam.last.text.startswith(_title(office))
    assert (await _stored(office, maryam)).picked == MEANT


@pytest.mark.parametrize("words", ["بله", "آره", "باشه", "yes"])
async def test_yes_may_be_typed(office: Office, maryam: Citizen, words: str) -> None:
    """A word for yes is no small talk then; afterwards it is again."""
    await maryam.says(words)
    assert maryam.last.text.startswith(_title(office))

    await maryam.says("باشه")
    assert not maryam.last.text.startswith(_title(office))


@pytest.mark.parametrize("is_typed", [True, False])
async def test_no_leads_to_the_ways_on(office: Office, maryam: Citizen, is_typed: bool) -> None:
    """The question is not lost: an expert, a request, the subjects."""
    if is_typed:
        await maryam.says("نه")
    else:
        await maryam.presses("✖️ No, something else")

    assert maryam.label("🙋 Hand it to an expert") in maryam.last.labels
    assert (await _stored(office, maryam)).helped is False
