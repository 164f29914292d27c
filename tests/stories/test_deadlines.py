"""When it is due: told at once, counted in the open, standing still, announced as it comes near."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from storage.tickets.states import Status
from tests import office as offices
from tests.clock import Clock, Dice
from tests.office import Office
from tests.stories import timed as story
from tests.stories.timed import MONDAY, SATURDAY, SUNDAY, TUESDAY, WEDNESDAY


async def test_the_receipt_says_until_when_and_how_that_was_counted(timed: Office) -> None:
    """Ten working days from a Saturday, four closed days not counted, and whose time it is."""
    maryam = timed.visitor()
    reference = await story.asks(timed, maryam)

    receipt = next(text for text in maryam.texts if reference in text)
    assert "موعد: شنبه ۱۴ آذر ۱۴۰۵ – ۱۰ روز کاری، ۴ روز تعطیل حساب نشده" in plain(receipt)
    assert "نخستین پاسخ تا: دوشنبه ۲ آذر ۱۴۰۵" in plain(receipt)
    assert "بیانیهٔ خدمت زمانی تعیین نکرده است" in receipt
    assert "۱۴ آذر ۱۴۰۵" in timed.card(reference).text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Deadline: 5 December 2026 (14 Azar 1405) – 10 working days, 4 closed days"),
        ("ar", "– ١٠ أيام عمل، دون احتساب ٤ أيام عطلة"),
    ],
)
async def test_it_is_told_in_the_language_of_the_person(
    timed: Office, language: str, words: str
) -> None:
    """The same in English and Arabic, with their numbers and plurals."""
    visitor = timed.visitor(language)
    await story.asks(timed, visitor)
    assert any(words in plain(text) for text in visitor.texts)


async def test_an_internal_target_is_for_the_staff_alone(
    database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> None:
    """What the office does not show stands on the card; the person reads that no time is given."""
    states = story.STATED + story.INTERNAL
    async with story.opened(database_url, tmp_path, clock, dice, states=states) as office:
        maryam = office.visitor()
        reference = await story.asks(office, maryam)
        assert "۱۴ آذر ۱۴۰۵" in office.card(reference).text
        assert not maryam.sees("۱۴ آذر ۱۴۰۵")
        assert not maryam.sees("موعد")
        assert maryam.sees("بیانیهٔ خدمت برای پاسخ زمانی تعیین نکرده است")


async def test_the_packaged_offices_tell_no_time(qom: Office) -> None:
    """BR-24: neither the statement nor the law on access becomes a promise of the receipt."""
    maryam = qom.visitor()
    await maryam.says("بلیت قطار چند است؟")
    await maryam.presses("🙋 Hand it to an expert")
    receipt = maryam.texts[-1]
    assert "روز کاری، " not in receipt
    assert "موعد" not in receipt
    assert "موعد" not in qom.in_group()[-1].text


async def test_what_was_promised_stays_when_the_office_changes_its_target(
    database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> None:
    """The case keeps the ten days it was opened with; a new one has five."""
    async with story.opened(database_url, tmp_path, clock, dice) as office:
        maryam = office.visitor()
        old = await story.asks(office, maryam)
        file = tmp_path / "content" / "offices" / "qom" / "office.toml"
        file.write_text(file.read_text("utf-8").replace('"10 working', '"5 working'), "utf-8")
        await offices.restart(office)
        new = await story.asks(office, maryam, "نرخ ارز فردا چند است؟")
        await maryam.says(f"/track {old}")
        assert "شنبه ۱۴ آذر ۱۴۰۵" in plain(maryam.last.text)
        await maryam.says(f"/track {new}")
        assert "شنبه ۷ آذر ۱۴۰۵" in plain(maryam.last.text)


async def test_the_clock_stands_until_the_person_answers_and_begins_anew(timed: Office) -> None:
    """The card and the case say so; the first clarification starts ten new days."""
    maryam, clerk = timed.visitor(), timed.clerk()
    reference = await story.asks(timed, maryam)
    await story.passes(timed, SUNDAY, "09:00")
    await story.asks_back(timed, clerk, reference, "کدام سال؟")

    assert "زمان متوقف است" in timed.card(reference).text
    await maryam.says(f"/track {reference}")
    assert "زمان سازمان متوقف است" in maryam.last.text

    await story.passes(timed, TUESDAY, "09:00")
    await maryam.says("سال ۱۴۰۳")
    assert "سه‌شنبه ۱۷ آذر ۱۴۰۵" in plain(maryam.last.text)
    assert "سه‌شنبه ۱۷ آذر ۱۴۰۵" in plain(timed.card(reference).text)


async def test_a_second_question_back_only_stops_the_clock(timed: Office) -> None:
    """Three working days of waiting are added, and the person reads why."""
    maryam, clerk = timed.visitor(), timed.clerk()
    reference = await story.asks(timed, maryam)
    await story.asks_back(timed, clerk, reference, "کدام سال؟")
    await maryam.says("سال ۱۴۰۳")
    await story.passes(timed, SUNDAY, "09:00")
    await story.asks_back(timed, clerk, reference, "کدام شهرستان؟")
    await story.passes(timed, WEDNESDAY, "09:00")
    await maryam.says("دلیجان")

    shown = plain(maryam.last.text)
    assert "سه‌شنبه ۱۷ آذر ۱۴۰۵" in shown
    assert "۴ روز تعطیل حساب نشده، ۳ روز انتظار پاسخ حساب نشده" in shown


async def test_the_group_is_reminded_half_way_a_day_before_and_when_it_is_overdue(
    timed: Office,
) -> None:
    """To the holder by name; when it is still open a working day later, to the supervisors."""
    maryam, clerk, chief = timed.visitor(), timed.clerk("زهرا کریمی"), timed.chief()
    await chief.says("/open")
    reference = await story.asks(timed, maryam)
    await clerk.takes(reference)
    await clerk.replies(timed.card(reference), "در دست بررسی است.")
    seen: dict[date, list[str]] = {}
    for number in range(22, 39):
        day = date(2026, 11, number) if number <= 30 else date(2026, 12, number - 30)
        before = len(story.reminders(timed))
        await story.passes(timed, day, "07:31")
        seen[day] = story.reminders(timed)[before:]

    half, soon = seen[date(2026, 11, 29)], seen[date(2026, 12, 2)]
    assert any("نیمی از زمان گذشته" in text and reference in text for text in half)
    assert any("روز کاری بعد" in text for text in soon)
    overdue = seen[date(2026, 12, 6)]
    assert len(overdue) == 1
    assert "از موعد گذشته" in overdue[0]
    assert "زهرا کریمی" in overdue[0]
    assert "برای سرپرستان" not in overdue[0]
    late = seen[date(2026, 12, 7)]
    assert any("از موعد گذشته و هنوز باز" in text and "برای سرپرستان" in text for text in late)
    quiet = [seen[day] for day in (date(2026, 11, 27), date(2026, 12, 3), date(2026, 12, 4))]
    assert quiet == [[], [], []], "nobody is reminded on a Thursday or Friday"


async def test_nothing_is_said_at_night_and_nothing_twice(timed: Office) -> None:
    """Overdue at midnight is told at the opening, once, whatever the number of looks."""
    maryam, clerk = timed.visitor(), timed.clerk()
    reference = await story.asks(timed, maryam)
    await clerk.takes(reference)
    await story.passes(timed, TUESDAY, "00:30")
    await story.passes(timed, TUESDAY, "07:29")
    assert story.reminders(timed) == []
    await story.passes(timed, TUESDAY, "07:31")
    told = story.reminders(timed)
    assert len(told) == 1
    assert "موعد نخستین پاسخ گذشته" in told[0]
    for clock in ("07:33", "09:00", "13:59"):
        await story.passes(timed, TUESDAY, clock)
    assert story.reminders(timed) == told


async def test_a_restart_says_nothing_again(timed: Office) -> None:
    """What was said is a row; the program that comes up knows it."""
    maryam, clerk = timed.visitor(), timed.clerk()
    reference = await story.asks(timed, maryam)
    await clerk.takes(reference)
    await story.passes(timed, TUESDAY, "07:31")
    assert len(story.reminders(timed)) == 1

    await offices.restart(timed)
    await story.passes(timed, TUESDAY, "08:31")
    assert len(story.reminders(timed)) == 1


async def test_what_nobody_takes_is_brought_up_again(
    database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> None:
    """After a whole working day in the group, after three before the supervisors."""
    async with story.opened(database_url, tmp_path, clock, dice, states=story.STATED) as office:
        maryam, chief = office.visitor(), office.chief()
        await chief.says("/open")
        reference = await story.asks(office, maryam)
        await story.passes(office, SUNDAY, "07:31")
        assert story.reminders(office) == []
        await story.passes(office, MONDAY, "07:31")
        assert "کسی این را برنداشته" in story.reminders(office)[-1]
        await story.passes(office, WEDNESDAY, "07:31")
        last = story.reminders(office)[-1]
        assert "چند روز است کسی برنداشته" in last
        assert reference in last
        assert "برای سرپرستان: مدیر گروه" in last


async def test_what_is_forgotten_is_brought_up_to_its_holder(timed: Office) -> None:
    """Taken, answered once, then nothing for three working days."""
    maryam, clerk = timed.visitor(), timed.clerk("زهرا کریمی")
    reference = await story.asks(timed, maryam)
    await clerk.replies(timed.card(reference), "بررسی می‌کنم.")
    await story.passes(timed, WEDNESDAY, "07:31")
    told = story.reminders(timed)
    assert len(told) == 1
    assert "چند روز است کاری رویش انجام نشده" in told[0]
    assert "زهرا کریمی" in told[0]


async def test_a_person_who_never_answers_is_reminded_warned_and_let_go(timed: Office) -> None:
    """Each is announced; the warning says the day; reopening is one press."""
    maryam, clerk = timed.visitor(), timed.clerk()
    reference = await story.asks(timed, maryam)
    await story.asks_back(timed, clerk, reference, "کدام سال؟")
    await story.days_pass(timed, WEDNESDAY, "07:31")
    assert maryam.sees("هنوز منتظر پاسخ شما", reference)

    await story.days_pass(timed, date(2026, 12, 1), "07:31")
    assert "اگر تا پایان یکشنبه ۱۵ آذر ۱۴۰۵ پاسخی نرسد" in plain(maryam.last.text)
    assert (await timed.ticket(reference)).status == Status.WAITING_PERSON

    await story.days_pass(timed, date(2026, 12, 6), "13:00")
    assert (await timed.ticket(reference)).status == Status.WAITING_PERSON
    await story.passes(timed, date(2026, 12, 7), "07:31")
    assert (await timed.ticket(reference)).status == Status.CLOSED
    assert "پاسخی از شما نرسید" in maryam.last.text
    assert any("متقاضی پاسخ نداد" in text for text in story.reminders(timed))

    await maryam.presses("🔓 Reopen")
    assert (await timed.ticket(reference)).status == Status.REOPENED


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("still needs your answer", "case will be closed", "no answer came from you")),
        ("ar", ("بحاجة إلى ردكم", "فسيُغلق الملف", "لعدم وصول ردّ منكم")),
    ],
)
async def test_who_is_awaited_hears_it_in_their_language(
    timed: Office, language: str, words: tuple[str, ...]
) -> None:
    """Reminder, warning and end in English and Arabic."""
    visitor, clerk = timed.visitor(language), timed.clerk()
    reference = await story.asks(timed, visitor)
    await story.asks_back(timed, clerk, reference, "کدام سال؟")
    await story.days_pass(timed, date(2026, 12, 7), "07:31")
    for part in words:
        assert visitor.sees(part), (part, visitor.texts)


async def test_an_answer_to_the_reminder_goes_to_the_case(timed: Office) -> None:
    """The person replies to what they were reminded by; no warning comes any more."""
    maryam, clerk = timed.visitor(), timed.clerk()
    reference = await story.asks(timed, maryam)
    await story.asks_back(timed, clerk, reference, "کدام سال؟")
    await story.days_pass(timed, WEDNESDAY, "07:31")
    await maryam.says("۱۴۰۳", reply_to=maryam.last)
    assert (await timed.ticket(reference)).status == Status.IN_REVIEW
    await story.days_pass(timed, date(2026, 12, 6), "07:31")
    assert not maryam.sees("بسته می‌شود")


async def test_a_calendar_without_working_days_hangs_nothing(
    database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> None:
    """An office.toml with no open day: cases are opened and answered, no date is made up."""
    states = f"\n[[working_time]]\nsince = 2026-03-21\n{story.TARGETS}"
    async with story.opened(database_url, tmp_path, clock, dice, states=states) as office:
        maryam, clerk = office.visitor(), office.clerk()
        reference = await story.asks(office, maryam)
        await story.passes(office, SATURDAY, "12:00")
        await clerk.replies(office.card(reference), "پاسخ")
        assert maryam.sees("پاسخ", reference)
        assert not maryam.sees("🗓")
        ticket = await office.ticket(reference)
        assert (ticket.resolution_due_at, ticket.next_deadline_at) == (None, None)


def plain(text: str) -> str:
    """The words without the marks of direction."""
    return text.translate(dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f")))
