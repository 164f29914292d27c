"""An answered case becomes an answer for everybody: without the person, by two people's word."""

from __future__ import annotations

from bot.playground.records import Message
from knowledge.anonymity import HIDDEN
from storage.tickets.states import Kind, Status
from tests.office import Citizen, Clerk, Office
from tests.stories.asking import asks_an_expert
from tests.stories.test_data_request import files_request
from tests.stories.test_gaps import asks_in_vain

MAKE, APPROVE = "📚 Make it an answer", "✅ Approve and publish"
QUESTION = "مجوز پرواز پهپاد را از کجا بگیرم؟"


async def answered(office: Office, clerk: Clerk, citizen: Citizen, text: str, reply: str) -> str:
    """A question of a person, answered and closed by a clerk; its number."""
    reference = await asks_an_expert(office, citizen, text)
    await clerk.replies(office.card(reference), reply)
    await clerk.press(office.card(reference), "✅ Close…")
    await clerk.press(office.card(reference), "✅ Answered in full")
    assert (await office.ticket(reference)).status is Status.ANSWERED_FULL
    return reference


def preview(office: Office) -> Message:
    """The newest preview in the group."""
    return next(one for one in reversed(office.in_group()) if "پیش‌نمایش" in one.text)


async def test_a_closed_case_is_made_an_answer_by_two_people(desk: Office) -> None:
    """Drafted by one, approved by another; the person's data is nowhere in it."""
    maryam = desk.visitor(name="مریم رضایی")
    zahra, ali = desk.clerk("زهرا کریمی"), desk.clerk("علی احمدی")
    reference = await answered(
        desk,
        zahra,
        maryam,
        QUESTION,
        "سرکار خانم رضایی، از سازمان هواپیمایی بگیرید. با شمارهٔ ۰۹۱۲۱۲۳۴۵۶۷ تماس گرفتیم.",
    )

    await zahra.press(desk.card(reference), MAKE)

    draft = preview(desk)
    assert "از سازمان هواپیمایی بگیرید" in draft.text
    assert f"سرکار خانم {HIDDEN}" in draft.text
    assert "رضایی" not in draft.text
    assert "۰۹۱۲" not in draft.text
    assert HIDDEN in str(await ali.press(draft, APPROVE)), "what was taken out is reworded first"
    await zahra.press(draft, "✏️ Other words…")
    await zahra.replies(desk.in_group()[-1], "پرواز پهپاد\nاز سازمان هواپیمایی بگیرید.")
    draft = preview(desk)
    assert "همکار دیگری" in str(await zahra.press(draft, APPROVE)), "not by the writer"
    await ali.press(draft, APPROVE)

    assert "علی احمدی" in desk.in_group()[-1].text
    sara = desk.visitor(name="سارا")
    await sara.chooses("qom")
    assert "از سازمان هواپیمایی بگیرید." in (await sara.says(QUESTION)).text


async def test_others_who_asked_the_same_are_told(desk: Office) -> None:
    """Their question had waited in the review; the one whose case it was has the answer already."""
    reza, maryam = desk.visitor(name="رضا"), desk.visitor(name="مریم رضایی")
    await asks_in_vain(reza, QUESTION)
    zahra, ali = desk.clerk("زهرا"), desk.clerk("علی")
    reference = await answered(desk, zahra, maryam, QUESTION, "از سازمان هواپیمایی.")
    await zahra.press(desk.card(reference), MAKE)
    await ali.press(preview(desk), APPROVE)
    assert reza.sees("پرسیده بودید", QUESTION)
    assert not maryam.sees("پرسیده بودید")
    await zahra.says("/gaps")
    assert desk.in_group()[-1].text == desk.t("fa").text("Every question has found its answer.")


async def test_a_case_is_made_an_answer_once(desk: Office) -> None:
    """While a draft is there a second is not begun; what was asked back is no part of it."""
    maryam, zahra = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam, QUESTION)
    await zahra.press(desk.card(reference), "❓ Ask back")
    await zahra.replies(desk.in_group()[-1], "کدام سال را می‌خواهید؟")
    await maryam.says("۱۴۰۴")
    await zahra.replies(desk.card(reference), "از سازمان هواپیمایی.")
    await zahra.press(desk.card(reference), "✅ Close…")
    await zahra.press(desk.card(reference), "✅ Answered in full")
    await zahra.press(desk.card(reference), MAKE)
    assert "کدام سال" not in preview(desk).text
    toast = await zahra.press(desk.card(reference), MAKE)
    assert toast == desk.t("fa").text("An answer is being made of it already.")


async def test_only_what_was_answered_is_offered(desk: Office) -> None:
    """An open case has no such button, and a forged press makes nothing."""
    maryam, zahra = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam, QUESTION)
    assert not desk.label_of(desk.card(reference), MAKE)
    ticket = await desk.ticket(reference)
    await zahra.press(desk.card(reference), f"learn|make|{ticket.id}", forged=True)
    assert not any("پیش‌نمایش" in one.text for one in desk.in_group())


async def test_a_data_request_becomes_an_answer_without_its_person(desk: Office) -> None:
    """Name, national ID and telephone of the form are nowhere; one's own draft stays a draft."""
    maryam = desk.visitor(name="مریم رضایی")
    zahra, ali = desk.clerk("زهرا کریمی"), desk.clerk("علی احمدی")
    reference = await files_request(maryam)
    assert not desk.label_of(desk.card(reference), MAKE)
    await zahra.replies(desk.card(reference), "خانم مریم رضایی، در جدول ۳-۱۲ سالنامهٔ ۱۴۰۳ هست.")
    await zahra.press(desk.card(reference), "✅ Close…")
    await zahra.press(desk.card(reference), "✅ Answered in full")
    ticket = await desk.ticket(reference)
    assert ticket.kind is Kind.REQUEST

    await zahra.press(desk.card(reference), MAKE)

    draft = preview(desk)
    assert "در جدول ۳-۱۲ سالنامهٔ ۱۴۰۳ هست." in draft.text
    assert HIDDEN in draft.text
    for name in ("name", "national_id", "phone", "email"):
        assert str(ticket.fields.get(name) or "رضایی") not in draft.text
    assert reference not in draft.text
    await zahra.press(draft, "✏️ Other words…")
    await zahra.replies(desk.in_group()[-1], f"{ticket.subject}\nدر جدول ۳-۱۲ سالنامهٔ ۱۴۰۳ هست.")
    draft = preview(desk)
    assert "همکار دیگری" in str(await zahra.press(draft, APPROVE))
    await ali.press(draft, APPROVE)

    sara = desk.visitor(name="سارا")
    await sara.chooses("qom")
    await sara.says(ticket.subject)
    if sara.label("None of these") in sara.last.labels:
        await sara.presses(next(one for one in sara.last.labels if ticket.subject in one))
    assert "در جدول ۳-۱۲ سالنامهٔ ۱۴۰۳ هست." in sara.last.text


async def test_what_is_disputed_is_no_answer_for_others(desk: Office) -> None:
    """The person objects to the outcome: nothing is made of it until that is decided."""
    maryam, zahra = desk.visitor(), desk.clerk()
    reference = await answered(desk, zahra, maryam, QUESTION, "از سازمان هواپیمایی.")
    assert desk.label_of(desk.card(reference), MAKE)
    await maryam.presses("✋ I object")
    assert not desk.label_of(desk.card(reference), MAKE)
    ticket = await desk.ticket(reference)
    await zahra.press(desk.card(reference), f"learn|make|{ticket.id}", forged=True)
    assert not any("پیش‌نمایش" in one.text for one in desk.in_group())
