"""Ready replies: picked under a card or by typing the bot's name, written by supervisors."""

from __future__ import annotations

from datetime import timedelta

from bot.playground.records import InlineQuery, Message
from storage import desk_log
from storage.tickets.states import Status
from tests.office import Clerk, Office
from tests.stories import timed as timing
from tests.stories.asking import asks_an_expert

READY = "💬 Ready reply…"
ADD = "➕ New ready reply"
SEND, DROP, UNDO = "📨 Send to the person", "↩️ Do not send", "↩️ Do not send"


def newest(office: Office, button: str) -> Message:
    """The newest message of the group with a button, named by msgid."""
    return next(one for one in reversed(office.in_group()) if office.label_of(one, button))


def last_prompt(office: Office) -> Message:
    """What the bot said last in the group."""
    return office.in_group()[-1]


async def chooses(clerk: Clerk, reference: str, title: str) -> Message:
    """Choose a ready reply under a card; returns what the person would read."""
    await clerk.press(clerk.office.card(reference), READY)
    await clerk.press(clerk.office.card(reference), title)
    return newest(clerk.office, SEND)


async def test_a_reply_of_the_card_is_shown_then_sent_and_can_be_undone(desk: Office) -> None:
    """The person reads it in their words: number and office filled in, no slot left open."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)

    shown = await chooses(clerk, reference, "در دست بررسی")
    assert reference in shown.text
    assert not maryam.sees("در دست بررسی است")
    await clerk.press(shown, SEND, waits=False)
    assert not maryam.sees("در دست بررسی است")
    await clerk.press(newest(desk, UNDO), UNDO)
    desk.clock.advance(timedelta(minutes=1))
    await desk.settle()
    assert not maryam.sees("در دست بررسی است")

    again = await chooses(clerk, reference, "در دست بررسی")
    await clerk.press(again, SEND)

    said = next(text for text in maryam.texts if "در دست بررسی است" in text)
    assert reference in said
    assert "استان قم" in said or "قم" in said
    assert "{" not in said
    assert (await desk.ticket(reference)).holder_id == clerk.person.id


async def test_a_shown_reply_is_sent_once(desk: Office) -> None:
    """Two presses, or a colleague's at the same moment: one message."""
    maryam, clerk, colleague = desk.visitor(), desk.clerk("زهرا"), desk.clerk("علی")
    reference = await asks_an_expert(desk, maryam)
    shown = await chooses(clerk, reference, "در دست بررسی")
    button = shown.buttons[0][0]

    clerk.person.presses(shown, button)
    colleague.person.presses(shown, button)
    await desk.settle()

    assert len([one for one in maryam.texts if "در دست بررسی است" in one]) == 1


async def test_a_dropped_reply_loses_its_buttons(desk: Office) -> None:
    """Nothing leaves."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)
    shown = await chooses(clerk, reference, "در دست بررسی")

    await clerk.press(shown, DROP)

    assert not shown.buttons
    assert not maryam.sees("در دست بررسی است")


async def test_a_ready_question_lets_the_case_wait(desk: Office) -> None:
    """It asks back, as the button does; what fits no ended case is not offered there."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)

    await clerk.press(await chooses(clerk, reference, "پرسش: کدام سال‌ها"), SEND)

    assert (await desk.ticket(reference)).status == Status.WAITING_PERSON
    assert maryam.sees("کدام سال یا سال‌ها", reference)


async def test_a_deadline_is_named_only_where_the_person_is_told_one(desk: Office) -> None:
    """The office has set itself none here, so the reply about it is not offered."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)
    await clerk.press(desk.card(reference), READY)
    shown = desk.card(reference).labels
    assert "در دست بررسی" in shown
    assert "موعد پاسخ" not in shown

    query = await typed(clerk, "موعد")
    clerk.person.picks(query, "ready.deadline", desk.group, reply_to=desk.card(reference))
    await desk.settle()

    assert not any("{deadline}" in text for text in maryam.texts)
    told = "{reference}: this ready reply names what the case does not have. Nothing was sent."
    last = desk.in_group()[-1].text.replace("\u2068", "").replace("\u2069", "")
    assert last == desk.t("fa").text(told, reference=reference).translate(
        {0x2068: None, 0x2069: None}
    )


async def test_the_due_day_is_filled_in(timed: Office) -> None:
    """Where the office shows its own deadline, the reply names the day."""
    maryam, clerk = timed.visitor(), timed.clerk()
    reference = await timing.asks(timed, maryam)
    ticket = await timed.ticket(reference)
    assert ticket.resolution_due_at is not None

    await clerk.press(await chooses(clerk, reference, "موعد پاسخ"), SEND)

    due = timed.t("fa").date((ticket.resolution_due_at - timedelta(seconds=1)).date())
    assert maryam.sees("موعدی که", due)


async def typed(clerk: Clerk, words: str) -> InlineQuery:
    """Type after the bot's name in the staff group."""
    query = clerk.person.asks_inline(words, clerk.office.group)
    await clerk.office.settle()
    assert query.is_answered
    return query


