"""Questions without an answer: what comes to the review, how it is counted, whom it concerns."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from storage import gap_reading, gaps, people, questions
from storage.database import Database, Transaction
from storage.gap_reading import Asker, Counts, Phrase
from storage.gaps import GapState
from storage.tickets import lifecycle
from storage.tickets.states import Action
from tests.clock import START, Dice
from tests.storage import desk
from tests.storage.desk import CLERK, OTHER, PERSON

HOUR = timedelta(hours=1)


async def asked(tx: Transaction, text: str = "دلار؟", **over: Any) -> int:
    """A question that found nothing; its id."""
    values: dict[str, Any] = {
        "person_id": PERSON,
        "office": "qom",
        "language": "fa",
        "outcome": "not_found",
        "articles": [],
        "score": None,
        "now": START,
        **over,
    }
    return (await questions.record(tx, text=text, **values)).id


async def placed(tx: Transaction, gap_id: int | None = None) -> int:
    """Put the oldest question that waits to a gap, or to a new one."""
    (waiting,) = await gaps.unsorted(tx, 1)
    found = await gaps.put(tx, waiting, gap_id, waiting.text)
    assert found is not None
    return found


async def decided(tx: Transaction, gap_id: int, state: GapState, article: str | None) -> bool:
    """Somebody decides."""
    return await gaps.decide(tx, gap_id, state, article_id=article, by=901, name="Clerk", now=START)


async def test_only_what_got_no_answer_comes_to_the_review(database: Database) -> None:
    """Not found, unhelpful, handed over; not what was answered, nor a wish, nor without office."""
    async with database.transaction() as tx:
        missing = await asked(tx)
        answered = await asked(tx, outcome="answer", articles=["a"])
        wish = await asked(tx, outcome="handed_over")
        nowhere = await asked(tx, outcome="waiting", office=None)
        assert [one.id for one in await gaps.unsorted(tx, 9)] == [missing]
        await questions.mark_helped(tx, answered, PERSON, helped=True)
        assert len(await gaps.unsorted(tx, 9)) == 1
        await questions.mark_helped(tx, answered, PERSON, helped=False)
        await questions.attach_ticket(tx, wish, 3)
        await questions.attach_ticket(tx, nowhere, 4, office="semnan")
        waiting = {one.id: one.office for one in await gaps.unsorted(tx, 9)}
        assert waiting == {missing: "qom", answered: "qom", nowhere: "semnan"}


async def test_a_question_is_put_to_one_matter_once(database: Database) -> None:
    """What somebody else has sorted meanwhile is left; handing it over later changes nothing."""
    async with database.transaction() as tx:
        first, again = await asked(tx), await asked(tx, "دلار چنده", now=START + HOUR)
        (waiting, _) = await gaps.unsorted(tx, 9)
        gap_id = await placed(tx)
        assert await gaps.put(tx, waiting, None, "x") is None
        assert await placed(tx, gap_id) == gap_id
        await questions.attach_ticket(tx, first, 5)
        assert await gaps.unsorted(tx, 9) == []
        gap = await gaps.get(tx, gap_id)
        assert gap is not None
        assert (gap.times, gap.first_at, gap.last_at) == (2, START, START + HOUR)
        assert await gap_reading.of_question(tx, again) == gap_id


async def test_a_matter_knows_how_it_was_asked(database: Database) -> None:
    """Phrases by frequency, counts by reason, articles that were taken."""
    async with database.transaction() as tx:
        ids = [
            await asked(tx, "دلار؟"),
            await asked(tx, "نرخ دلار", person_id=OTHER),
            await asked(tx, "نرخ دلار"),
        ]
        unhelpful = await asked(tx, "دلار آزاد", outcome="choose", articles=["a", "b"])
        await questions.mark_picked(tx, unhelpful, "b")
        await questions.mark_helped(tx, unhelpful, PERSON, helped=False)
        await questions.attach_ticket(tx, ids[0], 9)
        gap_id = await placed(tx)
        for _ in range(3):
            await placed(tx, gap_id)
        assert await gap_reading.phrases(tx, gap_id, 2) == [
            Phrase("نرخ دلار", "fa", 2),
            Phrase("دلار؟", "fa", 1),
        ]
        assert await gap_reading.counts(tx, gap_id) == Counts(3, 1, 1, 2)
        assert await gap_reading.picked(tx, gap_id) == ["b"]


async def test_the_list_has_what_is_open_of_these_offices(database: Database) -> None:
    """The most asked first, page by page; what was decided on is gone until it is taken back."""
    async with database.transaction() as tx:
        for text, office, times in (("a", "qom", 1), ("b", "qom", 3), ("c", "semnan", 2)):
            await asked(tx, text, office=office)
            gap_id = await placed(tx)
            for _ in range(times - 1):
                await asked(tx, text, office=office)
                await placed(tx, gap_id)
        both = ["qom", "semnan"]
        found = await gap_reading.listed(tx, both, limit=9)
        assert [one.phrase for one in found] == ["b", "c", "a"]
        assert [one.phrase for one in await gap_reading.listed(tx, both, limit=1, offset=1)] == [
            "c"
        ]
        assert await gap_reading.count_open(tx, ["qom"]) == 2
        assert await decided(tx, found[0].id, GapState.WORDED, "x")
        assert not await decided(tx, found[0].id, GapState.WORDED, "y"), "decided already"
        assert await gap_reading.count_open(tx, ["qom"]) == 1
        assert await gap_reading.leads_to(tx, found[0].id, "x")
        assert [one.phrase for one in await gaps.comparable(tx, "qom")] == ["a"]
        await decided(tx, found[2].id, GapState.IGNORED, None)
        assert [one.phrase for one in await gaps.comparable(tx, "qom")] == ["a"]
        await gaps.reopen(tx, found[0].id)
        assert not await gap_reading.leads_to(tx, found[0].id, "x")
        counted = await gap_reading.most_asked(tx, START, START + HOUR, 9)
        assert counted == [("b", 3), ("c", 2)]


async def test_those_who_may_be_glad_of_an_answer_come_in_their_order(
    database: Database, dice: Dice
) -> None:
    """Each once, by the last question; who blocked the bot or was answered by staff is left out."""
    async with database.transaction() as tx:
        gap_id = None
        for person in range(501, 506):
            await desk.a_person(tx, person)
            for text in ("x", "y"):
                await asked(tx, text, person_id=person)
                gap_id = await placed(tx, gap_id)
        assert gap_id is not None
        await people.set_reachable(tx, 502, False)
        for person, is_answered in ((503, True), (504, False)):
            ticket = (await desk.a_ticket(tx, dice, person_id=person)).ticket
            for number in ((person - 501) * 2 + 1, (person - 501) * 2 + 2):
                await questions.attach_ticket(tx, number, ticket.id)
            if is_answered:
                await lifecycle.close(tx, ticket.id, by=CLERK, outcome=Action.CLOSE_FULL, now=START)
        first = await gap_reading.askers(tx, gap_id, after=0, limit=2)
        assert first == [Asker(501, 2, "fa", "y"), Asker(504, 8, "fa", "y")]
        rest = await gap_reading.askers(tx, gap_id, after=504, limit=2)
        assert [one.person_id for one in rest] == [505]
