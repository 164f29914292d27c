"""Knowledge that grows: asked in vain, reviewed in the group, answered, and the askers told."""

from __future__ import annotations

from bot.playground.records import Message
from storage import desk_log, gap_reading, gaps
from storage.gaps import Gap, GapState
from storage.questions import QUESTIONS
from tests import office as offices
from tests.office import Citizen, Clerk, Office

LAMBO = "قیمت لامبورگینی چند است؟"
PARKING = "کجا می‌شود پارکینگ پیدا کرد؟"
WRITE, PUBLISH, BACK = "✍️ Write an answer…", "✅ Publish", "↩️ Take back"


async def asks(citizen: Citizen, text: str) -> Message:
    """Ask the office of Qom."""
    await citizen.chooses("qom")
    return await citizen.says(text)


async def asks_in_vain(citizen: Citizen, text: str) -> None:
    """Ask something that gets no answer, whatever the search makes of it today."""
    shown = await asks(citizen, text)
    for button in ("None of these", "👎 This did not answer me"):
        if any(citizen.label(button) in label for label in shown.labels):
            await citizen.presses(button)
            return


async def stored(office: Office) -> list[Gap]:
    """The matters as they are, the most asked first, also those that were treated."""
    async with office.running.database.transaction() as tx:
        rows = await tx.run(gaps.GAPS.select().order_by(gaps.GAPS.c.times.desc(), gaps.GAPS.c.id))
        return [gaps.made(row) for row in rows]


def newest(office: Office, words: str) -> Message:
    """The bot's newest message in the group that holds these words."""
    return next(one for one in reversed(office.in_group()) if words in one.text)


async def opens(office: Office, clerk: Clerk, words: str) -> Message:
    """Look at the list and open the matter with these words; its message."""
    await clerk.says("/gaps")
    listed = newest(office, "پرسش‌های بی‌پاسخ")
    lines = [line for line in listed.text.splitlines() if words in line]
    number = lines[0].partition(".")[0]
    await clerk.press(listed, number)
    return newest(office, words)


async def writes(office: Office, clerk: Clerk, matter: Message, text: str) -> Message:
    """Write an answer to a matter; the preview."""
    await clerk.press(matter, WRITE)
    await clerk.replies(office.in_group()[-1], text)
    return office.in_group()[-1]


async def test_the_same_question_of_many_is_one_matter(desk: Office) -> None:
    """Not found, not helped, handed over: put together by what is asked, the most asked first."""
    await asks_in_vain(desk.visitor(), LAMBO)
    await asks_in_vain(desk.visitor(), "لامبورگینی چنده")
    sara = desk.visitor()
    await asks(sara, "هزینهٔ سالنامه چقدر است؟")
    await sara.presses("👎 This did not answer me")
    reza = desk.visitor()
    await asks(reza, PARKING)
    await reza.presses("🙋 Hand it to an expert")

    await desk.clerk().says("/gaps")

    listed = newest(desk, "پرسش‌های بی‌پاسخ")
    assert "۱. قیمت لامبورگینی چند است؟" in listed.text
    assert "۲ بار" in listed.text
    assert "هزینهٔ سالنامه چقدر است؟" in listed.text
    assert PARKING in listed.text
    assert [one.times for one in await stored(desk)] == [2, 1, 1]


async def test_nothing_to_review_is_said(office: Office) -> None:
    """An answered question and a wish to talk to somebody are no gaps."""
    maryam = office.visitor()
    await asks(maryam, "هزینهٔ سالنامه چقدر است؟")
    await asks(office.visitor(), "اپراتور")
    await office.clerk().says("/gaps")
    assert office.in_group()[-1].text == office.t("fa").text("Every question has found its answer.")


