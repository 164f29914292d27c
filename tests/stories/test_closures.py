"""/closure: days are closed or worked extra from the group, and both sides hear the new dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.playground.records import Message
from handlers import recounts
from handlers.i18n import numbers
from storage import desk_log
from storage.tickets import calendar
from tests import office as offices
from tests.clock import Clock, Dice
from tests.office import Clerk, Office
from tests.stories import timed as story
from tests.stories.test_deadlines import plain
from tests.stories.timed import SUNDAY

YES = "✅ Yes, register it"


async def closes(office: Office, chief: Clerk, words: str) -> None:
    """A supervisor types a closure and says yes."""
    await chief.says(f"/closure {words}")
    await chief.press(office.in_group()[-1], YES)


async def test_a_closure_moves_the_date_and_both_sides_hear_it(timed: Office) -> None:
    """Two cold days: the person reads the new date and why, the group one summary."""
    maryam, chief = timed.visitor(), timed.chief()
    reference = await story.asks(timed, maryam)
    assert "شنبه ۱۴ آذر" in plain(maryam.last.text)

    await chief.says("/closure ۲ تا ۳ آذر برودت هوا")
    asked = timed.in_group()[-1]
    assert "دوشنبه ۲ آذر ۱۴۰۵" in plain(asked.text)
    assert "سه‌شنبه ۳ آذر ۱۴۰۵" in plain(asked.text)
    assert "برودت هوا" in asked.text
    assert "شنبه ۱۴ آذر" in plain(timed.card(reference).text), "nothing holds before the yes"

    await chief.press(asked, YES)
    told = plain(maryam.last.text)
    assert "دوشنبه ۱۶ آذر ۱۴۰۵ – ۱۰ روز کاری، ۶ روز تعطیل حساب نشده" in told
    assert "برودت هوا" in told
    assert reference in told
    assert "دوشنبه ۱۶ آذر" in plain(timed.card(reference).text)
    summary = plain(timed.in_group()[-1].text)
    assert "موعد ۱ پروندهٔ باز تغییر کرد" in summary
    assert "به ۱ نفر خبر داده شد" in summary
    assert timed.in_group()[-2].labels == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("The office is closed on 23 November 2026", "Reason: برف", "The new date:")),
        ("ar", ("المنظمة مغلقة: 23 نوفمبر", "السبب: برف", "الموعد الجديد:")),
    ],
)
async def test_the_person_hears_it_in_their_language(
    timed: Office, language: str, words: tuple[str, ...]
) -> None:
    """English and Arabic; the reason is as the supervisor wrote it."""
    visitor, chief = timed.visitor(language), timed.chief()
    await story.asks(timed, visitor)
    await closes(timed, chief, "۲ آذر برف")
    told = numbers.to_latin(plain(visitor.last.text))
    assert all(part in told for part in words), told


async def test_one_message_however_many_cases(timed: Office) -> None:
    """Three cases of one person, one of another: two messages, one summary."""
    maryam, ali, chief = timed.visitor(), timed.visitor(name="علی"), timed.chief()
    mine = [await story.asks(timed, maryam, f"قیمت دلار {n} چند است؟") for n in range(3)]
    await story.asks(timed, ali, "قیمت سکه چند است؟")
    before = len(maryam.texts), len(ali.texts), len(timed.in_group())

    await closes(timed, chief, "۲ آذر آلودگی هوا")

    assert (len(maryam.texts) - before[0], len(ali.texts) - before[1]) == (1, 1)
    assert all(reference in maryam.last.text for reference in mine)
    assert len(timed.in_group()) - before[2] == 2, "the question and the summary"
    assert "موعد ۴ پروندهٔ باز" in plain(timed.in_group()[-1].text)


async def test_an_extra_working_day_brings_the_date_forward(timed: Office) -> None:
    """A Thursday worked to make up for it."""
    maryam, chief = timed.visitor(), timed.chief()
    await story.asks(timed, maryam)
    await closes(timed, chief, "کاری ۵ آذر ۸ تا ۱۲ جبرانی")
    assert "چهارشنبه ۱۱ آذر ۱۴۰۵" in plain(maryam.last.text)


async def test_a_closure_can_be_taken_back(timed: Office) -> None:
    """By the button in the calendar; the date is as it was, and both sides hear it again."""
    maryam, chief = timed.visitor(), timed.chief()
    await story.asks(timed, maryam)
    await closes(timed, chief, "۲ آذر برف")
    assert "یکشنبه ۱۵ آذر" in plain(maryam.last.text)

    await chief.says("/closure")
    listed = timed.in_group()[-1]
    assert "برف" in listed.text
    button = next(label for label in listed.labels if "لغو" in label)
    await chief.press(listed, button)

    assert "شنبه ۱۴ آذر ۱۴۰۵" in plain(maryam.last.text)
    assert "لغو شد" in timed.in_group()[-1].text
    toast = await chief.press(listed, button)
    assert toast == "پیش‌تر به این مورد رسیدگی شده است."


async def test_hours_that_are_closed_leave_the_day_a_working_day(timed: Office) -> None:
    """A power cut from eleven moves no day, and the office is closed after it."""
    maryam, chief = timed.visitor(), timed.chief()
    reference = await story.asks(timed, maryam)
    before = len(maryam.texts)
    await closes(timed, chief, "فردا از ساعت ۱۱ قطع برق")
    assert len(maryam.texts) == before
    await story.passes(timed, SUNDAY, "12:00")
    await maryam.says("سلام، خبری شد؟", reply_to=_receipt(timed, maryam.id, reference))
    assert "اکنون تعطیل است" in maryam.last.text


async def test_only_supervisors_change_the_calendar(timed: Office) -> None:
    """A clerk reads it, and is told why nothing more; their press has no effect."""
    maryam, clerk, chief = timed.visitor(), timed.clerk(), timed.chief()
    reference = await story.asks(timed, maryam)
    await clerk.says("/closure فردا برف")
    assert "تنها سرپرستان" in timed.in_group()[-1].text

    await chief.says("/closure فردا برف")
    asked = timed.in_group()[-1]
    assert await clerk.press(asked, YES) == "تنها سرپرستان می‌توانند این کار را انجام دهند."
    assert "شنبه ۱۴ آذر" in plain(timed.card(reference).text)

    await clerk.says("/closure")
    assert "تقویم کاری" in timed.in_group()[-1].text


async def test_a_second_yes_changes_nothing(timed: Office) -> None:
    """The same button twice: registered once, told once."""
    maryam, chief = timed.visitor(), timed.chief()
    await story.asks(timed, maryam)
    await chief.says("/closure ۲ آذر برف")
    asked = timed.in_group()[-1]
    await chief.press(asked, YES)
    before = len(maryam.texts)
    assert await chief.press(asked, YES, stale=True) == "پیش‌تر به این مورد رسیدگی شده است."
    assert len(maryam.texts) == before
    async with timed.running.database.transaction() as tx:
        assert len(await calendar.valid(tx, ["qom"])) == 1
        assert [one.act for one in await desk_log.latest(tx)] == ["closure"]


async def test_no_is_no(timed: Office) -> None:
    """Cancelled, the proposal holds for nobody."""
    chief = timed.chief()
    await chief.says("/closure ۲ آذر برف")
    await chief.press(timed.in_group()[-1], "✖️ Cancel")
    async with timed.running.database.transaction() as tx:
        assert await calendar.valid(tx, ["qom"]) == []


async def test_words_that_are_no_day_are_answered_with_an_example(timed: Office) -> None:
    """Nothing is guessed."""
    chief = timed.chief()
    await chief.says("/closure برودت هوا")
    assert "روز را متوجه نشدم" in timed.in_group()[-1].text


async def test_closed_anyway_is_remarked(timed: Office) -> None:
    """A Friday need not be closed."""
    chief = timed.chief()
    await chief.says("/closure ۶ آذر")
    assert "در هر حال تعطیل" in timed.in_group()[-1].text


async def test_the_calendar_shows_today_and_the_official_holidays(timed: Office) -> None:
    """Today's hours, and which holidays come; one that is estimated says so."""
    chief = timed.chief()
    await chief.says("/closure")
    shown = plain(timed.in_group()[-1].text)
    assert "۰۷:۳۰–۱۴:۰۰" in shown
    assert "ولادت امام علی" in shown

    await story.passes(timed, date(2027, 2, 20), "09:00")
    await chief.says("/closure")
    shown = plain(timed.in_group()[-1].text)
    assert "عید سعید فطر (تخمینی" in shown
    assert "جشن نوروز (تخمینی" not in shown


