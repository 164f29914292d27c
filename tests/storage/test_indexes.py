"""Every query of the daily work goes by an index, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from storage import (
    desks,
    drafts,
    gap_reading,
    gaps,
    held,
    jobs,
    learned_answers,
    learned_version,
    learned_wordings,
    outbox,
    pending,
    people,
    posts,
    questions,
    retention,
    standing,
    topics,
    updates,
)
from storage.database import Database, Transaction
from storage.reports import asked, reading
from storage.tickets import agenda, calendar, deadlines, lifecycle, queries
from storage.tickets.states import Action, Kind
from storage.tickets.tables import Ticket
from tests.calendars import TIME
from tests.clock import START, Dice
from tests.storage import desk
from tests.storage.desk import CLERK, PERSON, words

OURS = {"CONSTANT ROW", "candidate"}
GROUP = -1001234567890


@contextmanager
def overheard(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """Collect the statements that are executed, with their values."""
    heard: list[tuple[str, Any]] = []

    def listen(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            heard.append((statement, values[0] if isinstance(values, list) else values))

    sa.event.listen(database.engine.sync_engine, "before_cursor_execute", listen)
    yield heard
    sa.event.remove(database.engine.sync_engine, "before_cursor_execute", listen)


async def a_day_of_work(tx: Transaction) -> None:
    """Everything that happens often, once."""
    origin = {"chat_id": PERSON, "message_id": 2}
    await updates.first_time(tx, 1, START)
    ticket = (await desk.a_ticket(tx, Dice(), files=[words("x", **origin)])).ticket
    await people.get(tx, PERSON)
    await people.set_language(tx, PERSON, "en")
    await drafts.load(tx, PERSON)
    await drafts.discard(tx, PERSON)
    await questions.get(tx, 1)
    await questions.mark_helped(tx, 1, PERSON, True)
    await held.hold(tx, PERSON, words("x", media_group_id="g"), START)
    await lifecycle.ask_back(tx, ticket.id, by=CLERK, content=words("?"), now=START)
    await lifecycle.edit_message(tx, **origin, content=words("y"), now=START)
    await lifecycle.close(tx, ticket.id, by=CLERK, outcome=Action.CLOSE_FULL, now=START)
    await read_tickets(tx, ticket.id)
    await watch(tx, ticket)
    await send(tx)
    await work_together(tx, ticket.id)
    await retention.prune(tx, now=START)
    await report(tx)
    await review(tx)


async def review(tx: Transaction) -> None:
    """Review questions without an answer, and teach."""
    for waiting in await gaps.unsorted(tx, 9):
        await gaps.put(tx, waiting, None, "x")
    await gaps.comparable(tx, "qom")
    await gaps.get(tx, 1)
    await gap_reading.listed(tx, ["qom"], limit=8)
    await gap_reading.count_open(tx, ["qom"])
    await gap_reading.phrases(tx, 1, 8)
    await gap_reading.counts(tx, 1)
    await gap_reading.picked(tx, 1)
    await gap_reading.askers(tx, 1, after=0, limit=5)
    await gap_reading.of_question(tx, 1)
    await gap_reading.leads_to(tx, 1, "a")
    await learned_version.version(tx)
    await learned_answers.live(tx)
    await learned_answers.get(tx, 1)
    await learned_answers.of_ticket(tx, 1)
    await learned_wordings.live(tx)
    await learned_wordings.withdraw(tx, 1, now=START)


async def report(tx: Transaction) -> None:
    """Read a period as reports do."""
    for place in (reading.Place(), reading.Place(is_ended=True)):
        await reading.page(tx, START, START, place)
    await reading.open_at(tx, START)
    await asked.count(tx, START, START)


async def read_tickets(tx: Transaction, ticket_id: int) -> None:
    """Read as handlers do."""
    await queries.get(tx, ticket_id)
    await queries.by_reference(tx, "Q-1405-000000")
    await queries.of_person(tx, PERSON, only_open=True)
    await queries.waiting_for_person(tx, PERSON)
    await queries.open_tickets(tx)
    await queries.open_tickets(tx, kind=Kind.REQUEST)
    await queries.messages(tx, ticket_id)
    await queries.message_count(tx, ticket_id)
    await queries.events(tx, ticket_id)


async def watch(tx: Transaction, ticket: Ticket) -> None:
    """Look after the deadlines as the sweep does, and count anew after a closure."""
    await deadlines.settle(tx, ticket, TIME)
    await deadlines.due_for_look(tx, now=START, limit=5)
    await deadlines.people_with_open(tx, after=0, limit=5)
    await deadlines.open_of_people(tx, [PERSON], office="qom")
    await calendar.exceptions(tx, "qom")
    await calendar.open_recount(tx)
    await people.tell_opening(tx, PERSON, START)
    await queries.last_said(tx, ticket.id)
    await agenda.read(tx, now=START, end_of_day=START, limit=5)
    await agenda.objected_at(tx, [ticket.id])
    await questions.unanswered(tx, since=START, limit=5)
    await deadlines.has_changed(tx, "calendar", "a", now=START)


async def send(tx: Transaction) -> None:
    """Put and send as the running program does."""
    await desk.a_message(tx, slot="s", refs={"ticket": 1}, key="k")
    await desk.a_message(tx, key="k", slot="s", refs={"ticket": 1})
    await outbox.waiting(tx, PERSON, "k")
    for one in await desk.claim(tx):
        await outbox.retry(tx, one.message, at=START, error="again")
    for one in await desk.claim(tx):
        await outbox.sent(tx, one.message, message_ids=[3], now=START)
    await desk.a_message(tx, target_slot="s", reply_slot="s")
    await desk.claim(tx)
    await outbox.next_due(tx, START)
    await standing.read(tx, START)
    await outbox.dead(tx, 5)
    await outbox.stuck(tx, 5)
    await outbox.let_go(tx, by="worker")
    await jobs.is_asked(tx, "report", {}, chat_id=PERSON)
    await jobs.claim(tx, now=START, until=START, by="worker")
    await jobs.let_go(tx, by="worker")
    await posts.find(tx, PERSON, 3)
    await posts.by_slot(tx, PERSON, "s")
    await posts.of_ticket_message(tx, 1)


async def work_together(tx: Transaction, ticket_id: int) -> None:
    """Replies that wait, topics, notes: what every message of the staff asks for."""
    content = words("x", chat_id=GROUP, message_id=9, media_group_id="g")
    await pending.hold(
        tx,
        ticket_id=ticket_id,
        operation="answer",
        by=CLERK,
        content=content,
        now=START,
        due_at=START,
    )
    await pending.of_message(tx, GROUP, 9, "g")
    await pending.of_ticket(tx, ticket_id)
    await pending.next_due(tx)
    for key in await pending.due(tx, START):
        await pending.take(tx, key)
        await pending.rewrite(tx, key, [content])
        await pending.drop(tx, key)
    await desks.note_forum(tx, GROUP, True)
    await topics.plan(tx, ticket_id, chat_id=GROUP, title="Q", icon="x", color=1)
    await topics.lost(tx, ticket_id, chat_id=GROUP)
    await queries.message_of(tx, GROUP, 9)
    await outbox.is_expected(tx, GROUP, "k")
    await outbox.withdraw(tx, GROUP, "k")


async def scans(tx: Transaction, statement: str, values: Any) -> set[str]:
    """The tables that a statement reads from end to end."""
    if tx.dialect == "postgresql":
        plan = (await tx.connection.exec_driver_sql(f"EXPLAIN {statement}", values)).scalars()
        lines = [line for line in plan if "Seq Scan on" in line]
        return {line.partition("Seq Scan on ")[2].split()[0] for line in lines}
    rows = await tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    lines = [row.detail for row in rows]
    lines = [line for line in lines if line.startswith("SCAN") and "USING" not in line]
    return {line.removeprefix("SCAN ") for line in lines} - OURS


async def test_the_daily_work_reads_no_table_from_end_to_end(database: Database) -> None:
    """However many tickets and messages there are, what happens often touches few rows."""
    async with database.transaction() as tx:
        if tx.dialect == "postgresql":
            # the tables of a test are so small that PostgreSQL would rather read them whole
            await tx.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        with overheard(database) as heard:
            await a_day_of_work(tx)
        found = {
            statement: read
            for statement, values in heard
            if (read := await scans(tx, statement, values))
        }
    assert len(heard) > 40
    assert found == {}
