"""A report asked for in the group: progress is shown, charts and a workbook come at the end."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.playground.files import image_size
from bot.playground.records import Message
from storage import desk_log
from tests import office as offices
from tests.clock import Clock, Dice
from tests.office import Citizen, Office
from tests.stories.asking import asks_an_expert


class Killed(BaseException):
    """The process is gone: nothing of it goes on."""


CLOSE, FULL = "✅ Close…", "✅ Answered in full"


def files(office: Office, chat_id: int, kind: str) -> list[Message]:
    """The bot's files of a kind in a chat."""
    return [one for one in office.world.messages(chat_id, from_bot=True) if one.kind == kind]


def content(office: Office, message: Message) -> bytes:
    """The bytes of a document or photo that arrived."""
    sent = message.content[message.kind]
    stored = office.world.state.files.get((sent[-1] if isinstance(sent, list) else sent)["file_id"])
    assert stored is not None
    return stored.data


def workbook(office: Office, message: Message) -> openpyxl.Workbook:
    """The workbook of a message."""
    return openpyxl.load_workbook(io.BytesIO(content(office, message)))


async def a_busy_day(office: Office, citizen: Citizen) -> str:
    """One case is answered and closed, and something is asked that nobody knows."""
    clerk = office.clerk("زهرا کریمی")
    reference = await asks_an_expert(office, citizen)
    office.clock.advance(hours=2)
    await clerk.replies(office.card(reference), "قیمت ارز در کار ما نیست.")
    await clerk.press(office.card(reference), CLOSE)
    await clerk.press(office.card(reference), FULL)
    await citizen.presses("✅ I received everything I asked for")
    await citizen.says("هزینهٔ دریافت سالنامه چقدر است؟")
    return reference


async def test_a_report_comes_with_charts_and_a_workbook(desk: Office) -> None:
    """First a word, in the end numbers in its place, charts as one album, and an Excel file."""
    await a_busy_day(desk, desk.visitor())
    shown: list[str] = []

    async def watched(function: Any, *values: Any) -> Any:
        await desk.running.delivery.drain()
        shown.append(next(one.text for one in desk.in_group() if "⏳" in one.text))
        return function(*values)

    desk.running.workshop.elsewhere = watched
    await desk.chief().says("/report")

    assert ["کشیدن نمودارها" in shown[0], "نوشتن فایل اکسل" in shown[1]] == [True, True]
    told = [one for one in desk.in_group() if "گزارش آبان ۱۴۰۵" in one.text]
    summary = next(one for one in told if one.kind == "text")
    assert "۱ پرونده باز شد" in summary.text
    assert "۱ پرونده پایان یافت" in summary.text
    assert "نخستین پاسخ: نیمی تا" in summary.text
    assert "۲ پرسش مطرح شد" in summary.text
    charts = files(desk, desk.group.id, "photo")
    assert {one.media_group_id for one in charts} == {charts[0].media_group_id}
    assert len(charts) >= 4
    assert {image_size(content(desk, one)) for one in charts} == {(1280, 800)}
    (document,) = files(desk, desk.group.id, "document")
    assert document.content["document"]["file_name"] == "amaryar-report-m-1405-08.xlsx"
    actions = [call.values["action"] for call in desk.world.calls("sendChatAction")]
    assert "upload_document" in actions


async def test_what_is_said_of_a_report_stays_in_the_topic_it_was_asked_in(forum: Office) -> None:
    """In a group with topics the files come where the question was."""
    reference = await a_busy_day(forum, forum.visitor())
    thread = forum.topic(reference).id

    await forum.chief().says("/report هفته", thread=thread)

    (document,) = files(forum, forum.group.id, "document")
    assert document.thread_id == thread
    assert {one.thread_id for one in files(forum, forum.group.id, "photo")} == {thread}


async def test_the_workbook_reads_from_right_to_left_with_real_numbers(office: Office) -> None:
    """Header frozen, filters on, dates that are dates; the sums are those of the message."""
    await a_busy_day(office, office.visitor())
    await office.chief().says("/report year")

    (document,) = files(office, office.group.id, "document")
    book = workbook(office, document)

    assert all(one.sheet_view.rightToLeft for one in book)
    assert all(one.freeze_panes == "A2" for one in book)
    assert all(one.auto_filter.ref for one in book)
    course: Any = book["روند"]
    assert course.max_row == 13, "twelve months under the header"
    assert isinstance(course["B2"].value, datetime)
    assert [row[3].value for row in course.iter_rows(min_row=2)] == [0] * 7 + [1] + [0] * 4
    kinds: Any = book["به تفکیک نوع"]
    assert [cell.value for cell in kinds[2]][:3] == ["پرسش", 1, 1]


async def test_the_period_before_is_one_press_away(office: Office) -> None:
    """Under a report; what nothing happened in has no charts, and says so in numbers."""
    chief = office.chief()
    await chief.says("/report ماه")
    summary = next(one for one in reversed(office.in_group()) if one.buttons)
    assert len(office.world.calls("sendMediaGroup")) == 0, "nothing has happened yet"

    await chief.press(summary, "◀️ The one before")

    assert any("گزارش مهر ۱۴۰۵" in one.text for one in office.in_group())


async def test_words_that_are_no_period_are_answered_with_examples(office: Office) -> None:
    """Nothing is made; the way to write it is shown."""
    await office.clerk().says("/report دیروزها")
    assert "/report هفتهٔ گذشته" in office.in_group()[-1].text
    assert files(office, office.group.id, "document") == []