async def test_tomorrow_is_closed_by_two_presses(timed: Office) -> None:
    """The button of the calendar proposes, the yes registers."""
    maryam, chief = timed.visitor(), timed.chief()
    await story.asks(timed, maryam)
    await chief.says("/closure")
    await chief.press(timed.in_group()[-1], "🚫 Close tomorrow")
    await chief.press(timed.in_group()[-1], YES)
    assert "یکشنبه ۱۵ آذر ۱۴۰۵" in plain(maryam.last.text)


async def test_each_office_has_its_own_calendar(
    database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> None:
    """Closed in Semnan, the cases of Qom keep their dates; closed for all, they do not."""
    async with story.opened(
        database_url, tmp_path, clock, dice, offices_served="qom,semnan"
    ) as office:
        maryam, ali, chief = office.visitor(), office.visitor(name="علی"), office.chief()
        await maryam.chooses("qom")
        await ali.chooses("semnan")
        await story.asks(office, maryam)
        await story.asks(office, ali, "قیمت سکه چند است؟")
        before = len(maryam.texts)

        await chief.says("/closure ۲ آذر برف")
        await chief.press(office.in_group()[-1], "✅ برای سمنان")
        assert len(maryam.texts) == before
        assert "یکشنبه ۱۵ آذر" in plain(ali.last.text)

        await chief.says("/closure ۳ آذر برف")
        await chief.press(office.in_group()[-1], "✅ For all offices")
        assert "یکشنبه ۱۵ آذر" in plain(maryam.last.text)
        assert "دوشنبه ۱۶ آذر" in plain(ali.last.text)


async def test_a_standing_clock_is_not_given_a_new_date(timed: Office) -> None:
    """Who is being asked something hears of the date when it runs again."""
    maryam, clerk, chief = timed.visitor(), timed.clerk(), timed.chief()
    reference = await story.asks(timed, maryam)
    await story.asks_back(timed, clerk, reference, "کدام سال؟")
    before = len(maryam.texts)
    await closes(timed, chief, "۲ آذر برف")
    assert len(maryam.texts) == before


async def test_counting_goes_on_after_a_restart(
    timed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interrupted after the first people, it tells the others, and nobody twice."""
    monkeypatch.setattr(recounts, "PEOPLE", 2)
    people = [timed.visitor(name=f"شهروند {n}") for n in range(5)]
    for number, one in enumerate(people):
        await story.asks(timed, one, f"قیمت دلار {number} چند است؟")
    chief = timed.chief()
    before = [len(one.texts) for one in people]
    await closes(timed, chief, "۲ آذر برف")
    assert [len(one.texts) - n for one, n in zip(people, before, strict=True)] == [1, 1, 0, 0, 0]

    await offices.restart(timed)
    await story.passes(timed, timed.clock.now().date(), "09:05")
    assert [len(one.texts) - n for one, n in zip(people, before, strict=True)] == [1, 1, 1, 1, 1]
    summaries = [plain(one.text) for one in timed.in_group() if "تقویم تغییر کرد" in one.text]
    assert len(summaries) == 1
    assert "موعد ۵ پروندهٔ باز" in summaries[0]
    assert "به ۵ نفر" in summaries[0]


async def test_new_hours_in_the_content_count_anew(
    database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> None:
    """The office works on Thursdays now: after the restart the date is nearer, and told."""
    async with story.opened(database_url, tmp_path, clock, dice) as office:
        maryam = office.visitor()
        await story.asks(office, maryam)
        await story.passes(office, story.SATURDAY, "10:00")
        file = tmp_path / "content" / "offices" / "qom" / "office.toml"
        more = 'thursday = ["08:00-12:00"]\nwednesday = '
        file.write_text(file.read_text("utf-8").replace("wednesday = ", more), "utf-8")
        await offices.restart(office)
        await story.passes(office, story.SATURDAY, "11:10")
        assert "چهارشنبه ۱۱ آذر ۱۴۰۵" in plain(maryam.last.text)


def _receipt(office: Office, chat_id: int, reference: str) -> Message:
    return next(
        one for one in office.world.messages(chat_id, from_bot=True) if reference in one.text
    )
