"""Who works in the group and with which role: /staff, promoting, demoting, leaving."""

from __future__ import annotations

from storage import desk_log, staff
from storage.staff import StaffRole
from tests.office import Clerk, Office


async def role_of(office: Office, clerk: Clerk) -> StaffRole | None:
    """The stored role of somebody."""
    async with office.running.database.transaction() as tx:
        member = await staff.get(tx, clerk.person.id)
    return member.role if member else None


async def test_people_of_the_group_become_staff_when_they_first_act(desk: Office) -> None:
    """A member is a clerk, the group's administrator a supervisor; others are not listed."""
    chief, clerk = desk.chief(), desk.clerk("زهرا کریمی")
    assert await role_of(desk, clerk) is None

    await clerk.says("/open")
    await chief.says("/staff")

    shown = desk.in_group()[-1]
    assert "زهرا کریمی" in shown.text
    assert await role_of(desk, clerk) == StaffRole.CLERK
    assert await role_of(desk, chief) == StaffRole.SUPERVISOR


async def test_a_supervisor_promotes_a_clerk_who_then_promotes_others(desk: Office) -> None:
    """The list changes in place, and the log says who did what."""
    chief, zahra, ali = desk.chief(), desk.clerk("زهرا"), desk.clerk("علی")
    await zahra.says("/open")
    await ali.says("/open")
    await chief.says("/staff")
    listed = desk.in_group()[-1]
    promote = desk.t("fa").text("⭐️ {name}: make a supervisor", name="زهرا")

    await chief.press(listed, promote)
    assert await role_of(desk, zahra) == StaffRole.SUPERVISOR
    await zahra.press(listed, promote.replace("زهرا", "علی"))

    assert await role_of(desk, ali) == StaffRole.SUPERVISOR
    async with desk.running.database.transaction() as tx:
        acts = await desk_log.latest(tx)
    assert [(one.act, one.actor_id, one.data["user"]) for one in acts] == [
        ("role", zahra.person.id, ali.person.id),
        ("role", chief.person.id, zahra.person.id),
    ]


async def test_a_clerk_cannot_give_roles(desk: Office) -> None:
    """Neither by a button nor by forged data; the list says only supervisors can."""
    chief, zahra = desk.chief(), desk.clerk("زهرا")
    await zahra.says("/staff")
    listed = desk.in_group()[-1]

    toast = await zahra.press(listed, f"role|{zahra.person.id}|supervisor", forged=True)

    assert toast == desk.t("fa").text("Only supervisors can do this.")
    assert await role_of(desk, zahra) == StaffRole.CLERK
    await chief.says("/staff")
    odd = await chief.press(desk.in_group()[-1], f"role|{zahra.person.id}|king", forged=True)
    assert odd == desk.t("fa").text("This button is no longer in use.")


async def test_somebody_must_remain_a_supervisor(desk: Office) -> None:
    """The last one cannot be demoted, not even by themselves."""
    chief = desk.chief()
    await chief.says("/staff")
    demote = desk.t("fa").text("👤 {name}: make a clerk", name=chief.person.user.full_name)

    toast = await chief.press(desk.in_group()[-1], demote)

    assert toast == desk.t("fa").text("Somebody must remain a supervisor.")
    assert await role_of(desk, chief) == StaffRole.SUPERVISOR


async def test_who_leaves_the_group_is_staff_no_more(desk: Office) -> None:
    """They are gone from the list, and a button of theirs does nothing."""
    chief, zahra = desk.chief(), desk.clerk("زهرا")
    await zahra.says("/staff")
    listed = desk.in_group()[-1]
    zahra.person.leaves(desk.group)
    await desk.settle()

    await chief.says("/staff")

    assert "زهرا" not in desk.in_group()[-1].text
    toast = await zahra.press(listed, f"role|{zahra.person.id}|supervisor", forged=True)
    assert toast == desk.t("fa").text("Only members of the staff group can do this.")


async def test_the_help_of_the_group_lists_every_command(desk: Office) -> None:
    """Rules first, then the commands with what they do, so that none can be forgotten."""
    clerk = desk.clerk()
    await clerk.says("/help")
    told = desk.in_group()[-1].text
    for command in ("/open", "/find", "/staff", "/help"):
        assert command in told
