"""The same matter twice: one person's two cases become one; somebody else's is never named."""

from __future__ import annotations

from handlers import due_words
from storage.tickets.states import Status
from tests.office import Citizen, Clerk, Office
from tests.stories.asking import asks_an_expert
from tests.stories.timed import TUESDAY, asks, passes

CLOSE, DUPLICATE, BY_NUMBER = "✅ Close…", "🔁 Duplicate, or linked…", "🔢 By its number"
SAME, ONLY_LINK = "🔁 The same as {reference}: close this one", "🔗 Only link to {reference}"
HISTORY = "📜 Linked cases"
FIRST, SECOND = "قیمت دلار امروز چند است؟", "نرخ دلار آزاد را می‌خواهم"


async def twice(office: Office) -> tuple[Citizen, Clerk, str, str]:
    """A person has brought the same matter twice."""
    maryam, clerk = office.visitor(), office.clerk()
    first = await asks_an_expert(office, maryam, FIRST)
    second = await asks_an_expert(office, maryam, SECOND)
    return maryam, clerk, first, second


def under(office: Office, reference: str) -> list[str]:
    """What stands under the card of a case: in its topic, or as replies to the card."""
    if office.group.is_forum:
        return [m.text for m in office.in_topic(reference) if not m.buttons]
    card = office.card(reference)
    return [m.text for m in office.in_group() if m.reply_to == card.id and not m.buttons]


def of(office: Office, msgid: str, reference: str) -> str:
    """The label of a button that names a case."""
    return office.t("fa").text(msgid, reference=reference)


async def is_the_same(office: Office, clerk: Clerk, ended: str, other: str) -> str | None:
    """The clerk picks the other case of the person on the card and says: the same."""
    await clerk.press(office.card(ended), CLOSE)
    await clerk.press(office.card(ended), DUPLICATE)
    offered = next(label for label in office.card(ended).labels if other in label)
    await clerk.press(office.card(ended), offered)
    return await clerk.press(office.card(ended), of(office, SAME, other))


async def by_number(office: Office, clerk: Clerk, ended: str, other: str, msgid: str) -> str | None:
    """The clerk types the number of the other case and presses a button below it."""
    await clerk.press(office.card(ended), CLOSE)
    await clerk.press(office.card(ended), DUPLICATE)
    if office.t("fa").text(BY_NUMBER) in office.card(ended).labels:
        await clerk.press(office.card(ended), BY_NUMBER)
    await clerk.replies(office.in_group()[-1], other)
    return await clerk.press(office.in_group()[-1], of(office, msgid, other))


async def test_two_cases_of_one_person_become_one(desk: Office) -> None:
    """The person is told once; what was written is read under the card that goes on."""
    maryam, clerk, first, second = await twice(desk)
    before = len(maryam.texts)

    toast = await is_the_same(desk, clerk, second, first)

    assert toast is not None
    assert first in toast
    assert (await desk.ticket(second)).status == Status.DUPLICATE
    told = maryam.texts[before:]
    assert len(told) == 1
    assert first in told[0]
    assert second in told[0]
    assert any(SECOND in text and second in text for text in under(desk, first))
    assert second in desk.card(first).text
    assert first in desk.card(second).text


async def test_what_the_person_still_writes_goes_to_the_case_that_goes_on(desk: Office) -> None:
    """Also in reply to a message about the case that ended."""
    maryam, clerk, first, second = await twice(desk)
    about_second = next(m for m in desk.world.messages(maryam.id) if second in m.text)
    await is_the_same(desk, clerk, second, first)

    await maryam.says("نرخ ساعت ده صبح را می‌خواهم", reply_to=about_second)
    assert first in maryam.last.text
    assert second not in maryam.last.text
    assert any("نرخ ساعت ده صبح را می‌خواهم" in text for text in under(desk, first))


async def test_a_reply_to_the_card_that_ended_answers_the_case_that_goes_on(
    desk: Office,
) -> None:
    """The person reads one number only, and the case that goes on has the answer.

    Its topic is closed: there only an administrator can still write.
    """
    maryam, clerk, first, second = await twice(desk)
    await is_the_same(desk, clerk, second, first)

    await desk.chief().replies(desk.card(second), "این در کار ما نیست.")

    assert maryam.sees("این در کار ما نیست.", first)
    assert (await desk.ticket(first)).status == Status.IN_REVIEW


async def test_the_person_sees_where_it_goes_on_and_can_part_the_two(desk: Office) -> None:
    """The view of the ended case leads to the other; reopened, it is a case of its own again."""
    maryam, clerk, first, second = await twice(desk)
    await is_the_same(desk, clerk, second, first)

    await maryam.says(f"/track {second}")
    assert first in maryam.last.text
    await maryam.presses("🔓 Reopen")
    assert (await desk.ticket(second)).status == Status.REOPENED
    about_second = next(m for m in reversed(desk.world.messages(maryam.id)) if second in m.text)
    await maryam.says("فقط بازار آزاد", reply_to=about_second)

    assert any("فقط بازار آزاد" in text for text in under(desk, second))


async def test_files_of_the_merged_case_stand_under_the_other_card(desk: Office) -> None:
    """A photo is shown again where the work goes on."""
    maryam, clerk, first, second = await twice(desk)
    about_second = next(m for m in desk.world.messages(maryam.id) if second in m.text)
    await maryam.sends("voice", data=b"words", reply_to=about_second)

    await is_the_same(desk, clerk, second, first)

    voices = [m for m in desk.in_group() if m.kind == "voice"]
    cards = [desk.card(second), desk.card(first)]
    if desk.group.is_forum:
        assert [m.thread_id for m in voices] == [card.thread_id for card in cards]
    else:
        assert [m.reply_to for m in voices] == [card.id for card in cards]