async def test_a_new_answer_is_live_at_once_and_its_askers_are_told(desk: Office) -> None:
    """Written in the group, seen first as a preview; who asked reads it with one press."""
    maryam, sara = desk.visitor(), desk.visitor(language="en", name="Sara")
    await asks_in_vain(maryam, PARKING)
    await asks_in_vain(maryam, "پارکینگ کجا پیدا کنم؟")
    await asks_in_vain(sara, PARKING)
    clerk = desk.clerk("زهرا کریمی")

    preview = await writes(
        desk, clerk, await opens(desk, clerk, "پارکینگ"), "پارکینگ مراجعان\nدر خیابان کناری است."
    )
    assert "پیش‌نمایش" in preview.text
    assert "در خیابان کناری است." in preview.text
    assert not maryam.sees("در خیابان کناری است."), "nobody sees it yet"
    await clerk.press(preview, PUBLISH)

    assert maryam.sees("پرسیده بودید", "پارکینگ کجا پیدا کنم؟")
    assert sum("پرسیده بودید" in text for text in maryam.texts) == 1, "each once"
    assert sara.sees("You had asked", PARKING)
    await maryam.presses("📖 Show the answer")
    assert maryam.sees("پارکینگ مراجعان", "در خیابان کناری است.", "سازمان مدیریت")
    reza = desk.visitor()
    assert "در خیابان کناری است." in (await asks(reza, PARKING)).text
    assert (await stored(desk))[0].state is GapState.ANSWERED


async def test_a_learned_answer_survives_a_restart_and_reaches_other_replicas(
    office: Office,
) -> None:
    """It lies in the database: a new process answers with it from its first question on."""
    await asks_in_vain(office.visitor(), PARKING)
    clerk = office.clerk()
    preview = await writes(office, clerk, await opens(office, clerk, "پارکینگ"), "در خیابان کناری.")
    await clerk.press(preview, PUBLISH)

    await offices.restart(office)

    assert "در خیابان کناری." in (await asks(office.visitor(), PARKING)).text


async def test_another_wording_leads_to_an_article_that_is_there(office: Office) -> None:
    """The suggested article is pressed; the same words find it from now on, and can be undone."""
    maryam, words = office.visitor(), "کیسهٔ ما را سوراخ می‌کنید؟"
    await asks_in_vain(maryam, words)
    clerk = office.clerk()
    matter = await opens(office, clerk, words)
    await clerk.press(matter, "🔎 Another article…")
    await clerk.replies(office.in_group()[-1], "هزینه خدمت سالنامه")
    found = newest(office, words)
    cost = office.running.services.knowledge.articles["qom-cost"].text("fa").title

    await clerk.press(found, f"➕ {cost}")

    assert maryam.sees("پرسیده بودید", words)
    assert cost in (await asks(office.visitor(), words)).text
    decided = newest(office, "از این پس این مطلب پیدا می‌شود")
    await clerk.press(decided, BACK)
    assert cost not in (await asks(office.visitor(), words)).text
    async with office.running.database.transaction() as tx:
        acts = [one.data["decision"] for one in await desk_log.latest(tx) if one.act == "gap"]
    assert acts == ["undo", "worded"]


async def test_what_was_picked_from_a_choice_is_suggested_first(office: Office) -> None:
    """Who chose an article and was still not helped has shown where to look."""
    maryam = office.visitor()
    await asks(maryam, "جمعیت")
    await maryam.press(maryam.last, maryam.last.labels[1])
    title = maryam.last.text.partition("\n")[0]
    await maryam.presses("👎 This did not answer me")

    matter = await opens(office, office.clerk(), "جمعیت")

    assert matter.labels[0].removeprefix("➕ ").rstrip("…") in title


async def test_what_was_set_aside_is_not_listed_again(office: Office) -> None:
    """Nor what is like it; a question about something else is."""
    await asks_in_vain(office.visitor(), LAMBO)
    clerk = office.clerk()
    await clerk.press(await opens(office, clerk, "لامبورگینی"), "🙈 Set aside")

    await asks_in_vain(office.visitor(), "لامبورگینی چنده")
    await asks_in_vain(office.visitor(), PARKING)
    await clerk.says("/gaps")

    listed = office.in_group()[-1].text
    assert PARKING in listed
    assert "لامبورگینی" not in listed
    assert [(one.state, one.times) for one in await stored(office)] == [
        (GapState.IGNORED, 2),
        (GapState.OPEN, 1),
    ]


async def test_two_colleagues_do_not_decide_twice(office: Office) -> None:
    """The second hears who was first, and nothing changes."""
    await asks_in_vain(office.visitor(), LAMBO)
    zahra, ali = office.clerk("زهرا"), office.clerk("علی")
    matter = await opens(office, zahra, "لامبورگینی")
    gap = (await stored(office))[0]
    await zahra.press(matter, "🙈 Set aside")
    toast = await ali.press(matter, f"gap|word|{gap.id}|qom-cost", forged=True)
    assert "زهرا" in str(toast)
    assert (await stored(office))[0].state is GapState.IGNORED


