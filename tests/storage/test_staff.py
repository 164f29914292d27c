"""Staff: known from the first time they act."""

from datetime import timedelta

from storage import staff
from storage.database import Database
from storage.staff import Rank, StaffRole
from tests.clock import START

LATER = START + timedelta(hours=2)


async def test_who_acts_is_staff_as_a_clerk(database: Database) -> None:
    """The first act makes a clerk; later acts update name and time only."""
    async with database.transaction() as tx:
        first = await staff.seen(tx, user_id=9, name="Reza", now=START)
        assert (first.role, first.is_active) == (staff.StaffRole.CLERK, True)
        again = await staff.seen(tx, user_id=9, name="Reza M.", now=LATER)
        assert again == await staff.get(tx, 9)
    assert (again.name, again.first_seen, again.last_seen) == ("Reza M.", START, LATER)


async def test_who_comes_back_is_active_again(database: Database) -> None:
    """Somebody who left is inactive until they act again."""
    async with database.transaction() as tx:
        await staff.seen(tx, user_id=9, name="Reza", now=START)
        await staff.set_active(tx, 9, False)
        gone = await staff.get(tx, 9)
        assert gone is not None
        assert not gone.is_active
        assert (await staff.seen(tx, user_id=9, name="Reza", now=LATER)).is_active


async def test_a_role_survives_the_next_act(database: Database) -> None:
    """A supervisor stays one."""
    async with database.transaction() as tx:
        await staff.seen(tx, user_id=9, name="Reza", now=START)
        await tx.run(staff.STAFF.update().values(role=staff.StaffRole.SUPERVISOR))
        assert (await staff.seen(tx, user_id=9, name="R", now=LATER)).role == "supervisor"


async def test_a_stranger_is_not_staff(database: Database) -> None:
    """Who never acted is not found."""
    async with database.transaction() as tx:
        assert await staff.get(tx, 9) is None


async def test_the_role_follows_telegram_until_somebody_decides(database: Database) -> None:
    """An administrator supervises, a member no longer; what is unknown changes nothing."""
    async with database.transaction() as tx:
        for rank, role in (
            (Rank.MEMBER, StaffRole.CLERK),
            (Rank.ADMIN, StaffRole.SUPERVISOR),
            (None, StaffRole.SUPERVISOR),
            (Rank.MEMBER, StaffRole.CLERK),
        ):
            member = await staff.seen(tx, user_id=9, name="R", now=START, rank=rank)
            assert member.role == role
            assert member.is_supervisor == (role == StaffRole.SUPERVISOR)


async def test_a_role_that_was_given_stands_against_telegram(database: Database) -> None:
    """A promoted member stays supervisor, a demoted administrator a clerk; who decided is kept."""
    async with database.transaction() as tx:
        await staff.seen(tx, user_id=9, name="R", now=START, rank=Rank.MEMBER)
        await staff.set_role(tx, 9, StaffRole.SUPERVISOR, by=7)
        promoted = await staff.seen(tx, user_id=9, name="R", now=START, rank=Rank.MEMBER)
        assert (promoted.role, promoted.role_by) == (StaffRole.SUPERVISOR, 7)
        await staff.set_role(tx, 9, StaffRole.CLERK, by=7)
        demoted = await staff.seen(tx, user_id=9, name="R", now=START, rank=Rank.ADMIN)
        assert demoted.role == StaffRole.CLERK


async def test_the_creator_of_the_group_always_supervises(database: Database) -> None:
    """Whatever was decided, a group is never without a supervisor."""
    async with database.transaction() as tx:
        await staff.seen(tx, user_id=9, name="R", now=START, rank=Rank.CREATOR)
        await staff.set_role(tx, 9, StaffRole.CLERK, by=7)
        again = await staff.seen(tx, user_id=9, name="R", now=START, rank=Rank.CREATOR)
        assert again.is_supervisor


async def test_the_list_shows_who_is_there_the_last_to_act_first(database: Database) -> None:
    """Who left is not listed, and supervises nothing."""
    async with database.transaction() as tx:
        await staff.seen(tx, user_id=8, name="Ali", now=START, rank=Rank.ADMIN)
        await staff.seen(tx, user_id=9, name="Reza", now=LATER)
        assert [one.user_id for one in await staff.active(tx)] == [9, 8]
        await staff.set_active(tx, 8, False)
        assert [one.user_id for one in await staff.active(tx)] == [9]
        gone = await staff.get(tx, 8)
    assert gone is not None
    assert not gone.is_supervisor
