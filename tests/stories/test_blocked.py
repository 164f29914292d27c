"""A person blocks the bot and comes back: the desk knows at once, and nothing written is lost."""

from __future__ import annotations

from tests.office import Citizen, Office
from tests.stories.asking import QUESTION, asks_an_expert

AWAY = "🚫 متقاضی ربات را مسدود کرده است"


async def asks(office: Office, name: str = "مریم رضایی") -> tuple[Citizen, str]:
    """Somebody has an open case; the citizen and its reference."""
    citizen = office.visitor(name=name)
    return citizen, await asks_an_expert(office, citizen, QUESTION)


async def test_the_desk_learns_it_at_once_and_again_when_they_are_back(desk: Office) -> None:
    """The card says it and a line under it; both when she blocks and when she is back."""
    maryam, reference = await asks(desk)
    assert AWAY not in desk.card(reference).text

    maryam.person.blocks()
    await desk.settle()
    assert AWAY in desk.card(reference).text
    told = desk.in_group()[-1]
    assert reference in told.text
    assert "مسدود کرده" in told.text

    maryam.person.unblocks()
    await desk.settle()
    assert AWAY not in desk.card(reference).text
    assert "دوباره در دسترس" in desk.in_group()[-1].text


async def test_what_was_written_meanwhile_arrives_in_order_and_once(desk: Office) -> None:
    """Three answers during the block: none is tried again and again, all arrive on her return."""
    maryam, reference = await asks(desk)
    clerk = desk.clerk()
    maryam.person.blocks()
    await desk.settle()
    words = ["پاسخ یکم", "پاسخ دوم", "پاسخ سوم"]
    answers = [await clerk.replies(desk.card(reference), one) for one in words]
    assert not any(maryam.sees(one) for one in words)
    assert not any("👍" in one.emojis for one in answers)

    maryam.person.unblocks()
    await desk.settle()

    arrived = [one for text in maryam.texts for one in words if one in text]
    assert arrived == words
    assert any("۳ پیامی که مانده بود" in one.text for one in desk.in_group())
    assert all("👍" in one.emojis for one in answers)


async def test_what_was_taken_back_meanwhile_does_not_arrive(desk: Office) -> None:
    """An answer that was held is taken back as one that has arrived would be."""
    maryam, reference = await asks(desk)
    clerk = desk.clerk()
    maryam.person.blocks()
    await desk.settle()
    wrong = await clerk.replies(desk.card(reference), "پاسخ نادرست")
    await clerk.replies(desk.card(reference), "پاسخ درست")
    await clerk.replies(wrong, "/delete")
    maryam.person.unblocks()
    await desk.settle()
    assert maryam.sees("پاسخ درست")
    assert not maryam.sees("پاسخ نادرست")


async def test_a_refused_message_tells_it_where_telegram_said_nothing(desk: Office) -> None:
    """The update about the block was lost: the 403 on sending says the same, once."""
    maryam, reference = await asks(desk)
    clerk = desk.clerk()
    maryam.person.private.is_blocked = True
    await clerk.replies(desk.card(reference), "سلام")
    await clerk.replies(desk.card(reference), "باز هم سلام")
    assert AWAY in desk.card(reference).text
    lines = [one.text for one in desk.in_group() if one.text.startswith("🚫")]
    assert len(lines) == 1

    maryam.person.private.is_blocked = False
    await maryam.starts()  # she writes: so she is back
    assert maryam.sees("باز هم سلام")
    assert AWAY not in desk.card(reference).text


async def test_who_has_no_case_is_no_news(desk: Office) -> None:
    """The group is not told of people of whom it knows nothing."""
    ali = desk.visitor(name="علی")
    await ali.starts()
    before = len(desk.in_group())
    ali.person.blocks()
    await desk.settle()
    ali.person.unblocks()
    await desk.settle()
    assert len(desk.in_group()) == before
