"""A reply of staff can be undone for some seconds, edited meanwhile, taken back afterwards."""

from __future__ import annotations

from datetime import timedelta

from storage.tickets.states import Action, Status
from tests import office as offices
from tests.office import Office
from tests.stories.asking import asks_an_expert

ANSWER = "قیمت ارز در کار ما نیست."
UNDO, NOW = "↩️ Do not send", "📨 Send now"


async def test_a_reply_leaves_after_twenty_seconds(desk: Office) -> None:
    """Until then the person has nothing; afterwards the notice about it is gone, and a 👍 there."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)

    answer = await clerk.replies(desk.card(reference), ANSWER, waits=False)
    notice = desk.in_group()[-1]
    assert desk.label_of(notice, UNDO)
    assert not maryam.sees(ANSWER, reference)
    desk.clock.advance(timedelta(seconds=19))
    await desk.settle(waits=False)
    assert not maryam.sees(ANSWER, reference)

    desk.clock.advance(timedelta(seconds=1))
    await desk.settle(waits=False)
    assert maryam.sees(ANSWER, reference)
    assert answer.emojis == ["👍"]
    assert notice.is_deleted


async def test_a_reply_is_undone_by_a_button(desk: Office) -> None:
    """Nothing reaches the person, nothing stands in the log; the ticket stays with the clerk."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)
    await clerk.replies(desk.card(reference), "پاسخ نسنجیده", waits=False)

    await clerk.press(desk.in_group()[-1], UNDO, waits=False)
    desk.clock.advance(timedelta(minutes=1))
    await desk.settle()

    assert not maryam.sees("پاسخ نسنجیده")
    ticket = await desk.ticket(reference)
    assert ticket.holder_id == clerk.person.id
    acts = [event.action for event in await desk.events(ticket)]
    assert acts == [Action.OPEN, Action.TAKE]
    assert desk.in_group()[-1].labels == []


async def test_a_reply_leaves_at_once_by_a_button(desk: Office) -> None:
    """Who is sure need not wait; a second press of a button does nothing."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)
    await clerk.replies(desk.card(reference), ANSWER, waits=False)
    notice = desk.in_group()[-1]

    await clerk.press(notice, NOW, waits=False)
    data = next(b["callback_data"] for row in notice.buttons for b in row)
    toast = await clerk.press(notice, data, forged=True)

    assert toast == clerk.label("This has been decided already.")
    assert len([text for text in maryam.texts if ANSWER in text and reference in text]) == 1


async def test_what_waits_survives_a_restart(office: Office) -> None:
    """The program dies within the twenty seconds: the reply leaves at its time all the same."""
    maryam, clerk = office.visitor(), office.clerk()
    reference = await asks_an_expert(office, maryam)
    await clerk.replies(office.card(reference), ANSWER, waits=False)

    await offices.restart(office)
    await office.settle(waits=False)
    assert not maryam.sees(ANSWER, reference)
    office.clock.advance(timedelta(seconds=20))
    await office.settle(waits=False)

    assert maryam.sees(ANSWER, reference)


async def test_an_edit_before_it_leaves_changes_what_leaves(desk: Office) -> None:
    """The person sees the last words only, and no "edited"."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)
    answer = await clerk.replies(desk.card(reference), "پاسخ نادرست", waits=False)

    clerk.person.edits(answer, "پاسخ درست")
    await desk.settle()

    assert maryam.sees("پاسخ درست", reference)
    assert not maryam.sees("پاسخ نادرست")
    edited = desk.t("fa").text("✉️ The office about your case {reference} (edited):", reference="")
    assert not any(edited.strip(" ():") in text for text in maryam.texts)


