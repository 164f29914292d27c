"""/doctor in the group, and what the bot says by itself when its rights do not suffice."""

from __future__ import annotations

from storage import desk_log, migrate, outbox
from tests.office import Citizen, Office

TROUBLE = "🩺 <b>Something needs to be put right</b>"
NO_TOPICS = "staff group: it has topics, but the bot may not make any"


def trouble(office: Office) -> list[str]:
    """What the bot said by itself to be wrong."""
    heading = office.t("fa").text(TROUBLE).replace("<b>", "").replace("</b>", "")
    return [m.text for m in office.in_group() if m.text.startswith(heading)]


async def test_the_doctor_looks_at_everything(desk: Office) -> None:
    """Token, group, database, outbox, content, calendar, clock; in the language of the staff."""
    clerk = desk.clerk()
    asked = await clerk.says("/doctor")

    told = desk.in_group()[-1].text
    step = str(migrate.newest())
    for part in ("@amaryar_bot", "administrator", step, "۱۴۰۵", "۱۴۰۶", "Asia/Tehran", "qom"):
        assert part in told
    assert desk.t("fa").text("outbox: {count} messages wait", count=0).strip() in told
    assert asked.emojis == ["👀"]
    assert "❌" not in told


async def test_each_trouble_is_told_with_its_remedy(desk: Office) -> None:
    """The bot was made a plain member; a message was given up."""
    clerk, chief = desk.clerk(), desk.chief()
    async with desk.running.database.transaction() as tx:
        now = desk.clock.now()
        row = await outbox.put(tx, chat_id=7, method="sendPhoto", payload={}, now=now)
        await outbox.give_up(tx, row, error="refused: why", now=now)
    chief.person.grants_bot(desk.group)
    await desk.settle()

    await clerk.says("/doctor@amaryar_bot")

    told = desk.in_group()[-1].text
    assert "sendPhoto" in told
    assert "refused: why" in told
    assert "BotFather" in told


async def test_what_was_given_up_is_sent_again_by_a_supervisor(desk: Office) -> None:
    """/doctor lists it with a button; a clerk may not, the chief may, once; it arrives."""
    clerk, chief = desk.clerk(), desk.chief()
    maryam, ali = await _given_up(desk, "سلام مریم"), await _given_up(desk, "سلام علی")
    await clerk.says("/doctor")
    told = desk.in_group()[-1]
    one, everything = desk.t("fa").text("🔁 Send all of them again"), told.labels[0]
    assert len(told.labels) == 3

    refusal = await clerk.press(told, one)
    assert refusal == desk.t("fa").text("Only supervisors can do this.")
    assert not maryam.sees("سلام مریم")

    await chief.press(told, everything)
    await chief.press(told, one)
    again = await chief.press(told, one)
    assert again == desk.t("fa").text("It has been sent again already.")
    assert maryam.texts == ["سلام مریم"]
    assert ali.texts == ["سلام علی"]
    async with desk.running.database.transaction() as tx:
        assert not await outbox.dead(tx, 10)
        assert [event.act for event in await desk_log.latest(tx)] == ["resend", "resend"]


async def test_a_change_that_was_given_up_is_not_made_again(desk: Office) -> None:
    """An old state of a card must not come back over the present one."""
    clerk = desk.clerk()
    async with desk.running.database.transaction() as tx:
        now = desk.clock.now()
        row = await outbox.put(tx, chat_id=7, method="editMessageText", payload={}, now=now)
        await outbox.give_up(tx, row, error="message can't be edited", now=now)
    await clerk.says("/doctor")
    assert "editMessageText" in desk.in_group()[-1].text
    assert desk.in_group()[-1].labels == []


async def _given_up(desk: Office, words: str) -> Citizen:
    """Somebody who was to be told something, which Telegram refused; nothing was said since."""
    person = desk.visitor()
    person.person.starts()
    desk.world.updates.drop_all()
    async with desk.running.database.transaction() as tx:
        now = desk.clock.now()
        payload = {"text": words}
        row = await outbox.put(
            tx, chat_id=person.id, method="sendMessage", payload=payload, now=now
        )
        await outbox.give_up(tx, row, error="refused: why", now=now)
    return person


async def test_asked_in_a_topic_it_answers_there(forum: Office) -> None:
    """The findings stay where they were asked for."""
    chief = forum.chief()
    topic = chief.person.opens_topic(forum.group, "اداری")

    await chief.says("/doctor", thread=topic.id)

    assert forum.in_group()[-1].thread_id == topic.id


async def test_a_stranger_gets_no_findings(office: Office) -> None:
    """In the private chat /doctor is no command."""
    maryam = office.visitor()
    await maryam.says("/doctor")
    assert "Asia/Tehran" not in maryam.last.text


async def test_missing_rights_are_told_once_with_the_remedy(forum: Office) -> None:
    """When they are taken, not again at the next look; and again when they were there between."""
    chief = forum.chief()
    for _ in range(2):
        chief.person.grants_bot(forum.group, "can_delete_messages")
        await forum.settle()
    assert len(trouble(forum)) == 1
    assert forum.t("fa").text(NO_TOPICS) in trouble(forum)[0]

    chief.person.grants_bot(forum.group, "can_manage_topics", "can_pin_messages")
    await forum.settle()
    assert len(trouble(forum)) == 1
    chief.person.grants_bot(forum.group, "can_delete_messages")
    await forum.settle()
    assert len(trouble(forum)) == 2


async def test_at_the_start_the_group_is_told_what_is_wrong_once(forum: Office) -> None:
    """Two starts with the same trouble make one message."""
    chief = forum.chief()
    bot = forum.group.members[forum.world.bot.id]
    bot.rights.discard("can_manage_topics")
    for _ in range(2):
        await forum.running.errands.check()
        await forum.settle()

    assert len(trouble(forum)) == 1
    del chief


async def test_a_good_start_says_nothing(desk: Office) -> None:
    """Nobody is told that all is well."""
    await desk.running.errands.check()
    await desk.settle()
    assert trouble(desk) == []


async def test_telegram_is_away_while_the_doctor_looks(office: Office) -> None:
    """The line is what is wrong, and the rest is told all the same."""
    clerk = office.clerk()
    office.world.faults.add("502", method="getMe", times=1)

    await clerk.says("/doctor")

    told = office.in_group()[-1].text
    assert "❌" in told
    assert "AMARYAR_PROXY" in told
    assert "qom" in told
