"""A supervisor's day, played through from the digest at eight to the question that was answered."""

from __future__ import annotations

from bot.playground.records import Message
from storage.tickets.states import Status
from tests.office import Citizen, Clerk, Office
from tests.stories import timed as story
from tests.stories.test_deadlines import plain
from tests.stories.test_gaps import PUBLISH, opens, writes
from tests.stories.test_outcomes import CLOSE, NOT_HELD
from tests.stories.test_reports import files, workbook
from tests.stories.test_teamwork import hands_over
from tests.stories.timed import SUNDAY

DOLLAR, GOLD = story.QUESTION, "قیمت سکه چند است؟"
PARKING = "کجا می‌شود پارکینگ پیدا کرد؟"
ANSWER = "پارکینگ مراجعان\nدر خیابان کناری است."
BANK = "🏛 بانک مرکزی"
YES = "✅ Yes, register it"


async def test_a_supervisors_day(timed: Office) -> None:
    """Digest, take, ask back, closure, hand over, not held, rating, report, gap: in one day."""
    chief, zahra = timed.chief(), timed.clerk("زهرا کریمی")
    maryam, ali, sara = timed.visitor(), timed.visitor(name="علی"), timed.visitor(name="سارا")
    await zahra.says("/open")
    dollar, gold = await story.asks(timed, maryam), await story.asks(timed, ali, GOLD)
    await sara.says(PARKING)

    await _morning(timed, dollar, gold)
    await _take_and_ask_back(timed, chief, ali, gold)
    await _closure(timed, chief, maryam, dollar)
    await _hand_over(timed, chief, zahra, gold)
    await _not_held(timed, chief, maryam, dollar)
    await _rating(timed, maryam, dollar)
    await _report(timed, chief)
    await _gap(timed, chief, sara)


async def _morning(office: Office, *references: str) -> None:
    """The digest at eight: what nobody has taken, and what was asked in vain."""
    await story.passes(office, SUNDAY, "08:01")
    digest = plain(office.in_group()[-1].text)
    assert "یکشنبه ۱ آذر ۱۴۰۵" in digest
    assert "کسی برنداشته: ۲" in digest
    assert all(one in digest for one in references)
    assert "پارکینگ" in digest


async def _take_and_ask_back(office: Office, chief: Clerk, ali: Citizen, reference: str) -> None:
    """Taken; what is not clear is asked; the clock stands until the person answers."""
    await story.passes(office, SUNDAY, "08:30")
    await chief.takes(reference)
    await story.asks_back(office, chief, reference, "کدام سکه؟")
    assert "کدام سکه؟" in ali.last.text
    assert (await office.ticket(reference)).status == Status.WAITING_PERSON
    await ali.says("تمام بهار آزادی", reply_to=ali.last)
    assert any("تمام بهار آزادی" in one.text for one in office.in_group())
    assert (await office.ticket(reference)).status == Status.IN_REVIEW


async def _closure(office: Office, chief: Clerk, maryam: Citizen, reference: str) -> None:
    """Tomorrow is closed: the person reads the new date and why."""
    await story.passes(office, SUNDAY, "09:30")
    await chief.says("/closure فردا برودت هوا")
    await chief.press(office.in_group()[-1], YES)
    assert maryam.sees("برودت هوا", reference)
    assert "یکشنبه ۱۵ آذر ۱۴۰۵" in plain(maryam.last.text)


async def _hand_over(office: Office, chief: Clerk, zahra: Clerk, reference: str) -> None:
    """By button; the colleague is mentioned, the card names her."""
    await hands_over(office, chief, reference, zahra)
    assert (await office.ticket(reference)).holder_id == zahra.person.id
    assert "زهرا کریمی" in office.card(reference).text


async def _not_held(office: Office, chief: Clerk, maryam: Citizen, reference: str) -> None:
    """Closed, because another body has it: the person reads which."""
    await story.passes(office, SUNDAY, "11:00")
    for button in (CLOSE, NOT_HELD, BANK):
        await chief.press(office.card(reference), button)
    assert (await office.ticket(reference)).status == Status.NOT_HELD
    assert maryam.sees("بانک مرکزی", reference)


async def _rating(office: Office, maryam: Citizen, reference: str) -> None:
    """She accepts it and gives four stars; they stand on the card."""
    await maryam.presses("✅ I received everything I asked for")
    await maryam.presses("۴ ⭐️")
    assert (await office.ticket(reference)).rating == 4
    assert "⭐️ ۴ از ۵ ستاره" in office.card(reference).text


async def _report(office: Office, chief: Clerk) -> None:
    """Charts and a workbook of the month, with what has happened today."""
    await story.passes(office, SUNDAY, "13:00")
    await chief.says("/report month")
    summary = _newest(office, "گزارش آذر ۱۴۰۵")
    assert "۱ پرونده پایان یافت" in summary.text
    assert files(office, office.group.id, "photo")
    book = workbook(office, files(office, office.group.id, "document")[-1])
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)


async def _gap(office: Office, chief: Clerk, sara: Citizen) -> None:
    """What was asked in vain is answered in the group; who asked reads it with one press."""
    assert not sara.sees("در خیابان کناری است.")
    matter = await opens(office, chief, "پارکینگ")
    await chief.press(await writes(office, chief, matter, ANSWER), PUBLISH)
    assert sara.sees("پرسیده بودید", PARKING)
    await sara.presses("📖 Show the answer")
    assert "در خیابان کناری است." in sara.last.text


def _newest(office: Office, words: str) -> Message:
    texts = [one for one in office.in_group() if one.kind == "text"]
    return next(one for one in reversed(texts) if words in one.text)
