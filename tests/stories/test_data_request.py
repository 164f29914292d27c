"""A data request from the first word to the outcome, with the rules of the offices in it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from storage.tickets.states import Status
from tests import office as offices
from tests.clock import Clock, Dice
from tests.office import Citizen, Office

REFERENCE = re.compile(r"[A-Z]{1,3}-\d{4}-[0-9A-Z]{6}")
UNDERSTOOD, AGREE, SUBMIT = ">✅ Understood, go on", ">✅ I agree", ">📨 Submit"
WISH = ("جمعیت شهرستان به تفکیک جنس", "۱۳۹۵ تا ۱۴۰۰", ">Whole province", None)
FORM = (">Excel", ">✅ That is all, go on", None, None)
PERSON = (">Citizen", "مریم رضایی", None, None, None)


async def files_request(citizen: Citizen, office: str = "qom") -> str:
    """Fill the whole form; returns the reference that the receipt gives."""
    await citizen.chooses(office)
    await citizen.says("/request")
    await citizen.fills(*WISH, *FORM, *PERSON)
    await citizen.fills(*((UNDERSTOOD,) if office == "qom" else (None,)), AGREE, SUBMIT)
    receipt = next(text for text in reversed(citizen.texts) if REFERENCE.search(text))
    found = REFERENCE.search(receipt)
    assert found is not None
    return found.group()


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
async def test_request_goes_from_first_word_to_outcome(office: Office, language: str) -> None:
    """Filed, receipted, shown to staff, answered with a file, confirmed: in each language."""
    maryam, clerk = office.visitor(language), office.clerk()

    reference = await files_request(maryam)
    card = office.card(reference)
    assert reference.startswith("Q-1405-")
    assert "جمعیت شهرستان به تفکیک جنس" in card.text
    assert "مریم رضایی" in card.text

    clerk.person.sends(
        "document", b"table", office.group, name="table.xlsx", caption="جدول", reply_to=card
    )
    await office.settle()
    sent = [m for m in office.world.messages(maryam.id, from_bot=True) if m.kind == "document"]
    assert len(sent) == 1
    await clerk.press(card, "✅ Close…")
    await clerk.press(card, "✅ Answered in full")
    await maryam.presses("✅ I received everything I asked for")

    assert (await office.ticket(reference)).status == Status.CLOSED


async def test_qom_refuses_files_and_gives_the_number_for_the_letter(office: Office) -> None:
    """QOM-14, BR-02: a file is refused and not kept; three channels and the number are told."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("/request")

    await maryam.sends("document", data=b"letter", name="letter.pdf", mime_type="application/pdf")

    refused = maryam.last.text
    await maryam.fills(*WISH, *FORM, *PERSON, UNDERSTOOD, AGREE, SUBMIT)
    ticket = (await office.tickets())[0]
    assert ticket.reference in "\n".join(maryam.texts)
    assert maryam.label("🔎 See the case") in [
        b for m in maryam.office.world.messages(maryam.id) for b in m.labels
    ]
    group = office.world.messages(office.group.id, from_bot=True)
    assert not [m for m in group if m.kind == "document"]
    assert refused


async def test_semnan_takes_files_and_shows_them_below_the_card(office: Office) -> None:
    """Semnan's statement does not restrict the way: files go with the request."""
    maryam = office.visitor()
    await maryam.chooses("semnan")
    await maryam.says("/request")
    await maryam.fills(*WISH, *FORM, *PERSON)

    await maryam.sends_album(["photo", "photo"])
    await maryam.sends("document", data=b"letter", name="letter.pdf")
    await maryam.fills(">✅ That is all, go on", AGREE, SUBMIT)

    group = office.world.messages(office.group.id, from_bot=True)
    assert [m.kind for m in group].count("photo") == 2
    assert [m.kind for m in group].count("document") == 1


async def test_microdata_is_declined_with_the_reason(office: Office) -> None:
    """BR-16: names and single answers are declined, and the person can say it otherwise."""
    maryam = office.visitor()
    await maryam.chooses("semnan")
    await maryam.says("/request")

    await maryam.says("ریزدادهٔ آمارگیری نیروی کار با اسامی افراد")

    assert "⚠️" in maryam.last.text
    await maryam.says("نرخ بیکاری استان")
    assert "⚠️" not in maryam.last.text


async def test_year_that_is_not_there_yet_is_explained(office: Office) -> None:
    """BR-04: the yearbook has no figures of the current year, computed in Tehran's calendar."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("/request")
    await maryam.says("جمعیت استان")

    await maryam.says("۱۴۰۵")

    assert "⚠️" in maryam.last.text
    assert "۱۴۰۴" in maryam.last.text


async def test_published_articles_are_offered_before_the_form_goes_on(office: Office) -> None:
    """What the knowledge base has on the subject is shown before the next question."""
    maryam = office.visitor()
    await maryam.chooses("semnan")
    await maryam.says("/request")

    await maryam.says("نرخ بیکاری")

    offer = next(t for t in maryam.texts if "بیکاری" in t and "•" in t)
    assert maryam.texts.index(offer) < len(maryam.texts) - 1


async def test_begun_words_are_enough_to_be_offered_what_is_there(office: Office) -> None:
    """«سرشماری کشاو» is no question yet; the census whose title begins so is one press away."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("/request")

    await maryam.says("سرشماری عمومی کشاو")

    await maryam.presses("سرشماری عمومی کشاورزی")
    assert maryam.last.text.startswith("سرشماری عمومی کشاورزی")


