"""A figure of the yearbook that looks wrong goes to the expert of the yearbook (BR-06)."""

from __future__ import annotations

import pytest

from handlers.forms import complaint, discrepancy, entrance, leading
from storage.tickets.states import Kind, Status
from tests.office import Citizen, Office
from tests.stories.asking import asks_an_expert

REPORT, MENU = "🔎 Report a wrong figure", "🔎 A wrong figure"
REASON = "جمع شهرستان‌ها با کل استان نمی‌خواند."


async def reports(citizen: Citizen) -> str:
    """Fill the form from its menu; returns the reference."""
    await citizen.chooses("qom")
    await citizen.says(citizen.label(MENU))
    await citizen.fills("۱۴۰۳", ">Population", "۳-۱۲", "ردیف ۴", "۱۲۳۴", "۱۳۳۴", REASON, None, None)
    await citizen.presses("📨 Submit")
    found = await citizen.office.tickets()
    return next(one.reference for one in found if one.kind == Kind.DISCREPANCY)


async def test_a_report_stands_in_the_group_for_the_expert(desk: Office) -> None:
    """A kind of its own, with the place in the book, the figures and the reason; no complaint."""
    maryam = desk.visitor()
    reference = await reports(maryam)

    ticket = await desk.ticket(reference)
    assert ticket.kind == Kind.DISCREPANCY
    assert "کارشناس سالنامه" in "\n".join(maryam.texts)
    card = desk.card(reference)
    assert card.text.startswith(f"🔎 {desk.t('fa').text('Wrong figure in the yearbook')}")
    assert desk.t("fa").text("For the yearbook expert") in card.text
    for words in ("۱۴۰۳", "جمعیت", "۳-۱۲", "ردیف ۴", "۱۲۳۴", "۱۳۳۴", REASON):
        assert words in card.text
    clerk = desk.clerk()
    await clerk.replies(card, "بررسی شد؛ در چاپ بعد اصلاح می‌شود.")
    assert maryam.sees("در چاپ بعد اصلاح می‌شود.")
    assert (await desk.ticket(reference)).status == Status.IN_REVIEW


async def test_its_topic_has_an_icon_of_its_own(forum: Office) -> None:
    """In a group with topics it is told apart from complaints at a glance."""
    reference = await reports(forum.visitor())
    assert forum.t("fa").text("Wrong figure in the yearbook") in forum.topic(reference).name


async def test_open_cases_are_narrowed_to_one_kind(desk: Office) -> None:
    """The expert of the yearbook sees what is theirs, the others see everything again."""
    sara = desk.visitor(name="سارا")
    other = await asks_an_expert(desk, sara)
    reference = await reports(desk.visitor())
    clerk = desk.clerk()
    await clerk.says("/open")
    shown = desk.in_group()[-1]
    assert reference in shown.text
    assert other in shown.text

    await clerk.press(shown, "🔎")
    narrowed = desk.in_group()[-1]
    assert reference in narrowed.text
    assert other not in narrowed.text
    await clerk.press(narrowed, "⚠️")
    assert desk.in_group()[-1].text == desk.t("fa").text("No case is open.")
    await clerk.press(desk.in_group()[-1], "All")
    assert other in desk.in_group()[-1].text


async def test_only_an_office_with_a_yearbook_takes_reports(office: Office) -> None:
    """BR-21: the route is Qom's; in Semnan there is no such button, and the command says why."""
    maryam = office.visitor()
    await maryam.chooses("semnan")
    menus = [one for one in office.world.messages(maryam.id, from_bot=True) if one.labels]
    assert not any(maryam.label(MENU) in one.labels for one in menus)
    told = await maryam.says("/discrepancy")
    assert told.text == maryam.label(entrance.NO_YEARBOOK)
    assert not await office.tickets()


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
async def test_a_table_begins_its_report(office: Office, language: str) -> None:
    """Chapter and title are filled in; the rest is asked, and an open form is not thrown away."""
    knowledge = office.running.services.knowledge
    table = next(
        one for one in knowledge.in_office("qom") if one.kind == "table" and one.chapter == "labour"
    )
    maryam = office.visitor(language)
    await maryam.chooses("qom")
    await maryam.says("/opinion")
    await maryam.starts(f"a_{table.id}")
    await maryam.presses(REPORT)
    assert any("🆕" in label for label in maryam.last.labels)
    await maryam.presses(next(one for one in maryam.last.labels if "🆕" in one))
    await maryam.fills("1402", "4", "12", None, "the sum is wrong", None, None)
    assert table.text(language).title in maryam.last.text
    await maryam.presses("📨 Submit")

    ticket = (await office.tickets())[0]
    assert (ticket.kind, ticket.fields["chapter"]) == (Kind.DISCREPANCY, "labour")
    assert ticket.kind == discrepancy.NAME


async def test_the_answer_about_wrong_figures_leads_to_the_form(office: Office) -> None:
    """Who asks where to report one finds the button under the answer."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("یه عدد سالنامه اشتباهه، به کی بگم؟")
    await maryam.presses(REPORT)
    assert maryam.label(discrepancy.FORM.fields[0].prompt) in maryam.last.text


STORY = "جمع شهرستان‌ها در جدول مهاجرت سالنامه با کل استان نمی‌خواند."


@pytest.mark.parametrize("is_typed", [True, False])
async def test_a_complaint_about_the_yearbook_becomes_a_report(
    desk: Office, *, is_typed: bool
) -> None:
    """The button stands from the first words on, and what was typed is asked for no more."""
    maryam = desk.visitor()
    await maryam.chooses("qom")
    await maryam.says("/complaint")
    await maryam.fills(">Without my name", ">Something else", None, STORY, None)
    if is_typed:
        await maryam.says(maryam.label(complaint.LEAD))
    else:
        await maryam.presses(complaint.LEAD)
    assert maryam.sees(maryam.label(leading.LED))
    await maryam.fills("۱۴۰۳", ">Population", "۳-۱۲", "ردیف ۴", "۱۲۳۴", None, None)
    assert STORY in maryam.last.text
    await maryam.presses("📨 Submit")

    (ticket,) = await desk.tickets()
    assert (ticket.kind, ticket.is_anonymous) == (Kind.DISCREPANCY, True)
    card = desk.card(ticket.reference)
    assert STORY in card.text
    assert "مریم" not in card.text


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
async def test_a_complaint_of_a_wrong_figure_asks_where_it_is_printed(
    office: Office, language: str
) -> None:
    """In the yearbook: it is reported to the expert. Somewhere else: it stays a complaint."""
    sara = office.visitor(language)
    await sara.chooses("qom")
    await sara.says("/complaint")
    await sara.fills(">Without my name", ">A wrong figure", ">Somewhere else")
    place = "Where does the figure stand? Publication and its year, page, table, row."
    assert sara.label(place) in sara.last.text
    await sara.presses("◀️ Back")
    await sara.presses("In the yearbook")
    assert sara.label(discrepancy.FORM.fields[0].prompt) in sara.last.text


async def test_other_offices_take_a_wrong_figure_as_a_complaint(office: Office) -> None:
    """BR-21: where there is no yearbook, nothing leads there."""
    maryam = office.visitor()
    await maryam.chooses("semnan")
    await maryam.says("/complaint")
    await maryam.fills(">Without my name", ">Something else", None, STORY)
    assert maryam.label(complaint.LEAD) not in maryam.last.labels
