"""People do not do what a program expects: the words, places and times they choose instead."""

from __future__ import annotations

import re

import pytest

from storage.tickets.states import Status
from tests.office import Citizen, Office
from tests.stories.asking import QUESTION, asks_an_expert

COMPLAINT = "یک ماه است کسی پاسخ نمی‌دهد."


async def test_an_opinion_by_typing_alone(office: Office) -> None:
    """Every button of a form can be typed, without its picture, up to the submission."""
    maryam = office.visitor()
    await maryam.chooses("semnan")
    await maryam.says("/opinion")
    for answer in ("کارکنان", "رد", "برخورد همکاران شما خوب است", "رد شدن", "ثبت"):
        await maryam.says(answer)

    ticket = (await office.tickets())[0]
    assert ticket.kind == "opinion"
    assert "name" not in ticket.fields
    assert "rating" not in ticket.fields


async def test_several_options_typed_at_once(office: Office) -> None:
    """Typed options end the question, in the words of the language and joined by "and"."""
    maryam = office.visitor()
    await maryam.chooses("semnan")
    await maryam.says("/request")
    for answer in ("جمعیت شهرستان‌ها", "۱۴۰۳", "استان", "رد شدن"):
        await maryam.says(answer)
    await maryam.says("اکسل و csv")
    assert maryam.sees("این آمار را برای چه کاری می‌خواهید؟")


async def test_a_review_is_changed_by_typing_the_name_of_an_answer(office: Office) -> None:
    """On the last page the name of a field is as good as its button."""
    maryam = office.visitor()
    await maryam.chooses("semnan")
    await maryam.says("/opinion")
    for answer in ("کارکنان", "رد", "برخورد همکاران شما خوب است", "رد شدن"):
        await maryam.says(answer)
    await maryam.says("موضوع")
    await maryam.says("وب‌سایت")
    await maryam.says("ارسال")
    assert (await office.tickets())[0].fields["topic"] == "website"


async def test_language_changed_in_the_middle_of_a_form(office: Office) -> None:
    """The open question comes again in the new language; old words for buttons stay good."""
    maryam = office.visitor()
    await maryam.chooses("semnan")
    await maryam.says("/opinion")
    await maryam.says("کارکنان")
    await maryam.says("/language")
    await maryam.presses("العربية")
    assert office.t("ar").text("How satisfied are you with it?") in maryam.last.text
    await maryam.says(office.t("fa").text("⏭ Skip"))
    assert office.t("ar").text("How satisfied are you with it?") not in maryam.last.text


async def test_office_changed_in_the_middle_of_a_form(office: Office) -> None:
    """Nothing one writes next can be taken for a question: the form is still open, and shown."""
    maryam = office.visitor()
    await maryam.chooses("semnan")
    await maryam.says("/opinion")
    await maryam.chooses("qom")
    assert maryam.sees("پرسش خود را بنویسید") is True  # of the first choice
    assert office.t("fa").text("What is your opinion about?") in maryam.last.text


@pytest.mark.parametrize("spelling", ["{}", "#{}", "شمارهٔ {} لطفاً"])
async def test_a_number_is_found_inside_words(office: Office, spelling: str) -> None:
    """/track reads the number out of what was pasted."""
    maryam = office.visitor()
    reference = await asks_an_expert(office, maryam, QUESTION)
    await maryam.says("/track " + spelling.format(reference))
    assert office.t("fa").text("<b>What happened</b>")[3:-4] in maryam.last.text


async def test_a_bare_number_opens_the_case(office: Office) -> None:
    """Whoever pastes their tracking number wants to see the case, not an article."""
    maryam, other = office.visitor(), office.visitor(name="علی")
    reference = await asks_an_expert(office, maryam, QUESTION)
    await maryam.says(reference.lower().replace("-", " "))
    assert QUESTION in maryam.last.text
    await other.chooses("qom")
    await other.says(reference)
    assert QUESTION not in "".join(other.texts)


async def test_cases_that_wait_are_offered_before_newer_ones(office: Office) -> None:
    """With many open cases, those that asked are always among the ones to choose from."""
    maryam, clerk = office.visitor(), office.clerk()
    asked = [await asks_an_expert(office, maryam, f"قیمت دلار شمارهٔ {n}") for n in range(2)]
    for number in range(6):
        await asks_an_expert(office, maryam, f"قیمت سکهٔ {number}")
    for reference in asked:
        await clerk.press(office.card(reference), "❓ Ask back")
        await clerk.replies(office.in_group()[-1], "کدام شعبه؟")

    await maryam.says("شعبهٔ مرکزی")

    assert all(any(reference in label for label in maryam.last.labels) for reference in asked)


async def test_a_withdrawn_case_is_not_withdrawn_again(office: Office) -> None:
    """The old button says what the case is now, and asks nothing."""
    maryam = office.visitor()
    reference = await asks_an_expert(office, maryam, QUESTION)
    await maryam.says(f"/track {reference}")
    view = maryam.last
    await maryam.press(view, "🗑 Withdraw")
    await maryam.presses("🗑 Yes, withdraw")
    told = await maryam.press(view, "🗑 Withdraw")
    assert told is not None
    assert office.t("fa").text("withdrawn") in told
    assert (await office.ticket(reference)).status == Status.WITHDRAWN


