"""Reading a period: every ticket of it once, with what happened to it; questions counted."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage import questions
from storage.database import Database, Transaction
from storage.reports import asked, reading
from storage.reports.cases import TicketRow
from storage.reports.figures import Asked
from storage.tickets import lifecycle
from storage.tickets.states import Action, Status
from tests.clock import START, Dice
from tests.storage import desk
from tests.storage.desk import CLERK, PERSON

DAY = timedelta(days=1)


async def read(
    tx: Transaction, since: datetime, until: datetime, *, limit: int = 200
) -> list[TicketRow]:
    """All tickets of a period, page by page."""
    place: reading.Place | None = reading.Place()
    found: list[TicketRow] = []
    while place is not None:
        page = await reading.page(tx, since, until, place, limit=limit)
        found += page.rows
        place = page.next
    return found


async def test_a_period_has_what_was_opened_or_ended_in_it(database: Database, dice: Dice) -> None:
    """Each ticket once, however small the pages; what is all before or after is not there."""
    async with database.transaction() as tx:
        ids = [(await desk.a_ticket(tx, dice, now=START + n * DAY / 2)).ticket.id for n in range(9)]
        for place, days in ((0, 1), (1, 3), (2, 9), (6, 4)):
            await lifecycle.close(
                tx, ids[place], by=CLERK, outcome=Action.CLOSE_FULL, now=START + days * DAY
            )
    expected = {ids[n] for n in (1, 4, 5, 6, 7)}  # 1 ended on day 3; 4 to 7 were opened then
    async with database.transaction() as tx:
        found = await read(tx, START + 2 * DAY, START + 4 * DAY)
        for limit in (1, 2, 3, 200):
            found = await read(tx, START + 2 * DAY, START + 4 * DAY, limit=limit)
            assert sorted(one.id for one in found) == sorted(expected), limit
        assert await reading.open_at(tx, START + 2 * DAY) == 3
        assert await reading.open_at(tx, START + 20 * DAY) == 5
    late = next(one for one in found if one.id == ids[6])
    assert late.status is Status.ANSWERED_FULL
    assert [mark.action for mark in late.marks] == [Action.OPEN, Action.CLOSE_FULL]


async def test_questions_are_counted_by_what_became_of_them(database: Database) -> None:
    """Answered, offered and picked, not found; unhelpful and handed over may be of any."""
    async with database.transaction() as tx:
        for outcome in ("answer", "answer", "choose", "choose", "not_found", "waiting"):
            await questions.record(
                tx,
                person_id=PERSON,
                office="qom",
                language="fa",
                text="جمعیت؟",
                outcome=outcome,
                articles=[],
                score=None,
                now=START,
            )
        await questions.mark_helped(tx, 1, PERSON, helped=False)
        await questions.mark_helped(tx, 2, PERSON, helped=True)
        await questions.mark_picked(tx, 3, "population")
        await questions.attach_ticket(tx, 5, 12)
        counts = await asked.count(tx, START, START + DAY)
        assert await asked.count(tx, START - DAY, START) == Asked()
    assert counts == Asked(answered=2, offered=2, picked=1, not_found=1, unhelpful=1, handed_over=1)
