"""What is put into the outbox leaves in order, and what becomes of it is kept."""

import asyncio
from datetime import datetime, timedelta

import pytest

from storage import outbox, posts
from storage.database import Database
from storage.outbox_tables import OUTBOX
from tests.clock import START
from tests.storage import desk

GROUP = -100_000_000_0001
BASIC_GROUP = -4711


def at(seconds: float) -> datetime:
    """A moment after the start."""
    return START + timedelta(seconds=seconds)


async def test_what_is_put_is_claimed_as_it_was_put(database: Database) -> None:
    """The claimed message has everything that was put, and the marks of the claim."""
    then = {"kind": "staff_reply", "chat": 1}
    async with database.transaction() as tx:
        put = await desk.a_message(tx, slot="s", refs={"ticket": 1, "messages": [2]}, then=then)
    async with database.transaction() as tx:
        (claimed,) = await desk.claim(tx)
    message = claimed.message
    assert (message.id, message.slot, message.refs, message.then) == (
        put.id,
        "s",
        {"ticket": 1, "messages": [2]},
        then,
    )
    assert (message.attempts, message.claimed_by) == (1, "worker")
    assert message.claimed_until == START + desk.LEASE
    assert (claimed.chat_id, claimed.target_id, claimed.reply_id) == (desk.PERSON, None, None)
    assert put.refs == message.refs
    assert put.attempts == 0


async def test_what_is_put_in_a_failed_transaction_never_leaves(database: Database) -> None:
    """A message is decided on together with everything else of its transaction."""
    task = asyncio.current_task()
    assert task is not None
    with pytest.raises(asyncio.CancelledError):
        async with database.transaction() as tx:
            await desk.a_message(tx)
            task.cancel()
            await asyncio.sleep(0)
    task.uncancel()
    async with database.transaction() as tx:
        assert await desk.claim(tx) == []


async def test_one_message_per_chat_is_on_its_way(database: Database) -> None:
    """Of each chat the oldest message is claimed, the next one only after it is sent."""
    async with database.transaction() as tx:
        for chat in (1, 2):
            for number in (1, 2):
                await desk.a_message(tx, chat, f"{chat}/{number}")
        first = await desk.claim(tx)
        assert desk.texts(first) == ["1/1", "2/1"]
        assert await desk.claim(tx) == []
        await outbox.sent(tx, first[1].message, message_ids=[7], now=START)
        assert desk.texts(await desk.claim(tx)) == ["2/2"]


async def test_a_claim_takes_no_more_than_asked_and_the_longest_due_first(
    database: Database,
) -> None:
    """With many chats waiting, who has waited longest is served first."""
    async with database.transaction() as tx:
        await desk.a_message(tx, 1, "late", at(2))
        await desk.a_message(tx, 2, "early", at(1))
        await desk.a_message(tx, 3, "first", at(0))
        assert desk.texts(await desk.claim(tx, at(5), limit=2)) == ["first", "early"]
        assert desk.texts(await desk.claim(tx, at(5), limit=2)) == ["late"]


async def test_a_delayed_message_waits_and_holds_up_its_chat_only(database: Database) -> None:
    """What is put later into the same chat waits behind the delayed one."""
    async with database.transaction() as tx:
        await desk.a_message(tx, 1, "delayed", delay=timedelta(seconds=20))
        await desk.a_message(tx, 1, "behind")
        await desk.a_message(tx, 2, "elsewhere")
        (elsewhere,) = await desk.claim(tx)
        assert elsewhere.message.payload["text"] == "elsewhere"
        await outbox.sent(tx, elsewhere.message, message_ids=[1], now=START)
        assert await outbox.next_due(tx, START) == at(20)
        assert desk.texts(await desk.claim(tx, at(20))) == ["delayed"]


async def test_a_retry_keeps_its_place_and_blocks_its_chat_until_due(database: Database) -> None:
    """A message that must be tried again leaves before what was put after it."""
    async with database.transaction() as tx:
        await desk.a_message(tx, 1, "first")
        await desk.a_message(tx, 1, "second")
        (claimed,) = await desk.claim(tx)
        assert await outbox.retry(tx, claimed.message, at=at(60), error="429")
        assert await desk.claim(tx, at(59)) == []
        assert await outbox.next_due(tx, at(1)) == at(60)
        (again,) = await desk.claim(tx, at(60))
        assert again.message.payload["text"] == "first"
        assert (again.message.attempts, again.message.error) == (2, "429")


