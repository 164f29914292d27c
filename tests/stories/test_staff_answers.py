"""The staff group: cards, taking, replies, asking back, closing, and the person's verdict."""

from __future__ import annotations

from storage.tickets.states import Status
from tests.office import Office
from tests.stories.asking import QUESTION, asks_an_expert


async def test_reply_to_the_card_reaches_the_person_and_is_marked(desk: Office) -> None:
    """A reply to the card arrives in the private chat, and the clerk's message gets a 👍."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam, QUESTION)

    answer = await clerk.replies(desk.card(reference), "قیمت ارز در کار ما نیست.")

    assert maryam.sees("قیمت ارز در کار ما نیست.", reference)
    assert answer.emojis == ["👍"]
    assert (await desk.ticket(reference)).status == Status.IN_REVIEW
    assert clerk.person.user.full_name in desk.card(reference).text


async def test_plain_message_in_the_group_goes_nowhere(desk: Office) -> None:
    """What staff write among themselves never reaches a person."""
    maryam, clerk = desk.visitor(), desk.clerk()
    await asks_an_expert(desk, maryam, QUESTION)
    before = len(maryam.texts)

    await clerk.says("این را چه کسی جواب می‌دهد؟")

    assert len(maryam.texts) == before


async def test_two_clerks_take_and_the_second_is_told_who(desk: Office) -> None:
    """One wins; the other sees the holder's name and changes nothing."""
    maryam, first, second = desk.visitor(), desk.clerk("زهرا"), desk.clerk("علی")
    reference = await asks_an_expert(desk, maryam, QUESTION)

    card = desk.card(reference)
    await first.press(card, "✋ Take")
    taken = next(b for m in card.old_markups for row in m["inline_keyboard"] for b in row)
    toast = await second.press(card, taken["text"], stale=True)

    assert toast is not None
    assert "زهرا" in toast
    assert (await desk.ticket(reference)).holder_name == "زهرا"


async def test_asking_back_and_the_answer_of_the_person(desk: Office) -> None:
    """The question goes to the person, the state waits, the answer comes under the card."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam, QUESTION)

    await clerk.press(desk.card(reference), "❓ Ask back")
    await clerk.replies(desk.in_group()[-1], "کدام روز را می‌خواهید؟")
    assert (await desk.ticket(reference)).status == Status.WAITING_PERSON
    await maryam.says("همین امروز")

    assert (await desk.ticket(reference)).status == Status.IN_REVIEW
    assert any("همین امروز" in m.text and reference in m.text for m in desk.in_group())


async def test_closing_asks_the_person_who_confirms(desk: Office) -> None:
    """Closed in full; the person presses "everything received" and the case is closed."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam, QUESTION)

    await clerk.press(desk.card(reference), "✅ Close…")
    await clerk.press(desk.card(reference), "✅ Answered in full")
    assert (await desk.ticket(reference)).status == Status.ANSWERED_FULL
    await maryam.presses("✅ I received everything I asked for")

    ticket = await desk.ticket(reference)
    assert (ticket.status, ticket.outcome) == (Status.CLOSED, "all")


async def test_dispute_opens_the_case_again_and_tells_the_group(desk: Office) -> None:
    """The verdict "no answer" reopens, and staff read why."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam, QUESTION)
    await clerk.press(desk.card(reference), "✅ Close…")
    await clerk.press(desk.card(reference), "📭 We do not hold it")
    await clerk.press(desk.card(reference), "📭 Close without naming a body")

    await maryam.presses("❌ I received no answer")

    assert (await desk.ticket(reference)).status == Status.REOPENED
    objection = desk.t("fa").text("❌ I received no answer")
    assert any(reference in m.text and objection in m.text for m in desk.in_group())


async def test_refusal_needs_a_reason_and_the_person_reads_it(desk: Office) -> None:
    """Refusing asks for the words first; they reach the person."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam, QUESTION)

    await clerk.press(desk.card(reference), "⛔️ Refuse…")
    await clerk.press(desk.card(reference), "✍️ In my own words")
    assert (await desk.ticket(reference)).status == Status.NEW
    await clerk.replies(desk.in_group()[-1], "این آمار محرمانه است.")

    assert (await desk.ticket(reference)).status == Status.REFUSED
    assert maryam.sees("این آمار محرمانه است.")


async def test_answer_to_somebody_who_blocked_the_bot_is_reported(desk: Office) -> None:
    """The group learns that the answer did not arrive."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam, QUESTION)
    maryam.person.blocks()
    await desk.settle()

    answer = await clerk.replies(desk.card(reference), "سلام")

    warning = desk.in_group()[-1]
    assert warning.reply_to == answer.id
    assert reference in warning.text
    assert answer.emojis == []


async def test_edited_answer_is_edited_for_the_person(desk: Office) -> None:
    """A corrected answer replaces the one that was sent."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam, QUESTION)
    answer = await clerk.replies(desk.card(reference), "نوشتهٔ نادرست")

    clerk.person.edits(answer, "نوشتهٔ درست")
    await desk.settle()

    assert maryam.sees("نوشتهٔ درست")
    assert not maryam.sees("نوشتهٔ نادرست")


