"""The staff group: where it is now, and who is in it."""

import pytest

from bot.desk import FRESH, UNSURE
from bot.playground.world import World
from bot.running import Running
from storage import outbox
from storage.staff import Rank
from tests.bot.conftest import take_in
from tests.clock import Clock


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the database."""
    return sqlite_url


async def test_a_member_is_asked_for_once_in_a_while(
    running: Running, world: World, clock: Clock
) -> None:
    """The answer counts for five minutes; then a removed member is found out."""
    desk, group = running.desk, world.chat(world.staff_chat_id)
    assert not await desk.is_member(8), "nobody is who was not looked up"
    await desk.meet(8)
    assert await desk.is_member(8)
    world.person(8).leaves(group)
    await desk.meet(8)
    assert await desk.is_member(8), "still fresh"
    clock.advance(FRESH)
    await desk.meet(8)
    assert not await desk.is_member(8)


async def test_who_leaves_in_sight_is_no_member_at_once(running: Running, world: World) -> None:
    """The service message of leaving is enough to ask again."""
    world.person(8).says("hello", world.staff_chat_id)
    await take_in(running)
    assert await running.desk.is_member(8)
    world.person(8).leaves(world.chat(world.staff_chat_id))
    await take_in(running)
    await running.desk.meet(8)
    assert not await running.desk.is_member(8)


async def test_a_stranger_is_no_member(running: Running) -> None:
    """In a public group a stranger can press a button; Telegram says who belongs to it."""
    await running.desk.meet(7)
    assert not await running.desk.is_member(7)


async def test_when_telegram_does_not_answer_the_group_is_believed(
    running: Running, world: World, clock: Clock
) -> None:
    """Who acts in the group counts as a member for half a minute, and is asked for again."""
    world.faults.add("502", method="getChatMember")
    await running.desk.meet(8)
    assert await running.desk.is_member(8)
    clock.advance(UNSURE)
    await running.desk.meet(8)
    assert len(world.calls("getChatMember")) == 2


async def test_a_move_seen_by_another_replica_is_found(running: Running, clock: Clock) -> None:
    """A message from an unknown group makes us look where the staff group is now."""
    running.desk.chat_id = running.desk._configured = -55
    assert not await running.desk.is_here(-1009999)
    async with running.database.transaction() as tx:
        await outbox.move_chat(tx, old=-55, new=-1009999, now=clock.now())
    clock.advance(UNSURE)
    assert await running.desk.is_here(-1009999)
    assert running.services.staff_chat_id == -1009999


async def test_the_rank_is_what_telegram_says(running: Running, world: World) -> None:
    """Creator, administrator, member; nothing of strangers and of who was never looked up."""
    desk, group = running.desk, world.chat(world.staff_chat_id)
    world.person(10, "Mina").joins(group, "administrator")
    world.person(11, "Sina").joins(group, "creator")
    assert desk.rank(8) is None
    for user_id in (7, 8, 10, 11):
        await desk.meet(user_id)
    ranks = {user_id: desk.rank(user_id) for user_id in (7, 8, 10, 11)}
    assert ranks == {7: None, 8: Rank.MEMBER, 10: Rank.ADMIN, 11: Rank.CREATOR}
