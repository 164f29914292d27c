"""Colleagues at one desk: one holder, handing over, collisions, faceless administrators, notes."""

from __future__ import annotations

from storage.tickets import queries
from storage.tickets.states import Action, Status
from storage.tickets.tables import Direction, TicketMessage
from tests.office import Clerk, Office
from tests.stories.asking import asks_an_expert

TAKE, HAND = "✋ Take", "👥 Hand over…"


async def notes(office: Office, reference: str) -> list[TicketMessage]:
    """The internal notes of a ticket."""
    ticket = await office.ticket(reference)
    async with office.running.database.transaction() as tx:
        written = await queries.messages(tx, ticket.id)
    return [one for one in written if one.direction == Direction.NOTE]


async def hands_over(office: Office, by: Clerk, reference: str, to: Clerk) -> str | None:
    """Press "hand over" on the card, then the colleague; returns the toast."""
    await by.press(office.card(reference), HAND)
    return await by.press(office.card(reference), f"👤 {to.person.user.full_name}")


async def test_a_ticket_is_handed_to_a_colleague_who_is_told(desk: Office) -> None:
    """The card names the new holder, who is mentioned; the person hears nothing of it."""
    maryam, zahra, ali = desk.visitor(), desk.clerk("زهرا"), desk.clerk("علی")
    reference = await asks_an_expert(desk, maryam)
    await ali.says("/open")
    await zahra.press(desk.card(reference), TAKE)
    told = len(maryam.texts)

    toast = await hands_over(desk, zahra, reference, ali)

    assert toast is not None
    assert "علی" in toast
    ticket = await desk.ticket(reference)
    assert (ticket.holder_id, ticket.status) == (ali.person.id, Status.IN_REVIEW)
    assert "علی" in desk.card(reference).text
    mention = desk.in_group()[-1]
    assert any(e.get("user", {}).get("id") == ali.person.id for e in mention.entities)
    assert len(maryam.texts) == told
    assert (await desk.events(ticket))[-1].data == {"from": zahra.person.id, "to": ali.person.id}


async def test_only_its_holder_or_a_supervisor_hands_over_and_releases(desk: Office) -> None:
    """Others are told who holds it; a supervisor may move a forgotten case."""
    maryam, zahra, ali = desk.visitor(), desk.clerk("زهرا"), desk.clerk("علی")
    chief = desk.chief()
    reference = await asks_an_expert(desk, maryam)
    await zahra.press(desk.card(reference), TAKE)
    ticket = await desk.ticket(reference)

    for button in (HAND, "↩️ Release"):
        toast = await ali.press(desk.card(reference), button)
        assert toast is not None
        assert "زهرا" in toast
    forged = f"s|give|{ticket.id}|{ali.person.id}"
    await ali.press(desk.card(reference), forged, forged=True)
    assert (await desk.ticket(reference)).holder_id == zahra.person.id

    await hands_over(desk, chief, reference, ali)
    assert (await desk.ticket(reference)).holder_id == ali.person.id
    await chief.press(desk.card(reference), "↩️ Release")
    assert (await desk.ticket(reference)).holder_id is None


async def test_who_left_the_group_gets_no_ticket(desk: Office) -> None:
    """An old list of colleagues still shows them; pressing says why not."""
    maryam, zahra, ali = desk.visitor(), desk.clerk("زهرا"), desk.clerk("علی")
    reference = await asks_an_expert(desk, maryam)
    await ali.says("/open")
    await zahra.press(desk.card(reference), HAND)
    ali.person.leaves(desk.group)
    await desk.settle()

    toast = await zahra.press(desk.card(reference), "👤 علی")

    assert toast == zahra.label("This colleague is no longer in the group.")
    assert (await desk.ticket(reference)).holder_id is None