async def test_a_report_is_made_once_though_the_program_is_restarted(office: Office) -> None:
    """Killed while it draws: the next start makes it, and nothing comes twice."""
    await a_busy_day(office, office.visitor())

    async def dies(function: Any, *values: Any) -> Any:
        raise Killed

    office.running.workshop.elsewhere = dies
    with pytest.raises(Killed):
        await office.chief().says("/report")
    await offices.restart(office)
    await office.running.presence.beat()
    await office.settle()

    assert len(files(office, office.group.id, "document")) == 1
    assert len(office.world.calls("sendMediaGroup")) == 1


async def test_a_report_that_cannot_be_made_says_so_in_the_end(office: Office) -> None:
    """Three tries, then an apology in the place of the progress; nobody waits for ever."""

    async def fails(function: Any, *values: Any) -> Any:
        raise RuntimeError("no space left")

    office.running.workshop.elsewhere = fails
    await office.chief().says("/report")
    for _ in range(3):
        office.clock.advance(minutes=2)
        await office.settle()

    assert "❌" in office.in_group()[-1].text
    assert "no space left" not in office.in_group()[-1].text


async def test_the_same_report_is_not_made_twice_at_once(office: Office) -> None:
    """Two clerks ask within a second: one report, and a word to the second."""
    chief = office.chief()
    chief.person.says("/report", office.group)
    chief.person.says("/report", office.group)
    await office.settle()

    assert len(files(office, office.group.id, "document")) == 1
    assert any("همین گزارش در حال آماده شدن است" in one.text for one in office.in_group())


async def test_an_export_masks_who_the_people_are(office: Office) -> None:
    """Anybody of the staff may have it: one row a case, names in initials, numbers taken out."""
    maryam = office.visitor(name="مریم رضایی")
    await asks_an_expert(office, maryam, "من مریم رضایی هستم، 09121234567، قیمت دلار؟")

    await office.clerk().says("/export")

    (document,) = files(office, office.group.id, "document")
    sheet: Any = workbook(office, document)["پرونده‌ها"]
    text = str([cell.value for cell in sheet[2]])
    assert sheet.max_row == 2
    assert "م… ر…" in text
    assert "رضایی" not in text
    assert "0912" not in text
    assert "قیمت دلار" in text
    assert isinstance(sheet["I2"].value, datetime)
    async with office.running.database.transaction() as tx:
        (event,) = await desk_log.latest(tx)
    assert (event.act, event.data) == (
        "export",
        {"period": "m-1405-08", "identities": False, "cases": 1},
    )


async def test_identities_go_to_a_supervisor_alone_and_are_logged(office: Office) -> None:
    """Not to the group, not to a clerk; and not before the supervisor has begun a private chat."""
    await asks_an_expert(office, office.visitor(name="مریم رضایی"))
    clerk, chief = office.clerk(), office.chief()
    await chief.says("/export")
    under = next(one for one in reversed(office.in_group()) if one.buttons)
    button = "🪪 With identities, to me alone"

    assert await clerk.press(under, button) == office.t("fa").text("Only supervisors can do this.")
    assert "/start" in str(await chief.press(under, button))
    chief.person.starts()
    await office.settle()
    await chief.press(under, button)

    (document,) = files(office, chief.person.id, "document")
    sheet: Any = workbook(office, document)["پرونده‌ها"]
    assert "مریم رضایی" in [cell.value for cell in sheet[2]]
    assert len(files(office, office.group.id, "document")) == 1, "the masked one"
    async with office.running.database.transaction() as tx:
        event = (await desk_log.latest(tx))[0]
    assert (event.act, event.actor_id, event.data["identities"]) == (
        "export",
        chief.person.id,
        True,
    )


async def test_a_case_without_a_name_stays_without(office: Office) -> None:
    """Not even a supervisor's file says who it was: the person was promised that."""
    sara = office.visitor(name="سارا احمدی")
    await sara.chooses("qom")
    chief = office.chief()
    chief.person.starts()
    reference = await asks_an_expert(office, sara)
    ticket = await office.ticket(reference)
    async with office.running.database.transaction() as tx:
        ticket.is_anonymous = True
        await tx.session.merge(ticket)

    await chief.says("/export ماه کامل")

    (document,) = files(office, chief.person.id, "document")
    row = [cell.value for cell in workbook(office, document)["پرونده‌ها"][2]]
    assert "سارا احمدی" not in str(row)


async def test_a_formula_that_somebody_typed_is_only_text(office: Office) -> None:
    """Opened in Excel nothing is computed from what strangers wrote."""
    await asks_an_expert(office, office.visitor(), '=HYPERLINK("http://x","سلام")')
    await office.clerk().says("/export")
    (document,) = files(office, office.group.id, "document")
    sheet: Any = workbook(office, document)["پرونده‌ها"]
    cells = [cell for cell in sheet[2] if "HYPERLINK" in str(cell.value)]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


async def test_a_desk_in_another_language_reads_its_report_in_it(
    database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> None:
    """An Arabic desk: words, file and sheets are Arabic, the calendar is told in both."""
    async with offices.opened(database_url, tmp_path, clock, dice, language="ar") as office:
        await asks_an_expert(office, office.visitor())
        await office.chief().says("/report الشهر")
        assert any("تقرير آبان ١٤٠٥ (٢٠٢٦)" in one.text for one in office.in_group())
        (document,) = files(office, office.group.id, "document")
        book = workbook(office, document)
        assert book.sheetnames[:2] == ["الخلاصة", "المسار"]
        assert all(one.sheet_view.rightToLeft for one in book)


async def test_strangers_get_no_report(office: Office) -> None:
    """The command means nothing in the private chat of somebody else."""
    stranger = office.visitor()
    await stranger.says("/report")
    await stranger.press(stranger.last, "report|make|m-1405-08", forged=True)
    await office.settle()
    assert office.world.calls("sendDocument") == []
