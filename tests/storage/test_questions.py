"""Questions are kept with what became of them."""

from typing import Any

import pytest

from storage import questions
from storage.database import Database, Transaction
from tests.clock import START
from tests.storage import desk


async def ask(tx: Transaction, **over: Any) -> questions.Question:
    """A question that was answered."""
    values: dict[str, Any] = {
        "person_id": desk.PERSON,
        "office": "qom",
        "language": "fa",
        "text": "جمعیت قم؟",
        "outcome": "answer",
        "articles": ["population", "census"],
        "score": 0.91,
        "now": START,
    }
    return await questions.record(tx, **(values | over))


async def test_a_question_comes_back_as_it_was_recorded(database: Database) -> None:
    """The object given at once and the one read later are the same."""
    async with database.transaction() as tx:
        asked = await ask(tx)
    async with database.transaction() as tx:
        assert await questions.get(tx, asked.id) == asked
        assert await questions.get(tx, asked.id + 1) is None
    assert asked.outcome is questions.Outcome.ANSWER
    assert asked.articles == ["population", "census"]


async def test_only_the_asker_says_whether_it_helped(database: Database) -> None:
    """Somebody else's press changes nothing."""
    async with database.transaction() as tx:
        asked = await ask(tx)
        assert not await questions.mark_helped(tx, asked.id, desk.OTHER, False)
        assert await questions.mark_helped(tx, asked.id, desk.PERSON, True)
        found = await questions.get(tx, asked.id)
    assert found is not None
    assert found.helped is True


async def test_a_question_handed_over_knows_its_ticket(database: Database) -> None:
    """Handing over keeps the ticket; what the question had found stays, for reports count it."""
    async with database.transaction() as tx:
        asked = await ask(tx, outcome="not_found", articles=[], score=None, office=None)
        await questions.attach_ticket(tx, asked.id, 12)
        found = await questions.get(tx, asked.id)
    assert found is not None
    assert (found.ticket_id, found.outcome) == (12, questions.Outcome.NOT_FOUND)


async def test_what_was_picked_of_several_is_kept(database: Database) -> None:
    """The article its asker took, not the first one."""
    async with database.transaction() as tx:
        asked = await ask(tx, outcome="choose", articles=["population", "census"])
        await questions.mark_picked(tx, asked.id, "census")
        found = await questions.get(tx, asked.id)
    assert found is not None
    assert (asked.picked, found.picked) == (None, "census")


async def test_an_unknown_outcome_is_refused(database: Database) -> None:
    """Only the known outcomes can be kept."""
    with pytest.raises(ValueError, match="maybe"):
        async with database.transaction() as tx:
            await ask(tx, outcome="maybe")


async def test_a_question_that_waited_for_its_office_is_settled(database: Database) -> None:
    """The same row gets the office and the outcome; nothing is stored twice."""
    async with database.transaction() as tx:
        asked = await ask(tx, office=None, outcome="waiting", articles=[], score=None)
        await questions.settle(
            tx, asked, office="qom", outcome="answer", articles=["population"], score=0.8
        )
    async with database.transaction() as tx:
        stored = await questions.get(tx, asked.id)
    assert stored == asked
    assert stored is not None
    assert (stored.office, stored.outcome, stored.score) == ("qom", "answer", 0.8)