async def test_undoing_a_question_back_leaves_the_state_alone(desk: Office) -> None:
    """A question that was not sent keeps nobody waiting."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)
    await clerk.press(desk.card(reference), "❓ Ask back")
    await clerk.replies(desk.in_group()[-1], "کدام سال؟", waits=False)

    await clerk.press(desk.in_group()[-1], UNDO, waits=False)
    await desk.settle()

    assert (await desk.ticket(reference)).status == Status.IN_REVIEW
    assert not maryam.sees("کدام سال؟")


async def test_the_person_withdraws_while_a_reply_waits(desk: Office) -> None:
    """A refusal cannot be sent any more; the clerk is told, and the person reads nothing."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)
    await clerk.press(desk.card(reference), "⛔️ Refuse…")
    await clerk.press(desk.card(reference), "✍️ In my own words")
    await clerk.replies(desk.in_group()[-1], "محرمانه است", waits=False)

    maryam.person.says(f"/track {reference}")
    await desk.settle(waits=False)
    await maryam.presses("🗑 Withdraw", waits=False)
    await maryam.presses("🗑 Yes, withdraw", waits=False)
    await desk.settle()

    assert not maryam.sees("محرمانه است")
    withdrawn = desk.t("fa").text("withdrawn")
    assert any(reference in m.text and withdrawn in m.text for m in desk.in_group()[-2:])


async def test_an_album_waits_and_leaves_as_one(desk: Office) -> None:
    """Two photos, one notice, one album; undone, neither is sent."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)
    parts = [{"kind": "photo", "data": b"1"}, {"kind": "photo", "data": b"2"}]

    clerk.person.sends_album(parts, desk.group, caption="دو جدول", reply_to=desk.card(reference))
    await desk.settle(waits=False)
    notices = [m for m in desk.in_group() if desk.label_of(m, UNDO)]
    assert len(notices) == 1
    await desk.settle()

    photos = [m for m in desk.world.messages(maryam.id, from_bot=True) if m.kind == "photo"]
    assert len(photos) == 2
    assert len({m.media_group_id for m in photos}) == 1
    assert "دو جدول" in photos[0].text


async def test_an_answer_is_taken_back_from_the_person(desk: Office) -> None:
    """/delete in reply to one's own answer: gone there, the 👍 too, and the log tells it."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)
    answer = await clerk.replies(desk.card(reference), "پاسخی برای کسی دیگر")
    assert maryam.sees("پاسخی برای کسی دیگر")

    await clerk.replies(answer, "/delete")

    assert not maryam.sees("پاسخی برای کسی دیگر")
    assert answer.emojis == []
    ticket = await desk.ticket(reference)
    assert (await desk.events(ticket))[-1].action == Action.RETRACT
    clerk.person.edits(answer, "و این هم نه")
    await desk.settle()
    assert not maryam.sees("و این هم نه")


async def test_delete_before_it_leaves_undoes_it(desk: Office) -> None:
    """The command does what the button does."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)
    answer = await clerk.replies(desk.card(reference), "پاسخ نسنجیده", waits=False)

    await clerk.replies(answer, "/delete")

    assert not maryam.sees("پاسخ نسنجیده")


async def test_only_who_wrote_it_or_a_supervisor_takes_an_answer_back(desk: Office) -> None:
    """A colleague is told so; a supervisor may."""
    maryam, clerk, colleague = desk.visitor(), desk.clerk("زهرا"), desk.clerk("علی")
    reference = await asks_an_expert(desk, maryam)
    answer = await clerk.replies(desk.card(reference), ANSWER)

    await colleague.replies(answer, "/delete")
    assert maryam.sees(ANSWER, reference)
    await colleague.replies(desk.card(reference), "/delete")
    assert maryam.sees(ANSWER, reference)
    await desk.chief().replies(answer, "/delete")
    assert not maryam.sees(ANSWER)


async def test_after_two_days_an_answer_stays(desk: Office) -> None:
    """Telegram deletes only what is younger (Bot API, deleteMessage); the clerk is told."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)
    answer = await clerk.replies(desk.card(reference), ANSWER)
    desk.clock.advance(timedelta(hours=49))

    await clerk.replies(answer, "/delete")

    assert maryam.sees(ANSWER, reference)
    told = "{reference}: not taken back; Telegram deletes only what is under two days old."
    words = desk.t("fa").text(told, reference="").rpartition(": ")[2]
    assert any(words in m.text for m in desk.in_group())
