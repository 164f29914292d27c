"""/notice: what the office announces, who is told of it, and who waits for what is published."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.playground.records import Message
from handlers import broadcasting
from storage import people
from storage.broadcasts import BATCH, BroadcastState
from tests.calendars import at
from tests.office import Citizen, Clerk, Office
from tests.stories import timed as story
from tests.stories.timed import MONDAY, SATURDAY, SUNDAY, TUESDAY

OUTAGE = "تارنمای سازمان تا ظهر در دسترس نیست."
YEARBOOK = "سالنامه آماری رایگان است؟"
WISH = "🔔 Tell me when it is published"


async def of_qom(office: Office, name: str = "مریم رضایی", language: str = "fa") -> Citizen:
    """Somebody who uses the service of Qom."""
    citizen = office.visitor(language, name=name)
    await citizen.starts()
    await citizen.chooses("qom")
    return citizen


async def announces(
    office: Office, chief: Clerk, words: str, choice: str = "قم", *, waits: bool = True
) -> None:
    """A supervisor types a notice and presses the first choice with these words."""
    await chief.says(f"/notice {words}")
    preview = office.in_group()[-1]
    label = next(one for one in preview.labels if one.startswith("✅") and choice in one)
    await chief.press(preview, label, waits=waits)


def counted(office: Office) -> str:
    """The message of the group with the counts of the last broadcast."""
    return next(one.text for one in reversed(office.in_group()) if "رسیده:" in one.text)


async def test_an_outage_is_shown_first_told_shown_again_and_taken_off(desk: Office) -> None:
    """Preview, yes, one message to each of Qom, at the start while it holds, then no more."""
    maryam, chief = await of_qom(desk), desk.chief()
    other = desk.visitor(name="علی")
    await other.starts()
    await other.chooses("semnan")

    await chief.says(f"/notice قطعی {OUTAGE}")
    preview = desk.in_group()[-1]
    assert OUTAGE in preview.text
    assert "هنوز به کسی خبر داده نشده" in preview.text
    assert not maryam.sees(OUTAGE), "nobody is told before the yes"

    label = next(one for one in preview.labels if "قم" in one)
    await chief.press(preview, label)
    assert sum(OUTAGE in text for text in maryam.texts) == 1
    assert not other.sees(OUTAGE)
    assert "رسیده: ۱ · مسدود: ۰ · ناموفق: ۰" in counted(desk)
    assert "پایان یافت" in counted(desk)

    await maryam.starts()
    assert any(OUTAGE in text for text in maryam.texts[-2:])
    await maryam.says(YEARBOOK)
    assert OUTAGE in maryam.last.text, "also above the answer that it concerns"

    await chief.says("/notice")
    listed = desk.in_group()[-1]
    assert OUTAGE in listed.text
    await chief.press(listed, next(one for one in listed.labels if one.startswith("🗑")))
    await maryam.says(YEARBOOK)
    assert OUTAGE not in maryam.last.text


async def test_one_service_leaves_answers_of_others_alone(office: Office) -> None:
    """A notice of one service stands on the answers of that service only."""
    maryam, chief = await of_qom(office), office.chief()
    await announces(office, chief, f"قطعی {OUTAGE}", "سالنامهٔ آماری")
    await maryam.says(YEARBOOK)
    assert OUTAGE in maryam.last.text
    await maryam.starts("a_bot-privacy")
    assert OUTAGE not in maryam.last.text


async def test_an_end_is_announced_beforehand_and_reaches_also_who_wants_no_notices(
    office: Office,
) -> None:
    """The day must come; who refused notices is told of the end, not of an outage."""
    maryam, chief = await of_qom(office), office.chief()
    await maryam.says("/notices")
    await maryam.presses("🔕 No notices of the office")
    await announces(office, chief, f"قطعی {OUTAGE}")
    assert not maryam.sees("قطعی</b>")
    assert sum(OUTAGE in text for text in maryam.texts) == 0

    await chief.says("/notice خاتمه ۱ مهر ۱۴۰۵ پایان می‌یابد.")
    assert "پس از امروز" in office.in_group()[-1].text
    await announces(office, chief, "خاتمه ۱ دی ۱۴۰۵ با تشخیص رئیس سازمان پایان می‌یابد.")
    assert maryam.sees("۱ دی ۱۴۰۵", "با تشخیص رئیس سازمان")

    office.clock.advance(days=60)
    await maryam.says(YEARBOOK)
    assert "پایان یافته است" in maryam.last.text


async def test_only_supervisors_announce_and_a_wrong_form_is_explained(desk: Office) -> None:
    """A clerk is told why not; what is not understood gets examples; cancel changes nothing."""
    await of_qom(desk)
    clerk, chief = desk.clerk(), desk.chief()
    await clerk.says(f"/notice قطعی {OUTAGE}")
    assert "تنها سرپرستان" in desk.in_group()[-1].text
    await chief.says("/notice سلام به همه")
    assert "/notice" in desk.in_group()[-1].text
    await chief.says(f"/notice قطعی {OUTAGE}")
    preview = desk.in_group()[-1]
    assert "سرپرستان" in str(await clerk.press(preview, preview.labels[0]))
    await chief.press(preview, "✖️ Cancel")
    assert preview.labels == []


@pytest.mark.parametrize(
    ("language", "words"), [("fa", "منتشر شد"), ("en", "Published"), ("ar", "صدر")]
)
async def test_who_waits_for_a_figure_is_told_in_their_language(
    office: Office, language: str, words: str
) -> None:
    """Press under the figure, hear of it, cancel in the message or in the list."""
    waits, other = await of_qom(office, language=language), await of_qom(office, name="علی")
    chief = office.chief()
    await waits.starts("a_survey-labour-force")
    await waits.presses(WISH)
    await chief.says("/notice")
    assert "۱ نفر در انتظار" in office.in_group()[-1].text

    await announces(office, chief, "انتشار survey-labour-force ؛ بهار ۱۴۰۵", "منتظران")
    assert sum("بهار ۱۴۰۵" in text for text in waits.texts) == 1
    assert waits.sees(words, "بهار ۱۴۰۵")
    assert not other.sees("بهار ۱۴۰۵")

    await waits.presses("🔕 Tell me no more")
    await announces(office, chief, "انتشار survey-labour-force ؛ تابستان ۱۴۰۵", "منتظران")
    assert not waits.sees("تابستان ۱۴۰۵")


async def test_a_wish_is_listed_and_can_be_cancelled(office: Office) -> None:
    """/notices lists it; one press takes it away, in place."""
    maryam = await of_qom(office)
    await maryam.starts("a_survey-labour-force")
    await maryam.presses(WISH)
    listed = await maryam.says("/notices")
    button = next(one for one in listed.labels if one.startswith("🔕 ") and "اطلاعیه" not in one)
    await maryam.press(listed, button)
    assert button not in listed.labels


async def crowd(office: Office, number: int) -> list[Citizen]:
    """People who use the service of Qom, met without a story of their own."""
    citizens = [office.visitor(name=f"کاربر {n}") for n in range(number)]
    for one in citizens:
        one.person.starts()
    await office.settle()
    async with office.running.database.transaction() as tx:
        for one in citizens:
            await people.set_office(tx, one.id, "qom")
    return citizens


async def test_blocked_and_stopped_are_counted(office: Office) -> None:
    """Who has blocked the bot unnoticed is counted; a stopped one reaches nobody else."""
    citizens, chief = await crowd(office, 3), office.chief()
    citizens[1].person.private.is_blocked = True
    await announces(office, chief, f"قطعی {OUTAGE}")
    assert "رسیده: ۲ · مسدود: ۱ · ناموفق: ۰" in counted(office)
    await chief.says("/report")
    assert any(
        "۱ اطلاعیه اعلام شد" in one.text and "رسیده ۲، مسدود ۱، ناموفق ۰" in one.text
        for one in office.in_group()
    )
    citizens[1].person.private.is_blocked = False
    await citizens[1].starts()
    assert sum(OUTAGE in text for text in citizens[1].texts) <= 1, "shown at the start, not resent"


async def test_a_broadcast_is_stopped_by_its_button(desk: Office) -> None:
    """Who was told stays told; nobody else is. Only a supervisor stops it, and once."""
    citizens, clerk, chief = await crowd(desk, BATCH + 5), desk.clerk(), desk.chief()
    await announces(desk, chief, f"قطعی {OUTAGE}", waits=False)
    counts = next(one for one in reversed(desk.in_group()) if "رسیده:" in one.text)
    assert "سرپرستان" in str(await clerk.press(counts, "⏹ Stop", waits=False))

    toast = await chief.press(counts, "⏹ Stop")
    assert toast == desk.t("fa").text("Stopped; nobody else is told.")
    assert sum(one.sees(OUTAGE) for one in citizens) == BATCH
    assert counts.text.startswith(plain(desk, broadcasting.HEADS[BroadcastState.STOPPED]))
    assert f"رسیده: {desk.t('fa').digits(BATCH)}" in counts.text
    assert counts.labels == []
    again = await chief.press(counts, "⏹ Stop", stale=True)
    assert again == desk.t("fa").text("This has already been dealt with.")


def plain(office: Office, msgid: str) -> str:
    """A sentence of the group without its bold letters."""
    return office.t("fa").text(msgid).replace("<b>", "").replace("</b>", "")


async def test_a_broadcast_does_not_wait_for_who_was_forgotten(desk: Office) -> None:
    """Her message still waits when she lets herself be forgotten: all have been told."""
    (maryam, ali), chief = await crowd(desk, 2), desk.chief()
    asked = await maryam.says("/forget")
    desk.world.faults.add("429", method="sendMessage", chat=maryam.id, retry_after=600)
    await announces(desk, chief, f"قطعی {OUTAGE}", waits=False)
    assert ali.sees(OUTAGE)
    assert plain(desk, broadcasting.HEADS[BroadcastState.GOING]) in counted(desk)

    await maryam.press(asked, "🗑 Yes, forget me", waits=False)
    await desk.lives_until(desk.clock.now() + timedelta(minutes=20))
    assert "رسیده: ۱ · مسدود: ۰ · ناموفق: ۰" in counted(desk)
    assert "پایان یافت" in counted(desk)
    assert not maryam.sees(OUTAGE)


async def takes_off(office: Office, chief: Clerk) -> Message:
    """The supervisor takes off what holds; returns the list with its buttons."""
    chief.person.says("/notice", office.group)
    await office.settle(waits=False)
    listed = office.in_group()[-1]
    await chief.press(listed, next(one for one in listed.labels if one.startswith("🗑")))
    return listed


@pytest.mark.parametrize(
    ("language", "over"),
    [("fa", "قطعی برطرف شد"), ("en", "The outage is over"), ("ar", "انتهى الانقطاع")],
)
async def test_who_was_told_of_an_outage_is_told_once_that_it_is_over(
    desk: Office, language: str, over: str
) -> None:
    """In their language, and nobody else; the start says nothing of it any more."""
    sara, chief = await of_qom(desk, language=language), desk.chief()
    await announces(desk, chief, f"قطعی {OUTAGE}")
    desk.clock.advance(minutes=5)
    late = await of_qom(desk, name="علی")
    other = desk.visitor(name="رضا")
    await other.starts()
    await other.chooses("semnan")

    listed = await takes_off(desk, chief)
    assert over in sara.last.text
    assert OUTAGE in sara.last.text
    assert "رسیده: ۱ · مسدود: ۰" in counted(desk)
    assert not late.sees("قطعی برطرف شد")
    assert not other.sees("قطعی برطرف شد")

    await chief.press(listed, f"🗑 برداشتن: {OUTAGE[:30]}", stale=True)
    assert sum(over in text for text in sara.texts) == 1
    before = len(sara.texts)
    await sara.starts()
    assert len(sara.texts) > before
    assert not any(OUTAGE in text for text in sara.texts[before:])
    await chief.says("/report")
    assert any("۱ اطلاعیه اعلام شد" in one.text for one in desk.in_group())


async def test_who_was_not_told_of_an_outage_is_not_told_of_its_end(office: Office) -> None:
    """It was taken off while it was being told; and an amendment ends without a word."""
    citizens, chief = await crowd(office, BATCH + 5), office.chief()
    await announces(office, chief, f"قطعی {OUTAGE}", waits=False)
    await takes_off(office, chief)
    told = [one for one in citizens if one.sees(OUTAGE)]
    assert BATCH <= len(told) < len(citizens)
    assert all(sum(OUTAGE in text for text in one.texts) == 2 for one in told)

    await announces(office, chief, "اصلاحیه بند ۴ اصلاح شد.")
    before = len(citizens[0].texts)
    await takes_off(office, chief)
    assert len(citizens[0].texts) == before


async def test_an_outage_with_a_last_day_is_taken_off_by_itself(desk: Office) -> None:
    """It holds all of that day; then the group and those who were told hear that it is over."""
    maryam, chief = await of_qom(desk), desk.chief()
    await chief.says(f"/notice قطعی تا فردا {OUTAGE}")
    assert "خودبه‌خود" in desk.in_group()[-1].text
    desk.clock.set(at(SATURDAY, "12:00"))
    await announces(desk, chief, f"قطعی تا فردا {OUTAGE}")
    for day, clock, is_over in (
        (SUNDAY, "23:00", False),
        (MONDAY, "01:00", False),
        (MONDAY, "08:01", True),
        (TUESDAY, "08:01", True),
    ):
        await story.passes(desk, day, clock)
        assert maryam.sees("قطعی برطرف شد") is is_over
    assert sum("قطعی برطرف شد" in text for text in maryam.texts) == 1
    assert sum("برداشته شد" in one.text for one in desk.in_group()) == 1
    before = len(maryam.texts)
    await maryam.starts()
    assert not any(OUTAGE in text for text in maryam.texts[before:])