async def test_a_reply_to_a_colleagues_ticket_is_asked_about_first(desk: Office) -> None:
    """Nothing leaves until the writer decides; sent anyway, the holder stays."""
    maryam, zahra, ali = desk.visitor(), desk.clerk("زهرا"), desk.clerk("علی")
    reference = await asks_an_expert(desk, maryam)
    await zahra.press(desk.card(reference), TAKE)

    await ali.replies(desk.card(reference), "پاسخ علی")
    question = desk.in_group()[-1]
    assert "زهرا" in question.text
    assert not maryam.sees("پاسخ علی")

    await ali.press(question, "📨 Send anyway")
    assert maryam.sees("پاسخ علی", reference)
    assert (await desk.ticket(reference)).holder_id == zahra.person.id
    assert question.is_deleted


async def test_the_writer_takes_over_and_the_holder_is_told(desk: Office) -> None:
    """One press: the ticket changes hands and the reply leaves."""
    maryam, zahra, ali = desk.visitor(), desk.clerk("زهرا"), desk.clerk("علی")
    reference = await asks_an_expert(desk, maryam)
    await zahra.press(desk.card(reference), TAKE)
    await ali.replies(desk.card(reference), "پاسخ علی")

    await ali.press(desk.in_group()[-1], "✋ Take over and send")

    assert maryam.sees("پاسخ علی", reference)
    assert (await desk.ticket(reference)).holder_id == ali.person.id
    mentioned = [e.get("user", {}).get("id") for m in desk.in_group() for e in m.entities]
    assert zahra.person.id in mentioned


async def test_the_text_can_be_kept_as_a_note_or_dropped(desk: Office) -> None:
    """A note is counted on the card; the person sees neither."""
    maryam, zahra, ali = desk.visitor(), desk.clerk("زهرا"), desk.clerk("علی")
    reference = await asks_an_expert(desk, maryam)
    await zahra.press(desk.card(reference), TAKE)

    await ali.replies(desk.card(reference), "شاید این کمک کند")
    await ali.press(desk.in_group()[-1], "📝 Only a note")
    await ali.replies(desk.card(reference), "نه، این نه")
    await ali.press(desk.in_group()[-1], "↩️ Do not send")

    assert [one.text for one in await notes(desk, reference)] == ["شاید این کمک کند"]
    counted = desk.t("fa").plural("📝 {n} internal note", "📝 {n} internal notes", 1)
    assert counted in desk.card(reference).text
    assert not maryam.sees("کمک کند")
    assert not maryam.sees("این نه")


async def test_nobody_else_decides_on_a_reply(desk: Office) -> None:
    """The holder cannot send a colleague's words; a supervisor can."""
    maryam, zahra, ali = desk.visitor(), desk.clerk("زهرا"), desk.clerk("علی")
    reference = await asks_an_expert(desk, maryam)
    await zahra.press(desk.card(reference), TAKE)
    await ali.replies(desk.card(reference), "پاسخ علی")
    question = desk.in_group()[-1]

    toast = await zahra.press(question, "📨 Send anyway")
    assert toast is not None
    assert "علی" in toast
    assert not maryam.sees("پاسخ علی")
    await desk.chief().press(question, "📨 Send anyway")
    assert maryam.sees("پاسخ علی", reference)


async def test_two_replies_at_the_same_time_are_noticed(desk: Office) -> None:
    """While one clerk's reply waits, a second clerk's is asked about."""
    maryam, zahra, ali = desk.visitor(), desk.clerk("زهرا"), desk.clerk("علی")
    reference = await asks_an_expert(desk, maryam)
    await zahra.replies(desk.card(reference), "پاسخ زهرا", waits=False)

    await ali.replies(desk.card(reference), "پاسخ علی", waits=False)
    await desk.settle()

    assert maryam.sees("پاسخ زهرا")
    assert not maryam.sees("پاسخ علی")