async def test_a_given_up_message_no_longer_holds_up_its_chat(database: Database) -> None:
    """A dead message stays to be looked at, and the next one leaves."""
    async with database.transaction() as tx:
        await desk.a_message(tx, 1, "bad")
        await desk.a_message(tx, 1, "good")
        (claimed,) = await desk.claim(tx)
        await outbox.give_up(tx, claimed.message, error="can't parse", now=START)
        assert desk.texts(await desk.claim(tx)) == ["good"]
        (dead,) = await outbox.dead(tx, 10)
    assert (dead.payload, dead.error, dead.state) == (
        {"text": "bad"},
        "can't parse",
        outbox.OutboxState.DEAD,
    )


async def test_a_claim_that_runs_out_is_claimed_anew(database: Database) -> None:
    """When a worker dies after claiming, another one sends; the order stays."""
    async with database.transaction() as tx:
        await desk.a_message(tx, 1, "first")
        await desk.a_message(tx, 1, "second")
        await desk.claim(tx, by="dead")
        assert await outbox.next_due(tx, at(1)) == at(30)
        assert await desk.claim(tx, at(29.9), by="alive") == []
        (again,) = await desk.claim(tx, at(30), by="alive")
    assert (again.message.payload["text"], again.message.claimed_by) == ("first", "alive")


async def test_a_late_retry_does_not_disturb_the_new_claimer(database: Database) -> None:
    """Who was thought dead and speaks up late changes nothing of the other's claim."""
    async with database.transaction() as tx:
        await desk.a_message(tx, 1)
        (old,) = await desk.claim(tx, by="slow")
        (new,) = await desk.claim(tx, at(31), by="quick")
        assert not await outbox.retry(tx, old.message, at=at(90), error="late")
        assert await desk.claim(tx, at(32)) == []
        assert await outbox.sent(tx, new.message, message_ids=[5], now=at(33))
        assert not await outbox.sent(tx, old.message, message_ids=[4], now=at(34))
        assert not await outbox.retry(tx, new.message, at=at(90), error="late")
        assert await desk.claim(tx, at(100)) == []


async def test_a_worker_that_stops_gives_back_what_it_has_not_sent(database: Database) -> None:
    """At an orderly stop nobody has to wait for the claims to run out."""
    async with database.transaction() as tx:
        await desk.a_message(tx, 1, "mine")
        await desk.claim(tx, by="stopping")
        await desk.a_message(tx, 2, "other")
        await desk.claim(tx, by="going on")
        assert await outbox.let_go(tx, by="stopping") == 1
        assert desk.texts(await desk.claim(tx)) == ["mine"]


async def test_sent_messages_of_a_ticket_become_posts(database: Database) -> None:
    """An album of a ticket: a post for each message, the slot at the first, parts dealt out."""
    refs = {"ticket": 7, "messages": [31, 32, 33]}
    async with database.transaction() as tx:
        await desk.a_message(tx, GROUP, slot="album", refs=refs)
        (claimed,) = await desk.claim(tx)
        await outbox.sent(tx, claimed.message, message_ids=[101, 102, 103], now=at(1))
        found = [await posts.find(tx, GROUP, number) for number in (101, 102, 103)]
    assert [
        (post.slot, post.ticket_id, post.ticket_message_id, post.at) for post in found if post
    ] == [("album", 7, 31, at(1)), (None, 7, 32, at(1)), (None, 7, 33, at(1))]


async def test_a_plain_answer_leaves_no_post(database: Database) -> None:
    """What nobody will change or trace back is not remembered: most messages are such."""
    async with database.transaction() as tx:
        await desk.a_message(tx, 1)
        (claimed,) = await desk.claim(tx)
        await outbox.sent(tx, claimed.message, message_ids=[5], now=START)
        assert await posts.find(tx, 1, 5) is None


