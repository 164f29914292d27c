"""Small talk in the private chat, and the way to a human being."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.clock import Clock
from tests.office import Office

NOT_FOUND = "چیزی در این باره نیافتم"


@pytest.mark.parametrize(
    ("language", "words", "reply"),
    [
        ("fa", "سلام وقتتون بخیر", "سلام! پرسش خود را بنویسید"),
        ("fa", "خوبی؟", "چه چیزی می‌خواهید بدانید؟"),
        ("fa", "دستتون درد نکنه", "خواهش می‌کنم"),
        ("fa", "خداحافظ", "خدانگهدار"),
        ("fa", "esmet chie", "من آماریارم"),
        ("fa", "شما ربات هستید؟", "من یک برنامه‌ام، نه انسان"),
        ("en", "who are you?", "I am Amaryar"),
        ("en", "are you a human?", "I am a program, not a human being"),
        ("ar", "السلام عليكم", "مرحبًا"),
        ("ar", "هل أنت روبوت؟", "أنا برنامج ولست إنساناً"),
    ],
)
async def test_small_talk_is_answered_shortly(
    office: Office, language: str, words: str, reply: str
) -> None:
    """Two or three lines in the person's language, without an article and without pretending."""
    person = office.visitor(language)
    await person.chooses("qom")
    before = len(person.texts)

    await person.says(words)

    assert reply in person.last.text
    assert len(person.last.text) < 250
    assert len(person.texts) == before + 1


async def test_greeting_needs_no_office(office: Office) -> None:
    """Who says hello is greeted at once, and not asked for a province first."""
    ali = office.visitor()

    await ali.says("سلام، خسته نباشید")

    assert ali.texts == [ali.label("Hello! Write your question, or choose from the menu.")]


async def test_greeting_before_a_question_is_answered_as_the_question(office: Office) -> None:
    """«سلام، … ممنون» around a question changes nothing in its answer."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("هزینهٔ خدمت چقدر است؟")
    bare = maryam.last.text

    await maryam.says("سلام خسته نباشید، هزینهٔ خدمت چقدر است؟ ممنون")

    assert maryam.last.text == bare


@pytest.mark.parametrize("words", ["خیلی بی‌شعورید", "احمق، نرخ بیکاری چنده؟", "گاو"])
async def test_insult_is_answered_politely_and_never_with_an_article(
    office: Office, words: str
) -> None:
    """One calm sentence with the ways to a human and to a complaint."""
    reza = office.visitor()
    await reza.chooses("qom")

    await reza.says(words)

    assert reza.last.text.startswith("متأسفم که ناراحت شده‌اید")
    assert "منبع" not in reza.last.text
    assert reza.last.labels == [reza.label("🙋 Hand it to an expert"), reza.label("⚠️ Complaint")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "انسان"),
        ("fa", "اپراتور"),
        ("fa", "می‌خوام با کارشناس صحبت کنم"),
        ("fa", "آدم واقعی"),
        ("en", "human"),
        ("en", "operator please"),
        ("ar", "موظف"),
    ],
)
async def test_wish_for_a_human_is_handed_over_at_once(
    office: Office, language: str, words: str
) -> None:
    """A ticket is open after the one word; what it is about goes under its card."""
    person = office.visitor(language)
    await person.chooses("qom")

    await person.says(words)

    (ticket,) = await office.tickets()
    assert ticket.kind == "question"
    assert words in office.card(ticket.reference).text
    assert person.sees(ticket.reference)
    await person.says("جدول تولید عسل را می‌خواهم", reply_to=person.last)
    assert any("جدول تولید عسل را می‌خواهم" in one.text for one in office.in_group())


async def test_human_gets_the_question_asked_just_now(office: Office, clock: Clock) -> None:
    """Who asks for a human after a question need not write it again; only a fresh one counts."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("قیمت دلار امروز چند است؟")

    await maryam.says("کارشناس")

    (ticket,) = await office.tickets()
    assert "قیمت دلار امروز چند است؟" in office.card(ticket.reference).text

    clock.advance(timedelta(hours=2))
    await maryam.says("کارشناس")
    _, other = sorted(await office.tickets(), key=lambda one: one.id)
    assert "دلار" not in office.card(other.reference).text


async def test_human_asked_for_twice_is_one_ticket(office: Office) -> None:
    """An impatient second word says that the experts have it, and a reply adds to the case."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("اپراتور")

    await maryam.says("اپراتور!!")

    assert len(await office.tickets()) == 1
    assert maryam.last.text.startswith("کارشناسان در جریان هستند")
    await maryam.says("برای پایان‌نامه است", reply_to=maryam.last)
    assert any("برای پایان‌نامه است" in one.text for one in office.in_group())


async def test_human_without_an_office_asks_the_province_and_goes_on(office: Office) -> None:
    """The office is needed for the ticket; once chosen, it is opened without another word."""
    ali = office.visitor()

    await ali.says("اپراتور")
    await ali.press(ali.last, "🏛 قم")

    (ticket,) = await office.tickets()
    assert ticket.office == "qom"


async def test_robot_offers_the_human(office: Office) -> None:
    """The button under "I am a program" hands over like the word itself."""
    maryam = office.visitor()
    await maryam.says("شما انسان هستید؟")

    await maryam.presses("🙋 Hand it to an expert")
    await maryam.presses("🏛 سمنان")

    assert [ticket.office for ticket in await office.tickets()] == ["semnan"]


async def test_edited_small_talk_is_no_question(office: Office) -> None:
    """A message edited into a thank-you is not searched for."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    sent = maryam.person.says("هزینهٔ خدمت چقدر است؟")
    await office.settle()

    maryam.person.edits(sent, "مرسی")
    await office.settle()

    assert maryam.last.text.startswith("خواهش می‌کنم")
    assert not maryam.sees(NOT_FOUND)
