"""What staff taught: drafts, going live once, taking back, and a version that tells of it."""

from __future__ import annotations

from typing import Any

from storage import learned_answers, learned_version, learned_wordings
from storage.database import Database, Transaction
from storage.learned_answers import AnswerState, LearnedAnswer
from tests.clock import START

TEXTS = {"fa": {"title": "پارکینگ", "body": "ندارد.", "questions": ["پارکینگ؟"]}}


async def drafted(tx: Transaction, **over: Any) -> LearnedAnswer:
    """A draft of somebody."""
    values: dict[str, Any] = {"office": "qom", "by": 1, "name": "Z", "now": START, **over}
    return await learned_answers.draft(tx, texts=TEXTS, **values)


async def publish(tx: Transaction, answer: LearnedAnswer) -> bool:
    """Somebody else publishes it."""
    return await learned_answers.publish(tx, answer.id, by=2, name="A", now=START)


async def test_an_answer_goes_live_once_and_can_be_taken_back(database: Database) -> None:
    """Each change of what is live raises the version, nothing else does."""
    async with database.transaction() as tx:
        assert await learned_version.version(tx) == 0
        answer = await drafted(tx)
        assert answer == await learned_answers.get(tx, answer.id)
        assert (answer.article_id, answer.needs_another) == (f"qom-answer-{answer.id}", False)
        assert await learned_answers.live(tx) == []
        assert await learned_version.version(tx) == 0
        assert await publish(tx, answer)
        assert not await publish(tx, answer)
        assert [one.id for one in await learned_answers.live(tx)] == [answer.id]
        assert await learned_version.version(tx) == 1
        assert not await learned_answers.drop(tx, answer.id), "it is no draft any more"
        assert await learned_answers.withdraw(tx, answer.id)
        assert not await learned_answers.withdraw(tx, answer.id)
        assert await learned_answers.live(tx) == []
        assert await learned_version.version(tx) == 2


async def test_who_rewords_a_draft_is_its_writer(database: Database) -> None:
    """So that the one who approves is always another; the office is part of its name."""
    async with database.transaction() as tx:
        answer = await drafted(tx, ticket_id=7)
        assert answer.needs_another
        changed = await learned_answers.rewrite(
            tx, answer.id, texts={"fa": {}}, office=None, by=3, name="R", now=START
        )
        assert changed is not None
        assert (changed.written_by, changed.office) == (3, None)
        assert changed.article_id == f"common-answer-{answer.id}"
        await publish(tx, answer)
        assert (
            await learned_answers.rewrite(
                tx, answer.id, texts=TEXTS, office=None, by=3, name="R", now=START
            )
            is None
        )


async def test_a_ticket_has_one_answer_at_a_time(database: Database) -> None:
    """A dropped or withdrawn one makes room for another."""
    async with database.transaction() as tx:
        first = await drafted(tx, ticket_id=7)
        found = await learned_answers.of_ticket(tx, 7)
        assert found is not None
        assert found.id == first.id
        await learned_answers.drop(tx, first.id)
        assert await learned_answers.of_ticket(tx, 7) is None
        state = await learned_answers.get(tx, first.id)
        assert state is not None
        assert state.state is AnswerState.DROPPED


async def test_wordings_hold_until_they_are_taken_back(database: Database) -> None:
    """All of a gap together."""
    async with database.transaction() as tx:
        words = [("fa", "دلار چنده"), ("en", "dollar")]
        await learned_wordings.add(tx, "a", words, gap_id=4, by=1, name="Z", now=START)
        await learned_wordings.add(tx, "b", [], gap_id=5, by=1, name="Z", now=START)
        assert await learned_version.version(tx) == 1
        held = await learned_wordings.live(tx)
        assert [(one.article_id, one.language, one.words) for one in held] == [
            ("a", "fa", "دلار چنده"),
            ("a", "en", "dollar"),
        ]
        assert not await learned_wordings.withdraw(tx, 5, now=START)
        assert await learned_wordings.withdraw(tx, 4, now=START)
        assert await learned_wordings.live(tx) == []
        assert await learned_version.version(tx) == 2