async def test_personal_data_never_becomes_a_wording(office: Office) -> None:
    """A telephone number in a question is neither shown in the list nor learned."""
    await asks_in_vain(office.visitor(), "لامبورگینی می‌خواهم، ۰۹۱۲۱۲۳۴۵۶۷")
    clerk = office.clerk()
    matter = await opens(office, clerk, "لامبورگینی")
    assert "۰۹۱۲" not in matter.text
    gap = (await stored(office))[0]
    toast = await clerk.press(matter, f"gap|word|{gap.id}|qom-cost", forged=True)
    assert toast == office.t("fa").text(
        "It was asked only with somebody’s own data; write an answer instead."
    )


async def test_what_cannot_be_an_answer_is_refused_with_the_reason(office: Office) -> None:
    """Braces, markup, too long: said at the message, and nothing is kept."""
    await asks_in_vain(office.visitor(), PARKING)
    clerk = office.clerk()
    matter = await opens(office, clerk, "پارکینگ")
    refused = await writes(office, clerk, matter, "عنوان\nسال {data_year}")
    assert "آکولاد" in refused.text
    refused = await writes(office, clerk, matter, "عنوان\n<b>متن</b>")
    assert "<b>" in refused.text
    assert (await stored(office))[0].state is GapState.OPEN


async def test_a_draft_can_be_reworded_translated_moved_and_dropped(office: Office) -> None:
    """Each step shows the draft anew; English readers then read English."""
    await asks_in_vain(office.visitor(), PARKING)
    clerk = office.clerk()
    preview = await writes(office, clerk, await opens(office, clerk, "پارکینگ"), "پارکینگ\nندارد.")
    await clerk.press(preview, "✏️ Other words…")
    await clerk.replies(office.in_group()[-1], "پارکینگ مراجعان\nدر خیابان کناری است.")
    preview = office.in_group()[-1]
    await clerk.press(preview, "🌐 English")
    await clerk.replies(office.in_group()[-1], "Parking\nIn the side street.")
    preview = office.in_group()[-1]
    assert "ندارد." not in preview.text
    await clerk.press(preview, "⚪️ " + office.t("fa").text("all offices"))
    await clerk.press(office.in_group()[-1], PUBLISH)

    sara = office.visitor(language="en", name="Sara")
    await sara.chooses("semnan")
    assert "In the side street." in (await sara.says("Parking")).text
    assert "Answer of the experts" in sara.last.text
    await clerk.press(preview, BACK)
    again = office.visitor(language="en", name="Tom")
    await again.chooses("semnan")
    assert "In the side street." not in (await again.says("Parking")).text


async def test_the_list_comes_by_itself_once_a_week(office: Office) -> None:
    """On the first working day of the week at nine; not twice, and not when there is nothing."""
    await asks_in_vain(office.visitor(), LAMBO)

    def comes() -> int:
        return sum(
            "پرسش‌های بی‌پاسخ</b>" in one.text or "۱. قیمت لامبورگینی" in one.text
            for one in office.in_group()
        )

    assert comes() == 0
    for _ in range(4 * 24 * 2):
        office.clock.advance(minutes=30)
        await office.running.schedule.tick()
    await office.settle()
    assert comes() == 1


async def test_strangers_teach_nothing(office: Office) -> None:
    """Forged presses from outside of the group change nothing."""
    stranger = office.visitor()
    await asks_in_vain(stranger, LAMBO)
    gap = (await stored(office))[0]
    for data in (f"gap|word|{gap.id}|qom-cost", f"gap|hide|{gap.id}", "learn|go|1"):
        await stranger.press(stranger.last, data, forged=True)
    assert (await stored(office))[0].state is GapState.OPEN


async def test_the_report_names_what_was_asked_most_without_an_answer(office: Office) -> None:
    """The matters of the review, as often as they came in the period."""
    for _ in range(2):
        await asks_in_vain(office.visitor(), LAMBO)
    async with office.running.database.transaction() as tx:
        now = office.clock.now()
        found = await gap_reading.most_asked(tx, now.replace(hour=0), now.replace(hour=23), 5)
        assert found == [(LAMBO, 2)]
        rows = await tx.run(QUESTIONS.select())
        assert {row.to_review for row in rows} == {False}