async def test_a_faceless_administrator_is_asked_to_press(desk: Office) -> None:
    """What is written as the group leaves when somebody presses; the log has a name then."""
    maryam, chief = desk.visitor(), desk.chief()
    reference = await asks_an_expert(desk, maryam)

    await chief.replies(desk.card(reference), "پاسخ دفتر", anonymous=True)
    assert not maryam.sees("پاسخ دفتر")
    await chief.press(desk.in_group()[-1], "📨 Send as me")

    assert maryam.sees("پاسخ دفتر", reference)
    ticket = await desk.ticket(reference)
    assert ticket.holder_id == chief.person.id
    last = (await desk.events(ticket))[-1]
    assert (last.action, last.actor_id) == (Action.ANSWER, chief.person.id)


async def test_a_faceless_reply_to_a_colleagues_ticket_is_asked_about_twice(desk: Office) -> None:
    """First who writes, then whether although a colleague holds it."""
    maryam, chief, zahra = desk.visitor(), desk.chief(), desk.clerk("زهرا")
    reference = await asks_an_expert(desk, maryam)
    await zahra.press(desk.card(reference), TAKE)
    await chief.replies(desk.card(reference), "پاسخ دفتر", anonymous=True)

    await chief.press(desk.in_group()[-1], "📨 Send as me")
    assert not maryam.sees("پاسخ دفتر")
    assert "زهرا" in desk.in_group()[-1].text
    await chief.press(desk.in_group()[-1], "📨 Send anyway")

    assert maryam.sees("پاسخ دفتر", reference)


async def test_a_faceless_administrator_writes_notes_and_presses_buttons(forum: Office) -> None:
    """A note needs no face; a pressed button carries the real name (Bot API)."""
    maryam, chief = forum.visitor(), forum.chief()
    reference = await asks_an_expert(forum, maryam)

    await chief.says("یادداشت", thread=forum.topic(reference).id, anonymous=True)
    await chief.press(forum.card(reference), TAKE)

    assert [one.author_id for one in await notes(forum, reference)] == [None]
    assert (await forum.ticket(reference)).holder_name == chief.person.user.full_name


async def test_a_plain_message_in_a_topic_is_a_note(forum: Office) -> None:
    """Marked with ✍, counted on the card, never sent; an edit changes the note alone."""
    maryam, zahra, ali = forum.visitor(), forum.clerk("زهرا"), forum.clerk("علی")
    reference = await asks_an_expert(forum, maryam)
    thread = forum.topic(reference).id

    note = await zahra.says("با بانک مرکزی تماس گرفتم", thread=thread)
    await ali.replies(note, "خوب است")
    await zahra.says("/find x", thread=thread)
    zahra.person.edits(note, "با بانک ملی تماس گرفتم")
    await forum.settle()

    kept = [one.text for one in await notes(forum, reference)]
    assert kept == ["با بانک ملی تماس گرفتم", "خوب است"]
    assert note.emojis == ["✍"]
    assert not any("بانک" in text or "خوب است" in text for text in maryam.texts)
    assert (await forum.ticket(reference)).status == Status.NEW


async def test_in_a_flat_group_a_note_is_written_by_button(office: Office) -> None:
    """There a plain message belongs to nobody; the prompt of the button asks for the note."""
    maryam, zahra = office.visitor(), office.clerk()
    reference = await asks_an_expert(office, maryam)

    await zahra.says("این چیست؟")
    await zahra.press(office.card(reference), "📝 Note")
    await zahra.replies(office.in_group()[-1], "فردا می‌پرسم")

    assert [one.text for one in await notes(office, reference)] == ["فردا می‌پرسم"]
    assert not maryam.sees("فردا می‌پرسم")
    assert (await office.ticket(reference)).status == Status.NEW


async def test_writing_in_general_or_in_a_foreign_topic_is_no_note(forum: Office) -> None:
    """Only the topics of tickets keep what is written in them."""
    maryam, chief = forum.visitor(), forum.chief()
    reference = await asks_an_expert(forum, maryam)
    other = chief.person.opens_topic(forum.group, "گپ")

    await chief.says("سلام به همه")
    await chief.says("ناهار؟", thread=other.id)

    assert await notes(forum, reference) == []
