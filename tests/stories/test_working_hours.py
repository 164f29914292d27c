"""Outside working hours: the person is told once when the office is back; the digest at eight."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.clock import Clock, Dice
from tests.office import Office
from tests.stories import timed as story
from tests.stories.test_deadlines import plain
from tests.stories.timed import MONDAY, SATURDAY, SUNDAY, TUESDAY, WEDNESDAY

CLOSED = "اکنون تعطیل است"


def digests(office: Office) -> list[str]:
    """The digests in the group, oldest first."""
    return [plain(one.text) for one in office.in_group() if "🗞" in one.text]


async def test_who_writes_at_night_is_told_once_when_the_office_is_back(timed: Office) -> None:
    """The receipt says it; what they add the same night does not say it again."""
    maryam = timed.visitor()
    await story.passes(timed, WEDNESDAY, "21:00")
    reference = await story.asks(timed, maryam)
    assert f"{CLOSED}. از شنبه ۷ آذر ۱۴۰۵، ساعت ۰۷:۳۰ پاسخ‌گوست" in plain(maryam.last.text)
    receipt = maryam.last

    await maryam.says("یادم رفت بگویم", reply_to=receipt)
    await story.passes(timed, date(2026, 11, 26), "10:00")
    await maryam.says("و این هم", reply_to=receipt)
    assert reference in maryam.last.text
    assert [CLOSED in text for text in maryam.texts].count(True) == 1

    await story.passes(timed, date(2026, 11, 28), "15:00")
    await maryam.says("باز هم", reply_to=receipt)
    assert "یکشنبه ۸ آذر" in plain(maryam.last.text), "another night is another matter"


async def test_nothing_of_hours_while_the_office_is_there(timed: Office) -> None:
    """During working hours nobody is told when the office is back."""
    maryam = timed.visitor()
    await story.asks(timed, maryam)
    assert not maryam.sees(CLOSED)


async def test_not_in_the_middle_of_a_dialogue(timed: Office) -> None:
    """A clerk who stays longer answers; the person who writes back is not told that nobody is."""
    maryam, clerk = timed.visitor(), timed.clerk()
    reference = await story.asks(timed, maryam)
    await story.passes(timed, SATURDAY, "15:00")
    await clerk.replies(timed.card(reference), "کدام سال؟")
    await story.passes(timed, SATURDAY, "15:20")
    await maryam.says("۱۴۰۳", reply_to=maryam.last)
    assert not maryam.sees(CLOSED)
    await story.passes(timed, SATURDAY, "19:00")
    await maryam.says("خبری نشد؟", reply_to=maryam.last)
    assert CLOSED in maryam.last.text


async def test_not_in_the_middle_of_a_form(timed: Office) -> None:
    """Who adds to a case while filling a form in is told at the end, by the receipt."""
    maryam = timed.visitor()
    await story.asks(timed, maryam)
    receipt = maryam.last
    await story.passes(timed, SATURDAY, "20:00")
    await maryam.says("/suggestion")
    await maryam.says("یک نکتهٔ دیگر", reply_to=receipt)
    assert not maryam.sees(CLOSED)
    await maryam.fills(">This bot", "کاش نقشه‌ها هم باشد")
    while maryam.label("📨 Submit") not in maryam.last.labels:
        await maryam.fills(None)
    await maryam.presses("📨 Submit")
    assert maryam.sees(CLOSED)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The office is closed now. It is back on 22 November 2026 (1 Azar 1405), 07:30."),
        ("ar", "المنظمة مغلقة الآن"),
    ],
)
async def test_in_the_language_of_the_person(timed: Office, language: str, words: str) -> None:
    """English and Arabic."""
    visitor = timed.visitor(language)
    await story.passes(timed, SATURDAY, "18:00")
    await story.asks(timed, visitor)
    assert words in plain(visitor.last.text)


async def test_hours_that_the_office_has_not_stated_are_not_told(qom: Office) -> None:
    """On a Friday Qom, which has stated none, tells the usual day and no hour."""
    maryam = qom.visitor()
    await maryam.says("بلیت قطار چند است؟")
    await maryam.presses("🙋 Hand it to an expert")
    told = plain(maryam.last.text)
    assert "ادارات معمولاً تعطیل‌اند" in told
    assert "شنبه ۳۰ آبان ۱۴۰۵" in told
    assert "۰۷:۳۰" not in told


async def test_a_closure_tells_another_opening(timed: Office) -> None:
    """Told of Sunday at noon; then Sunday is closed: the next word says Monday."""
    maryam, chief = timed.visitor(), timed.chief()
    await story.asks(timed, maryam)
    receipt = maryam.last
    await story.passes(timed, SATURDAY, "16:00")
    await maryam.says("یک", reply_to=receipt)
    assert "یکشنبه ۱ آذر" in plain(maryam.last.text)
    await chief.says("/closure فردا برف")
    await chief.press(timed.in_group()[-1], "✅ Yes, register it")
    await maryam.says("دو", reply_to=receipt)
    assert "دوشنبه ۲ آذر" in plain(maryam.last.text)


async def test_the_digest_at_eight(timed: Office) -> None:
    """What is due today, overdue, with nobody, waits for a person, and unanswered questions."""
    maryam, ali, clerk = timed.visitor(), timed.visitor(name="علی"), timed.clerk("زهرا کریمی")
    sara = timed.visitor(name="سارا")
    taken = await story.asks(timed, maryam)
    await clerk.takes(taken)
    waiting = await story.asks(timed, ali, "قیمت سکه چند است؟")
    await story.asks_back(timed, clerk, waiting, "کدام سکه؟")
    await story.passes(timed, SUNDAY, "10:00")
    free = await story.asks(timed, sara, "هوای فردا چطور است؟")
    await sara.says("بلیت قطار چند است؟")

    await story.passes(timed, MONDAY, "07:59")
    before = len(digests(timed))
    await story.passes(timed, MONDAY, "08:01")
    (digest,) = digests(timed)[before:]
    assert "امروز، دوشنبه ۲ آذر ۱۴۰۵" in digest
    due, unclaimed, awaited, unanswered = digest.split("\n\n")[1:]
    assert "موعد امروز: ۱" in due
    assert "نخستین پاسخ تا دوشنبه ۲ آذر" in due
    assert taken in due
    assert "زهرا کریمی" in due
    assert "کسی برنداشته: ۱" in unclaimed
    assert free in unclaimed
    assert "در انتظار پاسخ متقاضی: ۱" in awaited
    assert waiting in awaited
    assert "پرسش‌های بی‌پاسخ: ۱" in unanswered
    assert "بلیت قطار" in unanswered

    await story.passes(timed, MONDAY, "09:00")
    assert len(digests(timed)) == before + 1, "once a day"
    await story.passes(timed, TUESDAY, "08:01")
    assert "از موعد گذشته: ۱" in digests(timed)[-1]
    assert "موعد: شنبه" not in digests(timed)[-1], "what is late is the first word"


async def test_no_digest_on_days_off_nor_when_there_is_nothing(timed: Office) -> None:
    """Thursday, Friday, a closed day: silence; and silence where nothing is open."""
    maryam, chief = timed.visitor(), timed.chief()
    await story.passes(timed, SATURDAY, "09:30")
    assert digests(timed) == []
    await story.asks(timed, maryam)
    await chief.says("/closure فردا برف")
    await chief.press(timed.in_group()[-1], "✅ Yes, register it")
    for day in (SUNDAY, date(2026, 11, 26), date(2026, 11, 27)):
        count = len(digests(timed))
        await story.passes(timed, day, "08:30")
        assert len(digests(timed)) == count
    await story.passes(timed, date(2026, 11, 28), "08:30")
    assert len(digests(timed)) == 1


async def test_a_late_start_still_brings_the_digest_but_not_in_the_evening(timed: Office) -> None:
    """The program was down at eight: at eleven it is of use, at six it is not."""
    maryam = timed.visitor()
    await story.asks(timed, maryam)
    await story.passes(timed, SUNDAY, "11:00")
    assert len(digests(timed)) == 1
    await story.passes(timed, MONDAY, "18:00")
    assert len(digests(timed)) == 1


async def test_the_digest_speaks_the_language_of_the_group(
    database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> None:
    """A group set to English reads it in English."""
    async with story.opened(database_url, tmp_path, clock, dice, language="en") as office:
        visitor = office.visitor("en")
        await story.asks(office, visitor)
        await story.passes(office, SUNDAY, "08:00")
        assert "Nobody has taken: 1" in digests(office)[-1]
        assert "Today, 22 November 2026" in digests(office)[-1]


async def test_many_cases_are_one_message(timed: Office) -> None:
    """The group gets one reminder for all that nobody has taken, and a digest that counts."""
    for number in range(12):
        visitor = timed.visitor(name=f"شهروند {number}")
        await story.asks(timed, visitor, f"قیمت دلار {number} چند است؟")
    await story.passes(timed, MONDAY, "07:31")
    told = story.reminders(timed)
    assert len(told) == 1
    assert told[0].count("•") == 12, "each case once, under what is most urgent"
    assert told[0].count("در دست کسی نیست") == 12
    await story.passes(timed, MONDAY, "08:00")
    assert "کسی برنداشته: ۱۲" in digests(timed)[-1]
    assert "… و ۵ مورد دیگر" in digests(timed)[-1]


async def test_objections_have_a_section_of_their_own(timed: Office) -> None:
    """Reference, since when and for how long, and who decides; not among what is free to take."""
    maryam, clerk, chief = timed.visitor(), timed.clerk(), timed.chief()
    await chief.says("/staff")
    reference = await story.asks(timed, maryam)
    await clerk.replies(timed.card(reference), "در تارنمای بانک مرکزی هست.")
    await clerk.press(timed.card(reference), "✅ Close…")
    await clerk.press(timed.card(reference), "✅ Answered in full")
    await story.passes(timed, SUNDAY, "09:00")
    await maryam.presses("✋ I object")
    await story.passes(timed, MONDAY, "08:01")
    told = next(one for one in reversed(timed.in_group()) if "🗞" in one.text)
    (part,) = [one for one in plain(told.text).split("\n\n") if reference in one]
    assert "اعتراض‌ها، در انتظار تصمیم سرپرست: ۱" in part
    assert "از یکشنبه ۱ آذر" in part
    assert "۱ روز" in part
    mentioned = {entity.get("user", {}).get("id") for entity in told.entities or []}
    assert chief.person.id in mentioned

    await chief.press(timed.card(reference), "⚖️ The outcome stands…")
    await chief.replies(timed.in_group()[-1], "رقم خواسته‌شده آمار فردی است.")
    await story.passes(timed, TUESDAY, "08:01")
    assert not any(reference in one for one in digests(timed)[1:])


async def test_objections_without_a_supervisor_say_what_to_do(timed: Office) -> None:
    """Nobody who supervises has acted yet: the digest leads to /staff."""
    maryam, clerk = timed.visitor(), timed.clerk()
    reference = await story.asks(timed, maryam)
    await clerk.replies(timed.card(reference), "در تارنمای بانک مرکزی هست.")
    await clerk.press(timed.card(reference), "✅ Close…")
    await clerk.press(timed.card(reference), "✅ Answered in full")
    await maryam.presses("✋ I object")
    await story.passes(timed, SUNDAY, "08:01")
    assert "/staff" in digests(timed)[-1]