@pytest.mark.timeout(400)  # the content is read anew for every answer
async def test_draft_survives_a_restart_between_any_two_answers(
    database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> None:
    """The program is built anew between all answers, and the conversation goes on."""
    answers = [*WISH, *FORM, *PERSON, UNDERSTOOD, AGREE, SUBMIT]
    async with offices.opened(database_url, tmp_path, clock, dice) as office:
        maryam = office.visitor()
        await maryam.chooses("qom")
        await maryam.says("/request")
        for answer in answers:
            await offices.restart(office)
            await maryam.fills(answer)

        assert len(await office.tickets()) == 1


async def test_old_button_says_so_and_does_no_harm(office: Office) -> None:
    """A button of a question that has moved on changes nothing."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("/request")
    await maryam.fills(*WISH[:2])
    question = maryam.last
    await maryam.press(question, "Whole province")
    before = maryam.last.text

    toast = await maryam.press(question, maryam.label("Whole country"), stale=True)

    assert toast
    assert maryam.last.text == before


async def test_review_edits_any_field_before_submitting(office: Office) -> None:
    """An answer is changed on the last page, and the ticket has the new one."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("/request")
    await maryam.fills(*WISH, *FORM, *PERSON, UNDERSTOOD, AGREE)

    await maryam.presses("✏️ " + maryam.label("Subject"))
    await maryam.says("تعداد دانش‌آموزان")
    await maryam.fills(SUBMIT)

    assert (await office.tickets())[0].subject == "تعداد دانش‌آموزان"


async def test_back_skip_and_cancel(office: Office) -> None:
    """One can go back, skip what is optional, and leave at any time."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("/request")
    first = maryam.last.text
    await maryam.says("جمعیت استان")

    await maryam.presses("◀️ Back")
    assert first.splitlines()[-1] in maryam.last.text
    await maryam.presses("✖️ Cancel")

    assert await office.tickets() == []
    await maryam.says("هزینهٔ خدمت چقدر است؟")
    assert "رایگان" in maryam.last.text


async def test_phone_is_shared_with_the_button_and_masked_nowhere_lost(office: Office) -> None:
    """The contact button fills the phone; the national ID is masked for staff only."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("/request")
    await maryam.fills(*WISH, *FORM, ">Citizen", "مریم رضایی", "۰۰۱۳۵۴۲۴۱۹")
    maryam.person.taps(maryam.label("📱 Share my phone number"))
    await office.settle()
    await maryam.fills(None, UNDERSTOOD, AGREE, SUBMIT)

    ticket = (await office.tickets())[0]
    card = office.card(ticket.reference)
    assert ticket.fields["phone"] == "+989121234567"
    assert ticket.fields["national_id"] == "0013542419"
    assert "0013542419" not in card.text
    assert "۰۰۱۳۵۴۲۴۱۹" not in card.text
    assert any("۰۰۱۳۵۴۲۴۱۹" in t or "0013542419" in t for t in maryam.texts)


async def test_question_becomes_a_prefilled_request(office: Office) -> None:
    """The button "request this statistic" begins the form with its subject filled in."""
    maryam = office.visitor()
    await maryam.chooses("semnan")
    knowledge = office.running.services.knowledge
    await maryam.says(knowledge.articles["survey-labour-force"].text("fa").title)

    await maryam.presses("📊 Request this statistic")
    await maryam.fills("۱۴۰۰", *WISH[2:], *FORM, *PERSON, None, AGREE, SUBMIT)

    assert "نیروی کار" in (await office.tickets())[0].subject


async def test_unfinished_form_is_not_thrown_away_by_another(office: Office) -> None:
    """Beginning a complaint in the middle of a request asks first."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("/request")
    await maryam.says("جمعیت استان")

    await maryam.says("/complaint")
    await maryam.presses("▶️ Go on with it")

    assert maryam.label("Data request") in maryam.last.text


async def test_withdrawn_and_reopened_by_its_person(office: Office) -> None:
    """The person withdraws after a second press, and can reopen later."""
    maryam = office.visitor()
    reference = await files_request(maryam)
    await maryam.says(f"/track {reference}")

    await maryam.presses("🗑 Withdraw")
    assert (await office.ticket(reference)).status == Status.NEW
    await maryam.presses("🗑 Yes, withdraw")
    assert (await office.ticket(reference)).status == Status.WITHDRAWN
    office.clock.advance(timedelta(hours=1))
    await maryam.says(f"/track {reference}")
    await maryam.presses("🔓 Reopen")

    assert (await office.ticket(reference)).status == Status.REOPENED


async def test_several_waiting_cases_make_the_bot_ask_which(office: Office) -> None:
    """With two cases that wait, a message is kept and goes where the person says."""
    maryam, clerk = office.visitor(), office.clerk()
    first, second = await files_request(maryam), await files_request(maryam, "semnan")
    for reference in (first, second):
        await clerk.press(office.card(reference), "❓ Ask back")
        await clerk.replies(office.in_group()[-1], "کدام سال؟")

    await maryam.says("سال ۱۳۹۸")
    assert len(maryam.last.labels) == 4
    await maryam.presses(second)

    assert (await office.ticket(first)).status == Status.WAITING_PERSON
    assert (await office.ticket(second)).status == Status.IN_REVIEW