async def test_stranger_cannot_press_a_card(desk: Office) -> None:
    """Only members of the staff group act as staff; a forged press changes nothing."""
    maryam, stranger = desk.visitor(), desk.visitor(name="بیگانه")
    reference = await asks_an_expert(desk, maryam, QUESTION)
    ticket = await desk.ticket(reference)

    await stranger.says("سلام")
    await stranger.press(stranger.last, f"s|take|{ticket.id}", forged=True)
    await stranger.press(stranger.last, f"t|withdraw-yes|{ticket.id}", forged=True)

    assert (await desk.ticket(reference)).status == Status.NEW
    assert not any(reference in text for text in stranger.texts)


async def test_reference_alone_opens_nothing_of_somebody_else(desk: Office) -> None:
    """The same words answer a number of somebody else and one that does not exist."""
    maryam, stranger = desk.visitor(), desk.visitor(name="بیگانه")
    reference = await asks_an_expert(desk, maryam, QUESTION)

    await stranger.says(f"/track {reference}")
    foreign = stranger.last.text
    await stranger.starts(f"t_{reference}")

    assert stranger.last.text == foreign
    assert QUESTION not in "\n".join(stranger.texts)
    await maryam.says(f"/track {reference.lower().replace('-', ' ')}")
    assert QUESTION in maryam.last.text


async def test_albums_pass_both_ways_together(desk: Office) -> None:
    """Two photos in one album arrive as one album on the other side."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam, QUESTION)
    card = desk.card(reference)

    parts = [{"kind": "photo", "data": b"1"}, {"kind": "photo", "data": b"2"}]
    clerk.person.sends_album(parts, desk.group, caption="دو جدول", reply_to=card)
    await desk.settle()

    photos = [m for m in desk.world.messages(maryam.id, from_bot=True) if m.kind == "photo"]
    assert len(photos) == 2
    assert len({m.media_group_id for m in photos}) == 1
    assert "دو جدول" in photos[0].text


async def test_group_that_became_a_supergroup_keeps_working(office: Office) -> None:
    """After the migration new cards arrive in the supergroup."""
    maryam = office.visitor()
    founder = office.world.person(900)
    office.world.migrate(office.group, founder)
    await office.settle()

    reference = await asks_an_expert(office, maryam, QUESTION)

    assert any(reference in m.text for m in office.world.messages(office.world.staff_chat_id))


async def test_staff_lists(desk: Office) -> None:
    """/open lists what is open, /find shows the one that was looked for."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam, QUESTION)

    await clerk.says("/open")
    assert reference in desk.in_group()[-1].text
    await clerk.says(f"/find {reference}")
    assert desk.in_group()[-1].buttons
    await clerk.says("/find چیزی که نیست")
    assert reference not in desk.in_group()[-1].text


async def test_person_edits_what_they_added_and_the_group_sees_it(desk: Office) -> None:
    """An edited message of the person is edited under the card, too."""
    maryam = desk.visitor()
    reference = await asks_an_expert(desk, maryam, QUESTION)
    await maryam.says(f"/track {reference}")
    added = maryam.person.says("نرخ نیمایی", reply_to=maryam.last)
    await desk.settle()

    maryam.person.edits(added, "نرخ بازار آزاد")
    await desk.settle()

    group = "\n".join(m.text for m in desk.in_group())
    assert "نرخ بازار آزاد" in group
    assert "نرخ نیمایی" not in group


async def test_outcome_is_asked_once(desk: Office) -> None:
    """After the verdict its buttons are gone, and an old press changes nothing."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam, QUESTION)
    await clerk.press(desk.card(reference), "✅ Close…")
    await clerk.press(desk.card(reference), "✅ Answered in full")
    asked = maryam.last
    await maryam.presses("✅ I received everything I asked for")

    assert asked.labels == []
    toast = await maryam.press(asked, maryam.label("✋ I object"), stale=True)
    assert toast
    assert (await desk.ticket(reference)).status == Status.CLOSED


async def test_holder_who_takes_again_disturbs_nobody(desk: Office) -> None:
    """A double press of "take" tells the person once."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam, QUESTION)
    card = desk.card(reference)
    await clerk.press(card, "✋ Take")
    told = len(maryam.texts)

    taken = next(b for m in card.old_markups for row in m["inline_keyboard"] for b in row)
    await clerk.press(card, taken["text"], stale=True)

    assert len(maryam.texts) == told
