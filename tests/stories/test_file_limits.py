"""Which files are taken is told before they are uploaded; what is refused costs no typed word."""

from __future__ import annotations

import pytest

from handlers.file_limits import LIMITS
from handlers.forms.files import LARGEST, MEGABYTE, PROGRAM_REFUSED, TOO_BIG
from storage import questions
from storage.tickets import queries
from storage.tickets.tables import TicketMessage
from tests.office import Citizen, Office
from tests.stories.asking import asks_an_expert

LANGUAGES = pytest.mark.parametrize("language", ["fa", "en", "ar"])
TOO_LARGE = bytes(LARGEST + 1)
WORDS = "جدول شمارهٔ ۷"


def _said(citizen: Citizen, msgid: str, **values: object) -> str:
    """The beginning of a sentence in the language of a person, up to its first list."""
    told = citizen.office.t(citizen.language).text(msgid, **values)
    return told.partition("{")[0]


def _limit(citizen: Citizen) -> str:
    return citizen.office.t(citizen.language).number(LARGEST // MEGABYTE)


@LANGUAGES
async def test_a_form_tells_what_it_takes_and_loses_nothing(office: Office, language: str) -> None:
    """Size and kinds stand under the question; what is too large is refused, the form goes on."""
    person = office.visitor(language)
    await person.chooses("semnan")
    await person.says("/suggestion")
    await person.fills(">The website", "سایت را ساده‌تر کنید", None)
    kinds = [person.label(kind) for kind in ("photo", "document", "voice message")]
    assert all(word in person.last.text for word in (_limit(person), *kinds))

    await person.sends("document", data=TOO_LARGE, name="a.pdf", caption=WORDS)
    assert _said(person, TOO_BIG, max=LARGEST // MEGABYTE) in person.last.text
    assert WORDS in person.last.text
    await person.sends("document", name="a.exe")
    assert _said(person, PROGRAM_REFUSED, name="a.exe") in person.last.text
    await person.sends("document", name="b.pdf")
    assert "b.pdf" in person.last.text
    await person.presses("✅ That is all, go on")
    await person.fills(None, None)
    await person.presses("📨 Submit")
    (ticket,) = await office.tickets()
    assert ticket.fields["text"] == "سایت را ساده‌تر کنید"
    assert "b.pdf" in [one.file_name for one in await _messages(office, ticket.id)]


@LANGUAGES
async def test_a_case_tells_what_it_takes_and_keeps_words(office: Office, language: str) -> None:
    """Asked by a button or by the office; a file too large stays out, its words do not."""
    person, clerk = office.visitor(language), office.clerk()
    reference = await asks_an_expert(office, person)
    ticket = await office.ticket(reference)
    told = office.t(language).text(LIMITS, max=LARGEST // MEGABYTE, kinds="{").partition("{")[0]
    await person.says("/tickets")
    await person.presses(reference)
    await person.presses("✍️ Add something")
    assert told in person.last.text

    await person.sends("document", data=TOO_LARGE, reply_to=person.last, caption=WORDS)
    assert person.sees(_said(person, TOO_BIG, max=LARGEST // MEGABYTE))
    assert any(WORDS in one.text for one in office.in_group())
    kept = await _messages(office, ticket.id)
    assert [one.text for one in kept if one.file_id is None and one.text] == [WORDS]
    assert all(one.file_id is None for one in kept)

    await clerk.takes(reference)
    await clerk.press(office.card(reference), "❓ Ask back")
    await clerk.replies(office.in_group()[-1], "تصویر نامه را بفرستید.")
    assert person.sees("تصویر نامه را بفرستید.", told)


@LANGUAGES
async def test_a_stray_file_too_large_is_not_kept(office: Office, language: str) -> None:
    """Without a case or a form: why, what to do, and the words can still be answered."""
    person = office.visitor(language)
    await person.chooses("semnan")
    await person.sends("video", data=TOO_LARGE)
    assert _said(person, TOO_BIG, max=LARGEST // MEGABYTE) in person.last.text
    await person.sends("video", data=TOO_LARGE, caption="جمعیت سمنان")
    assert person.sees(_said(person, TOO_BIG, max=LARGEST // MEGABYTE))
    await person.presses("🔎 Answer what I wrote")
    async with office.running.database.transaction() as tx:
        asked = await questions.latest(tx, person.id, since=office.clock.now())
    assert asked is not None
    assert asked.text == "جمعیت سمنان"


async def _messages(office: Office, ticket_id: int) -> list[TicketMessage]:
    async with office.running.database.transaction() as tx:
        return list(await queries.messages(tx, ticket_id))
