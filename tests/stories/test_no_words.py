"""A voice, a picture, a sticker, a place or a file instead of a question in words."""

from __future__ import annotations

import pytest

from tests.office import Citizen, Office

HAND_OVER = "🙋 Hand it to an expert as a question"


async def _sends(person: Citizen, kind: str) -> None:
    if kind == "location":
        person.person.shares_location(34.64, 50.88)
    elif kind == "contact":
        person.person.shares_contact()
    else:
        person.person.sends(kind, b"content")
    await person.office.settle()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("voice", "صدا را نمی‌توانم بشنوم"),
        ("video_note", "صدا را نمی‌توانم بشنوم"),
        ("photo", "تصویر و فایل را نمی‌توانم ببینم"),
        ("document", "تصویر و فایل را نمی‌توانم ببینم"),
        ("sticker", "معنی برچسب را نمی‌فهمم"),
        ("location", "نام شهرستان یا شهر"),
        ("contact", "به شمارهٔ تلفن نیازی نیست"),
    ],
)
async def test_what_has_no_words_is_explained_and_handed_over_when_wanted(
    office: Office, kind: str, words: str
) -> None:
    """What was sent is named, nothing goes to staff unasked, and one press hands it over."""
    maryam = office.visitor()
    await maryam.starts()
    await _sends(maryam, kind)
    assert words in maryam.last.text
    assert office.in_group() == []

    await maryam.chooses("qom" if kind in {"voice", "location"} else "semnan")
    await maryam.presses(HAND_OVER)
    if await office.tickets() == []:  # Semnan takes no documents here, either
        assert kind in {"photo", "document"}
        assert "مدرکی نمی‌پذیرد" in maryam.last.text
        return

    (ticket,) = await office.tickets()
    assert ticket.kind == "question"
    assert [one.kind for one in office.in_group()].count(kind) == 1
    assert ticket.reference in office.card(ticket.reference).text


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_explanation_is_in_the_language_of_the_person(office: Office, language: str) -> None:
    """An English or an Arabic speaker is told in their own language."""
    person = office.visitor(language)
    await person.chooses("qom")

    await person.sends("voice", data=b"ogg")

    assert person.last.text == person.label(
        "I cannot listen to recordings; I answer what is written. Write your question, or have "
        "this handed to an expert."
    )


async def test_words_beside_a_picture_can_be_answered(office: Office) -> None:
    """A photo with a question under it: the words are answered like any question."""
    maryam = office.visitor()
    await maryam.starts()
    await maryam.sends("photo", caption="نرخ بیکاری استان قم چقدر است؟")

    await maryam.presses("🔎 Answer what I wrote")

    assert maryam.sees("آمارگیری نیروی کار، مرکز آمار ایران")
    assert await office.tickets() == []


async def test_picture_for_an_office_without_documents_is_refused_at_once(office: Office) -> None:
    """BR-02: it is not kept, the three channels are told, and there is nothing to press."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    await maryam.sends("photo")

    assert "فایل نگه‌داری نشد" in maryam.last.text
    assert "اتوماسیون اداری، فکس یا ایمیل رسمی" in maryam.last.text
    assert maryam.last.labels == []


async def test_words_beside_a_refused_album_are_not_lost(office: Office) -> None:
    """The pictures are refused once for the whole album; the words are answered or handed over."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    before = len(maryam.texts)

    await maryam.sends_album(["photo", "photo", "photo"], caption="هزینهٔ خدمت چقدر است؟")

    assert len(maryam.texts) == before + 1
    assert "فایل نگه‌داری نشد" in maryam.last.text
    await maryam.presses("🔎 Answer what I wrote")
    assert "رایگان" in maryam.last.text


async def test_what_was_sent_can_be_forgotten(office: Office) -> None:
    """A voice sent by mistake goes to nobody."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.sends("voice", data=b"ogg")

    await maryam.presses("Forget it")

    assert await office.tickets() == []
    assert office.in_group() == []