async def test_a_command_in_reply_to_a_card_is_not_sent(office: Office) -> None:
    """Staff who type a command mean the bot; a reply to the notice is an answer again."""
    maryam, clerk = office.visitor(), office.clerk()
    card = office.card(await asks_an_expert(office, maryam, QUESTION))
    for command in ("/close", "/take@other_bot"):
        await clerk.replies(card, command)
    assert not maryam.sees("/close")
    assert not maryam.sees("/take")
    await clerk.replies(office.in_group()[-1], "پاسخ")
    assert maryam.sees("پاسخ")


async def _qom_request(office: Office, maryam: Citizen) -> None:
    await maryam.chooses("qom")
    await maryam.says("/request")
    await maryam.fills("جمعیت قم", "۱۴۰۳", "استان", None, "csv", None, None, "شهروند", "مریم")
    await maryam.fills(None, None, None, "باشه", "بله", ">📨 Submit")


async def test_qom_refuses_documents_but_no_voice_and_no_words(office: Office) -> None:
    """BR-02 is about documents: a voice and what was written beside a file reach the office."""
    maryam = office.visitor()
    await _qom_request(office, maryam)
    receipt = next(
        message
        for message in office.world.messages(maryam.id, from_bot=True)
        if office.t("fa").text("🔎 See the case") in message.labels
    )
    maryam.person.sends("voice", b"ogg", reply_to=receipt)
    maryam.person.sends("document", b"1", caption="سال را ۱۴۰۲ کنید", reply_to=receipt)
    await office.settle()

    assert [m.kind for m in office.in_group()].count("voice") == 1
    assert [m.kind for m in office.in_group()].count("document") == 0
    assert any("سال را ۱۴۰۲ کنید" in m.text for m in office.in_group())


async def test_words_beside_a_refused_picture_reach_the_experts(office: Office) -> None:
    """BR-02 again, outside a request: the picture is refused, the question beside it is not."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.sends("photo", caption="این جدول چاپ شده است؟")
    await maryam.presses("🙋 Hand it to an expert as a question")
    assert (await office.tickets())[0].subject == "این جدول چاپ شده است؟"
    assert [m.kind for m in office.in_group()].count("photo") == 0


async def test_an_update_that_cannot_be_read_is_apologised_for(office: Office) -> None:
    """Nothing is dropped in silence: the person is told, and the group gets the number."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    before, chat = len(maryam.texts), {"id": maryam.id, "type": "private"}
    message = {"message_id": 1, "chat": chat, "from": {"id": maryam.id}, "poll": {"id": "1"}}
    await office.running.intake.accept({"update_id": 9_000_000_000, "message": message})
    await office.settle()
    report = office.in_group()[-1].text
    assert "TypeError" in report
    assert len(maryam.texts) == before + 1
    assert re.findall(r"[0-9a-f]{8}", report)[0] in maryam.last.text


async def test_a_keyboard_handed_back_by_the_server_harms_nothing(office: Office) -> None:
    """Some servers repeat the reply keyboard in the message that is answered."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    chat = {"id": maryam.id, "type": "private"}
    before = {"message_id": 1, "date": 1, "chat": chat, "reply_markup": {"force_reply": True}}
    person = {"id": maryam.id, "is_bot": False, "first_name": "م"}
    message = {"message_id": 2, "date": 2, "chat": chat, "from": person, "text": "/privacy"}
    update = {"update_id": 9_000_000_001, "message": message | {"reply_to_message": before}}
    await office.running.intake.accept(update)
    await office.settle()
    assert "کد ملی" in maryam.last.text


async def test_greetings_are_answered_in_kind(office: Office) -> None:
    """A hello is no question that the knowledge base lacks, nor an answer to a waiting case."""
    maryam, clerk = office.visitor(), office.clerk()
    reference = await asks_an_expert(office, maryam, QUESTION)
    missing = "چیزی در این باره نیافتم"
    before = sum(missing in text for text in maryam.texts)
    for words in ("سلام، وقت بخیر", "خیلی ممنون 🌹", "hello!", "خداحافظ"):
        await maryam.says(words)
    assert sum(missing in text for text in maryam.texts) == before

    await clerk.press(office.card(reference), "❓ Ask back")
    await clerk.replies(office.in_group()[-1], "کدام روز؟")
    await maryam.says("سلام")
    assert (await office.ticket(reference)).status == Status.WAITING_PERSON
    await maryam.says("امروز")
    assert (await office.ticket(reference)).status == Status.IN_REVIEW


async def test_a_request_begun_in_place_of_another_form_keeps_its_subject(office: Office) -> None:
    """Dropping the old form does not drop what the new one was begun with."""
    maryam = office.visitor()
    await maryam.chooses("semnan")
    await maryam.says("قیمت دلار امروز چند است؟")
    asked = maryam.last
    await maryam.says("/opinion")
    await maryam.press(asked, "📊 Begin a data request")
    drop = next(label for label in maryam.last.labels if "🆕" in label)
    await maryam.press(maryam.last, drop)
    assert maryam.sees("قیمت دلار امروز چند است؟")


async def test_what_telegram_notes_itself_is_not_answered(office: Office) -> None:
    """A pinned message is nobody's words."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    before = len(maryam.texts)
    chat = {"id": maryam.id, "type": "private"}
    person = {"id": maryam.id, "is_bot": False, "first_name": "م"}
    pinned = {"message_id": 1, "date": 1, "chat": chat}
    note = {"message_id": 2, "date": 2, "chat": chat, "from": person, "pinned_message": pinned}
    await office.running.intake.accept({"update_id": 9_000_000_002, "message": note})
    await office.settle()
    assert len(maryam.texts) == before
