"""Asking in the private chat: the office, the answer with its source, the honest no."""

from __future__ import annotations

import pytest

from storage import questions
from tests.office import Office


async def test_office_is_asked_once_and_the_waiting_question_is_answered(office: Office) -> None:
    """A question before any choice is answered as soon as the office is chosen, once for all."""
    maryam = office.visitor()

    await maryam.says("هزینهٔ خدمت چقدر است؟")
    asked = maryam.last
    await maryam.press(asked, "🏛 قم")

    assert "رایگان" in maryam.last.text
    await maryam.says("مدارک را کجا بفرستم؟")
    assert "اتوماسیون" in maryam.last.text


async def test_answer_names_office_service_and_section(office: Office) -> None:
    """BR-18: each answer of a statement names the office, the service and the section."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    await maryam.says("هزینهٔ خدمت چقدر است؟")

    text = maryam.last.text
    assert "سازمان مدیریت و برنامه‌ریزی استان قم" in text
    assert "تامین آمار و اطلاعات تولیدی ثبتی (سالنامه آماری)" in text
    assert "هزینه" in text.rpartition("\n\n")[2]


async def test_office_named_in_the_question_is_taken_from_it(office: Office) -> None:
    """A question that names a province is answered for it without asking."""
    maryam = office.visitor()

    await maryam.says("خدمت سمنان رایگان است؟")

    assert "سمنان" in maryam.last.text
    assert "رایگان" in maryam.last.text


async def test_nothing_of_qom_is_told_to_somebody_asking_semnan(office: Office) -> None:
    """BR-21: the three channels of Qom are not told to a person of Semnan."""
    maryam = office.visitor()
    await maryam.chooses("semnan")

    await maryam.says("مدارک را از چه راهی بفرستم؟")

    assert "فکس یا" not in maryam.last.text
    assert "سازمان مدیریت و برنامه‌ریزی استان قم" not in maryam.last.text


async def test_absent_fact_is_said_to_be_absent_with_a_way_to_a_human(office: Office) -> None:
    """BR-17: the response time is not in the statement, and the answer says so."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    await maryam.says("چند روزه جواب می‌دهید؟")

    assert "تعیین نکرده" in maryam.last.text
    await maryam.presses("🙋 Hand it to an expert")
    ticket = (await office.tickets())[0]
    assert ticket.kind == "question"
    assert "چند روزه جواب می‌دهید؟" in office.card(ticket.reference).text


async def test_unknown_question_is_not_answered_but_has_ways_on(office: Office) -> None:
    """What the knowledge base lacks is answered by an honest no with three buttons."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    await maryam.says("قیمت دلار امروز چند است؟")

    assert len(maryam.last.labels) == 3
    await maryam.presses("📊 Begin a data request")
    assert any("قیمت دلار امروز چند است؟" in text for text in maryam.texts[-3:])


async def test_question_is_handed_over_only_once(office: Office) -> None:
    """A second press of "hand it to an expert" says that the experts have it already."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("قیمت دلار امروز چند است؟")

    await maryam.presses("🙋 Hand it to an expert")
    toast = await maryam.presses("🙋 Hand it to an expert")

    assert toast
    assert len(await office.tickets()) == 1


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("en", "Is the service free of charge?", "free"),
        ("fa", "هزینه داره؟", "رایگان"),
        ("ar", "هل الكتاب السنوي بفلوس لو مجاني؟", "مجانية ولا يُؤخذ عنها"),
        ("ar", "شلون ينحسب التضخم السنوي؟", "نسبة التغير في متوسط الرقم القياسي"),
    ],
)
async def test_answer_is_in_the_language_of_the_person(
    office: Office, language: str, question: str, words: str
) -> None:
    """The language comes from Telegram at the first contact."""
    person = office.visitor(language)
    await person.chooses("qom")

    await person.says(question)

    assert words in person.last.text


async def test_wrong_answer_can_be_said_to_be_wrong(office: Office) -> None:
    """The press "this did not answer me" is stored and offers the ways on."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("هزینهٔ خدمت چقدر است؟")

    await maryam.presses("👎 This did not answer me")

    assert maryam.label("🙋 Hand it to an expert") in maryam.last.labels


async def test_article_comes_by_its_deep_link(office: Office) -> None:
    """`/start a_<article>` shows the article."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    await maryam.starts("a_qom-cost")

    assert "رایگان" in maryam.last.text


async def test_subjects_can_be_browsed_to_an_article(office: Office) -> None:
    """A person who does not know what to ask presses through the subjects."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    await maryam.says(maryam.label("📚 Subjects"))
    await maryam.presses("📘 Statistical yearbook")
    shown = maryam.last
    await maryam.press(shown, shown.labels[0])

    assert shown.labels[0] in maryam.last.text


async def test_one_office_is_never_asked_for(qom: Office) -> None:
    """With a single office people are answered at once."""
    maryam = qom.visitor()

    await maryam.says("هزینهٔ خدمت چقدر است؟")

    assert "رایگان" in maryam.last.text


async def test_unknown_command_is_not_taken_for_a_question(office: Office) -> None:
    """A mistyped command is said to be unknown, and /help is named."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    await maryam.says("/shekayat")

    assert "/help" in maryam.last.text
    assert len(maryam.last.labels) == 0


async def test_question_that_waited_for_the_office_is_stored_once(office: Office) -> None:
    """Every question is stored with its outcome, also the one asked before the choice."""
    maryam = office.visitor()
    await maryam.says("هزینهٔ خدمت چقدر است؟")

    await maryam.presses("🏛 قم")
    await maryam.presses("🏛 سمنان")

    async with office.running.database.transaction() as tx:
        first, second = await questions.get(tx, 1), await questions.get(tx, 2)
    assert first is not None
    assert (first.office, first.outcome) == ("qom", "answer")
    assert second is None


async def test_voice_is_handed_to_an_expert_as_a_question(office: Office) -> None:
    """A voice instead of a question is explained, kept, and handed over when wanted."""
    maryam = office.visitor()
    await maryam.sends("voice", data=b"ogg")

    await maryam.presses("🙋 Hand it to an expert as a question")
    await maryam.presses("🏛 قم")
    await maryam.presses("🙋 Hand it to an expert as a question")

    ticket = (await office.tickets())[0]
    assert ticket.kind == "question"
    assert [m.kind for m in office.in_group()].count("voice") == 1
    toast = await maryam.presses("🔎 See the case")
    assert toast is None


async def test_edited_question_is_answered_anew(office: Office) -> None:
    """A person who corrects a question gets the answer to the corrected one."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    sent = maryam.person.says("قیمت دلار")
    await office.settle()

    maryam.person.edits(sent, "هزینهٔ خدمت چقدر است؟")
    await office.settle()

    assert "رایگان" in maryam.last.text