async def test_many_are_marked_at_once(database: Database) -> None:
    """A batch is marked in one go; what was marked before is told apart."""
    async with database.transaction() as tx:
        for chat in (1, 2, 3):
            await desk.a_message(tx, chat, slot=f"s{chat}")
        claimed = await desk.claim(tx)
        batch = [(one.message, [one.chat_id * 10]) for one in claimed]
        await outbox.sent(tx, batch[0][0], message_ids=batch[0][1], now=START)
        first = await outbox.sent_many(tx, batch, now=START)
        assert first == {claimed[1].message.id, claimed[2].message.id}
        assert await posts.slots(tx, [(1, "s1"), (2, "s2"), (3, "s3")]) == {
            (1, "s1"): 10,
            (2, "s2"): 20,
            (3, "s3"): 30,
        }
        assert await outbox.sent_many(tx, [], now=START) == set()


async def test_an_edit_finds_its_message_through_the_slot(database: Database) -> None:
    """A message that had no number when the edit was put has one when the edit leaves."""
    async with database.transaction() as tx:
        await desk.a_message(tx, GROUP, "card", slot="card:1")
        await desk.a_message(tx, GROUP, "edit", method="editMessageText", target_slot="card:1")
        await desk.a_message(tx, GROUP, "reply", reply_slot="card:1")
        for wanted in ((None, None), (55, None), (None, 55)):
            (claimed,) = await desk.claim(tx)
            assert (claimed.target_id, claimed.reply_id) == wanted
            await outbox.sent(tx, claimed.message, message_ids=[55], now=START)


async def test_an_edit_of_what_never_got_out_is_given_up(database: Database) -> None:
    """There is nothing to change: the edit dies at once and the chat goes on in the same claim."""
    async with database.transaction() as tx:
        await desk.a_message(tx, 1, "card", slot="card")
        (claimed,) = await desk.claim(tx)
        await outbox.give_up(tx, claimed.message, error="bad", now=START)
        await desk.a_message(tx, 1, "edit", target_slot="card")
        await desk.a_message(tx, 1, "reply", reply_slot="card")
        (reply,) = await desk.claim(tx)
        assert (reply.message.payload["text"], reply.reply_id) == ("reply", None)
        dead = await outbox.dead(tx, 10)
    assert [(one.payload["text"], one.error) for one in dead] == [
        ("edit", "no message"),
        ("card", "bad"),
    ]


async def test_a_key_replaces_what_nobody_has_claimed(database: Database) -> None:
    """Edits that follow each other quickly become one, at the place of the first."""
    async with database.transaction() as tx:
        first = await desk.a_message(tx, 1, "edit 1", key="card")
        await desk.a_message(tx, 1, "between")
        second = await desk.a_message(
            tx, 1, "edit 2", at(1), key="card", slot="s", refs={"ticket": 1}, then={"a": 1}
        )
        await desk.a_message(tx, 1, "other key", key="other")
        await desk.a_message(tx, 2, "other chat", key="card")
        assert second.id == first.id
        (_, claimed) = await desk.claim(tx, at(1))
    message = claimed.message
    assert (message.payload["text"], message.slot, message.refs, message.then) == (
        "edit 2",
        "s",
        {"ticket": 1},
        {"a": 1},
    )


async def test_a_key_does_not_touch_what_is_on_its_way(database: Database) -> None:
    """While an edit is being sent, the next one is a message of its own, behind it."""
    async with database.transaction() as tx:
        first = await desk.a_message(tx, 1, "edit 1", key="card")
        (claimed,) = await desk.claim(tx)
        assert await outbox.waiting(tx, 1, "card") is None
        second = await desk.a_message(tx, 1, "edit 2", key="card")
        third = await desk.a_message(tx, 1, "edit 3", key="card")
        assert first.id != second.id == third.id
        await outbox.retry(tx, claimed.message, at=at(5), error="timeout")
        assert desk.texts(await desk.claim(tx, at(5))) == ["edit 1"]


async def test_replacing_does_not_cut_a_wait_short(database: Database) -> None:
    """What Telegram has put off stays put off when it is replaced, and nothing else is."""
    async with database.transaction() as tx:
        await desk.a_message(tx, 1, "edit 1", key="card")
        (claimed,) = await desk.claim(tx)
        await outbox.retry(tx, claimed.message, at=at(60), error="429")
        assert (await desk.a_message(tx, 1, "edit 2", at(1), key="card")).due_at == at(60)
        late = await desk.a_message(tx, 1, "3", at(1), key="card", delay=timedelta(seconds=90))
        assert late.due_at == at(91)
        await desk.a_message(tx, 2, "soon", key="x", delay=timedelta(seconds=9))
        assert (await desk.a_message(tx, 2, "now", at(1), key="x")).due_at == at(1)


