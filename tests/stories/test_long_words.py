"""Long words: whatever a person writes, staff can read the whole of it."""

from __future__ import annotations

from tests.office import Office
from tests.stories.asking import QUESTION, asks_an_expert


async def test_a_question_longer_than_a_card_reaches_staff_whole(office: Office) -> None:
    """What the card has no room for stands below it; a reply to that reaches the person."""
    maryam, clerk = office.visitor(), office.clerk()
    text = "بنفشه " * 680 + "پایان"

    await maryam.chooses("qom")
    await maryam.says(text)
    await maryam.presses("🙋 Hand it to an expert")

    reference = (await office.tickets())[0].reference
    shown = "".join(message.text for message in office.in_group())
    assert shown.count("بنفشه") == 680
    assert "پایان" in shown
    rest = next(m for m in office.in_group() if "پایان" in m.text)
    await clerk.replies(rest, "خواندم.")
    assert maryam.sees("خواندم.", reference)


async def test_a_long_answer_begins_in_its_first_message(office: Office) -> None:
    """No message stands there with a heading and nothing under it."""
    maryam, clerk = office.visitor(), office.clerk()
    reference = await asks_an_expert(office, maryam, QUESTION)

    await clerk.replies(office.card(reference), "الف " * 1023)

    first = next(text for text in maryam.texts if "الف" in text)
    assert reference in first


async def test_the_card_counts_only_what_the_person_sent(office: Office) -> None:
    """Files that staff sent to the person do not stand below the card."""
    maryam, clerk = office.visitor(), office.clerk()
    reference = await asks_an_expert(office, maryam, QUESTION)

    clerk.person.sends("photo", b"1", where=office.group, reply_to=office.card(reference))
    await office.settle()
    await clerk.press(office.card(reference), "🛠 Being prepared")

    assert "📎" not in office.card(reference).text
