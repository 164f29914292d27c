"""One person who writes very much: nothing is lost, and the group stays open for everybody."""

from __future__ import annotations

from datetime import timedelta

from handlers import card_posts, floods
from storage import untold
from storage.tickets import queries
from tests.office import Citizen, Office
from tests.stories.asking import asks_an_expert

MANY = 40


def _words(number: int) -> str:
    return f"پیام شمارهٔ {number} از من."


async def _pours(office: Office, person: Citizen, reference: str, count: int = MANY) -> None:
    """Many messages in one moment, each a reply to the receipt of the case."""
    receipt = next(
        one for one in office.world.messages(person.id, from_bot=True) if reference in one.text
    )
    for number in range(count):
        person.person.says(_words(number), reply_to=receipt)
    await office.settle(waits=False)


async def _minute(office: Office) -> None:
    await office.lives_until(office.clock.now() + timedelta(minutes=1))
    await office.running.schedule.tick()
    await office.settle(waits=False)


async def test_a_flood_costs_the_group_a_few_messages(desk: Office) -> None:
    """Six at once, the rest in one bundle, in order; told once; the card says how many follow."""
    flooder, sara = desk.visitor(), desk.visitor(name="سارا")
    reference = await asks_an_expert(desk, flooder)
    other = await asks_an_expert(desk, sara, "قیمت زعفران امروز؟")
    await desk.lives_until(desk.clock.now() + timedelta(minutes=2))
    before = len(desk.in_group())

    await _pours(desk, flooder, reference)
    assert len(desk.in_group()) - before == floods.AT_ONCE
    more = desk.t("fa").plural(*card_posts.MORE, 32)
    assert more in desk.card(reference).text
    said = desk.t("fa").text(floods.SAID)
    assert flooder.texts.count(said) == 1
    await sara.sends("document", caption="پیوست", reply_to=sara.last)
    assert any("پیوست" in one.text for one in desk.in_group()[before:]), "others are not held up"

    await _minute(desk)
    after = desk.in_group()[before:]
    (bundle,) = [one for one in after if _words(MANY - 1) in one.text]
    places = [bundle.text.index(_words(number)) for number in range(floods.AT_ONCE, MANY)]
    assert places == sorted(places)
    assert len(after) == floods.AT_ONCE + 2, "one bundle, one of Sara"
    assert "⏳" not in desk.card(reference).text
    assert flooder.texts.count(said) == 1
    assert other in desk.card(other).text
    ticket = await desk.ticket(reference)
    async with desk.running.database.transaction() as tx:
        kept = [one.text for one in await queries.messages(tx, ticket.id)]
    assert [one for one in kept if one in set(map(_words, range(MANY)))] == [
        *map(_words, range(MANY))
    ]


async def test_staff_answer_a_bundle_and_edits_are_in_it(desk: Office) -> None:
    """A reply to the bundle goes to the person; what was edited meanwhile is told as it is now."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)
    await _pours(desk, maryam, reference, 10)
    mine = [one for one in desk.world.messages(maryam.id) if one.text == _words(8)][-1]
    maryam.person.edits(mine, "هشت، درست شده")
    await desk.settle(waits=False)

    await _minute(desk)
    (bundle,) = [one for one in desk.in_group() if _words(9) in one.text]
    assert "هشت، درست شده" in bundle.text
    assert _words(8) not in bundle.text
    await clerk.takes(reference)
    await clerk.replies(bundle, "دیده شد")
    assert maryam.sees("دیده شد")


async def test_files_of_a_flooder_come_two_a_minute(office: Office) -> None:
    """Ten files, one by one: six at once, then two and two; none is lost."""
    maryam = office.visitor()
    reference = await asks_an_expert(office, maryam)
    receipt = maryam.last
    for number in range(10):
        maryam.person.sends("document", name=f"{number}.pdf", reply_to=receipt)
    await office.settle(waits=False)
    ticket = await office.ticket(reference)
    counts = []
    for _ in range(3):
        async with office.running.database.transaction() as tx:
            counts.append(await untold.count(tx, ticket.id))
        await _minute(office)
    assert counts == [4, 2, 0]
    sent = [one for one in office.in_group() if one.kind == "document"]
    assert len(sent) == 10


async def test_taking_back_and_reopening_without_end_is_told_by_the_card(desk: Office) -> None:
    """The group hears of the first few turns; the card always shows what is so now."""
    maryam = desk.visitor()
    reference = await asks_an_expert(desk, maryam)
    for _ in range(6):
        await maryam.says(f"/track {reference}")
        await maryam.presses("🗑 Withdraw")
        await maryam.presses("🗑 Yes, withdraw")
        await maryam.says(f"/track {reference}")
        await maryam.presses("🔓 Reopen")
    told = [one for one in desk.in_group() if reference in one.text and not one.buttons]
    assert len(told) <= floods.AT_ONCE
    assert desk.t("fa").text("withdrawn") not in desk.card(reference).text