async def test_a_typed_reply_reaches_the_person_in_their_language(desk: Office) -> None:
    """The clerk picks it in Persian in reply to the card, the person reads it in English."""
    john, clerk = desk.visitor("en", "John Smith"), desk.clerk()
    await clerk.says("/open")
    reference = await asks_an_expert(desk, john, "What is the price of gold bars in Mars?")
    query = await typed(clerk, "در دست")
    assert (query.results or [{}])[0]["id"] == "ready.greeting"

    clerk.person.picks(query, "ready.greeting", desk.group, reply_to=desk.card(reference))
    await desk.settle()

    assert john.sees("is being looked at by", reference)
    assert not any("{" in text for text in john.texts)


async def test_ready_replies_are_offered_to_staff_in_groups_only(office: Office) -> None:
    """Not to citizens, and not in private."""
    maryam, clerk = office.visitor(), office.clerk()
    await clerk.says("/open")
    family = office.world.group("خانواده", members=[maryam.person])
    mine = clerk.person.asks_inline("در دست")
    await office.settle()
    for query in (await maryam.types("در دست", family), mine):
        assert not any(one["id"].startswith("ready.") for one in query.results or [])


async def test_a_typed_reply_in_a_topic_is_shown_first(forum: Office) -> None:
    """It answers nothing, so it is neither a note nor sent at once."""
    maryam, clerk = forum.visitor(), forum.clerk()
    reference = await asks_an_expert(forum, maryam)
    await clerk.says("/open")
    query = await typed(clerk, "در دست")
    thread = forum.topic(reference).id

    clerk.person.picks(query, "ready.greeting", forum.group, thread=thread)
    await forum.settle()

    shown = newest(forum, SEND)
    assert shown.thread_id == thread
    await clerk.press(shown, SEND)
    assert maryam.sees("در دست بررسی است", reference)


async def test_a_typed_reply_alone_is_explained(office: Office) -> None:
    """In a flat group, without a card it replies to."""
    clerk = office.clerk()
    await clerk.says("/open")
    query = await typed(clerk, "در دست")
    clerk.person.picks(query, "ready.greeting", office.group)
    await office.settle()
    told = "This is a ready reply. To send it, reply with it to the card of a case."
    assert office.in_group()[-1].text == office.t("fa").text(told)


async def test_a_supervisor_writes_one_and_everybody_uses_it(desk: Office) -> None:
    """Title and text; it is offered at once, and the log says who wrote it."""
    maryam, clerk, chief = desk.visitor(), desk.clerk(), desk.chief()
    reference = await asks_an_expert(desk, maryam)
    await chief.says("/replies")
    await chief.press(newest(desk, ADD), ADD)
    await chief.replies(last_prompt(desk), "ساعت کار\n{name}، پروندهٔ {reference} فردا بررسی می‌شود.")

    await clerk.press(await chooses(clerk, reference, "ساعت کار"), SEND)

    assert maryam.sees("فردا بررسی می‌شود", reference)
    async with desk.running.database.transaction() as tx:
        (last, *_) = await desk_log.latest(tx)
    assert (last.act, last.actor_id) == ("ready_reply", 900)


async def test_an_unknown_slot_is_refused_with_the_known_ones(desk: Office) -> None:
    """Nothing is kept of it."""
    chief = desk.chief()
    await chief.says("/replies")
    await chief.press(newest(desk, ADD), ADD)
    await chief.replies(last_prompt(desk), "تلفن\nشمارهٔ ما {phone} است.")
    told = last_prompt(desk).text
    assert "{phone}" in told
    assert "{deadline}" in told
    await chief.says("/replies")
    assert not any("تلفن" in one.labels for one in desk.in_group())


async def test_only_a_supervisor_changes_them(desk: Office) -> None:
    """A clerk looks at them; removing one takes it from the cards."""
    clerk, chief = desk.clerk(), desk.chief()
    await clerk.says("/replies")
    await clerk.press(newest(desk, ADD), "سپاس از نظر شما")
    toast = await clerk.press(newest(desk, "🗑 Remove"), "🗑 Remove")
    assert toast == desk.t("fa").text("Only supervisors can do this.")

    await chief.press(newest(desk, "🗑 Remove"), "🗑 Remove")

    assert "سپاس از نظر شما" not in newest(desk, ADD).labels


async def test_a_reworded_reply_keeps_its_other_languages(desk: Office) -> None:
    """A supervisor says it differently in Persian; English stays."""
    chief = desk.chief()
    await chief.says("/replies")
    await chief.press(newest(desk, ADD), "سپاس از نظر شما")
    await chief.press(newest(desk, "🗑 Remove"), "✏️ فارسی")
    await chief.replies(last_prompt(desk), "{name}، سپاسگزاریم.")
    shown = newest(desk, "🗑 Remove").text
    assert "سپاسگزاریم." in shown
    assert "thank you for sharing your view" in shown