async def test_the_same_matter_of_somebody_else_is_not_revealed(desk: Office) -> None:
    """The person reads no number and no word of the other; staff see the link on both cards."""
    ali, maryam, clerk = desk.visitor(name="علی رضایی"), desk.visitor(), desk.clerk()
    first = await asks_an_expert(desk, ali, FIRST)
    second = await asks_an_expert(desk, maryam, SECOND)
    before = len(ali.texts)

    await by_number(desk, clerk, second, first, SAME)

    assert (await desk.ticket(second)).status == Status.DUPLICATE
    assert first not in "\n".join(maryam.texts)
    assert FIRST not in "\n".join(maryam.texts)
    assert len(ali.texts) == before
    assert first in desk.card(second).text
    assert second in desk.card(first).text
    await maryam.says(f"/track {second}")
    assert first not in maryam.last.text


async def test_staff_are_reminded_of_those_who_asked_the_same(desk: Office) -> None:
    """When the case is answered, the group reads whose case was closed as its duplicate."""
    ali, maryam, clerk = desk.visitor(name="علی رضایی"), desk.visitor(), desk.clerk()
    first = await asks_an_expert(desk, ali, FIRST)
    second = await asks_an_expert(desk, maryam, SECOND)
    await by_number(desk, clerk, second, first, SAME)

    await clerk.press(desk.card(first), CLOSE)
    await clerk.press(desk.card(first), "✅ Answered in full")

    reminder = next(m for m in reversed(desk.in_group()) if second in m.text and m.buttons)
    assert first in reminder.text
    await clerk.press(reminder, of(desk, "🔓 Reopen {reference}", second))
    await clerk.replies(desk.card(second), "پاسخ: این در کار ما نیست.")
    assert maryam.sees("پاسخ: این در کار ما نیست.", second)


async def test_cases_without_a_name_are_neither_offered_nor_merged(desk: Office) -> None:
    """A complaint without a name and a named case of the same person stay strangers to staff."""
    maryam, clerk = desk.visitor(), desk.clerk()
    named = await asks_an_expert(desk, maryam, FIRST)
    await maryam.says("/complaint")
    hidden = await files_anonymously(desk, maryam)

    await clerk.press(desk.card(named), CLOSE)
    await clerk.press(desk.card(named), DUPLICATE)
    assert hidden not in " ".join(desk.card(named).labels)
    await clerk.replies(desk.in_group()[-1], hidden)
    await clerk.press(desk.in_group()[-1], of(desk, SAME, hidden))

    assert (await desk.ticket(named)).status == Status.DUPLICATE
    assert hidden not in maryam.last.text


async def files_anonymously(office: Office, maryam: Citizen) -> str:
    """The complaint form to its end, without a name."""
    known = {one.reference for one in await office.tickets()}
    answers = (">Without my name", ">Delay, no answer", None, "کسی پاسخ نمی‌دهد.", None, None)
    await maryam.fills(*answers, ">📨 Submit")
    return next(one.reference for one in await office.tickets() if one.reference not in known)


async def test_a_wrong_number_is_told_and_can_be_typed_again(desk: Office) -> None:
    """The reply to "there is no such case" is read as a number again; itself is refused."""
    _, clerk, first, second = await twice(desk)
    await clerk.press(desk.card(second), CLOSE)
    await clerk.press(desk.card(second), DUPLICATE)
    await clerk.press(desk.card(second), BY_NUMBER)
    await clerk.replies(desk.in_group()[-1], "Q-1405-XXXXXX")
    await clerk.replies(desk.in_group()[-1], second)
    toast = await clerk.press(desk.in_group()[-1], of(desk, SAME, second))
    assert toast == desk.t("fa").text(
        "A case cannot be joined to itself, nor to one that goes on in it."
    )
    assert (await desk.ticket(second)).status == Status.NEW
    await clerk.press(desk.card(second), "◀️ Back")
    await by_number(desk, clerk, second, first, SAME)
    assert (await desk.ticket(second)).status == Status.DUPLICATE


async def test_linked_cases_lead_to_each_other_and_stay_open(desk: Office) -> None:
    """Both cards name the other; the history of the other is shown on a press."""
    _, clerk, first, second = await twice(desk)

    await by_number(desk, clerk, second, first, ONLY_LINK)

    assert (await desk.ticket(second)).status == Status.NEW
    assert first in desk.card(second).text
    assert second in desk.card(first).text
    decided = of(desk, ONLY_LINK, first)
    assert not any(decided in m.labels for m in desk.in_group())
    await clerk.press(desk.card(second), HISTORY)
    assert any(first in text and FIRST in text for text in under(desk, second))


async def test_the_earlier_deadline_counts_for_the_merged_case(timed: Office) -> None:
    """The later case goes on and is due when the earlier one was: on its card, for its person."""
    maryam, clerk = timed.visitor(), timed.clerk()
    first = await asks(timed, maryam, FIRST)
    due = (await timed.ticket(first)).resolution_due_at
    await passes(timed, TUESDAY, "09:00")
    second = await asks(timed, maryam, SECOND)
    assert due is not None
    assert (await timed.ticket(second)).resolution_due_at != due

    await is_the_same(timed, clerk, first, second)

    ticket = await timed.ticket(second)
    assert ticket.resolution_due_at == due
    last_day = timed.t("fa").date(due_words.last_day(due, timed.t("fa")))
    assert last_day in timed.card(second).text
    await maryam.says(f"/track {second}")
    assert last_day in maryam.last.text
