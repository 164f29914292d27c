"""Whom a notice reaches, and how many of its messages are on their way at once."""

from __future__ import annotations

from storage import audiences, broadcasts, outbox_held, people, personal, subscriptions
from storage.audiences import Audience
from storage.broadcasts import BATCH, WINDOW
from storage.database import Database, Transaction
from tests.clock import START
from tests.storage import desk


async def meet(tx: Transaction, *ids: int, office: str | None = "qom") -> None:
    """People who use the service of an office."""
    for id in ids:
        await people.meet(tx, id=id, name="x", username=None, now=START)
        await people.set_office(tx, id, office)


async def test_an_office_reaches_its_people_and_nobody_who_refused(database: Database) -> None:
    """Not those of another office, nor who blocked the bot; the end of a service is for all."""
    async with database.transaction() as tx:
        await meet(tx, 1, 2, 3)
        await meet(tx, 4, office="semnan")
        await meet(tx, 5, office=None)
        await subscriptions.refuse_notices(tx, 2, now=START)
        await people.set_reachable(tx, 3, False)
        assert await audiences.count(tx, Audience("qom")) == 1
        assert await audiences.count(tx, Audience("qom", must_reach=True)) == 2
        assert await audiences.count(tx, Audience()) == 3
        await subscriptions.accept_notices(tx, 2)
        assert await audiences.count(tx, Audience("qom")) == 2


async def test_a_publication_reaches_who_asked_for_it(database: Database) -> None:
    """Also who wants no notices: this one was asked for. Twice is once."""
    async with database.transaction() as tx:
        await meet(tx, 1, 2)
        assert await subscriptions.add(tx, 1, "a", now=START)
        assert await subscriptions.add(tx, 1, "a", now=START)
        await subscriptions.refuse_notices(tx, 1, now=START)
        assert await audiences.count(tx, Audience(article="a")) == 1
        assert await subscriptions.counts(tx) == {"a": 1}
        assert await subscriptions.cancel(tx, 1, "a")
        assert not await subscriptions.cancel(tx, 1, "a")
        assert await audiences.count(tx, Audience(article="a")) == 0


async def test_wishes_are_shown_and_forgotten_with_their_person(database: Database) -> None:
    """They are part of what is stored about somebody; those of others stay."""
    async with database.transaction() as tx:
        await meet(tx, 1, 2)
        for id in (1, 2):
            await subscriptions.add(tx, id, "a", now=START)
        await subscriptions.refuse_notices(tx, 1, now=START)
        found = await personal.everything(tx, 1)
        assert [one["article"] for one in found["awaited"]] == ["a"]
        assert len(found["no notices"]) == 1
        await personal.forget(tx, 1, now=START, slot=str, worded=str)
        assert await subscriptions.counts(tx) == {"a": 1}
        assert not await subscriptions.refuses(tx, 1)


async def test_it_waits_while_its_messages_are_on_their_way(database: Database) -> None:
    """A batch a second, the window at most; there is room again when some are settled."""
    async with database.transaction() as tx:
        await meet(tx, *range(1, WINDOW + BATCH + 1))
        sent = await broadcasts.begin(tx, 1, Audience("qom"), now=START)
        for _ in range(WINDOW // BATCH):
            reached = await broadcasts.next_people(tx, sent)
            assert len(reached) == BATCH
            sent = await broadcasts.note(tx, sent, reached, now=START)
            assert await broadcasts.claim(tx, now=START) is None, "not before a second is over"
        assert await broadcasts.next_people(tx, sent) == []
        await broadcasts.settle(tx, sent.id, delivered=3, blocked=1, failed=1)
        again = await broadcasts.get(tx, sent.id)
        assert again is not None
        assert [one.id for one in await broadcasts.next_people(tx, again)] == list(
            range(WINDOW + 1, WINDOW + 6)
        )


async def test_held_messages_leave_in_their_order(database: Database) -> None:
    """Of one person only, and those of others stay held."""
    async with database.transaction() as tx:
        for text in ("a", "b"):
            await desk.a_message(tx, 1, text)
            (claimed,) = await desk.claim(tx)
            await outbox_held.hold(tx, claimed.message, error="blocked")
        await desk.a_message(tx, 2, "other")
        (claimed,) = await desk.claim(tx)
        await outbox_held.hold(tx, claimed.message, error="blocked")
        assert await desk.claim(tx) == []
        assert await outbox_held.release(tx, 1, now=START) == 2
        first = await desk.claim(tx)
        assert desk.texts(first) == ["a"], "one of a chat at a time"


async def test_who_is_forgotten_is_not_waited_for(database: Database) -> None:
    """What waits for them is taken out, and only that; the others are still waited for."""
    async with database.transaction() as tx:
        await meet(tx, 1, 2)
        sent = await broadcasts.begin(tx, 1, Audience("qom"), now=START)
        reached = await broadcasts.next_people(tx, sent)
        for one in reached:
            then = {"kind": broadcasts.KIND, broadcasts.KIND: sent.id}
            await desk.a_message(tx, one.id, "x", then=then)
        await broadcasts.note(tx, sent, reached, now=START)
        await personal.forget(tx, 1, now=START, slot=str, worded=str)
        left = await broadcasts.get(tx, sent.id)
        assert left is not None
        assert (left.put, left.settled) == (1, 0)
