"""What is old goes, what waits stays."""

from datetime import datetime, timedelta

from storage import (
    bans,
    broadcasts,
    drafts,
    held,
    jobs,
    office_notices,
    outbox,
    outbox_held,
    pending,
    retention,
    statistics,
    tallies,
    updates,
    uploads,
)
from storage.audiences import Audience
from storage.database import Database, Transaction
from storage.office_notices import NoticeKind
from storage.tickets import calendar, deadlines
from storage.tickets.clock import Exceptional
from tests.clock import START, Dice
from tests.storage import desk

OLD = START - timedelta(days=400)
AGE = timedelta(days=10)
AGES = dict.fromkeys(
    (
        "updates_after",
        "poison_after",
        "outbox_after",
        "drafts_after",
        "held_after",
        "alerts_after",
        "proposals_after",
        "bans_after",
        "tallies_after",
        "broadcasts_after",
    ),
    AGE,
)
CLOSED = Exceptional(START.date(), START.date(), is_working=False)


async def fill(tx: Transaction, now: datetime) -> None:
    """One of each kind of row at a time, in chats of their own: sent, dead and waiting."""
    number = int(now.timestamp())
    await updates.first_time(tx, number, now)
    await updates.keep_poison(tx, number, "{}", "bad", now)
    await drafts.save(tx, drafts.Draft(person_id=number, form="f", form_version=1, step="s"), now)
    await held.hold(tx, number, desk.words("x"), now)
    await a_reply_nobody_decided_on(tx, now)
    await deadlines.mark_sent(tx, deadlines.OF_NONE, [f"digest:{number}"], now=now)
    await calendar.propose(tx, CLOSED, office=None, reason="x", now=now)
    decided = await calendar.propose(tx, CLOSED, office=None, reason="x", now=now)
    ban = bans.Ban(person_id=number, name="Q", reason="x", until=now, at=now)
    await bans.put(tx, ban)
    await tallies.add(tx, number, "x", now=now, window=timedelta(days=1))
    await calendar.decide(tx, decided, office=None, by=1, name="Z", now=now)
    await a_notice(tx, now)
    for chat in range(4):
        await desk.a_message(tx, number + chat, now=now)
    await a_job(tx, now)
    await uploads.keep(tx, "a.png", "image/png", b"x", now=now)
    sent, dead, waiting, kept = await desk.claim(tx, now)
    await outbox_held.hold(tx, kept.message, error="blocked")
    await outbox.sent(tx, sent.message, message_ids=[1], now=now)
    await outbox.give_up(tx, dead.message, error="bad", now=now)
    await outbox.retry(tx, waiting.message, at=START + timedelta(days=9), error="again")


async def a_reply_nobody_decided_on(tx: Transaction, now: datetime) -> None:
    """A reply to a case whose clerk was asked whether it is to leave, and never said."""
    ticket = (await desk.a_ticket(tx, Dice(int(now.timestamp())), now=now)).ticket
    await pending.hold(
        tx,
        ticket_id=ticket.id,
        operation="answer",
        by=desk.CLERK,
        content=desk.words("x", chat_id=1, message_id=int(now.timestamp())),
        now=now,
        due_at=None,
    )


async def a_notice(tx: Transaction, now: datetime) -> None:
    """A notice that nobody confirmed, and one that holds and has been told to everybody."""
    await office_notices.propose(tx, NoticeKind.OUTAGE, "words", now=now)
    notice = await office_notices.propose(tx, NoticeKind.OUTAGE, "words", now=now)
    await office_notices.publish(
        tx, notice.id, office=None, service=None, by_id=1, by_name="Z", now=now
    )
    told = await broadcasts.begin(tx, notice.id, Audience(), now=now)
    await broadcasts.note(tx, told, [], now=now)


async def a_job(tx: Transaction, now: datetime) -> None:
    """A job that is done, and one that nobody has begun."""
    for _ in range(2):
        await jobs.ask(
            tx,
            "report",
            {},
            chat_id=1,
            language="fa",
            asked_by=1,
            asked_name="Z",
            now=now,
        )
    done = await jobs.claim(tx, now=now, until=now, by="worker")
    assert done is not None
    await jobs.finish(tx, done, now=now)


async def test_old_rows_go_and_young_ones_stay(database: Database) -> None:
    """Of two of each kind the old one is deleted; of the old messages the waiting one stays."""
    async with database.transaction() as tx:
        await fill(tx, OLD)
        await fill(tx, START)
        counts = await retention.prune(tx, now=START + timedelta(days=1), **AGES)
        assert counts == {**dict.fromkeys(counts, 1), "outbox": 3}
        assert len(await calendar.valid(tx, [])) == 2, "what was decided on stays"
        assert await statistics.outbox_by_state(tx) == {
            "waiting": 2,
            "sent": 1,
            "dead": 1,
            "held": 1,
        }
        assert len(await office_notices.live(tx, [])) == 2, "what was announced stays"
        assert not await updates.first_time(tx, int(START.timestamp()), START)
        again = await retention.prune(tx, now=START + timedelta(days=1), **AGES)
    assert set(again.values()) == {0}


async def test_the_usual_ages_keep_what_telegram_may_send_again(database: Database) -> None:
    """Without other ages, an update of two days ago is still recognised."""
    async with database.transaction() as tx:
        await fill(tx, START)
        counts = await retention.prune(tx, now=START + timedelta(days=2))
    assert set(counts.values()) == {0}


async def test_tickets_and_questions_are_never_pruned(database: Database) -> None:
    """Whatever their age, tickets stay."""
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, bytes, now=OLD)).ticket
        await retention.prune(tx, now=START, **AGES)
        assert await statistics.tickets_by_status(tx) == {ticket.status: 1}


async def test_a_dry_run_counts_and_deletes_nothing(database: Database) -> None:
    """The same numbers twice, then none are left."""
    now = START + timedelta(days=400)
    async with database.transaction() as tx:
        await fill(tx, START)
    counted = await retention.prune_now(database, now=now, dry_run=True)
    assert counted["drafts"] == counted["held"] == 1
    assert await retention.prune_now(database, now=now, dry_run=False) == counted
    assert set((await retention.prune_now(database, now=now, dry_run=True)).values()) == {0}
