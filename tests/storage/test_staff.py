"""Staff: known from the first time they act."""

from datetime import timedelta

from storage import staff
from storage.database import Database
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
