"""Who a person is: masked in the group, shown to a supervisor alone, and kept in the log."""

from __future__ import annotations

import sqlalchemy as sa

from storage import drafts, metadata
from storage.tickets.states import Action
from tests.office import Office
from tests.stories.asking import asks_an_expert

WHO = "🪪 Identity"


async def files_a_suggestion(office: Office, phone: str) -> str:
    """A suggestion with a telephone number; returns its reference."""
    maryam = office.visitor(username="maryam")
    await maryam.chooses("qom")
    await maryam.says("/suggestion")
    await maryam.fills(">The website", "سایت را ساده‌تر کنید", None, None, "مریم رضایی", phone)
    await maryam.presses("📨 Submit")
    return (await office.tickets())[0].reference


async def test_the_group_sees_no_whole_telephone_number(desk: Office) -> None:
    """The card shows its last digits; so does whatever else stands in the group."""
    reference = await files_a_suggestion(desk, "09121234567")
    group = "\n".join(m.text for m in desk.in_group())
    assert reference in group
    assert "567" in group
    for whole in ("9121234567", "912 123 4567", "۹۱۲۱۲۳۴۵۶۷"):
        assert whole not in group


async def test_a_supervisor_sees_it_alone_and_it_is_logged(desk: Office) -> None:
    """The answer is a box for who pressed; nothing is posted; the log has the name."""
    chief = desk.chief()
    reference = await files_a_suggestion(desk, "09121234567")
    before = len(desk.in_group())

    shown = await chief.press(desk.card(reference), WHO)

    assert shown is not None
    assert "912 123 4567" in shown
    assert "@maryam" in shown
    assert len(shown) <= 200
    assert len(desk.in_group()) == before
    last = (await desk.events(await desk.ticket(reference)))[-1]
    assert (last.action, last.actor_id) == (Action.REVEAL, chief.person.id)


async def test_a_clerk_is_refused(desk: Office) -> None:
    """Also by forged data; nothing is logged as revealed."""
    clerk = desk.clerk()
    reference = await files_a_suggestion(desk, "09121234567")
    ticket = await desk.ticket(reference)

    for button, options in ((WHO, {}), (f"s|who|{ticket.id}", {"forged": True})):
        shown = await clerk.press(desk.card(reference), button, **options)
        assert shown == clerk.label("Only supervisors can do this.")
    acts = [event.action for event in await desk.events(ticket)]
    assert Action.REVEAL not in acts


async def test_the_person_does_not_see_who_looked(desk: Office) -> None:
    """What staff do among themselves is not in the person's history of the case."""
    maryam, chief = desk.visitor(), desk.chief()
    reference = await asks_an_expert(desk, maryam)
    await chief.press(desk.card(reference), WHO)

    await maryam.says(f"/track {reference}")

    assert desk.t("fa").text("identity looked at") not in maryam.last.text


async def test_nothing_personal_lies_open_in_the_database(desk: Office) -> None:
    """Telephone, id and e-mail stand in no row of any table as they were typed or shown."""
    await files_a_suggestion(desk, "09121234567")
    maryam = desk.visitor()
    reference = await asks_an_expert(desk, maryam)
    await desk.clerk().replies(desk.card(reference), "به nobody@example.ir بنویسید")
    await maryam.says("کد ملی من ۰۴۹۹۳۷۰۸۹۹ است", reply_to=maryam.last)
    await maryam.says("/suggestion")
    await maryam.fills(">The website", "با 0251239876 تماس بگیرید")
    markers = ("9121234567", "912 123 4567", "nobody@example", "۰۴۹۹۳۷۰۸۹۹", "0251239876")
    async with desk.running.database.transaction() as tx:
        assert await drafts.load(tx, maryam.id) is not None
        for table in metadata.TABLES:
            rows = await tx.run(sa.text(f'SELECT * FROM "{table.name}"'))  # noqa: S608 - our names
            lying = "\n".join(str(tuple(row)) for row in rows)
            assert [one for one in markers if one in lying] == [], table.name
    assert any("۰۴۹۹۳۷۰۸۹۹" in one.text for one in desk.in_group()), "people read it as it was"