async def test_an_album_is_gathered_part_by_part(database: Database) -> None:
    """The waiting message of a key can be read, added to, and put again with a new delay."""
    delay = timedelta(seconds=1)
    async with database.transaction() as tx:
        for number in range(3):
            before = await outbox.waiting(tx, 1, "album")
            media = [*(before.payload["media"] if before else []), number]
            await outbox.put(
                tx,
                chat_id=1,
                method="sendMediaGroup",
                payload={"media": media},
                now=at(number / 2),
                key="album",
                delay=delay,
            )
        assert await desk.claim(tx, at(1.9)) == []
        (claimed,) = await desk.claim(tx, at(2))
    assert claimed.message.payload == {"media": [0, 1, 2]}


async def test_what_waits_for_a_group_follows_it(database: Database) -> None:
    """When a group becomes a supergroup, queued and later messages go to the new id, in order."""
    async with database.transaction() as tx:
        await desk.a_message(tx, BASIC_GROUP, "queued")
        (claimed,) = await desk.claim(tx)
        await desk.a_message(tx, BASIC_GROUP, "queued behind")
        await outbox.move_chat(tx, old=BASIC_GROUP, new=GROUP, now=START)
        await outbox.retry(tx, claimed.message, at=START, error="migrated")
        await desk.a_message(tx, BASIC_GROUP, "later, by its old id", slot="card")
        await desk.a_message(tx, BASIC_GROUP, "edit", target_slot="card", key="edit")
        assert (await desk.a_message(tx, GROUP, "by its new id", key="edit")).chat_id == GROUP
        assert await outbox.waiting(tx, BASIC_GROUP, "edit") is not None
        said = []
        while claims := await desk.claim(tx, at(1)):
            (one,) = claims
            assert one.chat_id == one.message.chat_id == GROUP
            said += desk.texts([one])
            await outbox.sent(tx, one.message, message_ids=[len(said)], now=at(1))
        assert await outbox.effective_chat(tx, BASIC_GROUP) == GROUP
    assert said == ["queued", "queued behind", "later, by its old id", "by its new id"]


async def test_what_was_put_while_the_group_moved_follows_too(database: Database) -> None:
    """A row that got the old id after the move was read is corrected when it is claimed."""
    async with database.transaction() as tx:
        await desk.a_message(tx, GROUP, "late", slot="card")
        await outbox.move_chat(tx, old=BASIC_GROUP, new=GROUP, now=START)
        await tx.run(OUTBOX.update().values(chat_id=BASIC_GROUP))
        (claimed,) = await desk.claim(tx)
        assert (claimed.chat_id, claimed.message.chat_id) == (GROUP, GROUP)
        await outbox.sent(tx, claimed.message, message_ids=[5], now=START)
        assert await posts.by_slot(tx, GROUP, "card") is not None


async def test_moves_in_a_row_are_followed_to_the_end(database: Database) -> None:
    """A group that was told to move twice is found by its first id; others are where they were."""
    async with database.transaction() as tx:
        await outbox.move_chat(tx, old=-1, new=-2, now=START)
        await outbox.move_chat(tx, old=-2, new=GROUP, now=START)
        await outbox.move_chat(tx, old=-2, new=GROUP, now=START)
        assert await outbox.effective_chat(tx, -1) == GROUP
        assert await outbox.effective_chat(tx, -3) == -3
        assert await outbox.effective_chat(tx, 501) == 501


async def test_the_backlog_counts_what_is_due(database: Database) -> None:
    """Count and age of what should have left already; sent, dead and delayed do not count."""
    async with database.transaction() as tx:
        assert await outbox.backlog(tx, START) == (0, None)
        assert await outbox.next_due(tx, START) is None
        await desk.a_message(tx, 1, "old")
        await desk.a_message(tx, 2, "new", at(5))
        await desk.a_message(tx, 3, "later", delay=timedelta(hours=1))
        assert await outbox.backlog(tx, at(10)) == (2, timedelta(seconds=10))
        assert await outbox.next_due(tx, at(10)) == START
        for one in await desk.claim(tx, at(10)):
            await outbox.sent(tx, one.message, message_ids=[1], now=at(10))
        assert await outbox.backlog(tx, at(10)) == (0, None)
        assert await outbox.next_due(tx, at(10)) == START + timedelta(hours=1)
